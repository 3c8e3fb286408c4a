"""What the words behind `promptguard:` say: a level, a region's begin or end, or nothing clear.

Whatever is not understood is said and makes a text more sensitive, never less: an unknown level
counts as restricted, and `public` with something unclear behind it is not obeyed.
"""

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from promptguard import patterns
from promptguard.errors import did_you_mean
from promptguard.model import Level, Mistake

LEVELS = tuple(level.word for level in Level)
#: Words that are never a level.
RESERVED = ("begin", "end", "allow")
_KEYS = ("labels", "origin", "owner", "reason")
_OVERRIDE = "override"

_WORD = patterns.compile(r"[^\s,;:=\"']{1,40}")
_PAIR = patterns.compile(r"\s+([A-Za-z_-]{1,20})=(\"[^\"]{0,200}\"|'[^']{0,200}'|[^\s\"']{1,200})")
_LOWERS = patterns.compile(rf"\s+{_OVERRIDE}(?!\S)", re.IGNORECASE)
#: What a label, an origin and an owner look like.
LABEL = r"[A-Za-z0-9][\w.-]{0,39}"
PLACE = LABEL
OWNER = r"@?[\w./+-]{1,80}(?:@[\w.-]{1,80})?"
_LABEL = patterns.compile(LABEL)
_PLACE = patterns.compile(PLACE)
_OWNER = patterns.compile(OWNER)


class Verb(Enum):
    """What a marker does."""

    LEVEL = "level"
    BEGIN = "begin"
    END = "end"
    NOTHING = "nothing"


class Additions(NamedTuple):
    """What stands behind a level; `problem` says what of it was not understood."""

    labels: tuple[str, ...] = ()
    origin: str = ""
    owner: str = ""
    reason: str = ""
    override: bool = False
    problem: str = ""
    about: Mistake = Mistake.MALFORMED


class Saying(NamedTuple):
    """A marker, read. `problem` is a sentence for the user about what was not understood."""

    verb: Verb
    level: Level
    added: Additions = Additions()
    problem: str = ""
    about: Mistake = Mistake.MALFORMED


def parse(
    words: str, *, deliberate: bool, aliases: Mapping[str, Level] = MappingProxyType({})
) -> Saying | None:
    """What a marker says; None where it is no tag (a suppression, or prose that only looks so).

    `deliberate` is true inside a comment, where whoever wrote the marker meant it. `aliases` are
    an organisation's own words for levels, lower case.
    """
    first, rest = _split(words, aliases)
    lowered = first.lower()
    if lowered == "allow":
        return None
    if lowered == "end":
        return _end(rest, deliberate=deliberate)
    if lowered == "begin":
        return _begin(rest, aliases, deliberate=deliberate)
    return _level(Verb.LEVEL, first, rest, aliases, deliberate=deliberate)


def _split(words: str, aliases: Mapping[str, Level]) -> tuple[str, str]:
    lowered = words.lower()
    for alias in aliases:
        # `TLP:AMBER` and `streng geheim` are one name, though no word.
        if lowered.startswith(alias) and not lowered[len(alias) : len(alias) + 1].strip():
            return words[: len(alias)], words[len(alias) :]
    match = _WORD.match(words)
    return (match[0], words[match.end() :]) if match else ("", words)


def _end(rest: str, *, deliberate: bool) -> Saying | None:
    if not rest.strip():
        return Saying(Verb.END, Level.PUBLIC)
    if not deliberate:
        return None
    # Closing is lowering, so a doubtful `end` closes nothing.
    return _nothing("`end` must stand alone; it closes nothing here", Mistake.UNBALANCED)


def _nothing(problem: str, about: Mistake) -> Saying:
    return Saying(Verb.NOTHING, Level.PUBLIC, problem=problem, about=about)


def _begin(rest: str, aliases: Mapping[str, Level], *, deliberate: bool) -> Saying | None:
    first, more = _split(rest.strip(), aliases)
    if first:
        return _level(Verb.BEGIN, first, more, aliases, deliberate=deliberate)
    if not deliberate:
        return None
    problem = f"`begin` needs a level ({', '.join(LEVELS)}); the region counts as restricted"
    return Saying(Verb.BEGIN, Level.RESTRICTED, problem=problem)


