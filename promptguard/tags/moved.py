"""Blocks of tagged text that turn up in other files: what was split off without its tag.

Lines are compared without their indentation; lines that say little (`}`, `else:`, blanks) do not
count, so a block that was indented or wrapped into a function is found all the same. Linear in
the lines of both sides.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from promptguard.model import Level, Resolved, TagScope
from promptguard.tags.resolve import resolve

#: So many telling lines in a row are compared as one.
_STEP = 4
#: A block that is told has so many, or is the whole of a shorter passage.
_LEAST = 8
#: The same lines may stand at many places of the tagged text; this many are tried.
_TRIED = 4
_TELLING = re.compile(r"\w\W*\w\W*\w\W*\w")

Shingle = int


class Passage(NamedTuple):
    """A tagged file, or a tagged part of it: its lines `first` to `last`, and what they are."""

    path: str
    first: int
    last: int
    level: Level
    labels: tuple[str, ...]


class Block(NamedTuple):
    """Lines `first` to `last` of a text that stand in a passage as `source_first` to `_last`."""

    passage: Passage
    source_first: int
    source_last: int
    first: int
    last: int
    shingles: frozenset[Shingle]


def passages(
    path: str, lines: int, resolved: Resolved, *, regions: bool = True
) -> Iterator[Passage]:
    """What of a file is tagged as more than internal: the file, or regions that are more."""
    tags = [link.tag for link in resolved.chain]
    whole = resolve([tag for tag in tags if tag.scope is TagScope.FILE])
    level = Level.INTERNAL if whole.level is None else whole.level
    if level > Level.INTERNAL:
        yield Passage(path, 1, max(lines, 1), level, whole.labels)
    for tag in tags if regions else ():
        if tag.scope is TagScope.REGION and tag.level > level:
            yield Passage(path, tag.line, tag.end_line, tag.level, tag.labels)


class Index:
    """Where the shingles of tagged passages stand."""

    def __init__(self) -> None:
        self._lines: list[tuple[Passage, list[int], list[Shingle]]] = []
        self._places: dict[Shingle, list[tuple[int, int]]] = {}

    def __bool__(self) -> bool:
        return bool(self._places)

    def add(self, passage: Passage, text: str) -> None:
        """Take up a passage; `text` is that of its whole file."""
        numbers, found = shingles(text.splitlines()[passage.first - 1 : passage.last])
        number = len(self._lines)
        self._lines.append((passage, [passage.first + at for at in numbers], found))
        for position, shingle in enumerate(found):
            places = self._places.setdefault(shingle, [])
            if len(places) < _TRIED:
                places.append((number, position))

    def blocks(self, text: str, known: frozenset[Shingle] = frozenset()) -> Iterator[Block]:
        """The large blocks of a text that stand in a passage, without what is `known`."""
        numbers, found = shingles(text.splitlines())
        at = 0
        while at < len(found):
            places = self._places.get(found[at], ()) if found[at] not in known else ()
            length, which, start = max(
                ((self._run(found, at, *place), *place) for place in places), default=(0, 0, 0)
            )
            passage, lines, all_of_it = self._lines[which] if length else (None, [], [])
            if passage is not None and length >= min(_LEAST - _STEP + 1, len(all_of_it)):
                last = start + length + _STEP - 2
                yield Block(
                    passage,
                    lines[start],
                    lines[last],
                    numbers[at] + 1,
                    numbers[at + length + _STEP - 2] + 1,
                    frozenset(found[at : at + length]),
                )
            at += length or 1

    def _run(self, found: Sequence[Shingle], at: int, which: int, start: int) -> int:
        """How many shingles in a row are the same from there on."""
        theirs = self._lines[which][2]
        most = min(len(found) - at, len(theirs) - start)
        return next((n for n in range(most) if found[at + n] != theirs[start + n]), most)


def shingles(lines: Iterable[str]) -> tuple[list[int], list[Shingle]]:
    """The numbers, from 0, of the telling lines, and a hash for every few of them in a row."""
    numbers, hashes = [], []
    for number, line in enumerate(lines):
        if _TELLING.search(line):
            numbers.append(number)
            hashes.append(hash(" ".join(line.split())))
    return numbers, [hash(tuple(hashes[at : at + _STEP])) for at in range(len(hashes) - _STEP + 1)]


def common(blocks: Iterable[Block], text: str) -> set[Block]:
    """Those blocks that stand in this text as well: a licence, and nothing that needs a tag."""
    _, found = shingles(text.splitlines())
    known = frozenset(found)
    return {block for block in blocks if len(block.shingles & known) * 5 >= len(block.shingles) * 4}


def longest(block: Block, text: str) -> list[str]:
    """A few lines by which a block is found again quickly, from the text that it stands in."""
    lines = (line.strip() for line in text.splitlines()[block.first - 1 : block.last])
    return sorted(set(lines), key=len)[-_TRIED:]
