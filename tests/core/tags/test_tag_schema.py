"""The schema that editors show and the reader of CLASSIFICATION.toml say the same."""

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from promptguard.model import Level
from promptguard.tags.annotations import KEYS, PRECEDENCES, read
from promptguard.tags.schema import schema

ALIASES = {"tlp:amber": Level.INTERNAL}
SCHEMA = Draft7Validator(schema(ALIASES))
_STRINGS = st.one_of(
    st.sampled_from(
        ["", "*.py", "/secrets/", "!keep", "# x", "public", "Restricted", "TLP:Amber", "tlp:red",
         "pii", "pii,secret", "pii,,x", "a b", "EU", "E U", "@billing", "a@b", "me\n", "closest",
         "Override", *PRECEDENCES]
    ),
    st.text("ab,.@*! é\n", max_size=6),
)  # fmt: skip
_VALUES = st.one_of(_STRINGS, st.lists(_STRINGS, max_size=3), st.integers(0, 2), st.booleans())
_TABLE = st.dictionaries(st.sampled_from([*KEYS, "unknown"]), _VALUES, max_size=4)


def as_toml(table: dict[str, Any]) -> bytes:
    """JSON's strings, numbers, truth values and arrays are TOML's."""
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items()).encode()


@settings(deadline=None, max_examples=1500)
@given(_TABLE, st.booleans())
@example({"path": "*", "level": "RESTRICTED", "labels": "pii,"}, True)
@example({"path": ["!x"], "level": "internal"}, True)
@example({"path": "*.md", "level": "public", "precedence": "override"}, False)
@example({"path": "*.md", "level": "public", "precedence": "override", "reason": ""}, False)
@example({"path": "*.md", "level": "public", "precedence": "override", "reason": "x"}, False)
def test_both_accept_the_same_annotations(table: dict[str, Any], whole: bool) -> None:
    table = {"path": "*.py", "level": "internal", **table} if whole else table
    content = b"version = 1\n[[annotations]]\n" + as_toml(table)
    notes = read(content, "CLASSIFICATION.toml", ALIASES).notes
    said = SCHEMA.is_valid({"version": 1, "annotations": [table]})
    if not notes:
        assert said
    # A schema cannot tell a glob of .gitignore from another text, nor one that means everything.
    beyond = ("no pattern that", "matches every file", "so `public` is not obeyed")
    if said:
        assert all(any(part in note.text for part in beyond) for note in notes)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["version", "annotations", "x"]), _VALUES, max_size=2))
@example({"version": True})
@example({"annotations": ["x"]})
def test_both_accept_the_same_file(table: dict[str, Any]) -> None:
    notes = read(as_toml(table), "CLASSIFICATION.toml", {}).notes
    assert SCHEMA.is_valid(table) == (not notes)


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(schema(ALIASES))
    levels = schema(ALIASES)["properties"]["annotations"]["items"]["properties"]["level"]
    assert levels["anyOf"][0]["enum"][-1] == "tlp:amber"
