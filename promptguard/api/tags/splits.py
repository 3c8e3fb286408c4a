"""Which blocks of a base revision's tagged text stand in files that are new or changed."""

from collections.abc import Iterator, Mapping, Sequence

from promptguard import git
from promptguard.documents.decode import to_utf8
from promptguard.errors import SourceError
from promptguard.model import Tagged, Tree
from promptguard.sources.trees import CommitTree
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


def split_off(
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
