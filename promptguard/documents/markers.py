"""Where `promptguard:` stands in a text, and whether a human wrote it there as a comment.

A heuristic over the line alone, on purpose: the hook's path has no parser. It must never take a
string literal for a comment; a comment in an unknown syntax may be missed.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.model import Span

#: How far before a marker a comment's beginning is looked for, and how much behind it is read.
_BEFORE = 200
_BEHIND = 500

_MARKER = patterns.compile(r"promptguard ?:", re.IGNORECASE)

#: What begins a comment somewhere: C, shell, SQL, Lisp, TeX, markup, templates, OCaml, Fortran,
#: batch, reStructuredText, Pug, Haml, XQuery, PHP behind its opening tag, Visual Basic and Vim
#: (whose quotes need a blank behind them).
_OPENER = (
    r"<!--+|<%--|<%#|<#--|<\?(?:php|hh)?(?=[ \t]+(?://|#|/\*))|\{%-?[ \t]*comment[ \t]*-?%\}"
    r"|\{\{!-*|\{\{-?[ \t]*/\*+|\{?/\*+!?|\{[#-]|\(\*+|\(:|@\*|//[/!-]*|\*+|[#;!]+\|?|%+\{?|--+|-#"
    r"|\.\.|::|(?:dnl|@?rem)(?![^ \t])|['\"](?=[ \t])"
)
_OPENERS = patterns.compile(rf"(?:(?>{_OPENER})[ \t]*+)++", re.IGNORECASE)
_DOCSTRING = patterns.compile(r"[rRuU]?(?:'''|\"\"\")[ \t]*")
#: What begins a comment behind code; `*` and `..` would be operators there.
_TRAILER = patterns.compile(
    r"(?:<!--|<%--|<#--|\{\{!(?:--)?|/\*+|\{[#-]|\(\*|@\*|//+|#+|;+|%+|--|!|['\"](?=[ \t]))[ \t]*$"
)
_CLOSER = patterns.compile(
    r"\*/|--!?>|--%>|-?%>|\?>|#\}|\}\}|\{%|\*\)|[ \t]:\)|-\}|\*@|\|#|%\}|'''|\"\"\"|\r"
)
#: What may begin a comment in a language that is not known here; a list, a diff, a prompt does not.
_UNKNOWN = patterns.compile(r"(?:[?~^@.\\!,]{1,4}[A-Za-z]{0,10}|[?~^]{1,4})[ \t]+")
_QUOTES = ("'", '"', "`")
#: The right edge of a comment drawn as a box.
_EDGE = " \t#*;%/|!-"
#: What a quotation, a diff, a tool's line number or grep puts before a line.
_QUOTING = patterns.compile(
    r"[ \t]*(?:(?:>|[-+](?![-+])|(?:[^\s:'\"]+:)?\d+[ \t]*(?:[→|:]|\t))[ \t]?){1,3}"
)


class Standing(Enum):
    """What stands before a marker on its line; in prose or a string literal it is none."""

    PLAIN = "nothing"
    COMMENT = "only the beginning of a comment"
    TRAILING = "other text, then the beginning of a comment"
    UNKNOWN = "signs that may begin a comment in a language not known here"


class Marker(NamedTuple):
    """One `promptguard:`; `words` is what follows up to the end of the comment."""

    line: int
    standing: Standing
    words: str


def markers(document: Document, *, quoted: bool = False) -> Iterator[Marker]:
    """The first marker of every line that has one in a comment or alone.

    `quoted` reads through quotation marks, diff signs and line numbers before it.
    """
    text, starts = document.text, document.line_starts()
    known = 0
    for match in _MARKER.finditer(text):
        line = document.line_of(match.start())
        if line == known:
            continue  # The rest of a comment that has spoken.
        start = starts[line - document.base_line]
        before = text[max(start, match.start() - _BEFORE) : match.start()]
        reaches = match.start() - start <= _BEFORE and not (start == 0 and document.base_column)
        if reaches and quoted and (quote := _QUOTING.match(before)):
            before = before[quote.end() :]
        following = line - document.base_line + 1
        end = starts[following] if following < len(starts) else len(text)
        after = text[match.end() : min(end, match.end() + _BEHIND)].rstrip("\r\n")
        standing = _standing(before, after, alone=reaches)
        if standing is None and reaches and _UNKNOWN.fullmatch(before.lstrip(" \t\ufeff")):
            standing = Standing.UNKNOWN
        if standing is not None:
            known = line
            yield Marker(line, standing, _words(after))


def comment_of(line: str) -> Marker | None:
    """The first marker of a line that stands in a comment there; its line number is 0."""
    for match in _MARKER.finditer(line):
        before = line[max(0, match.start() - _BEFORE) : match.start()]
        after = line[match.end() : match.end() + _BEHIND]
        standing = _standing(before, after, alone=match.start() <= _BEFORE)
        if standing in (Standing.COMMENT, Standing.TRAILING):
            return Marker(0, standing, _words(after))
    return None


def saying_span(line: str) -> Span | None:
    """From where to where on a line its first marker and its words lie; None without one."""
    for match in _MARKER.finditer(line):
        before = line[max(0, match.start() - _BEFORE) : match.start()]
        after = line[match.end() : match.end() + _BEHIND]
        if _standing(before, after, alone=match.start() <= _BEFORE) is not None:
            closer = _CLOSER.search(after)
            said = after[: closer.start() if closer else len(after)].rstrip(" \t").rstrip(_EDGE)
            return Span(match.start(), match.end() + len(said))
    return None


def _standing(before: str, after: str, *, alone: bool) -> Standing | None:
    begin = before.lstrip(" \t\ufeff")
    if alone and not begin:
        return Standing.PLAIN
    if alone and (_OPENERS.fullmatch(begin) or _DOCSTRING.fullmatch(begin)):
        closed = begin[:1] in _QUOTES and begin[1:2] not in _QUOTES and begin[0] in after
        return None if closed else Standing.COMMENT
    comment = _TRAILER.search(before, max(0, len(before) - 16))
    if comment is None:
        return None
    code, opener = before[: comment.start()], comment[0][0]
    literal = _inside_string(code, after) or (opener in _QUOTES and opener in after)
    # `https://promptguard:` is no comment either.
    return None if literal or code.endswith(":") else Standing.TRAILING


def _inside_string(code: str, after: str) -> bool:
    """Does a quote open in `code` and close only in `after`? (An apostrophe closes nowhere.)"""
    opened = ""
    skip = False
    for char in code:
        if skip:
            skip = False
        elif char == "\\":
            skip = True
        elif opened:
            opened = "" if char == opened else opened
        elif char in _QUOTES:
            opened = char
    return bool(opened) and opened in after


def _words(after: str) -> str:
    closer = _CLOSER.search(after)
    return after[: closer.start() if closer else len(after)].strip(" \t").rstrip(_EDGE)
