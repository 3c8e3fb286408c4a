"""Tags inside a text: a header `promptguard: LEVEL`, regions from `begin LEVEL` to `end`.

In a file a header stands in a comment before the first code. In a prompt or a tool's output it
counts anywhere, since a file may have been pasted anywhere; there it can only raise (see
classification). A tag in a wrong place is said, and can never lower.
"""

import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from promptguard.documents.document import Document
from promptguard.documents.fences import fenced
from promptguard.documents.heads import head_end
from promptguard.documents.markers import Standing, markers
from promptguard.model import Level, Note, NoteKind, Span, Tag, TagForm, TagScope
from promptguard.model.text import UNTRUSTED
from promptguard.tags.grammar import Saying, Verb, parse

#: Lines behind the prolog in which a header tag is looked for.
HEADER_LINES = 30
#: Of one document at most so many problems are told one by one.
_TOLD = 20
_ANYWHERE = sys.maxsize
_UNSURE = (
    "what stands before the tag begins no comment that is known here, so the tag may raise and "
    "never lower: write it into a sidecar, NAME.classification"
)


class _Said(NamedTuple):
    line: int
    saying: Saying
    #: Behind other text, so it speaks of its line alone.
    trailing: bool


def read(
    document: Document, aliases: Mapping[str, Level] = MappingProxyType({})
) -> tuple[tuple[Tag, ...], tuple[Note, ...]]:
    """The tags of a document in order of place, and what was wrong with them."""
    problems: list[tuple[int, str]] = []
    said = list(_said(document, aliases, problems))
    tags = [*_headers(document, said), *_regions(document, said, problems)]
    tags.sort(key=lambda tag: (tag.line, -tag.end_line))
    return tuple(tags), _notes(document, problems)


def _said(
    document: Document, aliases: Mapping[str, Level], problems: list[tuple[int, str]]
) -> Iterator[_Said]:
    """What the markers say, without those that stand where they mean nothing."""
    untrusted = document.origin.kind in UNTRUSTED
    header_end = _ANYWHERE if untrusted else head_end(document, HEADER_LINES)
    shown = () if untrusted else tuple(fenced(document))
    for marker in markers(document, quoted=untrusted):
        if any(marker.line in block for block in shown):
            continue  # An example for readers.
        unknown = marker.standing is Standing.UNKNOWN
        deliberate = marker.standing in (Standing.COMMENT, Standing.TRAILING)
        saying = parse(marker.words, deliberate=deliberate, aliases=aliases)
        if saying is None:
            continue
        if unknown:
            saying = _doubted(saying)
        trailing = marker.standing is Standing.TRAILING
        misplaced = _misplaced(saying.verb, marker.line, header_end, trailing=trailing)
        # Where no comment is known, nobody knows where the head ends either.
        misplaced = _UNSURE if unknown and misplaced else misplaced
        if saying.problem or misplaced:
            problems.append((marker.line, misplaced or saying.problem))
        if misplaced and saying.verb is Verb.LEVEL and marker.line <= HEADER_LINES:
            # Among the first lines somebody meant the file: until it is moved, it may raise.
            raised = max(saying.level, Level.INTERNAL)
            saying = saying._replace(level=raised, added=saying.added._replace(override=False))
            misplaced = ""
        if saying.verb is not Verb.NOTHING and not misplaced:
            yield _Said(marker.line, saying, trailing)


def _doubted(saying: Saying) -> Saying:
    """What is said behind signs that may or may not begin a comment: it may raise, never lower."""
    if saying.verb in (Verb.END, Verb.NOTHING):
        return saying._replace(verb=Verb.NOTHING, problem=saying.problem or _UNSURE)
    raised = max(saying.level, Level.INTERNAL)
    added = saying.added._replace(override=False)
    return Saying(saying.verb, raised, added, saying.problem or _UNSURE)


def _misplaced(verb: Verb, line: int, header_end: int, *, trailing: bool) -> str:
    if verb is Verb.END and trailing:
        return "`end` must stand alone on its line; it closes nothing here"
    if verb is Verb.LEVEL and not trailing and line > header_end:
        return (
            f"stands below line {header_end}, where the head of the file ends, so it is no header: "
            "move it up, or tag a region with `begin` and `end`"
        )
    return ""


def _headers(document: Document, said: list[_Said]) -> Iterator[Tag]:
    whole = Span(document.base, document.base + len(document.text))
    for each in said:
        if each.saying.verb is Verb.LEVEL and not each.trailing:
            yield _tag(document, each, TagForm.HEADER, whole, each.line)


def _regions(
    document: Document, said: list[_Said], problems: list[tuple[int, str]]
) -> Iterator[Tag]:
    """One tag a `begin`, or a line; where regions overlap, the highest level counts."""
    opened: list[_Said] = []
    last = document.base_line + len(document.line_starts()) - 1
    for each in said:
        verb = each.saying.verb
        if verb is Verb.LEVEL and each.trailing:
            yield _region(document, each, each.line)
        elif verb is Verb.BEGIN:
            opened.append(each)
        elif verb is Verb.END and opened:
            yield _region(document, opened.pop(), each.line)
        elif verb is Verb.END and document.whole:
            problems.append((each.line, "`end` without a `begin` before it"))
    for each in opened:
        if document.whole:  # In a part of a large file the `end` may lie in another part.
            problem = "`begin` without an `end`: the region reaches to the end of the file"
            problems.append((each.line, problem))
        yield _region(document, each, last)


def _region(document: Document, said: _Said, end_line: int) -> Tag:
    starts = document.line_starts()
    first, behind = said.line - document.base_line, end_line - document.base_line + 1
    end = starts[behind] if behind < len(starts) else len(document.text)
    span = Span(document.base + starts[first], document.base + end)
    form = TagForm.LINE if said.trailing else TagForm.REGION
    return _tag(document, said, form, span, end_line)


def _tag(document: Document, said: _Said, form: TagForm, span: Span, end_line: int) -> Tag:
    added = said.saying.added
    return Tag(
        said.saying.level,
        added.labels,
        TagScope.FILE if form is TagForm.HEADER else TagScope.REGION,
        f"{document.origin.name}:{said.line}",
        span,
        said.line,
        end_line,
        form,
        added.origin,
        added.owner,
        added.reason,
        added.override and form is TagForm.HEADER,
    )


def _notes(document: Document, problems: list[tuple[int, str]]) -> tuple[Note, ...]:
    problems.sort()
    told = [Note(NoteKind.TAG, document.origin, text, line) for line, text in problems[:_TOLD]]
    if len(problems) > _TOLD:
        more = f"{len(problems) - _TOLD} further problems with tags are not shown"
        told.append(Note(NoteKind.TAG, document.origin, more, problems[_TOLD][0]))
    return tuple(told)
