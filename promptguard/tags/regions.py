"""Regions of a file tagged, changed and taken out again: a `begin` and an `end` in comments.

A region asked for by the lines between its comments, or by the comments' own lines, is the same
region, so that asking twice changes nothing.
"""

from promptguard import patterns
from promptguard.model import Tag, TagForm
from promptguard.tags.comments import Head, Style
from promptguard.tags.edit import Editing, Said, Unwritable, own_words, said_in
from promptguard.tags.heading import ENDING, spot
from promptguard.tags.lines import between, comment, line_at, reworded, starts_of, without
from promptguard.tags.wording import END, MARKER, Wording

#: In these a page of markup holds another language.
_ISLAND = patterns.compile(r"<(/?)(?:script|style)\b[^>]{0,1000}>", 2)
_IN_ISLAND = Style("/* ", " */")
_INDENT = patterns.compile(r"[ \t]*")


def region_set(data: bytes, editing: Editing, lines: tuple[int, int], wanted: Wording) -> bytes:
    """The file with these lines (from 1, the last one included) tagged so.

    Raises Unwritable.
    """
    first, last = _checked(editing, lines)
    before = said_in(data, editing.name, editing.aliases)
    regions = [tag for tag in before.others if tag.form is TagForm.REGION]
    words = wanted.words(editing.style.opener[0])
    own = next((tag for tag in regions if tag.line == first and last <= tag.end_line), None)
    if own is None:
        body = _tagged(editing, first, last, regions, wanted)
    elif wanted.is_said_by(own):
        return data
    else:
        body = reworded(editing.text.body, first, own_words(editing, f"{MARKER}begin {words}"))
    if body is None:
        return data
    if not _says(editing.said(body), before, wanted, first):
        raise Unwritable("a region's comments would not be read as such there")
    return editing.text.data(body)


def region_removed(data: bytes, editing: Editing, lines: tuple[int, int]) -> bytes:
    """The file without the regions inside these lines, or the innermost one around them.

    The same bytes where there is none. Raises Unwritable.
    """
    first, last = _checked(editing, lines)
    before = said_in(data, editing.name, editing.aliases)
    regions = [tag for tag in before.others if tag.form is TagForm.REGION]
    gone = [tag for tag in regions if first <= tag.line and tag.end_line <= last]
    if not gone:
        around = [tag for tag in regions if tag.line <= first and last <= tag.end_line]
        gone = sorted(around, key=lambda tag: tag.end_line - tag.line)[:1]
    body = editing.text.body
    for line in sorted({number for tag in gone for number in _lines_of(tag, body)}, reverse=True):
        body = without(body, line, None)
    return editing.text.data(body)


def _checked(editing: Editing, lines: tuple[int, int]) -> tuple[int, int]:
    first, last = lines
    body = editing.text.body
    count = len(starts_of(body)) - (not body or body.endswith(("\n", "\r")))
    if not 1 <= first <= last <= count:
        raise Unwritable(f"has {count} lines, so lines {first}-{last} cannot be tagged")
    return first, last


def _tagged(
    editing: Editing, first: int, last: int, regions: list[Tag], wanted: Wording
) -> str | None:
    """The body with a new region; None where one around it already says the same."""
    for tag in regions:
        if tag.line < first and last < tag.end_line:
            if wanted.is_said_by(tag):
                return None
        elif not (last < tag.line or tag.end_line < first or _inside(tag, first, last)):
            raise Unwritable(
                f"already has a region on lines {tag.line}-{tag.end_line}, which lines "
                f"{first}-{last} would cut: name lines inside of it or around it"
            )
    body, style = editing.text.body, _style_at(editing, first, last)
    start, text, _ = line_at(body, first)
    place = spot(body, editing.style)
    if start < place.offset:
        least = len(ENDING.findall(body, 0, place.offset)) + 1
        raise Unwritable(f"needs its first lines where they are: begin the region at line {least}")
    indent = "" if style.head is Head.MARKUP else _indent(text)
    words = wanted.words(style.opener[0])
    opening = indent + comment(style, own_words(editing, f"{MARKER}begin {words}"))
    return between(body, first, last, opening, indent + comment(style, MARKER + END))


def _inside(tag: Tag, first: int, last: int) -> bool:
    return first <= tag.line and tag.end_line <= last


def _indent(text: str) -> str:
    match = _INDENT.match(text)
    return match[0] if match else ""


def _style_at(editing: Editing, first: int, last: int) -> Style:
    """The comments that hold on these lines: a page holds scripts, whose comments differ."""
    body, style = editing.text.body, editing.style
    if style.head is Head.PHP and spot(body, style).style != style:
        raise Unwritable("begins as HTML, where a comment of PHP would be shown: edit it by hand")
    if style.opener != "<!-- ":
        return style
    starts = [*starts_of(body), len(body)]
    inside = {_island(body[: starts[number]]) for number in (first - 1, last)}
    if len(inside) > 1:
        raise Unwritable("has a script or a style sheet begin or end there: tag all of it or none")
    return _IN_ISLAND if inside.pop() else style


def _island(before: str) -> bool:
    closed = [match[1] for match in _ISLAND.finditer(before)]
    return bool(closed) and not closed[-1]


def _lines_of(tag: Tag, body: str) -> tuple[int, ...]:
    """The lines of a region's comments; one that is not closed has but one."""
    starts = starts_of(body)
    if tag.end_line > len(starts) or tag.end_line == tag.line:
        return (tag.line,)
    closing = line_at(body, tag.end_line)[1].lower().replace(" ", "")
    return (tag.line, tag.end_line) if "promptguard:end" in closing else (tag.line,)


def _says(said: Said, before: Said, wanted: Wording, first: int) -> bool:
    """Does a region begin there that says so, and is nothing wrong that was not before?"""
    begun = any(
        tag.form is TagForm.REGION and tag.line == first and wanted.is_said_by(tag)
        for tag in said.others
    )
    kept = [tag[:2] for tag in said.headers] == [tag[:2] for tag in before.headers]
    return begun and kept and len(said.notes) <= len(before.notes)
