"""Where numbers of a table of identifiers stand, and how likely each is one.

A checksum alone proves little (one number in ten passes Luhn), so every finding adds up: how the
number is written, how many random ones would pass its check, a word for it within reach or over its
column, other values like it below, and the place it stands in.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.columns import cells_below
from promptguard.evidence.identifier_signals import is_form
from promptguard.evidence.identifier_words import Words
from promptguard.evidence.identifiers import (
    Identifier,
    bounded,
    check_points,
    compiled_words,
    is_sample,
    shape,
)
from promptguard.evidence.places import place_of
from promptguard.model import Candidate, Finding, Note, Rule, Settings, Span, Weight
from promptguard.model.finding import confidence_of

#: How far a word may stand from the number it speaks of.
REACH = 60
_LONGEST = 64
#: How far a word may begin before the place where the engine saw it.
_WORD = 64
#: Candidates so near to each other are looked at together, but never more than a passage.
_NEAR, _PASSAGE = 100, 1000
#: Among more numbers than these one by itself says nothing; a column's name or a word still does.
_CROWD = 20
#: The line of a table's column names is no longer than this.
_HEAD = 4000
#: A file of its own that holds a version or a date is no identifier.
_VERSION = patterns.compile(r"v?\d{1,4}(?:[.-]\d{1,4}){1,4}(?:[.-]?[a-z]+\d*)?", re.ASCII)
_LEAST_DIGITS = 6
_COLUMN_ENDS = ("", ",", ";", "\t", "|", "\r", "\n")
#: A column whose first cells are all something else is not looked through.
_MISSES = 3
_SAID = Weight(2, "a word for it stands within 60 characters")
_COLUMN = Weight(2, "its column's name says so")
_REPEATED = Weight(1, "three or more different values in this column")
_ALONE_WEIGHT = Weight(1, "the text says nothing else")


def identifier_detector(
    module: str, rows: Sequence[Identifier], others: Sequence[Rule] = ()
) -> Callable[[Document, Sequence[Candidate], Settings], Iterator[Finding | Note]]:
    """The `detect` of a module that is a table of identifiers, with other rules beside it."""
    beside = rules_detector(others)
    table = _Table(module, rows)

    def detect(
        document: Document, candidates: Sequence[Candidate], settings: Settings
    ) -> Iterator[Finding | Note]:
        best: dict[tuple[str, Span], Finding] = {}
        for one in table.found(document, candidates):
            key = (one.rule_id, one.span)
            if key not in best or best[key].confidence < one.confidence:
                best[key] = one
        yield from best.values()
        if others:
            yield from beside(document, candidates, settings)

    return detect


class _Table:
    """The rows of a module by rule id, and what their candidates lead to."""

    def __init__(self, module: str, rows: Sequence[Identifier]) -> None:
        self._module = module
        self._rows = {f"{module}.{row.name}": row for row in rows}

    @cached_property
    def _words(self) -> Words:
        return Words(self._rows)

    @cached_property
    def _forms(self) -> "tuple[re.Pattern[str], dict[str, Identifier]] | None":
        """One expression for the beginning of every form, and the rows that have one."""
        rows = {rule_id: row for rule_id, row in self._rows.items() if is_form(row)}
        every = "|".join(row.form for row in rows.values())
        return (bounded(every), rows) if rows else None

    def found(self, document: Document, candidates: Sequence[Candidate]) -> Iterator[Finding]:
        """Everything near the candidates that one of the rows describes."""
        spots: dict[str, list[int]] = {}
        for candidate in candidates:
            owner, _, kind = candidate.signal.partition(".")
            if owner == self._module:
                spots.setdefault(kind.partition(".")[0], []).append(document.offset(candidate.end))
        if "alone" in spots:
            yield from _found_alone(document, self._rows)
        said = sorted((*spots.get("word", ()), *spots.get("prose", ())))
        for first, last in _passages(said):
            yield from self._by_words(document, max(0, first - _WORD), last + 1)
        places = spots.get("number", ())
        numbers = _passages(places)
        for first, last in numbers if len(places) <= _CROWD else ():
            start, end = max(0, first - _LONGEST), last + _LONGEST
            yield from self._by_words(document, max(0, start - REACH), end + REACH)
            yield from self._by_form(document, start, end)
        if numbers:
            yield from self._by_words(document, *_head(document.text))

    def _by_words(self, document: Document, start: int, end: int) -> Iterator[Finding]:
        for rule_id in self._words.named(document.text[start:end]):
            yield from _found_by_word(document, rule_id, self._rows[rule_id], start, end)

    def _by_form(self, document: Document, start: int, end: int) -> Iterator[Finding]:
        if self._forms is None:
            return
        every, rows = self._forms
        text = document.text
        for begin in every.finditer(text, start, min(len(text), end)):
            for rule_id, row in rows.items():
                match = bounded(row.form).match(text, begin.start())
                if match:
                    around = text[max(0, match.start() - REACH) : match.end() + REACH]
                    named = compiled_words(row.words).search(around) is not None
                    more = (_SAID,) if named else ()
                    yield from _weighed(document, rule_id, row, Span(*match.span()), more)


def _passages(places: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending places that are near to each other, as the first and the last of each group."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place - found[-1][1] <= _NEAR and place - found[-1][0] <= _PASSAGE:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def _head(text: str) -> tuple[int, int]:
    """The first line that says something: the column names, if it is a table."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start, start + _HEAD)
    return start, start if end < 0 else end + 1


