"""The keys of a configuration, and what they mean."""

import os
from collections.abc import Mapping
from typing import Any

from promptguard.config.patterns import path_patterns
from promptguard.config.rules import KEYS as RULE_KEYS
from promptguard.config.rules import MOST_RULES, read_rules
from promptguard.config.tags import read_tags
from promptguard.errors import ConfigError, UsageError
from promptguard.model import Action, Condition, Confidence, Level
from promptguard.policy.gate import parse_conditions
from promptguard.tables import (
    Key,
    Wrong,
    array,
    described,
    read_table,
    shaped,
    shown,
    tables,
    text,
    whole,
    word,
)
from promptguard.tags.grammar import LEVELS, RESERVED

_MOST = 1000
_MOST_WORDS = 10_000
_LEVELS = "|".join(LEVELS)
_STEPS = "|".join(step.word for step in Confidence)
_CONDITION = (
    rf"\s*(?:(?!none\s*(?:,|$))[A-Za-z0-9][\w.-]{{0,63}}(?:@(?:{_STEPS}))?|level:(?:{_LEVELS}))\s*"
)
_A_CONDITION = {
    "type": "string",
    "maxLength": 200,
    "pattern": whole(rf"{_CONDITION}(?:,{_CONDITION})*"),
}
_A_WORD = {"type": "string", "minLength": 2, "maxLength": 200, "pattern": whole(r"\S.*\S")}


@described({"type": "array", "items": _A_CONDITION, "maxItems": _MOST})
def _conditions(value: object) -> tuple[Condition, ...]:
    def conditions(item: object) -> tuple[Condition, ...]:
        words: str = text(200)(item)
        if words.strip() == "none":
            raise Wrong("says that nothing stops a run", "Write fail_on = [] for that.")
        try:
            return parse_conditions(words)
        except UsageError as error:
            raise Wrong(str(error).rstrip(".")) from None

    found = array(conditions, _MOST)(value)
    return tuple(dict.fromkeys(condition for some in found for condition in some))


@described({"type": "array", "items": _A_WORD, "maxItems": _MOST_WORDS})
def _words(value: object) -> tuple[str, ...]:
    found = array(text(200, least=2), _MOST_WORDS)(value)
    for number, one in enumerate(found, 1):
        if not one.isprintable() or one != one.strip():
            raise Wrong("expects words on one line, without blanks around them", "", f"[{number}]")
    return tuple(dict.fromkeys(found))


@described(
    {
        "type": "object",
        "propertyNames": {
            "pattern": whole(r"[^\s\"'=,;](?:[^\"'=,;]{0,38}[^\s\"'=,;])"),
            "not": {"enum": [*LEVELS, *RESERVED]},
        },
        "additionalProperties": {"enum": list(LEVELS)},
    }
)
def _marks(value: object) -> tuple[tuple[str, Level], ...]:
    """Words for levels: `"TLP:AMBER" = "internal"`, `streng-vertraulich = "restricted"`."""
    if not isinstance(value, dict):
        raise Wrong("expects a table", 'Such as {"strictly private" = "restricted"}.')
    levels = {level.word: level for level in Level}
    found: dict[str, Level] = {}
    for name, means in value.items():
        inside = f'."{shown(name)}"'
        plain = name.strip() == name and name.isprintable() and 2 <= len(name) <= 40
        if not plain or set(name) & set("\"'=,;"):
            raise Wrong("expects a word of 2 to 40 characters as the name of a level", "", inside)
        if name.lower() in (*levels, *RESERVED):
            raise Wrong("is a word that tags already know", "", inside)
        try:
            found[name.lower()] = word("a level", levels)(means)
        except Wrong as wrong:
            raise Wrong(wrong.message, wrong.hint, inside) from None
    return tuple(sorted(found.items()))


KEYS = (
    Key(
        "min_confidence",
        word("a confidence", {step.word: step for step in Confidence}),
        about="The least sure finding that is shown.",
    ),
    Key(
        "fail_on",
        _conditions,
        about="What stops a commit: LABEL, LABEL@CONFIDENCE or level:LEVEL; [] for nothing.",
    ),
    Key("exclude", path_patterns, about="Paths that are not scanned, as in .gitignore."),
    Key("vocabulary", _words, about="Names that must not leave: customers, code names, hosts."),
    Key("companies", _words, about="Whose copyright makes a file your own code."),
    Key("scopes", _words, about="Package scopes of your own, such as @acme."),
    Key("registries", _words, about="Hosts of your package registries."),
    Key("marks", _marks, about="Your own words for levels, as tags and documents use them."),
    Key("rules", tables(MOST_RULES, RULE_KEYS), about="Rules of your own."),
    Key("tags", read_tags, about="Which files must be tagged, and how much of a folder."),
    Key("salt", text(200), about="What fingerprints are keyed with; keep it with your baseline."),
    Key(
        "on_error",
        word("an answer", {"warn": Action.WARN, "block": Action.BLOCK}),
        about="What is decided about text that could not be scanned.",
    ),
    Key("policy", text(1000), about="A policy file; it can only make the shipped one stricter."),
    Key(
        "trusted_plugins",
        array(
            shaped("[0-9a-f]{64}", "a SHA-256 in lower-case hexadecimal digits", "9f86d081..."),
            _MOST,
        ),
        users_only=True,
        about="SHA-256 of detect-secrets plugin files that may run.",
    ),
)


def check(
    table: Mapping[str, Any], where: str, *, prefix: str = "", folder: str | None = None
) -> dict[str, Any]:
    """The fields of Settings that a configuration sets.

    `folder` is the user's own, for the one file that may set everything; None for all others.
    Raises ConfigError for the first mistake.
    """
    if not prefix and "tool" in table:
        hint = "[tool.promptguard] belongs in pyproject.toml; here the keys stand at the top."
        raise ConfigError(where, "tool", "no such key", hint)
    users = folder is not None
    found = read_table(table, KEYS, where=where, prefix=prefix, users=users)
    if "rules" in found:
        found["rules"] = read_rules(found["rules"], where=where, prefix=prefix)
    if "policy" in found and folder is not None:
        # Both hold: what a repository names must not take the place of what its reader chose.
        found["user_policy"] = os.path.join(folder, found.pop("policy"))
    return found
