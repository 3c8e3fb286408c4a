"""Numbers that name a person, an account or a device: found by a word or a form, then weighed.

A checksum alone proves little (one card in ten digits of chance passes Luhn), so every finding adds
up: how the number is written, how many random numbers would pass its check, a word for it within
reach or over its column, other values like it below, and the place it stands in.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS, relax
from promptguard.evidence.columns import cells_below
from promptguard.evidence.places import place_of
from promptguard.evidence.templates import render
from promptguard.model import (
    Candidate,
    Confidence,
    Finding,
    Level,
    Note,
    Rule,
    Settings,
    Signal,
    Span,
    Weight,
)
from promptguard.model.finding import confidence_of

#: How far a word may stand from the number it speaks of.
REACH = 60
_LONGEST = 64
_TRIES = 200_000
#: A column whose first cells are all something else is not looked through.
_MISSES = 3
_ALONE = r"\A\s{0,9}[A-Za-z0-9][A-Za-z0-9 ./()+-]{6,40}\s{0,9}\Z"
#: Before and behind a number: nothing that would make it part of a hash, a path, a longer number.
BEFORE = r"(?<![A-Za-z0-9_])(?<![A-Za-z0-9_][.+/@-])(?<!\\)(?<!%)"
BEHIND = r"(?![A-Za-z0-9_])(?![.@/+-][A-Za-z0-9_])"
_WORD = Weight(2, "a word for it stands within 60 characters")
_COLUMN = Weight(2, "its column's name says so")
_REPEATED = Weight(1, "three or more different values in this column")
_ALONE_WEIGHT = Weight(1, "the text says nothing else")


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
    #: The share of random values of this shape that pass the check.
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
    #: May it be found where it is the whole text, without a word?
    lonely: bool = True


def identifier_rules(module: str, rows: Sequence[Identifier]) -> tuple[Rule, ...]:
    """The rules of a table of identifiers."""
    return tuple(_rule(module, row) for row in rows)


def identifier_signals(module: str, rows: Sequence[Identifier]) -> tuple[Signal, ...]:
    """What the engine looks for: words, and the forms that need none."""
    found = []
    for row in rows:
        word = _words_pattern(row.words)
        expression = "|".join(_word_expressions(row.words))
        found.append(Signal(f"{module}.{row.name}.word", expression, word, _hints(row.words)))
        if row.form:
            form = BEFORE + f"(?:{row.form})" + BEHIND
            found.append(Signal(f"{module}.{row.name}.form", _form_expression(row.form), form))
    if any(row.lonely for row in rows):
        alone = r"\A\s{0,9}[A-Za-z0-9][A-Za-z0-9 ./()+-]{6,40}\s{0,9}\z"
        found.append(Signal(f"{module}.alone", alone, _ALONE, once=True))
    return tuple(found)


def identifier_detector(
    module: str, rows: Sequence[Identifier]
) -> Callable[[Document, Sequence[Candidate], Settings], Iterator[Finding | Note]]:
    """The `detect` of a module that is a table of identifiers."""
    known = {f"{module}.{row.name}": row for row in rows}

    def detect(
        document: Document, candidates: Sequence[Candidate], settings: Settings
    ) -> Iterator[Finding | Note]:
        best: dict[tuple[str, Span], Finding] = {}
        reached: dict[str, int] = {}
        for candidate in candidates:
            rule_id, _, kind = candidate.signal.rpartition(".")
            if kind == "alone":
                found = _found_alone(document, known)
            elif document.offset(candidate.end) < reached.get(candidate.signal, -1):
                continue
            else:
                row, end = known[rule_id], document.offset(candidate.end)
                reached[candidate.signal] = end + 1
                seek = _found_by_word if kind == "word" else _found_by_form
                found = seek(document, rule_id, row, end)
            for one in found:
                key = (one.rule_id, one.span)
                if key not in best or best[key].confidence < one.confidence:
                    best[key] = one
        yield from best.values()

    return detect


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
        fits = _shape(row.shape).fullmatch(value) and not _is_sample(row, value)
        if fits and (row.check is None or row.check(value)):
            return value
    raise ValueError(f"no value of {row.name} passes its check")


def _found_alone(document: Document, known: dict[str, Identifier]) -> Iterator[Finding]:
    """The whole text is one value: what a search box or a clipboard holds."""
    text = document.text.strip()
    start = document.text.find(text)
    for rule_id, row in known.items():
        if row.lonely and document.whole and _shape(row.shape).fullmatch(text):
            yield from _weighed(
                document, rule_id, row, Span(start, start + len(text)), (_ALONE_WEIGHT,)
            )


def _found_by_word(
    document: Document, rule_id: str, row: Identifier, end: int
) -> Iterator[Finding]:
    text = document.text
    word = _word_ending(text, row, end)
    if word is None:
        return
    shape = _bounded(row.shape)
    for match in shape.finditer(text, max(0, word[0] - REACH), min(len(text), word[1] + REACH + _LONGEST)):
        gap = max(match.start() - word[1], word[0] - match.end())
        if 0 <= gap <= REACH and _same_passage(text, word, match):
            yield from _weighed(document, rule_id, row, Span(*match.span()), (_WORD,))
    yield from _found_in_column(document, rule_id, row, word[0])


def _found_in_column(
    document: Document, rule_id: str, row: Identifier, place: int
) -> Iterator[Finding]:
    text, shape = document.text, _bounded(row.shape)
    spans: list[Span] = []
    misses = 0
    for start, end in cells_below(text, place):
        match = shape.search(text, start, min(len(text), end + 1))
        if match and match.end() <= end:
            spans.append(Span(*match.span()))
        else:
            misses += 1
        if misses > _MISSES and not spans:
            return
    held = [span for span in spans if row.check is None or row.check(text[span.start : span.end])]
    different = len({text[span.start : span.end] for span in held})
    more = (_COLUMN, _REPEATED) if different >= 3 else (_COLUMN,)
    for span in held:
        yield from _weighed(document, rule_id, row, span, more)


def _found_by_form(
    document: Document, rule_id: str, row: Identifier, end: int
) -> Iterator[Finding]:
    text = document.text
    for match in _bounded(row.form).finditer(
        text, max(0, end - _LONGEST), min(len(text), end + _LONGEST)
    ):
        if match.start() < end <= match.end() + 1:
            around = text[max(0, match.start() - REACH) : match.end() + REACH]
            named = _compiled_words(row.words).search(around) is not None
            yield from _weighed(
                document, rule_id, row, Span(*match.span()), (_WORD,) if named else ()
            )


def _weighed(
    document: Document, rule_id: str, row: Identifier, span: Span, more: tuple[Weight, ...]
) -> Iterator[Finding]:
    value = document.text[span.start : span.end]
    if _is_sample(row, value) or (row.check is not None and not row.check(value)):
        return
    weights = (*_intrinsic(row, value), *more, *place_of(document.path).weights)
    yield Finding(rule_id, span, confidence_of(weights), weights)


def _intrinsic(row: Identifier, value: str) -> tuple[Weight, ...]:
    """What the number itself says."""
    is_form = bool(row.form) and _shape(row.form).fullmatch(value) is not None
    first = (
        Weight(row.points, "written as hardly anything else is")
        if is_form
        else Weight(0, "its digits and letters, as many other numbers")
    )
    if row.check is None:
        return (first, Weight(0, "its kind has no check digit"))
    points = 2 if row.share < 0.02 else 1 if row.share <= 0.2 else 0
    told = f"its check holds, as for {row.share:.2%} of random ones"
    return (first, Weight(points, told))


def _is_sample(row: Identifier, value: str) -> bool:
    """Is it printed in a manual, one digit repeated, or a hand running over the keys?"""
    plain = re.sub(r"[^0-9A-Za-z]", "", value).upper()
    digits = re.sub(r"\D", "", plain)
    return (
        plain in row.documented
        or (len(digits) >= 5 and (len(set(digits)) == 1 or digits in "01234567890123456789"))
        or (len(digits) >= 7 and digits in "98765432109876543210")
    )


def _same_passage(text: str, word: tuple[int, int], match: "re.Match[str]") -> bool:
    """Between the word and the number: at most one line's end or two."""
    first, last = sorted((word[1], match.start())) if word[1] <= match.start() else (match.end(), word[0])
    return text.count("\n", first, last) <= 2


