"""One encoded run becomes text in which every character knows where it came from."""

import binascii
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from promptguard import patterns
from promptguard.documents.view_signals import TEXT_IN_BASE64, TEXT_IN_HEX, WIDE_IN_BASE64

#: A run is read up to here; text shorter than this holds nothing that a rule would know.
_RUN = 1 << 20
_LEAST = 12
#: A line this long that the next one goes on with is base64 as MIME and PEM wrap it.
_WRAPPED = 40
#: What of a long line is read around an escape.
_BEFORE, _BEHIND = 256, 1024
#: Escapes without anything between them are read up to here.
_ROW = 1 << 16

_PRINTABLE = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]*")
_CODE = patterns.compile(r"[A-Za-z0-9+/_-]+")
_NEXT_LINE = patterns.compile(
    r"(?:\r?\n|\\r\\n|\\n)[ \t]{0,40}(?P<code>[A-Za-z0-9+/_-]{1,200}={0,2})"
    r"(?=[ \t]*[\r\n\"'<\\]|\Z)"
)
_URL_SAFE = str.maketrans("-_", "+/")
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_HEX = patterns.compile(r"(?:[0-9a-fA-F]{2})+")
_ESCAPE = patterns.compile(
    r"\\u\{(?P<point>[0-9a-fA-F]{1,6})\}|\\u(?P<unit>[0-9a-fA-F]{4})|\\x(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<one>[\"'/\\nrt])"
)
_ONE = {"n": "\n", "r": "\r", "t": "\t"}
_PERCENTS = patterns.compile(r"(?:%[0-9a-fA-F]{2})+")
_ENTITY = patterns.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
#: What browsers draw and debuggers read, and nobody wrote by hand.
_DRAWN = patterns.compile(
    r"(?:data:(?:image|font|audio|video)/|sourceMappingURL=data:)[^\"'\s]{0,60}\Z"
)


