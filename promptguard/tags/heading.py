"""Where in a file a header comment may be written: behind what must stay first."""

import re
from typing import NamedTuple

from promptguard import patterns
from promptguard.tags.comments import Head, Style

_LINE = patterns.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
ENDING = patterns.compile(r"\r\n|\n|\r")
#: A first line that some program reads only there, by the mark that begins a comment.
_FIRST = {
    "#": patterns.compile(
        r"#!|#n\s*$|\s*#\s*language\s*:|#compdef\b|#autoload\b|#cloud-config\b", re.IGNORECASE
    ),
    "/": patterns.compile(r"#!|@charset[ \t]+[\"']", re.IGNORECASE),
    "%": patterns.compile(r"#!|%&"),
}
_SHEBANG = patterns.compile(r"#!")
_EDITORS = "-*-"
_SECOND = patterns.compile(r"[ \t\f]*#.*?coding[:=]")
#: Before an encoding line only a blank or a comment may stand.
_QUIET = patterns.compile(r"[ \t\f]*(?:#|[\r\n]|\Z)")
_DIRECTIVE = patterns.compile(r"#\s*(?:syntax|escape|check)\s*=", re.IGNORECASE)
_FENCES = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}
#: Front matter without an end in so many lines is none; the reader's number.
_FRONT_MATTER_LIMIT = 500
#: Bounded, since the text may be anybody's.
_XML = patterns.compile(r"\s{0,100}<\?xml\b[^>]{0,1000}\?>", re.IGNORECASE)
_DOCTYPE = patterns.compile(r"\s{0,100}<!doctype\b[^>\[]{0,1000}>", re.IGNORECASE)
_PHP = patterns.compile(
    r"<\?php[ \t]*(?://[^\r\n]*|#[^\r\n]*|/\*[^*\r\n]*\*/|declare\s*\([^)\r\n]*\);"
    r"|namespace\s+[\w\\]+;)?[ \t]*(?=[\r\n]|\Z)",
    re.IGNORECASE,
)


class Spot(NamedTuple):
    """Where the comment goes, and how it is written there."""

    offset: int
    style: Style
    #: What stands before it on its line goes on behind it.
    inside: bool = False


def spot(text: str, style: Style) -> Spot:
    """Where in a text without byte-order mark a header comment of this style goes."""
    if style.head is Head.MARKUP:
        return _in_markup(text, style)
    start = _front_matter(text, 0) if style.opener == "/* " else 0
    start = _behind_first_lines(text, start, style)
    if style.head is not Head.PHP:
        return Spot(start, style)
    opening = _PHP.match(text, start)
    if opening is None:
        return Spot(start, Style("<?php // ", " ?>", Head.PHP))
    ending = ENDING.match(text, opening.end())
    return Spot(ending.end() if ending else opening.end(), style)


def _behind_first_lines(text: str, start: int, style: Style) -> int:
    first = _line(text, start)
    known = _FIRST.get(style.opener[0], _SHEBANG)
    position = first.end() if known.match(first[0]) or _of_editors(first[0], style) else start
    while text.startswith("#!", position) and position > start:  # nix-shell has several
        position = _line(text, position).end()
    if style.opener[0] != "#":
        return position
    if position == start and _SECOND.match(first[0]):
        position = first.end()
    elif position == start and _QUIET.match(first[0]) and _encodes(text, first.end()):
        position = _line(text, first.end()).end()
    elif position > start and _encodes(text, position):
        position = _line(text, position).end()
    while _DIRECTIVE.match(text, position):
        position = _line(text, position).end()
    return position


def _of_editors(line: str, style: Style) -> bool:
    """Is it a comment that tells an editor the file's mode, which it reads on the first line?"""
    rest = line.lstrip(style.opener[0])
    return not style.closer and rest != line and rest.startswith((" ", "\t")) and _EDITORS in rest


def _encodes(text: str, position: int) -> bool:
    return _SECOND.match(_line(text, position)[0]) is not None


def _line(text: str, position: int) -> "re.Match[str]":
    match = _LINE.match(text, position)
    assert match is not None  # It matches the empty text too.
    return match


def _in_markup(text: str, style: Style) -> Spot:
    position = 0
    for declaration in (_XML, _DOCTYPE):
        if style.opener == "<!-- " and (found := declaration.match(text, position)):
            position = found.end()
    if not position:
        return Spot(_front_matter(text, 0), style)
    rest = _line(text, position)
    if rest[0].strip():
        return Spot(position, style, inside=True)
    return Spot(_front_matter(text, rest.end()), style)


def _front_matter(text: str, start: int) -> int:
    """Where front matter that begins at `start` ends; `start` where there is none."""
    opening = _line(text, start)
    closing = _FENCES.get(opening[0].rstrip())
    position = opening.end()
    for _ in range(_FRONT_MATTER_LIMIT if closing else 0):
        line = _line(text, position)
        if closing and line[0].rstrip() in closing:
            return line.end()
        if line.end() == len(text):
            break
        position = line.end()
    return start