def _level(
    verb: Verb, word: str, rest: str, aliases: Mapping[str, Level], *, deliberate: bool
) -> Saying | None:
    added = additions(rest)
    level = level_named(word, aliases)
    if level is None:
        return _unknown(verb, word, added, aliases, deliberate=deliberate)
    if added.problem and not deliberate and not _PAIR.match(rest):
        return None  # "promptguard: internal tools for ..." is a sentence.
    if added.problem and level is Level.PUBLIC:
        told = f"{added.problem}; so `public` is not obeyed"
        return Saying(verb, Level.INTERNAL, added._replace(override=False), told, added.about)
    return Saying(verb, level, added, added.problem, added.about)


def level_named(word: str, aliases: Mapping[str, Level]) -> Level | None:
    """The level that a word names, by itself or as an organisation's alias."""
    lowered = word.lower()
    return Level[word.upper()] if lowered in LEVELS else aliases.get(lowered)


def hint_for(word: str, aliases: Mapping[str, Level]) -> str:
    """`Did you mean "x"?` of what names a level, or the four levels where nothing is near."""
    near = did_you_mean(word.lower(), (*LEVELS, *aliases))
    return near if near.startswith("Did") else did_you_mean(word.lower(), LEVELS)


def _unknown(
    verb: Verb, word: str, added: Additions, aliases: Mapping[str, Level], *, deliberate: bool
) -> Saying | None:
    prose = bool(added.problem)
    hint = hint_for(word, aliases)
    misspelt = hint.startswith("Did")
    if not word or not (deliberate or (misspelt and not prose)):
        return None
    if prose and verb is Verb.LEVEL and not misspelt:
        told = f"no tag: a tag begins with a level ({', '.join(LEVELS)})"
        return _nothing(told, Mistake.NO_TAG)
    shown = f'"{word}"' if word.isalpha() else "the word behind `promptguard:`"
    told = f"{shown} is not a level and counts as restricted. {hint}"
    added = added._replace(override=False)
    return Saying(verb, Level.RESTRICTED, added, told, Mistake.UNKNOWN_LEVEL)


def additions(rest: str) -> Additions:
    """What the words behind a level add to it."""
    said: dict[str, str] = {}
    position, override, problem = 0, False, ""
    about = Mistake.MALFORMED
    while True:
        if pair := _PAIR.match(rest, position):
            position = pair.end()
            key, value = pair[1].lower(), pair[2].strip("\"'")
            wrong = wrong_with(key, value)
            if wrong and not problem:
                problem = wrong
                about = about if key in _KEYS else Mistake.UNKNOWN_KEY
            said |= {} if wrong and key != "labels" else {key: value}
        elif lowers := _LOWERS.match(rest, position):
            position, override = lowers.end(), True
        else:
            break
    if rest[position:].strip(" \t."):
        problem = problem or "the text behind the level is not understood (labels=a,b is)"
    if override and not said.get("reason"):
        override, problem = False, problem or '`override` lowers only with a reason="..." beside it'
    labels = [
        label.lower() for label in said.get("labels", "").split(",") if _LABEL.fullmatch(label)
    ]
    return Additions(
        tuple(dict.fromkeys(labels)),
        said.get("origin", ""),
        said.get("owner", ""),
        said.get("reason", ""),
        override,
        problem,
        about,
    )


def wrong_with(key: str, value: str) -> str:
    """What is wrong with a key and its value, or nothing."""
    if key not in _KEYS:
        return f'"{key}" is not a key of a tag. {did_you_mean(key, _KEYS)}'
    if key == "labels" and not all(
        _LABEL.fullmatch(label) for label in filter(None, value.split(","))
    ):
        return "a label is letters, digits, dots, dashes and underscores"
    if key == "origin" and not _PLACE.fullmatch(value):
        return "an origin is one word, such as EU"
    if key == "owner" and not _OWNER.fullmatch(value):
        return "an owner is one name, such as @billing"
    return ""
