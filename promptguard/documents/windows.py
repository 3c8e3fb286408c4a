"""A source of any size becomes Documents that overlap, in bounded memory."""

import codecs
from collections.abc import Callable, Iterator

from promptguard.documents.decode import encoding_of
from promptguard.documents.document import Document
from promptguard.model import Origin

#: Bytes of a source that are read at a time; a source up to this size is one whole document.
WINDOW = 4 << 20
#: Code points that the next window sees again; no finding is longer.
OVERLAP = 64 << 10


def windows(origin: Origin, read: Callable[[int], bytes]) -> Iterator[tuple[Document, int]]:
    """(window, end of what it owns) pairs: a finding that starts behind the end is the next one's.

    Nothing where the source is binary. Undecodable bytes become U+FFFD.
    """
    head = read(WINDOW)
    encoding = encoding_of(head)
    if not encoding:
        return
    mark = {"utf-8-sig": 3, "utf-16": 2, "utf-32": 4}.get(encoding[:6], 0)
    if encoding == "utf-8-sig":
        mark, encoding = 3, "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    base, line, column, kept = 0, 1, 0, ""
    chunk = head[mark:]
    while chunk or kept:
        following = read(WINDOW)
        text = kept + decoder.decode(chunk, final=not following)
        window = Document(
            origin,
            text.encode("utf-8", "replace"),
            encoding=encoding,
            base=base,
            base_line=line,
            base_column=column,
            whole=False,
        )
        if not following:
            yield window, len(text)
            return
        cut = _cut(text)
        yield window, cut
        line += _line_ends(text, cut)
        newline = max(text.rfind("\n", 0, cut), text.rfind("\r", 0, cut))
        column = cut - newline - 1 if newline >= 0 else column + cut
        base += cut
        chunk, kept = following, text[cut:]


def _cut(text: str) -> int:
    """Where the next window begins: at a line's beginning where the overlap holds one."""
    start = max(0, len(text) - OVERLAP)
    newline = text.find("\n", start, start + OVERLAP // 2)
    return newline + 1 if newline >= 0 else start


def _line_ends(text: str, end: int) -> int:
    crlf = text.count("\r\n", 0, end)
    return text.count("\n", 0, end) + text.count("\r", 0, end) - crlf
