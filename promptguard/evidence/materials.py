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

from promptguard import patterns
from promptguard.documents.code_names import PROGRAMS
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
_BACK = 128 * 1024
#: An anchor is a line, or a few.
_ANCHOR = 1024
#: The proof is a line, and of a long one its beginning.
_LINE = 160

#: A name that takes so many points away leaves no file of the kind.
_HOPELESS = -4

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
    """What the file's name or place says, where it has one (a prompt has none).

    A slash stands before every path, so that an expression may begin with one: `re` finds those
    much faster than `(?:^|/)`.
    """

    pattern: str
    weight: Weight
    #: Endings of names, lower case, that say the same.
    endings: frozenset[str] = frozenset()

    def speaks_of(self, path: str) -> bool:
        """Is the file named so?"""
        ending = path[path.rfind(".") + 1 :].lower()
        return ending in self.endings or (self.pattern != "" and _is_named(self.pattern, path))


#: Manuals show such files and programs build them; neither is one.
PROSE = Named(
    r"/(?:(?:README|CHANGELOG|CHANGES|NEWS)[^/]*|PKG-INFO|METADATA|[^/]{0,255}\.txt\.in)$"
    r"|/docs?/(?:[^/]{1,80}/){0,8}[^/]{1,80}\.txt$",
    Weight(-5, "a manual that shows such files"),
    frozenset(
        "md mdx rst adoc asciidoc htm html tex org changes ipynb xhtml po pot".split()  # noqa: SIM905
    ),
)
CODE = Named(
    "",
    Weight(-5, "a program that speaks of such files"),
    frozenset(
        """
        py pyi pyx js mjs cjs jsx ts tsx go rs java kt scala groovy rb php cs c h cc cpp hpp swift
        pl pm lua ex exs erl clj vim el r jl dart vue svelte map css sh bash zsh ps1 bat spec scss
        sql svg po pot
        """.split()  # noqa: SIM905 - a list of words, one a quote, is not easier to read
    ),
)


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
    #: What the file's name must match, for files that nothing else gives away.
    only: str = ""
    #: What the anchor alone is worth, and why.
    weight: Weight = Weight(1, "begins as such a file does")
    #: What a place among tests, examples or translations adds or takes.
    place: int = 0
    ceiling: Confidence = Confidence.VERY_LIKELY
    #: What the engine looks for where the anchors are dear to look for: true wherever they are.
    signal: str = ""
    #: How many characters before and behind the place that was seen are read for marks.
    back: int = _BACK
    ahead: int = _AHEAD


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
            signal=one.signal,
            references=one.references,
            whole=True,
            outside_programs=not one.only and is_no_program(one),
            told_by_name=bool(one.only),
        )
        for one in materials
    )


def is_no_program(material: Material) -> bool:
    """Do names of programs speak so strongly against it that no engine needs to look there?"""
    said = [(one.weight.points, _programs(one)) for one in material.paths]
    return all(
        sum([points for points, endings in said if ending in endings]) <= _HOPELESS
        for ending in PROGRAMS
    )


@lru_cache(maxsize=512)
def _programs(named: Named) -> frozenset[str]:
    """The endings of programs that it speaks of; asked of all when a detector is loaded."""
    if named.pattern:
        expression = _name_pattern(named.pattern)
        return named.endings | {one for one in PROGRAMS if expression.search(f"/a.{one}")}
    return named.endings


def materials_detector(materials: Sequence[Material], inside: Sequence[Material] = ()) -> Detect:
    """The `detect` of a detector that owns nothing but materials.

    Those `inside` are asked only where one of `materials` was found: what makes a log or a
    description worse than its kind. The engine does not look for them.
    """
    known = {one.id: _Asked(one) for one in materials}
    behind = [_Asked(one) for one in inside]

    def detect(
        document: Document, candidates: Sequence[Candidate], settings: Settings
    ) -> Iterator[Finding | Note]:
        said: set[str] = set()
        first: int | None = None
        for candidate in candidates:
            if candidate.signal not in known or candidate.signal in said:
                continue
            said.add(candidate.signal)
            asked = known[candidate.signal]
            named = asked.named(document.path)
            if named is None:
                continue
            seen = document.offset(candidate.end)
            finding = asked.recognise(document, seen, named)
            if finding is not None:
                yield finding
                if first is None and finding.confidence >= Confidence.POSSIBLE:
                    first = seen
        for asked in behind if first is not None else ():
            finding = asked.recognise(document, first or 0, asked.said_by(document.path))
            if finding is not None:
                yield finding

    return detect