def _found_alone(document: Document, known: dict[str, Identifier]) -> Iterator[Finding]:
    """The whole text is one value: what a search box or a clipboard holds."""
    text = document.text.strip()
    if _VERSION.fullmatch(text) or sum(char.isdigit() for char in text) < _LEAST_DIGITS:
        return
    start = document.text.find(text)
    for rule_id, row in known.items():
        if row.lonely and document.whole and shape(row.shape).fullmatch(text):
            yield from _weighed(
                document, rule_id, row, Span(start, start + len(text)), (_ALONE_WEIGHT,)
            )


def _found_by_word(
    document: Document, rule_id: str, row: Identifier, start: int, end: int
) -> Iterator[Finding]:
    text = document.text
    for word in compiled_words(row.words).finditer(text, start, end):
        first, last = max(0, word.start() - REACH - _LONGEST), word.end() + REACH + _LONGEST
        for match in bounded(row.shape).finditer(text, first, last):
            gap = max(match.start() - word.end(), word.start() - match.end())
            if 0 <= gap <= REACH and _same_passage(text, word, match):
                yield from _weighed(document, rule_id, row, Span(*match.span()), (_SAID,))
        if text[word.end() : word.end() + 3].lstrip("\"' ")[:1] in _COLUMN_ENDS:
            yield from _found_in_column(document, rule_id, row, word.start())


def _found_in_column(
    document: Document, rule_id: str, row: Identifier, place: int
) -> Iterator[Finding]:
    text, written = document.text, bounded(row.shape)
    spans: list[Span] = []
    misses = 0
    for start, end in cells_below(text, place):
        match = written.search(text, start, min(len(text), end + 1))
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


def _weighed(
    document: Document, rule_id: str, row: Identifier, span: Span, more: tuple[Weight, ...]
) -> Iterator[Finding]:
    value = document.text[span.start : span.end]
    if is_sample(row, value) or (row.check is not None and not row.check(value)):
        return
    weights = (*_intrinsic(row, value), *more, *place_of(document.path).weights)
    yield Finding(rule_id, span, confidence_of(weights), weights)


def _intrinsic(row: Identifier, value: str) -> tuple[Weight, ...]:
    """What the number itself says."""
    is_form = bool(row.form) and shape(row.form).fullmatch(value) is not None
    first = (
        Weight(row.points, "written as hardly anything else is")
        if is_form
        else Weight(0, "its digits and letters, as many other numbers")
    )
    if row.check is None:
        return (first, Weight(0, "its kind has no check digit"))
    told = f"its check holds, as for {row.share:.2%} of random ones"
    return (first, Weight(check_points(row), told))


def _same_passage(text: str, word: "re.Match[str]", match: "re.Match[str]") -> bool:
    """Between the word and the number: at most one line's end or two."""
    if word.end() <= match.start():
        return text.count("\n", word.end(), match.start()) <= 2
    return text.count("\n", match.end(), word.start()) <= 2
