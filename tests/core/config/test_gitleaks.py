"""A gitleaks configuration becomes rules that scan, and every loss is said."""

import tomllib
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.config import load
from promptguard.config.gitleaks import as_toml, convert
from promptguard.config.inventing import templates
from promptguard.errors import ConfigError
from promptguard.evidence.conditions import Conditions
from promptguard.evidence.templates import render
from promptguard.model import Rule

ASSIGNED = (
    r"""(?i)[\w.-]{0,50}?(?:acme)(?:[ \t\w.-]{0,20})[\s'"]{0,3}(?:=|:)[\x60'"\s=]{0,5}"""
    r"""([a-f0-9]{32})(?:[\x60'"\s;]|\\[nr]|$)"""
)


def imported(*rules: dict[str, Any], **more: Any) -> tuple[tuple[Rule, ...], list[str]]:
    """The rules as a configuration reads them, and what was said about them."""
    found = convert({"rules": list(rules), **more}, "gitleaks.toml")
    files = {"promptguard.toml": as_toml(found).encode()}
    said = [note for rule in found.rules for note in rule.notes]
    return load([""], files.get, user=lambda: None).rules, [*found.notes, *said]


def test_a_rule_is_carried_over_with_an_example_of_its_own() -> None:
    rule = {
        "id": "Acme_Key",
        "description": "Found an  Acme key.",
        "regex": ASSIGNED,
        "keywords": ["acme"],
        "entropy": 2,
        "tags": ["key", "Acme Corp"],
    }
    (one,), said = imported(rule)
    assert (one.id, one.title, one.labels) == (
        "user_rules.acme-key",
        "Found an Acme key",
        ("secret", "key", "acme-corp"),
    )
    assert one.keywords == ("acme",)
    assert one.validate == Conditions(entropy=2.0)
    assert said == []
    text = render(one.examples[0], 9)
    match = regex.search(one.pattern, text, regex.ASCII | regex.MULTILINE)
    assert match is not None
    assert len(match["value"]) == 32


def test_a_path_and_exceptions_are_carried_over() -> None:
    rule = {
        "id": "a",
        "regex": "acme_([a-z0-9]{30})",
        "path": r"(?i)\.php$",
        "allowlists": [{"regexes": ["^a+$"]}, {"stopwords": ["Example"]}],
        "allowlist": {"stopwords": ["sample"]},
    }
    (one,), said = imported(rule)
    assert one.validate == Conditions(
        path=r"(?i:\.php$)", allow=("^a+$",), stopwords=("example", "sample")
    )
    assert said == []


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            {"path": r"\.p12$"},
            "it asks for a path only; name such files in a policy",
        ),
        ({}, "it has no regex; it changes a rule of the file that this one extends"),
        ({"regex": r"\p{L}{9}"}, r"Python cannot say its regex: it has \p, a class of Unicode"),
        (
            {"regex": "ab.*", "entropy": 7.5},
            "examples[1]: is matched, and does not count",
        ),
        (
            {"regex": "x", "secretGroup": "one"},
            "a key of it holds something else than gitleaks would take",
        ),
        ({"regex": "(?:a|aa)+[b-c]?$"}, "pattern: takes longer than 0.1 seconds on a short text"),
    ],
)
def test_what_is_left_out_is_said(rule: dict[str, Any], sentence: str) -> None:
    found = convert({"rules": [{"id": "a", **rule}]}, "x")
    assert found.rules[0].table is None
    assert found.rules[0].notes[0].startswith(sentence)
    assert f"# a is left out: {sentence}" in as_toml(found)


def test_what_of_a_rule_is_left_out_is_said() -> None:
    rule = {
        "id": "a",
        "regex": "acme_[a-z0-9]{30}",
        "keywords": ["corporation"],
        "allowlists": [
            {"regexTarget": "line", "regexes": ["x"]},
            {"paths": ["x"], "commits": ["y"]},
            {"condition": "AND", "paths": ["x"], "stopwords": ["y"]},
        ],
    }
    _, said = imported(rule, extend={"useDefault": True, "path": "base.toml"}, allowlist={"a": 1})
    assert said == [
        "[extend] useDefault: import gitleaks' own config/gitleaks.toml as well",
        '[extend] path: import "base.toml" as well',
        "the global allowlist is left out: name such files in `exclude`, or use a baseline",
        "allowlist regexes on the whole line are left out",
        "allowlist paths are left out",
        "allowlist commits are left out",
        "an allowlist that asks for stopwords and paths at once is left out",
        "its keywords stand beside the match, not in it: they are left out",
    ]


def test_rules_that_are_switched_off_or_share_an_id() -> None:
    rule = {"id": "a b", "regex": "acme_[a-z0-9]{30}"}
    rules, said = imported(
        rule, rule, {"id": "off", "regex": "x"}, extend={"disabledRules": ["off"]}
    )
    assert [one.id for one in rules] == ["user_rules.a-b", "user_rules.a-b-2"]
    assert said == ["[extend] disabledRules switches it off"]


@pytest.mark.parametrize("parsed", [{}, {"rules": []}, {"rules": "x"}, {"rules": [1]}])
def test_a_file_without_rules_is_none(parsed: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=r"gitleaks\.toml: rules: there are none"):
        convert(parsed, "gitleaks.toml")


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_toml_whatever_the_rule_says(name: str, regex_: str) -> None:
    rule = {"id": name, "description": name, "regex": f"acme_{regex_}", "keywords": [name]}
    tomllib.loads(as_toml(convert({"rules": [rule]}, "x")))


@given(
    st.from_regex(
        r"[a-c]{1,3}(\[a-z\d\]|\(ab\|\\d\)|\.)(\{2,9\}|\+|\?)?-\[A-F0-9\]\{8\}", fullmatch=True
    )
)
@settings(max_examples=60, deadline=None)
def test_one_of_the_invented_examples_matches(pattern: str) -> None:
    made = [render(template, 3) for template in templates(pattern)]
    assert any(regex.search(pattern, text, regex.ASCII) for text in made)
