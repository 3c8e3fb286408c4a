"""Where tagged files of a base revision have gone: what git calls a rename or a copy."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from promptguard import git
from promptguard.api.tags.resolve import tagged
from promptguard.api.tags.splits import split_off
from promptguard.model import Note, NoteKind, Origin, OriginKind, Settings, Tagged, Tree
from promptguard.sources.trees import CommitTree, FolderTree
from promptguard.tags.moved import (
    Passage,
    passages,
)
from promptguard.tags.verify import Move

_DIFF = ("--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-color",
         "--ignore-submodules=all", "--no-rename-empty")  # fmt: skip
#: New files times files of the base that git compares one by one; beyond that only with those that
#: are gone or changed. Blocks are looked for all the same.
_MOST_PAIRS = 4_000_000
_NOT_ALL = Note(
    NoteKind.LIMIT,
    Origin(OriginKind.HISTORY, "."),
    "so many files are new that copies were looked for among changed files only, and by blocks",
)


class Movement(NamedTuple):
    """What the base said of its files, and which of their text stands elsewhere now."""

    base_name: str
    before: Mapping[str, Tagged]
    moves: tuple[Move, ...]
    notes: tuple[Note, ...] = ()


class _Entry(NamedTuple):
    """An entry of `git diff --raw`: a letter, git's percentage, the old path and the new one."""

    letter: str
    alike: int
    source: str
    path: str


def movement(
    tree: Tree, top: str, base: str, said: Mapping[str, Tagged], settings: Settings
) -> Movement:
    """What became of the tagged text of the revision `base` in these files of the tree.

    Raises SourceError where the base is no commit.
    """
    commit = CommitTree(top, base)
    before = {one.path: one for one in tagged(commit, settings=settings)}
    known = _identities(top, commit)
    now = _now(tree, sorted(said), known) if isinstance(tree, FolderTree) else None
    pairs = {move.path: move for move in _pairs(tree, top, commit.commit, before, said)}
    for move in _equal(before, known, now or {}):
        pairs.setdefault(move.path, move)
    if now is None:
        changed = {entry.path for entry in _diff(tree, top, commit.commit, ("--no-renames",))}
    else:
        changed = {path for path, identity in now.items() if known.get(path) != identity}
    split = split_off(tree, top, commit, before, sorted(changed & said.keys()))
    paired = {(move.source, path) for path, move in pairs.items()}
    apart = [block for block in split if (block.source, block.path) not in paired]
    notes = (_NOT_ALL,) if _too_many(before, said) else ()
    return Movement(commit.name, before, (*pairs.values(), *apart), notes)


def _too_many(before: Mapping[str, Tagged], said: Mapping[str, Tagged]) -> bool:
    """Are there more pairs of new and old files than git should compare one by one?"""
    return len(said.keys() - before.keys()) * len(before) > _MOST_PAIRS


def _identities(top: str, commit: CommitTree) -> dict[str, str]:
    """The object id of every file of a commit."""
    listed = git.output(top, "ls-tree", "-r", "-z", commit.commit).split(b"\0")[:-1]
    fields = (entry.split(b"\t", 1) for entry in listed)
    return {os.fsdecode(path): meta.split()[2].decode("ascii") for meta, path in fields}


def _now(tree: Tree, paths: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    """The object ids of files on disk, by our own hand.

    git would ask the repository's filters, which are programs, for files it is not sure of.
    """
    some = next(iter(known.values()), "")
    algorithm = "sha256" if len(some) == 64 else "sha1"
    found = {}
    for path, content in tree.read_many(paths):
        if isinstance(content, bytes) and content:
            made = hashlib.new(algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
            made.update(content)
            found[path] = made.hexdigest()
    return found


def _diff(tree: Tree, top: str, base: str, how: Sequence[str]) -> Iterator[_Entry]:
    """What git says differs; of a folder in its index, since the disk is full of filters."""
    if isinstance(tree, CommitTree):
        asked = ("diff-tree", "-r", *_DIFF, *how, base, tree.commit)
    else:
        asked = ("diff-index", "--cached", *_DIFF, *how, base)
    fields = iter(git.output(top, *asked).split(b"\0"))
    for meta in fields:
        status = meta.rpartition(b" ")[2]  # M, R095: a letter, and how much is alike
        letter, alike = status[:1], status[1:]
        if meta:
            source = os.fsdecode(next(fields))
            path = os.fsdecode(next(fields)) if letter in b"RC" else source
            yield _Entry(letter.decode(), int(alike or 100), source, path)


def _pairs(
    tree: Tree,
    top: str,
    base: str,
    before: Mapping[str, Tagged],
    said: Mapping[str, Tagged],
) -> Iterator[Move]:
    """Renames and copies of tagged files, as git sees them."""
    new = said.keys() - before.keys()
    how = ["-M", "-C"]
    if not _too_many(before, said):
        how += ["--find-copies-harder", f"-l{int(_MOST_PAIRS**0.5)}"]
    for entry in _diff(tree, top, base, how) if new else ():
        if entry.letter in "RC" and (passage := _whole(before, entry.source)) is not None:
            moved = "rename" if entry.letter == "R" else "copy"
            yield Move(
                moved, entry.source, passage.level, passage.labels, entry.path, alike=entry.alike
            )


def _whole(before: Mapping[str, Tagged], path: str) -> Passage | None:
    """The tag of a whole file, where it asks for more than every file gets."""
    one = before.get(path)
    found = passages(path, one.lines, one.resolved, regions=False) if one else ()
    return next(iter(found), None)


def _equal(
    before: Mapping[str, Tagged], known: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[Move]:
    """Copies that git does not know of yet, byte for byte the same: images and archives too."""
    by_identity = {identity: path for path, identity in known.items()}
    for path, identity in now.items():
        source = "" if path in before else by_identity.get(identity, "")
        if source and (passage := _whole(before, source)) is not None:
            yield Move("copy", source, passage.level, passage.labels, path)
