"""Rules that a user writes: whole, unique, true to their examples, and quick."""

import time

import pytest

from promptguard.config import load
from promptguard.errors import ConfigError
from promptguard.model import Level, Rule, Weight

TICKET = {
    "id": '"ticket"',
    "title": '"Ticket of the legal department"',
    "level": '"confidential"',
    "pattern": "'LEGAL-[0-9]{4,6}'",
    "examples": '["see LEGAL-<digit:5>"]',
}


def table(**keys: str) -> str:
    written = "\n".join(f"{key} = {value}" for key, value in {**TICKET, **keys}.items() if value)
    return f"[[rules]]\n{written}\n"


def rules(text: str) -> tuple[Rule, ...]:
    return load([""], {"promptguard.toml": text.encode()}.get, user=lambda: None).rules


def test_a_rule_with_what_it_needs() -> None:
    assert rules(table()) == (
        Rule(
            id="user_rules.ticket",
            title="Ticket of the legal department",
            level=Level.CONFIDENTIAL,
            labels=(),
            pattern="LEGAL-[0-9]{4,6}",
            advice="Ask whoever wrote this rule what may be sent.",
            examples=("see LEGAL-<digit:5>",),
            weight=Weight(3, "your own rule says likely"),
        ),
    )


def test_a_rule_with_all_it_may_have() -> None:
    (rule,) = rules(
        table(
            labels='["legal", "client-data"]',
            confidence='"very_likely"',
            advice='"Leave it out."',
            counterexamples='["LEGAL-1", "ILLEGAL"]',
            keywords='["Legal-"]',
        )
    )
    assert rule.labels == ("legal", "client-data")
    assert rule.weight == Weight(4, "your own rule says very likely")
    assert (rule.advice, rule.keywords) == ("Leave it out.", ("legal-",))


@pytest.mark.parametrize("key", ["id", "title", "level", "pattern", "examples"])
def test_a_rule_without_what_it_needs(key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        rules(table(**{key: ""}))
    assert str(caught.value) == f"promptguard.toml: rules[1].{key}: is missing"


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        pytest.param(
            {"leval": '"internal"'}, 'leval: no such key. Did you mean "level"?', id="unknown key"
        ),
        pytest.param(
            {"level": '"secret"'},
            'level: "secret" is not a level (public, internal, confidential, restricted)',
            id="unknown level",
        ),
        pytest.param(
            {"id": '"My rule"'},
            'id: "My rule" is not an id (lower-case words joined by -). Such as "ticket-number".',
            id="an id with a blank",
        ),
        pytest.param(
            {"labels": '["ok", "Not OK"]'},
            'labels[2]: "Not OK" is not a label (lower-case words joined by -).'
            ' Such as "customer-data".',
            id="a label",
        ),
        pytest.param(
            {"examples": "[]"}, "examples: expects 1 to 100 items", id="examples are mandatory"
        ),
        pytest.param(
            {"examples": '["LEGAL-<digit:5>", "LEGAL"]'},
            "examples[2]: is not matched by the pattern",
            id="an example that is none",
        ),
        pytest.param(
            {"counterexamples": '["LEGAL-<digit:4>"]'},
            "counterexamples[1]: is matched by the pattern",
            id="a counterexample that is none",
        ),
        pytest.param(
            {"keywords": '["court"]'},
            "keywords: has none of the keywords in what examples[1] matches",
            id="a keyword that no match holds",
        ),
        pytest.param(
            {"pattern": "'LEGAL-\\s\\d+'", "examples": '["LEGAL-\\n123"]'},
            "examples[1]: is matched across lines; a rule here holds within one line",
            id="two lines",
        ),
        pytest.param(
            {"pattern": "'(LEGAL'"},
            "pattern: is not a regular expression: missing ), unterminated subpattern at"
            " position 0",
            id="broken pattern",
        ),
        pytest.param(
            {"pattern": "'L*'"},
            "pattern: cannot be searched for: the pattern can match nothing at all",
            id="a pattern that matches everywhere",
        ),
        pytest.param(
            {"pattern": "'a{99999999999}'"},
            "pattern: cannot be searched for: the repetition number is too large",
            id="a count beyond counting",
        ),
        pytest.param(
            {"pattern": f"'{'(' * 900}a{')' * 900}'"}, "pattern: is nested too deeply", id="deep"
        ),
        pytest.param(
            {"pattern": f"'{'a' * 2001}'"},
            "pattern: expects 1 to 2000 characters, not 2001",
            id="long",
        ),
    ],
)
def test_a_mistake_is_one_sentence(keys: dict[str, str], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        rules(table(**keys))
    assert str(caught.value) == f"promptguard.toml: rules[1].{sentence}"


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        pytest.param("(a|aa)+$", "xaa", id="a choice of one or two"),
        pytest.param(r"(?:\w|[a-z])+\.$", "aaa.", id="a choice of the same"),
    ],
)
def test_a_bomb_is_named_before_it_goes_off(pattern: str, example: str) -> None:
    started = time.process_time()
    with pytest.raises(ConfigError) as caught:
        rules(table(pattern=f"'{pattern}'", examples=f'["{example}"]'))
    assert str(caught.value) == (
        "promptguard.toml: rules[1].pattern: takes longer than 0.1 seconds on a short text."
        " Nested repetition such as (a+)+ does that."
    )
    assert time.process_time() - started < 5


def test_an_id_is_taken_once() -> None:
    with pytest.raises(ConfigError) as caught:
        rules(table() + table())
    assert str(caught.value) == (
        'promptguard.toml: rules[2].id: "ticket" is the id of an earlier rule'
    )


def test_there_is_an_end_to_rules() -> None:
    with pytest.raises(ConfigError, match="rules: expects at most 1000 items"):
        rules("[[rules]]\n" * 1001)
