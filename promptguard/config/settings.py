"""The keys of a configuration, and what they mean."""

import os
from collections.abc import Mapping
from typing import Any

from promptguard.config.rules import MOST_RULES, read_rules
from promptguard.errors import ConfigError, UsageError
from promptguard.model import Action, Condition, Confidence, Level
from promptguard.policy.gate import parse_conditions
from promptguard.tables import Key, Wrong, array, read_table, shaped, shown, tables, text, word
from promptguard.tags.grammar import RESERVED

_MOST = 1000
_MOST_WORDS = 10_000


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


def _patterns(value: object) -> tuple[str, ...]:
    """Patterns as in .gitignore, each tried on its own, so that the wrong one is named."""
    from pathspec import GitIgnoreSpec  # 50 ms, and only who excludes something needs it.

    def pattern(item: object) -> str:
        found: str = text(1000)(item)
        try:
            GitIgnoreSpec.from_lines([found])
        except Exception:  # re.error of a reversed range comes through beside its own error
            raise Wrong("is not a pattern that .gitignore could hold") from None
        return found

    found: tuple[str, ...] = array(pattern, _MOST)(value)
    return found


def _words(value: object) -> tuple[str, ...]:
    found = array(text(200, least=2), _MOST_WORDS)(value)
    for number, one in enumerate(found, 1):
        if not one.isprintable() or one != one.strip():
            raise Wrong("expects words on one line, without blanks around them", "", f"[{number}]")
    return tuple(dict.fromkeys(found))


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
    Key("min_confidence", word("a confidence", {step.word: step for step in Confidence})),
    Key("fail_on", _conditions),
    Key("exclude", _patterns),
    Key("vocabulary", _words),
    Key("companies", _words),
    Key("scopes", _words),
    Key("registries", _words),
    Key("marks", _marks),
    Key("rules", tables(MOST_RULES)),
    Key("salt", text(200)),
    Key("on_error", word("an answer", {"warn": Action.WARN, "block": Action.BLOCK})),
    Key("policy", text(1000)),
    Key(
        "trusted_plugins",
        array(
            shaped("[0-9a-f]{64}", "a SHA-256 in lower-case hexadecimal digits", "9f86d081..."),
            _MOST,
        ),
        users_only=True,
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
        # Settings.root is the nearer file's folder, and this path means another one.
        found["policy"] = os.path.join(folder, found["policy"])
    return found