class _Asked:
    """A material as it is asked of thousands of files: what is the same for all, worked out."""

    __slots__ = ("anchor", "marks", "material", "most")

    def __init__(self, material: Material) -> None:
        self.material = material
        self.anchor = "|".join(f"(?:{one})" for one in material.anchors)
        #: What may refuse or take away first; then the order they are written in.
        self.marks = sorted(material.marks, key=_only_adds)
        adding = sum(max(0, mark.weight.points) for mark in material.marks)
        self.most = material.weight.points + adding

    def said_by(self, path: str) -> list[Weight]:
        """What the file's name says."""
        path = f"/{path}"
        return [one.weight for one in self.material.paths if one.speaks_of(path)]

    def named(self, path: str) -> list[Weight] | None:
        """The same; None where the name forbids it, or leaves it no chance to be shown."""
        if self.material.only and not _is_named(self.material.only, f"/{path}"):
            return None
        said = self.said_by(path)
        return said if self.most + _sum(said) >= Confidence.POSSIBLE else None

    def recognise(self, document: Document, seen: int, named: list[Weight]) -> Finding | None:
        """What anchor, name and marks add up to around an offset, or None without an anchor."""
        text, material = document.text, self.material
        end = min(len(text), seen + material.ahead)
        # What was seen is the first of its kind: no anchor lies much before it.
        near = line_start(text, max(0, seen - _ANCHOR))
        anchor = _enough(self.anchor, 1, text, near, end)
        if anchor is None:
            return None
        start = line_start(text, max(0, anchor.start() - material.back))
        weights = [material.weight, *named]
        if material.place:
            weights += place_weight(document, material.place)
        best, proof, total = material.weight.points, anchor, _sum(weights)
        for mark in self.marks:
            if total >= Confidence.VERY_LIKELY and _only_adds(mark):
                break  # So do those behind it, and no step is higher.
            found = _enough(mark.pattern, mark.least, text, start, end)
            if found is None:
                if mark.needed:
                    return None
                continue
            weights.append(mark.weight)
            total += mark.weight.points
            if mark.weight.points > best:
                best, proof = mark.weight.points, found
        confidence = min(confidence_of(tuple(weights)), material.ceiling)
        return Finding(material.id, line_span(proof), confidence, tuple(weights), whole=True)


def _only_adds(mark: Mark) -> bool:
    return not mark.needed and mark.weight.points > 0


def _sum(weights: Sequence[Weight]) -> int:
    return sum([one.points for one in weights])


def line_span(match: "re.Match[str]") -> Span:
    """The first line with text in it of what matched."""
    text, start, end = match.string, match.start(), match.end()
    while start < end and text[start].isspace():
        start += 1
    newline = text.find("\n", start, min(end, start + _LINE))
    stop = min(end, start + _LINE) if newline < 0 else newline
    return Span(start, max(stop, start)) if start < end else Span(*match.span())


@lru_cache(maxsize=256)
def _is_named(pattern: str, path: str) -> bool:
    """Is the file named so? Many materials ask the same of one file."""
    return _name_pattern(pattern).search(path) is not None


@lru_cache(maxsize=256)
def _name_pattern(pattern: str) -> "re.Pattern[str]":
    return patterns.compile(pattern, re.IGNORECASE)


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1 if offset else 0


def _enough(pattern: str, least: int, text: str, start: int, end: int) -> "re.Match[str] | None":
    """The first match in a range that begins with a line, if there are so many.

    What stands at line starts only is looked for behind newlines: there `re` leaps from one to the
    next, instead of trying every character.
    """
    expression, lined = _compiled(pattern)
    if lined is None:
        first = expression.search(text, start, end)
    else:
        first = expression.match(text, start, end) or lined.search(text, start, end)
    if first is None or least == 1:
        return first
    # A line's match may have taken the newline that the next one stands behind.
    behind = first.end() if lined is None else max(first.end() - 1, first.start() + 1)
    others = islice((lined or expression).finditer(text, behind, end), least - 1)
    return first if sum(1 for _ in others) == least - 1 else None


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> "tuple[re.Pattern[str], re.Pattern[str] | None]":
    """An expression, read as rules are, and the same behind a newline if a line begins it."""
    expression = patterns.compile(pattern, RULE_FLAGS)
    return expression, patterns.compile(f"\n(?:{pattern})", RULE_FLAGS) if _is_lined(
        pattern
    ) else None


def _is_lined(pattern: str) -> bool:
    """Does every alternative of the whole begin with `^`?"""
    if not pattern.startswith(("^", "(?:")):
        return False
    parts, closed = _alternatives(pattern)
    if closed:
        return _is_lined(pattern[3:-1])
    return all(one.startswith("^") or (len(parts) > 1 and _is_lined(one)) for one in parts)


def _alternatives(pattern: str) -> tuple[list[str], bool]:
    """The alternatives of an expression, and whether it is one group from end to end."""
    parts, depth, last, closed = [], 0, 0, -1
    for found in _TOKEN.finditer(pattern):
        sign = found[0]
        depth += (sign == "(") - (sign == ")")
        if sign == ")" and depth == 0 and closed < 0:
            closed = found.end()
        if sign == "|" and depth == 0:
            parts.append(pattern[last : found.start()])
            last = found.end()
    parts.append(pattern[last:])
    return parts, pattern.startswith("(?:") and closed == len(pattern)


_TOKEN = patterns.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
