"""The JSON Schema of CLASSIFICATION.toml, made from the words that its reader knows."""

from collections.abc import Iterable
from typing import Any

from promptguard.tables import whole
from promptguard.tags.annotations import KEYS, MOST, NAME, PRECEDENCES, TOP
from promptguard.tags.grammar import LABEL, LEVELS, OWNER, PLACE

_GLOB = {"type": "string", "pattern": r"^(?![#!])[\s\S]*\S"}
_LABELS = {"type": "string", "pattern": whole(rf"(?:{LABEL})?(?:,(?:{LABEL})?)*")}


def schema(aliases: Iterable[str] = ()) -> dict[str, Any]:
    """What may stand in a CLASSIFICATION.toml; `aliases` are an organisation's words for levels.

    More is asked than a schema can say: globs must be .gitignore's, and what makes every file
    public needs a reason.
    """
    properties = _properties(tuple(aliases))
    annotation = {
        "type": "object",
        "properties": {key: properties[key] for key in KEYS},
        "required": ["path", "level"],
        "additionalProperties": False,
        "if": {"properties": {"precedence": {"const": "override"}}, "required": ["precedence"]},
        "then": {"properties": {"reason": {"minLength": 1}}, "required": ["reason"]},
    }
    top = {
        "version": {"const": 1, "description": "The only version there is."},
        "annotations": {"type": "array", "items": annotation, "maxItems": MOST},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:promptguard:classification",
        "title": NAME,
        "type": "object",
        "properties": {key: top[key] for key in TOP},
        "additionalProperties": False,
    }


def _properties(aliases: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    return {
        "path": {
            "description": "For which files: globs as in .gitignore, from this folder down.",
            "anyOf": [
                _GLOB,
                {
                    "type": "array",
                    "items": {"type": "string"},
                    "contains": _GLOB,
                    "maxItems": MOST,
                },
            ],
        },
        "level": {"description": "How sensitive they are.", **_levels(aliases)},
        "labels": {
            "description": "What kind of text they hold, such as pii or credentials.",
            "anyOf": [_LABELS, {"type": "array", "items": _LABELS}],
        },
        "origin": {
            "description": "Where they come from, such as EU.",
            "type": "string",
            "pattern": whole(PLACE),
        },
        "owner": {
            "description": "Whom to ask, such as @billing.",
            "type": "string",
            "pattern": whole(OWNER),
        },
        "reason": {"description": "Why, as a sentence.", "type": "string"},
        "precedence": {
            "description": "closest: nearer files say otherwise; aggregate: the highest level"
            " counts; override: this counts, also where it is lower.",
            "enum": list(PRECEDENCES),
        },
    }


def _levels(aliases: tuple[str, ...]) -> dict[str, Any]:
    """The words first, which an editor offers, then the same in any case."""
    words = [*LEVELS, *aliases]
    return {"anyOf": [{"enum": words}, {"type": "string", "pattern": whole(_any_case(words))}]}


def _any_case(words: list[str]) -> str:
    """JavaScript has no way to say inside a pattern that case means nothing."""
    return "|".join("".join(_letter(char) for char in word) for word in words)


def _letter(char: str) -> str:
    if char.isalpha():
        return "[" + "".join(sorted({char.lower(), char.upper()})) + "]"
    return char if char.isalnum() else f"\\u{ord(char):04x}"
