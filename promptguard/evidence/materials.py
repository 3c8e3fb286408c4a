"""How "this whole file is a ..." is written down as data: an anchor, and marks that add up.

An anchor is what the engine looks for: cheap, seen at most once a document, worth one point. Where
it stands the marks are looked for in the text around it; each that stands there often enough adds
its points, counter-evidence takes points away, and the finding's place is the line of the mark that
says most.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS
from promptguard.evidence.surroundings import place_weight
from promptguard.model import (
    Candidate,
    Confidence,
    Finding,
    Level,
    Note,
    Rule,
    Settings,
    Span,
    Weight,
)
from promptguard.model.finding import confidence_of
from promptguard.model.rule import Example

#: So much text is read around an anchor: a file shows what it is at its head.
_AHEAD = 128 * 1024
#: An anchor may span lines and what ran before it is part of the file as well.
_BACK = 16 * 1024
#: The proof is a line, and of a long one its beginning.
_LINE = 160

Detect = Callable[[Document, Sequence[Candidate], Settings], Iterator[Finding | Note]]


class Mark(NamedTuple):
    """One thing such a file shows; negative points for what speaks against it."""

    pattern: str
    weight: Weight
    #: How many times it has to stand there.
    least: int = 1
    #: Is there no such file without it?
    needed: bool = False


class Named(NamedTuple):
    """What the file's name or place says, where it has one (a prompt has none)."""

    pattern: str
    weight: Weight


class Material(NamedTuple):
    """A kind of file: how it is recognised and what is said of it."""

    id: str
    title: str
    level: Level
    label: str
    #: Expressions of which one opens or betrays such a file; each holds a literal.
    anchors: tuple[str, ...]
    marks: tuple[Mark, ...]
    advice: str
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]
    #: Words of which one is in every anchor, lower case.
    keywords: tuple[str, ...]
    references: tuple[str, ...] = ()
    paths: tuple[Named, ...] = ()
    #: What the anchor alone is worth, and why.
    weight: Weight = Weight(1, "begins as such a file does")
    #: What a place among tests, examples or translations adds or takes.
    place: int = 0
    ceiling: Confidence = Confidence.VERY_LIKELY


def material_rules(materials: Sequence[Material]) -> tuple[Rule, ...]:
    """One rule a material, saying what the whole file is."""
    return tuple(
        Rule(
            id=one.id,
            title=one.title,
            level=one.level,
            labels=(one.label,),
            pattern="|".join(f"(?:{anchor})" for anchor in one.anchors),
            advice=one.advice,
            examples=one.examples,
            counterexamples=one.counterexamples,
            keywords=one.keywords,
            weight=one.weight,
            ceiling=one.ceiling,
            references=one.references,
            whole=True,
        )
        for one in materials
    )


def materials_detector(materials: Sequence[Material]) -> Detect:
    """The `detect` of a detector that owns nothing but materials."""
    known = {one.id: one for one in materials}

    def detect(
        document: Document, candidates: Sequence[Candidate], settings: Settings
    ) -> Iterator[Finding | Note]:
        said: set[str] = set()
        for candidate in candidates:
            if candidate.signal in known and candidate.signal not in said:
                said.add(candidate.signal)
                finding = recognise(known[candidate.signal], document, candidate)
                if finding is not None:
                    yield finding

    return detect


def recognise(material: Material, document: Document, candidate: Candidate) -> Finding | None:
    """What a material's anchor and marks add up to in a document, or None without an anchor."""
    text = document.text
    seen = document.offset(candidate.end)
    start, end = max(0, seen - _BACK), min(len(text), seen + _AHEAD)
    # A range that begins inside a line would let `^` match there.
    start = text.rfind("\n", 0, start) + 1 if start else 0
    anchor = _anchor(material.anchors).search(text, start, end)
    if anchor is None:
        return None
    weights, best, proof = [material.weight], material.weight.points, anchor
    for mark in material.marks:
        found = list(islice(compiled(mark.pattern).finditer(text, start, end), mark.least))
        if len(found) < mark.least:
            if mark.needed:
                return None
            continue
        weights.append(mark.weight)
        if mark.weight.points > best:
            best, proof = mark.weight.points, found[0]
    weights += [named.weight for named in material.paths if _is_named(named, document.path)]
    if material.place:
        weights += place_weight(document, material.place)
    confidence = min(confidence_of(tuple(weights)), material.ceiling)
    return Finding(material.id, line_span(proof), confidence, tuple(weights), whole=True)


def line_span(match: "re.Match[str]") -> Span:
    """The first line with text in it of what matched."""
    text, start, end = match.string, match.start(), match.end()
    while start < end and text[start].isspace():
        start += 1
    newline = text.find("\n", start, min(end, start + _LINE))
    stop = min(end, start + _LINE) if newline < 0 else newline
    return Span(start, max(stop, start)) if start < end else Span(*match.span())


def _is_named(named: Named, path: str) -> bool:
    return re.search(named.pattern, path, re.IGNORECASE) is not None


@lru_cache(maxsize=512)
def _anchor(anchors: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile("|".join(f"(?:{anchor})" for anchor in anchors), RULE_FLAGS)


@lru_cache(maxsize=2048)
def compiled(pattern: str) -> "re.Pattern[str]":
    """A mark's expression, read as rules are; compiled when a file first asks for it."""
    return re.compile(pattern, RULE_FLAGS)
