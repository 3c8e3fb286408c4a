"""Numbers that name a person, an account or a device, one table row a kind."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from promptguard import patterns
from promptguard.engine.relax import RULE_FLAGS, relax
from promptguard.evidence.templates import render
from promptguard.model import Level, Rule, Signal, Weight

_TRIES = 200_000
#: A form that reaches less without a word stays below what is shown: POSSIBLE.
_WORTH_A_LOOK = 2
_TELLING_ACRONYMS = frozenset({"ssn", "cpf"})
_ALONE = r"\s{0,9}[A-Za-z]{0,6}[0-9][A-Za-z0-9 ./()+-]{5,40}\s{0,9}"
#: Behind a column's name.
_OVER = r"[\"' ]{0,2}[,;\t|\r\n]"
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
    #: How it begins behind a word, as a byte expression; cheap, since it is asked of all text.
    lead: str = r"[^0-9]{0,40}[0-9][ .-]?[0-9]"
    #: May it be found where it is the whole text, without a word?
    lonely: bool = True


def identifier_rules(module: str, rows: Sequence[Identifier]) -> tuple[Rule, ...]:
    """The rules of a table of identifiers."""
    return tuple(_rule(module, row) for row in rows)


def identifier_signals(
    module: str, rows: Sequence[Identifier], others: Sequence[Rule] = ()
) -> tuple[Signal, ...]:
    """What the engine looks for: words, the forms that need none, and a module's other rules."""
    found = [
        Signal(rule.id, relax(rule.signal or rule.pattern), rule.pattern, rule.keywords, rule.whole)
        for rule in others
    ]
    for row in rows:
        long = tuple(word for word in row.words if _is_telling(word))
        short = tuple(word for word in row.words if not _is_telling(word))
        if long:
            found.append(_word_signal(f"{module}.{row.name}.word", row, long))
        if short:
            signal = _word_signal(f"{module}.{row.name}.acronym", row, short)
            found.append(signal._replace(outside_code=True))
        if row.form and row.points + check_points(row) >= _WORTH_A_LOOK:
            form = BEFORE + f"(?:{row.form})" + BEHIND
            expression = _form_expression(row.form)
            found.append(Signal(f"{module}.{row.name}.form", expression, form, outside_code=True))
    if any(row.lonely for row in rows):
        found.append(
            Signal(
                f"{module}.alone", rf"\A{_ALONE}\z", rf"\A{_ALONE}\Z", once=True, outside_code=True
            )
        )
    return tuple(found)


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


def outside_code(rules: Sequence[Rule]) -> tuple[Signal, ...]:
    """The signals of rules that have nothing to say about program code."""
    return tuple(
        Signal(
            rule.id,
            relax(rule.signal or rule.pattern),
            rule.pattern,
            rule.keywords,
            outside_code=True,
        )
        for rule in rules
    )


def _is_telling(word: str) -> bool:
    """Is it worth a look in program code? `sin`, `fin` and `rut` are not."""
    return len(word) > 3 or not word.isascii() or word in _TELLING_ACRONYMS


def _word_signal(name: str, row: Identifier, words: tuple[str, ...]) -> Signal:
    pattern = f"(?:{_words_pattern(words)})(?:{_OVER}|{row.lead})"
    return Signal(name, _word_expression(words, row.lead), pattern, _hints(words))


def _word_expression(row_words: tuple[str, ...], lead: str) -> str:
    """A word with a number behind it or over it: words alone are everywhere in code."""
    words = [
        rf"(?:\b|_)(?i:{_spaced(word)})(?:\b|_|[A-Z])|[a-z]{_hump(word)}(?:\b|_|[A-Z])"
        if word.isascii()
        else relax(re.escape(word))
        for word in row_words
    ]
    return f"(?:{'|'.join(words)})(?:{_OVER}|{lead})"


def _form_expression(form: str) -> str:
    """A byte before it that is no letter, digit or dot keeps fractions and hashes off."""
    return r"(?:^|[^A-Za-z0-9_.])(?:" + relax(rf"(?:{form})\b") + ")"


def _hints(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.split()[0].casefold() for word in words)
