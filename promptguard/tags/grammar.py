"""What the words behind `promptguard:` say: a level, a region's begin or end, or nothing clear.

Whatever is not understood is said and makes a text more sensitive, never less: an unknown level
counts as restricted, and `public` with something unclear behind it is not obeyed.
"""

from enum import Enum
from typing import NamedTuple

from promptguard import patterns
from promptguard.errors import did_you_mean
from promptguard.model import Level

LEVELS = tuple(level.word for level in Level)
#: Words that are never a level.
RESERVED = ("begin", "end", "allow")
_KEYS = ("labels",)

_WORD = patterns.compile(r"[^\s,;:=\"']{1,40}")
_PAIR = patterns.compile(r"\s+([A-Za-z_-]{1,20})=(\"[^\"]{0,200}\"|'[^']{0,200}'|[^\s\"']{1,200})")
_LABEL = patterns.compile(r"[A-Za-z0-9][\w.-]{0,39}")


class Verb(Enum):
    """What a marker does."""

    LEVEL = "level"
    BEGIN = "begin"
    END = "end"
    NOTHING = "nothing"


class Saying(NamedTuple):
    """A marker, read. `problem` is a sentence for the user about what was not understood."""

    verb: Verb
    level: Level
    labels: tuple[str, ...] = ()
    problem: str = ""


def parse(words: str, *, deliberate: bool) -> Saying | None:
    """What a marker says; None where it is no tag (a suppression, or prose that only looks so).

    `deliberate` is true inside a comment, where whoever wrote the marker meant it.
    """
    first, rest = _split(words)
    lowered = first.lower()
    if lowered == "allow":
        return None
    if lowered == "end":
        return _end(rest, deliberate=deliberate)
    if lowered == "begin":
        return _begin(rest, deliberate=deliberate)
    return _level(Verb.LEVEL, first, rest, deliberate=deliberate)


def _split(words: str) -> tuple[str, str]:
    match = _WORD.match(words)
    return (match[0], words[match.end() :]) if match else ("", words)


def _end(rest: str, *, deliberate: bool) -> Saying | None:
    if not rest.strip():
        return Saying(Verb.END, Level.PUBLIC)
    if not deliberate:
        return None
    # Closing is lowering, so a doubtful `end` closes nothing.
    return _nothing("`end` must stand alone; it closes nothing here")


def _nothing(problem: str) -> Saying:
    return Saying(Verb.NOTHING, Level.PUBLIC, problem=problem)


def _begin(rest: str, *, deliberate: bool) -> Saying | None:
    first, more = _split(rest.strip())
    if first:
        return _level(Verb.BEGIN, first, more, deliberate=deliberate)
    if not deliberate:
        return None
    problem = f"`begin` needs a level ({', '.join(LEVELS)}); the region counts as restricted"
    return Saying(Verb.BEGIN, Level.RESTRICTED, problem=problem)


def _level(verb: Verb, word: str, rest: str, *, deliberate: bool) -> Saying | None:
    labels, problem = _additions(rest)
    if word.lower() not in LEVELS:
        return _unknown(verb, word, labels, prose=bool(problem), deliberate=deliberate)
    level = Level[word.upper()]
    if problem and not deliberate and not _PAIR.match(rest):
        return None  # "promptguard: internal tools for ..." is a sentence.
    if problem and level is Level.PUBLIC:
        return Saying(verb, Level.INTERNAL, labels, f"{problem}; so `public` is not obeyed")
    return Saying(verb, level, labels, problem)


def _unknown(
    verb: Verb, word: str, labels: tuple[str, ...], *, prose: bool, deliberate: bool
) -> Saying | None:
    hint = did_you_mean(word.lower(), LEVELS)
    misspelt = hint.startswith("Did")
    if not word or not (deliberate or (misspelt and not prose)):
        return None
    if prose and verb is Verb.LEVEL and not misspelt:
        return _nothing(f"no tag: a tag begins with a level ({', '.join(LEVELS)})")
    shown = f'"{word}"' if word.isalpha() else "the word behind `promptguard:`"
    return Saying(
        verb, Level.RESTRICTED, labels, f"{shown} is not a level and counts as restricted. {hint}"
    )


def _additions(rest: str) -> tuple[tuple[str, ...], str]:
    """The labels behind a level, and a sentence about what else stands there."""
    labels: list[str] = []
    problem = ""
    position = 0
    while pair := _PAIR.match(rest, position):
        position = pair.end()
        key, value = pair[1].lower(), pair[2].strip("\"'")
        if key not in _KEYS:
            problem = problem or f'"{key}" is not a key of a tag. {did_you_mean(key, _KEYS)}'
            continue
        for label in filter(None, value.split(",")):
            if _LABEL.fullmatch(label):
                labels.append(label.lower())
            else:
                problem = problem or "a label is letters, digits, dots, dashes and underscores"
    if rest[position:].strip(" \t."):
        problem = problem or "the text behind the level is not understood (labels=a,b is)"
    return tuple(dict.fromkeys(labels)), problem