class Piece(NamedTuple):
    """`size` characters of a view at `at` stand for the parent's [start, end).

    `narrow` characters of the view are `wide` of the parent's; 0 where only the whole is known.
    """

    at: int
    size: int
    start: int
    end: int
    wide: int = 1
    narrow: int = 1

    def begin(self, offset: int) -> int:
        """Where in the parent begins what stands at `offset` of the view."""
        if not self.narrow:
            return self.start
        return min(self.start + (offset - self.at) * self.wide // self.narrow, self.end)

    def finish(self, offset: int) -> int:
        """Where in the parent ends what ends before `offset` of the view."""
        if not self.narrow:
            return self.end
        return min(self.start - (-(offset - self.at) * self.wide // self.narrow), self.end)


class Decoded(NamedTuple):
    """A run's text and its pieces; `until` is how far the parent has been read."""

    kind: str
    text: str
    pieces: tuple[Piece, ...]
    until: int
    #: Was there more of it than is read?
    cut: bool = False


def run(text: str, end: int) -> Decoded | None:
    """The text in a run of hexadecimal digits or of base64, whose beginning ends at `end`.

    Base64 of either alphabet, on one line or wrapped, padded or not, also of UTF-16 as
    PowerShell's -EncodedCommand takes it.
    """
    for head, length, read in _HEADS:
        start = end - length
        if start >= 0 and head.match(text, start):
            if _DRAWN.search(text, max(0, start - 100), start):
                return _nothing(text, end)
            found = read(text, start)
            cut = found is not None and found.until - start >= _RUN
            return found._replace(cut=True) if found and found.text and cut else found
    return None


def written(text: str, end: int) -> Decoded | None:
    """The text in the run of base64 in which a common word was seen, up to `end`."""
    low = max(0, end - _ROW)
    for alphabet in (_BASE64 + "-_", _BASE64):
        start = low + len(text[low:end].rstrip(alphabet))
        for head, length, _ in _HEADS[1:]:
            if head.match(text, start):
                return run(text, start + length)
    return None


def _base64(
    text: str, start: int, read: Callable[[bytes], str], wide: int, narrow: int
) -> Decoded | None:
    lines = _lines(text, start)
    until = lines[-1][1]
    code = "".join(text[begin:stop] for begin, stop in lines).translate(_URL_SAFE)
    found = read(_from_base64(code))
    if len(found) < _LEAST:
        return Decoded("base64", "", (), until)
    even = all((stop - begin) % 4 == 0 for begin, stop in lines[:-1])
    if not even or (wide == 4 and not found.isascii()):
        whole = Piece(0, len(found), start, until, narrow=0)
        return Decoded("base64", found, (whole,), until)
    pieces, at = [], 0
    for begin, stop in lines:
        size = min((stop - begin) * narrow // wide, len(found) - at)
        if size > 0:
            pieces.append(Piece(at, size, begin, stop, wide, narrow))
            at += size
    if at < len(found):  # A character that begins on one line and ends on the next.
        pieces[-1] = pieces[-1]._replace(size=pieces[-1].size + len(found) - at, narrow=0)
    return Decoded("base64", found, tuple(pieces), until)


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """Where a run's code stands, line by line."""
    match = _CODE.match(text, start, start + _RUN)
    if match is None:
        return [(start, start)]
    lines = [match.span()]
    width = match.end() - start
    while width >= _WRAPPED and lines[-1][1] - lines[-1][0] == width:
        following = _NEXT_LINE.match(text, lines[-1][1], start + _RUN)
        if following is None or len(following["code"]) > width:
            break
        lines.append((following.start("code"), following.start("code") + _unpadded(following)))
    return lines


def _unpadded(line: "re.Match[str]") -> int:
    return len(line["code"].rstrip("="))


def _from_base64(code: str) -> bytes:
    if len(code) % 4 == 1:
        code = code[:-1]
    return binascii.a2b_base64(code + "=" * (-len(code) % 4))


def _as_text(data: bytes) -> str:
    """The text that bytes begin with; most binary data ends within a few."""
    match = _PRINTABLE.match(data)
    data = match[0] if match else b""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data[: error.start].decode("utf-8")


def _as_wide(data: bytes) -> str:
    found = data[: len(data) & ~1].decode("utf-16-le", "replace")
    end = next((at for at, char in enumerate(found) if char < " " and char not in "\t\n\r"), None)
    return found[:end]


def _hex(text: str, start: int) -> Decoded | None:
    match = _HEX.match(text, start, start + _RUN)
    if match is None:
        return None
    found = _as_text(bytes.fromhex(match[0]))
    if len(found) < _LEAST:
        return Decoded("hexadecimal digits", "", (), match.end())
    exact = {"wide": 2} if found.isascii() else {"narrow": 0}
    piece = Piece(0, len(found), start, match.end(), **exact)
    return Decoded("hexadecimal digits", found, (piece,), match.end())


#: What a run begins with, how long that is, and how to read on.
_HEADS: tuple[tuple["re.Pattern[str]", int, Callable[[str, int], Decoded | None]], ...] = (
    (patterns.compile(TEXT_IN_HEX), 24, _hex),
    (
        patterns.compile(WIDE_IN_BASE64),
        16,
        lambda text, start: _base64(text, start, _as_wide, 8, 3),
    ),
    (
        patterns.compile(TEXT_IN_BASE64),
        20,
        lambda text, start: _base64(text, start, _as_text, 4, 3),
    ),
)


def escapes(text: str, end: int) -> Decoded | None:
    """The stretch around a candidate, its backslash escapes undone."""
    return _stretch(text, end, "escapes", _ESCAPE, _unescaped)


def percent(text: str, end: int) -> Decoded | None:
    """The stretch around a candidate, its %XX undone."""
    return _stretch(text, end, "URL-encoding", _PERCENTS, _unquoted)


def entities(text: str, end: int) -> Decoded | None:
    """The stretch around a candidate, its HTML entities undone."""
    from html import unescape  # A table of two thousand names.

    return _stretch(text, end, "HTML entities", _ENTITY, lambda match: unescape(match[0]))


def _unescaped(match: "re.Match[str]") -> str:
    one = match["one"]
    if one:
        return _ONE.get(one, one)
    code = int(match["point"] or match["unit"] or match["byte"], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _unquoted(match: "re.Match[str]") -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")


def _stretch(
    text: str, end: int, kind: str, code: "re.Pattern[str]", undo: Callable[["re.Match[str]"], str]
) -> Decoded:
    row = _in_a_row(code).match(text, end, end + _ROW)
    start, until = _around(text, end, row.end() if row else end)
    found, pieces = undone(text, start, until, code, undo)
    return Decoded(kind, found, tuple(pieces), until)


def undone(
    text: str,
    start: int,
    until: int,
    code: "re.Pattern[str]" = _ESCAPE,
    undo: Callable[["re.Match[str]"], str] = _unescaped,
) -> tuple[str, list[Piece]]:
    """[start, until) with everything `code` matches undone, and the pieces of the result."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at, last = 0, start
    for match in code.finditer(text, start, until):
        begin, end = match.span()
        if begin > last:
            parts.append(text[last:begin])
            pieces.append(Piece(at, begin - last, last, begin))
            at += begin - last
        meant = undo(match)
        size = len(meant)
        wide, rest = divmod(end - begin, size or 1)
        exact = not rest and (size == 1 or meant.isascii())
        pieces.append(Piece(at, size, begin, end, wide, 1 if exact else 0))
        parts.append(meant)
        at, last = at + size, end
    if until > last:
        parts.append(text[last:until])
        pieces.append(Piece(at, until - last, last, until))
    return "".join(parts), pieces


@lru_cache(maxsize=8)
def _in_a_row(code: "re.Pattern[str]") -> "re.Pattern[str]":
    return patterns.compile(f"(?:{code.pattern})*+")


def _around(text: str, end: int, last: int) -> tuple[int, int]:
    """The line around [end, last), or of a long one what stands near it between two blanks."""
    low, high = max(0, end - _BEFORE), min(len(text), last + _BEHIND)
    start = text.rfind("\n", low, end) + 1
    if not start and low:
        start = _blank_behind(text, low, end)
    until = text.find("\n", last, high)
    if until < 0:
        until = high if high == len(text) else max(text.rfind(" ", last, high), last)
    return start, until


def _blank_behind(text: str, low: int, end: int) -> int:
    blank = text.find(" ", low, end)
    return blank + 1 if blank >= 0 else low


def _nothing(text: str, end: int) -> Decoded:
    match = _CODE.match(text, end, end + _RUN)
    return Decoded("", "", (), match.end() if match else end)
