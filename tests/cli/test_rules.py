"""`promptguard rules`: every shipped rule, once."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

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
    assert lines[-1].startswith(f"{len(RULES):,} rules in {len(owners)} detectors.")


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


RULE = """[[rules]]
id = "{name}"
title = "A ticket"
level = "internal"
pattern = 'TICKET-[0-9]{{4}}'
examples = ["{example}"]
"""


def test_rules_are_tested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "promptguard.toml"
    file.write_text(RULE.format(name="one", example="TICKET-<digit:4>"), encoding="utf-8")
    assert main(["rules", "test"]) == 0
    assert capsys.readouterr().out.startswith("holds  one: 1 example\n")
    wrong = RULE.format(name="two", example="TICKET-1")
    file.write_text(file.read_text(encoding="utf-8") + wrong, encoding="utf-8")
    assert main(["rules", "test", "promptguard.toml"]) == 1
    assert capsys.readouterr().out == (
        "holds  one: 1 example\n"
        "wrong  rules[2].examples[1]: is not matched by the pattern.\n\n"
        "1 of 2 rules in promptguard.toml do what they say.\n"
    )


@pytest.mark.parametrize(
    "words",
    [["rules", "test"], ["rules", "import"], ["rules", "tset"], ["rules", "test", "empty.toml"]],
)
def test_what_cannot_be_tested_is_usage(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    assert main(words) == 2


def test_rules_of_gitleaks_are_imported_and_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    theirs = "[[rules]]\nid = 'acme'\nregex = '''\\bacme_(?i)[a-z0-9]{30}\\z'''\nsecretGroup = 0\n"
    (tmp_path / "gitleaks.toml").write_text(theirs, encoding="utf-8")
    assert main(["rules", "import", "gitleaks.toml", "--output", "promptguard.toml"]) == 0
    assert capsys.readouterr().err == (
        "promptguard: 1 of 1 rule carried over, each tried on an example\n"
    )
    assert main(["rules", "test"]) == 0
    assert main(["rules", "import", "gitleaks.toml", "--output", "promptguard.toml"]) == 2
    capsys.readouterr()
    assert main(["rules", "import", "gitleaks.toml"]) == 0
    written = (tmp_path / "promptguard.toml").read_text(encoding="utf-8")
    head = "#:schema ./promptguard.schema.json\n"
    assert head + capsys.readouterr().out == written
    schema = json.loads((tmp_path / "promptguard.schema.json").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(tomllib.loads(written))
