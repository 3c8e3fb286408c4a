"""A file's change as a unified diff, without the lines around it: nobody asked to see them."""

import difflib
import os
from collections.abc import Iterator, Sequence

from promptguard.documents.decode import to_utf8
from promptguard.reports._shown import printable

#: A notebook may be one line; nobody reads further.
_LONGEST = 400
_ENDS = "\r\n"


def unified(path: str, before: bytes | None, after: bytes | None) -> str:
    """The diff; None is no file. Characters that would steer a terminal are shown escaped."""
    old, new = _lines(before), _lines(after)
    # An edit is small and a file may be large: what is equal at both ends is left out first.
    top = _equal(old, new)
    behind = _equal(old[top:][::-1], new[top:][::-1])
    shown = printable(path.replace(os.sep, "/"))
    return "".join(
        [
            f"--- {'/dev/null' if before is None else f'a/{shown}'}\n",
            f"+++ {'/dev/null' if after is None else f'b/{shown}'}\n",
            *_hunks(old[top : len(old) - behind], new[top : len(new) - behind], top),
        ]
    )


def _equal(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines at the beginning are the same."""
    differing = (
        number for number, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]
    )
    return next(differing, min(len(old), len(new)))


def _hunks(old: list[str], new: list[str], skipped: int) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        yield f"@@ -{_range(first, last, skipped)} +{_range(start, end, skipped)} @@\n"
        yield from _signed("-", old[first:last])
        yield from _signed("+", new[start:end])


def _range(first: int, last: int, skipped: int) -> str:
    """Lines as a hunk's head counts them: an empty range names the line before it."""
    return f"{first + skipped + (last > first)},{last - first}"


def _signed(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"{sign}{_cut(line.rstrip(_ENDS))}\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"


def _cut(line: str) -> str:
    more = len(line) - _LONGEST
    return printable(line) if more <= 0 else f"{printable(line[:_LONGEST])} ... {more:,} more"


def _lines(data: bytes | None) -> list[str]:
    decoded = to_utf8(data or b"")
    *whole, rest = (decoded[0].decode("utf-8", "replace") if decoded else "").split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])
