"""Encoded and nested text as views: a Document of its own, with a way back to the parent's places.

Decoded once, one level deep, and bounded: what a bound leaves out is a Note.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from promptguard.documents import encodings
from promptguard.documents.document import Document
from promptguard.documents.encodings import Decoded, Piece
from promptguard.model import Candidate, Note, NoteKind, Span

#: What one document's views may come to: decoded characters, runs, and candidates looked at.
_TEXT_LIMIT = 1 << 20
_RUN_LIMIT = 4000
_CANDIDATE_LIMIT = 50_000
#: Keeps the text of one run from being read as the context of the next.
_BETWEEN = "\n\n\n"

_CUT = "more encoded text than is decoded in one document; the rest of it was not looked at"

_Read = Callable[[str, int], Decoded | None]
_READERS: dict[str, _Read] = {
    "views.run": encodings.run,
    "views.cued": encodings.run,
    "views.written": encodings.written,
    "views.any": encodings.run,
    "views.percent": encodings.percent,
    "views.escapes": encodings.escapes,
    "views.entities": encodings.entities,
}
#: One run may be seen by all of these.
_RUNS = ("views.run", "views.cued", "views.written", "views.any")
_NESTED = ("views.secret", "views.notebook")


class View(NamedTuple):
    """Decoded text with a way back; `starts` are where the pieces begin in it."""

    document: Document
    pieces: tuple[Piece, ...]
    runs: tuple[tuple[int, str], ...]
    starts: tuple[int, ...]

    def back(self, span: Span) -> tuple[Span, str] | None:
        """Where the parent says what stands at `span` here, and what it is inside of.

        None where the span touches more than one run, or what stands between runs.
        """
        first = bisect_right(self.starts, span.start) - 1
        last = bisect_right(self.starts, max(span.start, span.end - 1)) - 1
        run = self._run(span.start)
        if first < 0 or run != self._run(span.end - 1):
            return None
        one, other = self.pieces[first], self.pieces[last]
        if span.start >= one.at + one.size or span.end > other.at + other.size:
            return None
        return Span(one.begin(span.start), other.finish(span.end)), self.runs[run][1]

    def _run(self, offset: int) -> int:
        return bisect_right(self.runs, offset, key=lambda run: run[0]) - 1


def view(document: Document, candidates: Sequence[Candidate]) -> tuple[View | None, list[Note]]:
    """All that is encoded in a document as one View, and what had to be left out."""
    parts: list[str] = []
    pieces: list[Piece] = []
    runs: list[tuple[int, str]] = []
    length = 0
    cut = len(candidates) > _CANDIDATE_LIMIT
    for found in _decoded(document, candidates):
        if length + len(found.text) > _TEXT_LIMIT or len(runs) == _RUN_LIMIT:
            cut = True
            break
        cut |= found.cut
        runs.append((length, found.kind))
        pieces += [Piece(at + length, *rest) for at, *rest in found.pieces]
        parts += (found.text, _BETWEEN)
        length += len(found.text) + len(_BETWEEN)
    notes = [Note(NoteKind.LIMIT, document.origin, _CUT)] if cut else []
    if not runs:
        return None, notes
    data = "".join(parts).encode("utf-8", "replace")
    inner = Document(document.origin, data, encoding=document.encoding, whole=False)
    starts = tuple(piece.at for piece in pieces)
    return View(inner, tuple(pieces), tuple(runs), starts), notes


def _decoded(document: Document, candidates: Sequence[Candidate]) -> Iterator[Decoded]:
    """What each candidate decodes to, every place looked at once for each encoding."""
    looked_at: dict[str, int] = {}
    text = document.text
    for candidate in candidates[:_CANDIDATE_LIMIT]:
        if candidate.signal in _NESTED:
            yield from _nested(candidate.signal, text)
            continue
        end = document.offset(candidate.end)
        kind = "views.run" if candidate.signal in _RUNS else candidate.signal
        if end <= looked_at.get(kind, 0):
            continue
        found = _READERS[candidate.signal](text, end)
        if found is not None:
            looked_at[kind] = found.until
            if found.text:
                yield found


def _nested(signal: str, text: str) -> Iterator[Decoded]:
    from promptguard.documents import nested  # Few documents are of these kinds.

    return nested.notebook(text) if signal == "views.notebook" else nested.kubernetes_secrets(text)
