"""A document: decoded text with its origin and positions; one of the house's few classes."""

from bisect import bisect_right
from itertools import accumulate

from promptguard import patterns
from promptguard.model import Origin, Place, Span

_LINE_ENDS = patterns.compile(r"\r\n|\n|\r")
_LINE_END = (b"\n", b"\r")
#: Offsets that are remembered lie so many bytes from each other, or more.
_APART = 512


class Document:
    """Text from an origin. `data` is its UTF-8; spans count code points of `text`.

    A window of a large source carries `base` (code points before it), `base_line` and, where it
    begins inside a line, `base_column`.
    """

    __slots__ = ("_ascii", "_offsets", "_starts", "_text", "base", "base_column",
                 "base_line", "data", "encoding", "origin", "whole")  # fmt: skip

    def __init__(
        self,
        origin: Origin,
        data: bytes,
        *,
        encoding: str = "utf-8",
        base: int = 0,
        base_line: int = 1,
        base_column: int = 0,
        whole: bool = True,
    ) -> None:
        self.origin = origin
        self.data = data
        self.encoding = encoding
        self.base = base
        self.base_line = base_line
        self.base_column = base_column
        self.whole = whole
        self._ascii = data.isascii()
        self._text: str | None = None
        self._starts: list[int] | None = None
        self._offsets = [(0, 0)]

    @property
    def text(self) -> str:
        """The decoded text."""
        if self._text is None:
            self._text = self.data.decode("ascii" if self._ascii else "utf-8")
        return self._text

    @property
    def path(self) -> str:
        """The origin's name with forward slashes."""
        return self.origin.name.replace("\\", "/")

    def offset(self, byte: int) -> int:
        """The code point offset of a byte offset; cheap near one that was asked before."""
        if self._ascii:
            return byte
        index = bisect_right(self._offsets, (byte, byte))
        known_byte, known = self._offsets[index - 1]
        found = known + len(self.data[known_byte:byte].decode("utf-8", "ignore"))
        if byte - known_byte > _APART and _starts_character(self.data, byte):
            self._offsets.insert(index, (byte, found))
        return found

    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; \\r\\n, \\n and \\r end a line, as in editors."""
        if self._starts is None:
            if self._ascii:  # bytes know these three line ends and no others; a text knows more
                self._starts = [0, *accumulate(map(len, self.data.splitlines(keepends=True)))]
                if self.data[-1:] not in _LINE_END and len(self._starts) > 1:
                    self._starts.pop()
            else:
                self._starts = [0, *(match.end() for match in _LINE_ENDS.finditer(self.text))]
        return self._starts

    def line_of(self, offset: int) -> int:
        """The line number, from 1, of the whole source."""
        return bisect_right(self.line_starts(), offset) + self.base_line - 1

    def place(self, span: Span) -> Place:
        """Where people say the span is."""
        starts = self.line_starts()
        first = bisect_right(starts, span.start) - 1
        last = bisect_right(starts, max(span.start, span.end - 1)) - 1
        return Place(
            first + self.base_line,
            span.start - starts[first] + 1 + (0 if first else self.base_column),
            last + self.base_line,
            span.end - starts[last] + 1 + (0 if last else self.base_column),
        )

    def line_text(self, line: int) -> str:
        """The text of a line of the source that lies in this document, without its end."""
        starts = self.line_starts()
        index = line - self.base_line
        if not 0 <= index < len(starts):
            return ""
        end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
        return self.text[starts[index] : end].rstrip("\r\n")


def _starts_character(data: bytes, byte: int) -> bool:
    return byte >= len(data) or data[byte] & 0xC0 != 0x80
