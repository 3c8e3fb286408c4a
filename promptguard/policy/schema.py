"""The JSON Schema of a policy file, made from the checks that read it.

More is asked than a schema can say: rows that an exception names must exist, ids must differ, and
a file may be in parts that belong together. `[organisation]`, which points to a policy that lies
elsewhere, is for who manages a machine, and no part of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from promptguard.model import Action, Destination
from promptguard.policy.cases import FILE
from promptguard.policy.checks import Check, count, words
from promptguard.policy.destinations import KEYS
from promptguard.policy.facts import SOURCE
from promptguard.policy.grants import DELEGATION, EXCEPTION, REQUIRED
from promptguard.policy.layer import DEFAULT, TOP, VERSION
from promptguard.policy.roles import ROLES, RULE
from promptguard.policy.rows import SAID, conditions
from promptguard.tables import schema_of, table_schema

_DIALECT = "http://json-schema.org/draft-07/schema#"
_ALLOW = Action.ALLOW.word
#: What an editor shows beside a key, wherever it stands.
_ABOUT = {
    "id": "The name of the row; a decision says which row made it.",
    "action": "What happens to text that the row speaks of.",
    "why": "The reason, as the end of a sentence; who is stopped reads it.",
    "advice": "What to do instead, as a sentence.",
    "contact": "Whom to ask about the row.",
    "grants": "Who can grant an exception from a row that blocks.",
    "ask": "Must whoever sends it type a reason? For rows that warn.",
    "unattended": "What holds where nobody can type a reason.",
    "level_min": "For rows that warn, redact or block: this level and all above.",
    "level_max": "For rows that allow: this level and all below.",
    "labels": "Text with any of these labels.",
    "confidence": "How sure one of the labels must be.",
    "roles": "Sent by somebody with any of these roles.",
    "origins": "From any of these countries (ISO 3166), or EU.",
    "kinds": "What kind of text it is.",
    "paths": "From any of these paths: * and ? within a folder, ** across folders.",
    "local": "Does the text stay on this machine?",
    "destinations": "To any of these destinations, by id.",
    "facts": "Are the destination's facts good (no training, kept briefly, both proven)?",
    "when": "Conditions on the destination's facts; all must hold.",
}


def schema(destinations: Iterable[Destination]) -> dict[str, Any]:
    """What may stand in a policy file; `destinations` are those that ship."""
    parts: dict[str, dict[str, Any]] = {
        "version": {"const": VERSION, "description": "The only version there is."},
        "facts": _table({"retention_days_max": count}),
        "default": _table(DEFAULT, ("action", "why")),
        "clause": {"type": "array", "items": _row()},
        "exception": {"type": "array", "items": _exception()},
        "replaces": schema_of(words),
        "delegate": {"type": "array", "items": _table(DELEGATION, ("clause", "to"))},
        "destinations": _destinations([to.id for to in destinations]),
        "roles": _table(ROLES),
        "role": {"type": "array", "items": _role()},
    }
    properties = {key: parts[key] for key in TOP}
    return {
        "$schema": _DIALECT,
        "$id": "urn:promptguard:policy",
        "title": "A policy of promptguard",
        "type": "object",
        "properties": {**properties, "include": schema_of(words)},
        "required": ["version"],
        "additionalProperties": False,
    }


def cases_schema() -> dict[str, Any]:
    """What may stand in a file of cases for `policy test`."""
    return {
        "$schema": _DIALECT,
        "$id": "urn:promptguard:policy-cases",
        "title": "Cases for promptguard policy test",
        **table_schema(FILE),
    }


def _table(checks: Mapping[str, Check], required: Sequence[str] = ()) -> dict[str, Any]:
    about = {key: {"description": text} for key, text in _ABOUT.items() if key in checks}
    table: dict[str, Any] = {
        "type": "object",
        "properties": {
            key: {**about.get(key, {}), **schema_of(check)} for key, check in checks.items()
        },
        "additionalProperties": False,
    }
    return {**table, "required": list(required)} if required else table


def _open_conditions() -> dict[str, Check]:
    """An organisation may add destinations, so that any id may stand in a row."""
    return {**conditions(()), "destinations": words}


def _row() -> dict[str, Any]:
    """What a row that allows may not ask for, and what the keys of others mean together."""
    allows = {"properties": {"action": {"const": _ALLOW}}, "required": ["action"]}
    loose = {
        "properties": {"level_min": False, "labels": False, "facts": {"const": "good"}},
    }
    strict = {"properties": {"level_max": False, "facts": {"const": "bad"}}}
    return {
        **_table({**SAID, **_open_conditions()}, ("id", "action", "why")),
        "allOf": [
            {"if": allows, "then": loose, "else": strict},
            _only("ask", "warn"),
            _only("grants", "block"),
            {"if": _asks(), "then": {"required": ["unattended"]}, "else": _without("unattended")},
        ],
        "dependencies": {"confidence": ["labels"]},
    }


def _only(key: str, action: str) -> dict[str, Any]:
    """A key that stands only in rows with this action."""
    said = {"properties": {"action": {"const": action}}, "required": ["action"]}
    return {"if": {"required": [key]}, "then": said}


def _asks() -> dict[str, Any]:
    return {"properties": {"ask": {"const": True}}, "required": ["ask"]}


def _without(key: str) -> dict[str, Any]:
    return {"properties": {key: False}}


def _exception() -> dict[str, Any]:
    asked = _open_conditions()
    needed = [key for key in asked if key != "level_max"]
    return {
        **_table({**EXCEPTION, **asked}, REQUIRED),
        "allOf": [
            {"properties": {"level_min": False, "labels": False, "facts": {"const": "good"}}},
            {"properties": {"clause": {"not": {"const": "default"}}}},
            {"anyOf": [{"required": [key]} for key in needed]},
        ],
    }


def _destinations(known: Sequence[str]) -> dict[str, Any]:
    """Facts of destinations that ship, and whole destinations of one's own."""
    own = _table(KEYS, ("title",))
    stated = _table(KEYS)
    sources = {"type": "object", "additionalProperties": _table(SOURCE, tuple(SOURCE))}
    return {
        "type": "object",
        "properties": {"sources": sources, **dict.fromkeys(known, stated)},
        "additionalProperties": own,
    }


def _role() -> dict[str, Any]:
    named = ("users", "groups", "emails", "claims")
    return {**_table(RULE, ("role",)), "anyOf": [{"required": [key]} for key in named]}
