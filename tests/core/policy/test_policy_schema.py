"""The schema that editors show and the reader of a policy say the same."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from promptguard.errors import ConfigError
from promptguard.model import LayerKind
from promptguard.policy.cases import CASE, FILE, read_cases
from promptguard.policy.checks import Expected
from promptguard.policy.compare import NAMES
from promptguard.policy.comparisons import comparison
from promptguard.policy.drafts import draft
from promptguard.policy.layer import parse_file
from promptguard.policy.load import load_policy
from promptguard.policy.presets import NAMES as PRESETS
from promptguard.policy.presets import preset
from promptguard.policy.schema import cases_schema, schema

DESTINATIONS = draft("").destinations
POLICY = load_policy(today="2026-11-24")
SCHEMA = Draft7Validator(schema(DESTINATIONS))
ROW = {"id": "row", "action": "block", "why": "because"}
EXCEPTION = {
    "id": "e", "clause": "row", "owner": "o", "reason": "r", "granted": "2026-01-01",
    "expires": "2026-12-31", "roles": ["x"],
}  # fmt: skip
FACT = {
    "value": 3, "source": "s", "seen": "2026-11", "expires": "2027-11-30", "evidence": "contract",
}  # fmt: skip
WHOLE = {
    "version": 1,
    "default": {"action": "allow", "why": "because"},
    "clause": [ROW],
}
_STRINGS = st.one_of(
    st.sampled_from(
        ["", " ", "x", "row", "default", "allow", "warn", "redact", "block", "public", "restricted",
         "likely", "prompt", "commit", "CN", "EU", "cn", "CN\n", "good", "bad", "claude-code",
         "repository", "user", "system", "unknown", "retention_days <= 30", "trains = maybe",
         "jurisdictions not in [EU]", "2026-11-24", "2026-02-30", "2026-11", "contract",
         "self-hosted", "assistant", "*.example.com", "scc"]
    ),
    st.text("ax. =[]", max_size=4),
)  # fmt: skip
_SCALARS = st.one_of(_STRINGS, st.booleans(), st.integers(-1, 3))
_VALUES = st.one_of(
    _SCALARS, st.lists(_STRINGS, max_size=2), st.dictionaries(_STRINGS, _SCALARS, max_size=2)
)


def reads(table: dict[str, Any]) -> bool:
    """As an organisation's file, which may say everything; parts that it includes are not here."""
    table = {key: value for key, value in table.items() if key != "include"}
    try:
        parse_file([("x", table)], DESTINATIONS, LayerKind.ORGANISATION)
    except ConfigError:
        return False
    return True


