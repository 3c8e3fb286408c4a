"""Documents that carry other text by design: Kubernetes Secrets, Jupyter notebooks."""

import binascii
import re
from collections.abc import Iterator
from itertools import pairwise

from promptguard import patterns
from promptguard.documents.encodings import Decoded, Piece, undone

#: What of a manifest is read behind its `kind`, and of a notebook in all.
_MANIFEST = 256 << 10
_NOTEBOOK = 1 << 20

_SECRET = patterns.compile(
    r"kind[\"']?[ ]?:[ ]{0,3}[\"']?Secret[\"']?[ \t]*,?[ \t]*(?=[\r\n}#]|\Z|\"|')"
)
_BREAK = patterns.compile(r"^---", re.MULTILINE)
_DATA = patterns.compile(r"^(?P<indent>[ \t-]*)[\"']?data[\"']?[ ]?:[ ]*(?:\{|\r?$)", re.MULTILINE)
_ENTRY = patterns.compile(
    r"(?:^|[{,])[ \t]*[\"']?(?P<key>[A-Za-z0-9._-]{1,253})[\"']?[ ]?:[ \t]*[\"']?"
    r"(?P<value>[A-Za-z0-9+/]{4,}={0,2})(?=[\"',}\s]|\Z)",
    re.MULTILINE,
)
_END_OF_DATA = patterns.compile(
    r"^[ \t]*[A-Za-z\"'][\w\"']*[ ]?:[ ]*(?:\{|\[|\r?$)|\}", re.MULTILINE
)

_CELL_TEXT = patterns.compile(
    r"\"(?:source|text|traceback|text/(?:plain|html|markdown))\"\s{0,9}:\s{0,9}(?P<open>[\[\"])"
)
_STRING = patterns.compile(r"\s*,?\s*\"(?P<text>[^\"\\]*+(?:\\.[^\"\\]*+)*+)\"", re.DOTALL)


def kubernetes_secrets(text: str) -> Iterator[Decoded]:
    """Each Secret's `data` as the `key: value` lines that it stands for.

    Other kinds with such a name (SealedSecret) hold what nobody can read, and are none.
    """
    starts = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    for start, following in pairwise(starts):
        end = min(following, start + _MANIFEST)
        if not _SECRET.search(text, start, end):
            continue
        for data in _DATA.finditer(text, start, end):
            found = _entries(text, data.end(), end)
            if found is not None:
                yield found._replace(cut=end < following)


def _entries(text: str, start: int, end: int) -> Decoded | None:
    closing = _END_OF_DATA.search(text, start, end)
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for entry in _ENTRY.finditer(text, start, closing.start() if closing else end):
        value = _plain(entry["value"])
        if not value:
            continue
        quote = '"' if value.isprintable() and '"' not in value else ""
        parts += (entry["key"], ": ", quote, value, quote, "\n")
        pieces.append(Piece(at, len(entry["key"]), *entry.span("key")))
        at += len(entry["key"]) + 2 + len(quote)
        exact = (4, 3) if value.isascii() else (1, 0)
        pieces.append(Piece(at, len(value), *entry.span("value"), *exact))
        at += len(value) + len(quote) + 1
    if not parts:
        return None
    return Decoded("a Kubernetes Secret", "".join(parts), tuple(pieces), end)


def _plain(code: str) -> str:
    try:
        found = binascii.a2b_base64(code).decode("utf-8")
    except ValueError:
        return ""
    return found if found.replace("\n", "").replace("\t", "").isprintable() else ""


def notebook(text: str) -> Iterator[Decoded]:
    """The cells of a notebook and what they printed, as the lines that people see."""
    if '"nbformat"' not in text:
        return
    read = 0
    for field in _CELL_TEXT.finditer(text):
        one = field["open"] == '"'
        parts: list[str] = []
        pieces: list[Piece] = []
        length = 0
        at = field.end() - one
        while (string := _STRING.match(text, at)) is not None and read + length < _NOTEBOOK:
            line, own = undone(text, *string.span("text"))
            pieces += [piece._replace(at=piece.at + length) for piece in own]
            parts.append(line)
            length += len(line)
            at = string.end()
            if one:
                break
        read += length
        if parts:
            yield Decoded("a notebook", "".join(parts), tuple(pieces), at, read >= _NOTEBOOK)
