"""`promptguard rules`: every shipped rule, once."""

import json
from collections import Counter

import pytest

from promptguard import detectors
from promptguard.cli.main import main

RULES = {rule.id: rule for name in detectors.names() for rule in detectors.rules(name)}


def test_all_rules_are_listed_by_detector(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert sorted(listed) == sorted(RULES)
    owners = Counter(rule_id.partition(".")[0] for rule_id in RULES)
    assert {f"{name} ({count})" for name, count in owners.items()} <= set(lines)
    assert lines[-1].startswith(f"{len(RULES)} rules in {len(owners)} detectors.")


def test_machines_get_them_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    assert sorted(rule["id"] for rule in data["rules"]) == sorted(RULES)
    assert next(rule for rule in data["rules"] if rule["id"] == "private_keys.pem") == {
        "id": "private_keys.pem",
        "detector": "private_keys",
        "title": "Private key (PEM, OpenSSH or PGP)",
        "level": "restricted",
        "labels": ["secret"],
        "most": "very_likely",
        "advice": RULES["private_keys.pem"].advice,
        "references": list(RULES["private_keys.pem"].references),
    }


def test_only_those_with_a_label(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--label", "vocabulary"]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")] == [
        "  vocabulary.word  confidential  A word of the team's vocabulary"
    ]


def test_an_unknown_label(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--label", "secrt"]) == 2
    assert capsys.readouterr().err == (
        'promptguard: --label: no rule has the label "secrt". Did you mean "secret"?\n'
    )
