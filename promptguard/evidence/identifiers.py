"""Numbers that name a person, an account or a device: one table row a kind, and its rules."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from promptguard import patterns
from promptguard.engine.relax import RULE_FLAGS
from promptguard.evidence.templates import render
from promptguard.model import Level, Rule, Weight

_TRIES = 200_000
#: Before and behind a number: nothing that would make it part of a hash, a path, a longer number.
BEFORE = r"(?<![A-Za-z0-9_])(?<![A-Za-z0-9_][.+/@-])(?<!\\)(?<!%)"
BEHIND = r"(?![A-Za-z0-9_])(?![.@/+-][A-Za-z0-9_])"


class Identifier(NamedTuple):
    """One kind of number: how it is written, what checks it, which words speak of it."""

    name: str
    title: str
    #: Every way it is written, without boundaries.
    shape: str
    #: Words for it, lower case, as in names of columns and variables and in prose.
    words: tuple[str, ...]
    reference: str
    #: A template of values, of which one that passes the check becomes the rule's example.
    sample: str
    check: Callable[[str], bool] | None = None
    #: The share of random values of this shape that pass the check, measured over 4,000 of them.
    share: float = 1.0
    #: The way of writing that hardly anything else shares, found without a word; "" is none.
    form: str = ""
    #: Points for being written in that form.
    points: int = 1
    level: Level = Level.CONFIDENTIAL
    labels: tuple[str, ...] = ("pii",)
    advice: str = "Remove the number, or replace it by an invented one, before the text leaves."
    #: Values printed in manuals, without separators.
    documented: frozenset[str] = frozenset()
    #: Are its short words looked for themselves, since the number alone is not seen?
    loud: bool = False
    #: May it be found where it is the whole text, without a word?
    lonely: bool = True


def identifier_rules(module: str, rows: Sequence[Identifier]) -> tuple[Rule, ...]:
    """The rules of a table of identifiers."""
    return tuple(_rule(module, row) for row in rows)


def _rule(module: str, row: Identifier) -> Rule:
    label = row.words[0]

    def example(random: Random) -> str:
        return f"{label}: {made(row, random)}\n"

    def embedded(random: Random) -> str:
        return f"{label}: 0{made(row, random)}a7\n"

    return Rule(
        id=f"{module}.{row.name}",
        title=row.title,
        level=row.level,
        labels=row.labels,
        pattern=f"{BEFORE}(?P<value>{row.shape}){BEHIND}",
        keywords=tuple(word.casefold() for word in row.words),
        weight=Weight(0, "digits and letters in its form"),
        advice=row.advice,
        references=(row.reference,),
        examples=(example,),
        counterexamples=(embedded,),
    )


def made(row: Identifier, random: Random) -> str:
    """An invented value that passes the row's check."""
    for _ in range(_TRIES):
        value = render(row.sample, random.randrange(1 << 62))
        fits = shape(row.shape).fullmatch(value) and not is_sample(row, value)
        if fits and (row.check is None or row.check(value)):
            return value
    raise ValueError(f"no value of {row.name} passes its check")


def is_sample(row: Identifier, value: str) -> bool:
    """Is it printed in a manual, one digit repeated, or a hand running over the keys?"""
    plain = re.sub(r"[^0-9A-Za-z]", "", value).upper()
    digits = re.sub(r"\D", "", plain)
    return (
        plain in row.documented
        or (len(digits) >= 5 and (len(set(digits)) == 1 or digits in "01234567890123456789"))
        or (len(digits) >= 7 and digits in "98765432109876543210")
    )


@lru_cache(maxsize=1024)
def bounded(text: str) -> "re.Pattern[str]":
    """A shape between its boundaries."""
    return patterns.compile(f"{BEFORE}(?:{text}){BEHIND}", RULE_FLAGS)


@lru_cache(maxsize=1024)
def shape(text: str) -> "re.Pattern[str]":
    """A shape, compiled once."""
    return patterns.compile(text, RULE_FLAGS)


@lru_cache(maxsize=512)
def compiled_words(words: tuple[str, ...]) -> "re.Pattern[str]":
    """The words of a row, on their own or as the last hump of a name."""
    return patterns.compile(_words_pattern(words), RULE_FLAGS)


def _spaced(word: str) -> str:
    return "[ _-]?".join(re.escape(piece) for piece in word.split())


def _words_pattern(words: tuple[str, ...]) -> str:
    """The words on their own, in any case, or as the last hump of a name."""
    plain = "|".join(_spaced(word) for word in words if word.isascii())
    humps = "|".join(_hump(word) for word in words if word.isascii())
    wide = [re.escape(word) for word in words if not word.isascii()]
    ascii_part = rf"(?<![A-Za-z])(?i:{plain})(?![a-z])|(?<=[a-z])(?:{humps})(?![a-z])"
    return "|".join([ascii_part, *wide]) if plain else "|".join(wide)


def _hump(word: str) -> str:
    return "".join(re.escape(piece.capitalize()) for piece in word.split())


def check_points(row: Identifier) -> int:
    """What a check that holds adds, by the share of random values that pass it too."""
    if row.check is None:
        return 0
    return 2 if row.share < 0.02 else 1 if row.share <= 0.2 else 0
