"""The schema that editors show and the keys that check a configuration say the same."""

import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from promptguard.config import rules
from promptguard.config.schema import schema
from promptguard.config.settings import KEYS, check
from promptguard.errors import ConfigError
from promptguard.tables import Key, read_table, table_schema

SCHEMA = schema()
#: Where the reader asks for more than any schema can: patterns compile, words are printable.
_BEYOND = frozenset({"exclude", "vocabulary", "companies", "scopes", "registries", "marks"})
_STRINGS = (
    "", " ", "x", "ab", " ab", "ab ", "a\n", "secret", "secret@likely", "secret@liekly", "none",
    "none,pii", "none@likely", "level:public", "level:secret", "pii , level:internal", "pii,,pii",
    "likely", "very_likely", "warn", "block", "allow", "restricted", "Restricted", "ticket-number",
    "Ticket", "a" * 64 + "b", "9" * 64, "9" * 63, "x" * 201, "é", "@acme", "*.py",
)  # fmt: skip
_SCALARS = st.one_of(
    st.sampled_from(_STRINGS),
    st.text(max_size=8),
    st.booleans(),
    st.integers(-2, 10),
    st.floats(-1, 9).filter(lambda number: not number.is_integer()),
)
_VALUES = st.one_of(
    _SCALARS,
    st.lists(_SCALARS, max_size=3),
    st.dictionaries(st.sampled_from(_STRINGS), _SCALARS, max_size=2),
    st.lists(st.dictionaries(st.sampled_from(_STRINGS), _SCALARS, max_size=2), max_size=2),
)


def tables(keys: tuple[Key, ...]) -> st.SearchStrategy[dict[str, Any]]:
    names = [*(key.name for key in keys), "unknown"]
    return st.dictionaries(st.sampled_from(names), _VALUES, max_size=3)


def reads(table: dict[str, Any], keys: tuple[Key, ...]) -> bool:
    try:
        read_table(table, keys, where="x")
    except ConfigError:
        return False
    return True


def valid(table: dict[str, Any], of: dict[str, Any]) -> bool:
    return bool(Draft7Validator(of).is_valid(table))


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == {key.name for key in KEYS if not key.users_only}
    assert all(described["description"] for described in SCHEMA["properties"].values())


@settings(deadline=None, max_examples=600)
@given(tables(KEYS))
@example({"fail_on": ["secret@likely", "level:internal"], "min_confidence": "possible"})
@example({"fail_on": ["none"]})
@example({"fail_on": ["a\n"]})
@example({"marks": {"streng vertraulich": "restricted"}, "on_error": "block"})
@example({"trusted_plugins": ["9" * 64]})
@example({"tags": {"required": ["*.tf"], "coverage": {"billing": 100}}})
@example({"tags": {"coverage": 101}})
@example({"tags": {"covrage": 1}})
@example({"salt": True, "policy": "policy.toml"})
def test_both_accept_the_same_settings(table: dict[str, Any]) -> None:
    read, said = reads(table, KEYS), valid(table, SCHEMA)
    rules_said = valid({"rules": table["rules"]}, SCHEMA) if "rules" in table else True
    if read and rules_said:
        assert said  # What the reader takes, no editor underlines.
    required = isinstance(table.get("tags"), dict) and "required" in table["tags"]
    if said and not _BEYOND & set(table) and not required:
        assert read


RULE = {
    "id": "ticket", "title": "A ticket", "level": "internal", "pattern": "T-[0-9]{4}",
    "examples": ["T-1234"],
}  # fmt: skip


@settings(deadline=None, max_examples=600)
@given(tables(rules.KEYS), st.sets(st.sampled_from(sorted(RULE)), max_size=1))
@example({"entropy": 8}, set())
@example({"entropy": 7.5, "labels": ["customer-data"], "keywords": ["t-"]}, set())
@example({"examples": []}, set())
@example({"labels": ["a\n"]}, set())
def test_both_accept_the_same_rules(changes: dict[str, Any], missing: set[str]) -> None:
    table = {key: value for key, value in {**RULE, **changes}.items() if key not in missing}
    assert reads(table, rules.KEYS) == valid(table, table_schema(rules.KEYS))
    assert valid({"rules": [table]}, SCHEMA) == valid(table, table_schema(rules.KEYS))


@pytest.mark.parametrize("name", sorted(_BEYOND))
def test_words_that_stand_in_configurations_are_in_the_schema(name: str) -> None:
    good = {"amber strict": "internal"} if name == "marks" else ["acme", "*.example.com"]
    assert valid({name: good}, SCHEMA)
    assert check({name: good}, "x")
    assert not valid({name: "acme"}, SCHEMA)


def test_patterns_are_of_both_dialects() -> None:
    """Editors read patterns as JavaScript does: no name, flag or anchor of Python's own."""
    for pattern in re.findall(r"'pattern': (?:'|\")(.*?)(?:'|\")[,}]", str(SCHEMA)):
        assert not re.search(r"\(\?[a-zP]|\\[AZz]", pattern)
