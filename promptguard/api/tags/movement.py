"""Where tagged text of a base revision has gone: by git's similarity, and block by block."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from promptguard import git
from promptguard.api.tags.resolve import tagged
from promptguard.documents.decode import to_utf8
from promptguard.errors import SourceError
from promptguard.model import Settings, Tagged, Tree
from promptguard.sources.trees import CommitTree, FolderTree, IndexTree
from promptguard.tags.moved import (
    Block,
    Index,
    Passage,
    Shingle,
    common,
    longest,
    passages,
    shingles,
)
from promptguard.tags.verify import Move

_DIFF = ("--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-color",
         "--ignore-submodules=all", "--no-rename-empty")  # fmt: skip
#: New files times files of the base that git compares one by one; beyond that only with those that
#: are gone or changed. Blocks are looked for all the same.
_MOST_PAIRS = 4_000_000


class Movement(NamedTuple):
    """What the base said of its files, and which of their text stands elsewhere now."""

    base_name: str
    before: Mapping[str, Tagged]
    moves: tuple[Move, ...]


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
    new = sorted(said.keys() - before.keys())
    changed = {entry.path for entry in _diff(tree, top, commit.commit, ("--no-renames",))}
    pairs = {move.path: move for move in _pairs(tree, top, commit.commit, before, len(new))}
    for move in _equal(tree, top, commit.commit, before, [one for one in new if one not in pairs]):
        pairs[move.path] = move
    split = _blocks(tree, top, commit, before, sorted({*new, *changed} & said.keys()))
    whole = [
        block
        for block in split
        if block.path not in pairs or pairs[block.path].source != block.source
    ]
    return Movement(commit.name, before, (*pairs.values(), *whole))


def _diff(tree: Tree, top: str, base: str, how: Sequence[str]) -> Iterator[_Entry]:
    """What git says differs. On disk it looks at times and sizes, so that no filter ever runs."""
    if isinstance(tree, CommitTree):
        asked = ("diff-tree", "-r", *_DIFF, *how, base, tree.commit)
    elif isinstance(tree, IndexTree) or how[0] != "--no-renames":
        asked = ("diff-index", "--cached", *_DIFF, *how, base)
    else:
        asked = ("diff-index", *_DIFF, *how, base)
    fields = iter(git.output(top, *asked).split(b"\0"))
    for meta in fields:
        status = meta.rpartition(b" ")[2]  # M, R095: a letter, and how much is alike
        letter, alike = status[:1], status[1:]
        if meta:
            source = os.fsdecode(next(fields))
            path = os.fsdecode(next(fields)) if letter in b"RC" else source
            yield _Entry(letter.decode(), int(alike or 100), source, path)


def _pairs(
    tree: Tree, top: str, base: str, before: Mapping[str, Tagged], new: int
) -> Iterator[Move]:
    """Renames and copies of tagged files, as git sees them."""
    how = ["-M", "-C"]
    if new * len(before) <= _MOST_PAIRS:
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
    tree: Tree, top: str, base: str, before: Mapping[str, Tagged], new: Sequence[str]
) -> Iterator[Move]:
    """Copies that git does not know of yet, byte for byte the same: images and archives too."""
    if not isinstance(tree, FolderTree) or not new:
        return
    listed = git.output(top, "ls-tree", "-r", "-z", base).split(b"\0")[:-1]
    known = {entry.split(b"\t")[0].split()[2]: entry.split(b"\t", 1)[1] for entry in listed}
    for path in new:
        content = _read(tree, path)
        if content:
            source = os.fsdecode(known.get(_identity(content, listed[0]), b""))
            if passage := _whole(before, source):
                yield Move("copy", source, passage.level, passage.labels, path)


def _identity(content: bytes, like: bytes) -> bytes:
    """The object id of a blob, by the algorithm of the repository."""
    algorithm = "sha1" if len(like.split(b"\t")[0].split()[2]) == 40 else "sha256"
    made = hashlib.new(algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
    made.update(content)
    return made.hexdigest().encode()


def _blocks(
    tree: Tree, top: str, commit: CommitTree, before: Mapping[str, Tagged], paths: Sequence[str]
) -> list[Move]:
    """Large blocks of tagged text in files that are new or changed."""
    tagged_files = {
        one.path: found
        for one in before.values()
        if (found := tuple(passages(one.path, one.lines, one.resolved)))
    }
    if not tagged_files or not paths:
        return []
    index = Index()
    for path, content in _contents(top, commit, list(tagged_files)):
        for passage in tagged_files[path]:
            index.add(passage, _text(content))
    known = _known(top, commit, [path for path in paths if path in before], tagged_files)
    here: list[tuple[str, Block]] = []
    clues: set[bytes] = set()
    for path in paths if index else ():
        text = _text(_read(tree, path))
        for block in index.blocks(text, known.get(path, frozenset())):
            here.append((path, block))
            clues.update(line.encode("utf-8", "replace") for line in longest(block, text))
    untagged = [path for path in before if path not in tagged_files]
    own = _telling(top, commit, untagged, {block for _, block in here}, clues)
    return [_move(block, path) for path, block in here if block in own]


def _known(
    top: str, commit: CommitTree, paths: Sequence[str], tags: Mapping[str, Sequence[Passage]]
) -> dict[str, frozenset[Shingle]]:
    """What stood in each file before, outside its tagged regions: it has not moved there now."""
    found = {}
    for path, content in _contents(top, commit, paths):
        lines = _text(content).splitlines()
        for passage in tags.get(path, ()):
            if passage.first > 1 or passage.last < len(lines):
                inside = passage.last - passage.first + 1
                lines[passage.first - 1 : passage.last] = [""] * inside
        found[path] = frozenset(shingles(lines)[1])
    return found


def _telling(
    top: str, commit: CommitTree, untagged: Sequence[str], blocks: set[Block], clues: set[bytes]
) -> set[Block]:
    """Without what untagged files of the base held as well: a licence needs no tag.

    Only files with one of the `clues`, lines of the blocks, are looked at line by line.
    """
    left = set(blocks)
    for _, content in _contents(top, commit, untagged if left else ()):
        if any(clue in content for clue in clues):
            left -= common(left, _text(content))
            if not left:
                break
    return left


def _move(block: Block, path: str) -> Move:
    passage = block.passage
    return Move(
        "block",
        passage.path,
        passage.level,
        passage.labels,
        path,
        block.first,
        block.last,
        source_line=block.source_first,
        source_end_line=block.source_last,
    )


def _contents(top: str, commit: CommitTree, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Those of the base's files that are no larger than a text is, by one git for many."""
    named = {f"{commit.commit}:{path}": path for path in paths if "\n" not in path}
    for name, content in git.blobs(top, list(named)):
        if isinstance(content, bytes):
            yield named[name], content


def _text(content: bytes | None) -> str:
    decoded = to_utf8(content) if content else None
    return decoded[0].decode("utf-8", "replace") if decoded else ""


def _read(tree: Tree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except SourceError:
        return None  # Whoever reads its tags has said so.
