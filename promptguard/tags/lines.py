"""Comments put into a text and taken out of it, with the text's own line ends."""

import re
from itertools import islice

from promptguard import patterns
from promptguard.documents.markers import saying_span
from promptguard.tags.comments import Style
from promptguard.tags.heading import ENDING, spot

#: What is left of a line on which nothing but a comment stood.
_OPENED = patterns.compile(
    r"(?:#+|//+[!/-]?|--+|;+|%+|\*|!|'|\"|@?rem|::|dnl|\.\.|-#)?", re.IGNORECASE
)
_BLOCKS = frozenset({
    ("/*", "*/"), ("<!--", "-->"), ("{#", "#}"), ("{#", "-#}"), ("{#-", "-#}"), ("(*", "*)"),
    ("(:", ":)"), ("{{!--", "--}}"), ("{{!", "}}"), ("{{- /*", "*/ -}}"), ("{{/*", "*/}}"),
    ("{% comment %}", "{% endcomment %}"), ("<%#", "%>"), ("<%--", "--%>"), ("<#--", "-->"),
    ("@*", "*@"), ("{/*", "*/}"), ("<?php //", "?>"), ("{-", "-}"), ("#|", "|#"), ("<#", "#>"),
    ("<%#", "-%>"), ("/*", "*/}"), ("/**", "*/"), ("<!--", "--!>"),
})  # fmt: skip


def starts_of(body: str) -> list[int]:
    """Where lines begin, as Document.line_starts has it."""
    return [0, *(match.end() for match in ENDING.finditer(body))]


def line_at(body: str, number: int) -> tuple[int, str, str]:
    """Where line `number` (from 1) begins, its text, and its end."""
    start = 0
    endings = ENDING.finditer(body)
    for ending in islice(endings, number - 1):
        start = ending.end()
    own = next(endings, None)
    return (start, body[start : own.start()], own[0]) if own else (start, body[start:], "")


def comment(style: Style, said: str) -> str:
    """A comment of this style that says something."""
    return f"{style.opener}{said}{style.closer}"


def with_header(body: str, style: Style, said: str) -> str:
    """The text with a header comment where one belongs."""
    place = spot(body, style)
    before, after = body[: place.offset], body[place.offset :]
    written = comment(place.style, said)
    if place.inside:
        return before + _ending(body) + written + after
    own = next((end for end in ("\r\n", "\n", "\r") if before.endswith(end)), "")
    if before and not own:
        return before + _ending(body) + written
    end = own or _ending(body)
    return before + written + end + (end if style.apart and after else "") + after


def _ending(body: str) -> str:
    """How the text's first line ends."""
    match = ENDING.search(body)
    return match[0] if match else "\n"


def without(body: str, number: int, style: Style | None) -> str:
    """The text without the marker on a line: without the line, if nothing else stands there.

    What `with_header` wrote is taken back exactly.
    """
    start, text, end = line_at(body, number)
    said = saying_span(text)
    if said is None:
        return body
    before, after = text[: said.start], text[said.end :]
    behind = body[start + len(text) + len(end) :]
    if not _alone(before, after):
        return _joined(body, start, text, style) or (body[:start] + before + after + end + behind)
    if not end:
        return body[: start - _length_of_ending(body, start)]
    if style and style.apart and (blank := ENDING.match(behind)):
        closer = body[:start] + behind[blank.end() :]
        if with_header(closer, style, text[said.start : said.end]) == body:
            return closer
    return body[:start] + behind


def _alone(before: str, after: str) -> bool:
    opened, closed = before.strip(" \t\ufeff"), after.strip(" \t")
    if not closed:
        return _OPENED.fullmatch(opened) is not None
    return (opened, closed) in _BLOCKS


def _joined(body: str, start: int, text: str, style: Style | None) -> str:
    """The text without a comment before which it was broken; "" where it was not."""
    said = saying_span(text)
    if said is None or not style or not style.closer or not start:
        return ""
    behind = start + said.end + len(style.closer)
    whole = body[: start - _length_of_ending(body, start)] + body[behind:]
    return whole if with_header(whole, style, text[said.start : said.end]) == body else ""


def _length_of_ending(body: str, start: int) -> int:
    return 2 if body[max(0, start - 2) : start] == "\r\n" else min(1, start)


def reworded(body: str, number: int, said: str) -> str:
    """The text with other words from the marker on a line to the end of its comment."""
    start, text, _ = line_at(body, number)
    span = saying_span(text)
    if span is None:
        return body
    return body[: start + span.start] + said + body[start + span.end :]


def between(body: str, first: int, last: int, opening: str, closing: str) -> str:
    """The text with a line before `first` and one behind `last`, both counted from 1."""
    start, _, end = line_at(body, first)
    own = end or _ending(body)
    last_start, last_text, last_end = line_at(body, last)
    behind = last_start + len(last_text) + len(last_end)
    closing = closing + last_end if last_end else _ending(body) + closing
    return body[:start] + opening + own + body[start:behind] + closing + body[behind:]
