"""How much of a tree carries tags and how sensitive it is: its folders, each with its counts.

How things are counted: a file is tagged where somebody has said its level, in whatever form. A file
that nobody has tagged is treated as internal, and counted apart all the same: it is what is left to
do. A file's level is that of its most sensitive part. Lines are lines of text; what is no text
(images, archives) and what could not be read has none and counts as a file only.
"""

import heapq
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from promptguard.model import Level, Link, Note, Resolved, Tagged

#: What a file can count as: untagged, then the levels from public to restricted.
SLOTS = len(Level) + 1
UNTAGGED = 0
_NONE = (0,) * SLOTS


class Counts(NamedTuple):
    """Files and lines by slot: `slot_of` says which."""

    files_by: tuple[int, ...] = _NONE
    lines_by: tuple[int, ...] = _NONE

    @property
    def files(self) -> int:
        return sum(self.files_by)

    @property
    def lines(self) -> int:
        return sum(self.lines_by)

    @property
    def tagged(self) -> int:
        """Files of which somebody has said how sensitive they are."""
        return self.files - self.files_by[UNTAGGED]

    @property
    def tagged_lines(self) -> int:
        return self.lines - self.lines_by[UNTAGGED]


class Folder(NamedTuple):
    """A folder with everything below it; `path` is from the tree's top, empty for the top."""

    path: str
    counts: Counts
    folders: tuple["Folder", ...]
    files: tuple[Tagged, ...]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


class Coverage(NamedTuple):
    """What a report shows: of which repository, read from where, and what was wrong in it."""

    title: str
    source: str
    top: Folder
    notes: tuple[Note, ...] = ()


def slot_of(level: Level | None) -> int:
    """Where a file of this level is counted."""
    return UNTAGGED if level is None else level + 1


def word_of(slot: int) -> str:
    """A slot as people say it: `untagged` or the level's word."""
    return "untagged" if slot == UNTAGGED else Level(slot - 1).word


def decisive(resolved: Resolved) -> Link | None:
    """The source that made the level what it is: the nearest of those that ask for it."""
    return next(
        (link for link in resolved.chain if link.counts and link.tag.level is resolved.level), None
    )


def fold(files: Iterable[Tagged], top: str = "") -> Folder:
    """The folders below `top`, which all files lie in, sorted by name.

    Linear in files and folders; a path as deep as paths can be is no trouble.
    """
    own: dict[str, list[Tagged]] = {top: []}
    for file in files:
        folder = file.path.rpartition("/")[0]
        own.setdefault(folder, []).append(file)
    for folder in list(own):
        while folder != top and (folder := folder.rpartition("/")[0]) not in own:
            own[folder] = []
    inner: dict[str, list[Folder]] = {}
    for path in sorted(own, key=lambda path: (_depth(path), path), reverse=True):
        folders = tuple(reversed(inner.pop(path, [])))
        mine = tuple(sorted(own[path], key=lambda file: file.path))
        made = Folder(path, _sum(folders, mine), folders, mine)
        if path == top:
            return made
        inner.setdefault(path.rpartition("/")[0], []).append(made)
    raise AssertionError("the top lies above every folder")


def _depth(path: str) -> int:
    return path.count("/") + 1 if path else 0


def _sum(folders: Iterable[Folder], files: Iterable[Tagged]) -> Counts:
    counted, lines = list(_NONE), list(_NONE)
    for folder in folders:
        for slot in range(SLOTS):
            counted[slot] += folder.counts.files_by[slot]
            lines[slot] += folder.counts.lines_by[slot]
    for file in files:
        slot = slot_of(file.resolved.level)
        counted[slot] += 1
        lines[slot] += file.lines
    return Counts(tuple(counted), tuple(lines))


def walk(folder: Folder) -> Iterator[Folder]:
    """The folder and all below it, each before those inside it."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += reversed(here.folders)


def foremost(top: Folder, number: int) -> set[str]:
    """The paths of as many files as a page can hold: the most sensitive, then the longest."""
    files = (file for folder in walk(top) for file in folder.files)
    chosen = heapq.nlargest(
        number, files, key=lambda file: (slot_of(file.resolved.level), file.lines, file.path)
    )
    return {file.path for file in chosen}