def _word_ending(text: str, row: Identifier, end: int) -> tuple[int, int] | None:
    longest = max(map(len, row.words)) + 2
    first = max(0, end - longest)
    for match in _compiled_words(row.words).finditer(text, first, min(len(text), end + 1)):
        if end - 1 <= match.end() <= end:
            return match.span()
    return None


@lru_cache(maxsize=1024)
def _bounded(shape: str) -> "re.Pattern[str]":
    return re.compile(f"{BEFORE}(?:{shape}){BEHIND}", RULE_FLAGS)


@lru_cache(maxsize=1024)
def _shape(shape: str) -> "re.Pattern[str]":
    return re.compile(shape, RULE_FLAGS)


@lru_cache(maxsize=512)
def _compiled_words(words: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(_words_pattern(words), RULE_FLAGS)


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


def _word_expressions(words: tuple[str, ...]) -> list[str]:
    """The same for the engine, which ends a match at the word's last byte."""
    found = []
    for word in words:
        if word.isascii():
            found.append(rf"(?:\b|_|[0-9])(?i:{_spaced(word)})")
            found.append(rf"[a-z]{_hump(word)}")
        else:
            found.append(relax(re.escape(word)))
    return found


def _form_expression(form: str) -> str:
    """A byte before it that is no letter, digit or dot keeps fractions and hashes off."""
    return rf"(?:^|[^A-Za-z0-9_.])(?:" + relax(rf"(?:{form})\b") + ")"


def _hints(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.split()[0].casefold() for word in words)