def changed(table: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """The table with some keys of its sort set to something, and perhaps one left out."""

    def made(changes: dict[str, Any], missing: set[str]) -> dict[str, Any]:
        return {key: value for key, value in {**table, **changes}.items() if key not in missing}

    keys = {
        "clause": ["id", "action", "why", "advice", "contact", "grants", "ask", "unattended",
                   "level_min", "level_max", "labels", "confidence", "roles", "origins", "kinds",
                   "paths", "local", "destinations", "facts", "when"],
        "exception": [*EXCEPTION, "action", "level_max", "level_min", "labels", "facts", "when"],
        "fact": ["value", "source", "seen", "expires", "evidence", "note"],
    }  # fmt: skip
    sort = "clause" if table is ROW else "exception" if table is EXCEPTION else "fact"
    named = st.sampled_from([*keys[sort], "unknown"])
    return st.builds(
        made,
        st.dictionaries(named, _VALUES, max_size=3),
        st.sets(st.sampled_from(sorted(table)), max_size=1),
    )


def agree(table: dict[str, Any]) -> None:
    problems = [error.message for error in SCHEMA.iter_errors(table)]
    assert reads(table) == (not problems), problems


@settings(deadline=None, max_examples=1500)
@given(changed(ROW))
@example({**ROW, "action": "allow", "labels": ["x"]})
@example({**ROW, "action": "allow", "level_max": "internal", "facts": "good"})
@example({**ROW, "action": "warn", "ask": True, "unattended": "block"})
@example({**ROW, "action": "warn", "ask": True})
@example({**ROW, "action": "warn", "unattended": "block"})
@example({**ROW, "confidence": "likely"})
@example({**ROW, "when": ["regions not in [EU, IS]", "trains = true"]})
@example({**ROW, "kinds": ["commit"], "paths": ["billing/"], "origins": ["EU"]})
def test_both_accept_the_same_rows(row: dict[str, Any]) -> None:
    known = {to.id for to in DESTINATIONS}
    named = row.get("destinations")
    if isinstance(named, list) and not set(map(str, named)) <= known:
        return  # An organisation may have described it in another part of its policy.
    if row.get("id") == "default":
        return  # That two rows have one name, no schema can say.
    agree({**WHOLE, "clause": [row]})


@settings(deadline=None, max_examples=800)
@given(changed(EXCEPTION))
@example({**EXCEPTION, "granted": "2026-02-29"})
@example({**EXCEPTION, "clause": "default"})
@example({key: value for key, value in EXCEPTION.items() if key != "roles"})
def test_both_accept_the_same_exceptions(one: dict[str, Any]) -> None:
    if one.get("clause") not in ("row", "default") or "destinations" in one:
        return  # It must name a row that there is.
    days = [one.get(key) for key in ("granted", "expires")]
    if all(isinstance(day, str) for day in days) and days[0] > days[1]:
        return  # Nor can it compare days.
    agree({**WHOLE, "exception": [one]})


@settings(deadline=None, max_examples=800)
@given(changed(FACT), st.sampled_from(["retention_days", "trains", "regions", "transfer_basis"]))
@example({"value": "unknown"}, "trains")
@example({**FACT, "disputes": [{**FACT, "value": 4}]}, "retention_days")
@example({**FACT, "disputes": [{**FACT, "value": "unknown"}]}, "retention_days")
def test_both_accept_the_same_facts(fact: dict[str, Any], name: str) -> None:
    table = {**WHOLE, "destinations": {"copilot": {name: fact}}}
    if reads(table):
        assert SCHEMA.is_valid(table)
    elif SCHEMA.is_valid(table):
        # What is missing may stand in the table of sources that the fact names.
        assert set(FACT) - set(fact)


@settings(deadline=None, max_examples=600)
@given(
    st.dictionaries(
        st.sampled_from(["version", "facts", "default", "replaces", "delegate", "roles", "role",
                         "destinations", "clause", "unknown"]),
        _VALUES, max_size=2),
)  # fmt: skip
@example({"delegate": [{"clause": "row", "to": ["user"], "least": "warn"}]})
@example({"role": [{"role": "x", "claims": {"CI": "true"}}]})
@example({"role": [{"role": "x"}]})
@example({"roles": {"managed": True, "default": "guest", "git": "/etc/gitconfig"}})
@example({"facts": {"retention_days_max": -1}})
@example({"destinations": {"ours": {"title": "ours", "tenancy": "self-hosted"}}})
@example({"destinations": {"ours": {"tenancy": "self-hosted"}}})
def test_both_accept_the_same_file(changes: dict[str, Any]) -> None:
    if (
        isinstance(changes.get("roles"), dict)
        and "git" in changes["roles"]
        and changes["roles"]["git"] != "/etc/gitconfig"
    ):
        return  # Whether a path is absolute, each system says for itself.
    agree({**WHOLE, **changes})


_SIGNS = st.sampled_from([" = ", "!=", "<=", " < ", " in ", " not in ", "in", "not  in ", "=="])
_RIGHT = st.one_of(
    st.sampled_from(["30", "1234567890", "true", "maybe", "[EU, US]", "[EU,]", "EU", "[ 'EU' ]",
                     "organisation", "'a b'", '"x', "unknown", "[x, unknown]", "[]", "eu", "x "]),
    st.text("ab'\"[], \n", max_size=5),
)  # fmt: skip


@settings(deadline=None, max_examples=3000)
@given(st.sampled_from([*NAMES, "colour"]), _SIGNS, _RIGHT)
def test_both_accept_the_same_conditions(fact: str, sign: str, right: str) -> None:
    written = fact + sign + right
    try:
        comparison(written)
        read = True
    except Expected:
        read = False
    assert Draft7Validator(comparison.schema).is_valid(written) is read


@settings(deadline=None, max_examples=600)
@given(
    st.dictionaries(st.sampled_from([*(key.name for key in CASE), "unknown"]), _VALUES, max_size=3)
)
@example({"kinds": ["commit"], "origin": "CN", "row": "default"})
def test_both_accept_the_same_cases(changes: dict[str, Any]) -> None:
    case = {"name": "n", "level": "public", "to": "copilot", "expect": "allow", **changes}
    table = {"version": 1, "case": [case]}
    try:
        read_cases("x", table, POLICY)
        read = True
    except ConfigError as error:
        if "not a destination" in str(error):
            return
        read = False
    assert Draft7Validator(cases_schema()).is_valid(table) is read


def test_they_are_schemas() -> None:
    Draft7Validator.check_schema(schema(DESTINATIONS))
    Draft7Validator.check_schema(cases_schema())
    assert {key.name for key in FILE} == set(cases_schema()["properties"])
    rows = schema(DESTINATIONS)["properties"]["clause"]["items"]["properties"]
    assert all(row.get("description") for row in rows.values())


@pytest.mark.parametrize("name", [*PRESETS, "default"])
def test_what_ships_is_valid(name: str) -> None:
    import tomllib
    from pathlib import Path

    from promptguard.policy import load

    shipped_rows = Path(load.__file__).with_name("default.toml").read_text(encoding="utf-8")
    SCHEMA.validate(tomllib.loads(shipped_rows if name == "default" else preset(name)))
