"""The door to the tags of files: what they make of a file or a line of it, and why."""

import os
from collections.abc import Iterator, Sequence

from promptguard import git
from promptguard.documents.decode import to_utf8
from promptguard.documents.document import Document
from promptguard.errors import SourceError
from promptguard.model import Note, NoteKind, Origin, OriginKind, Settings, Tagged, Tree
from promptguard.sources.trees import CommitTree, FolderTree, IndexTree
from promptguard.tags import inline
from promptguard.tags.resolve import resolve


def open_tree(folder: str = ".", *, staged: bool = False, revision: str = "") -> Tree:
    """What lies in a folder; its repository's index where `staged`, or a commit of it.

    Raises SourceError for no repository, and for a revision that names no commit.
    """
    if revision:
        return CommitTree(folder, revision)
    if staged:
        top = git.output(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")
        return IndexTree(os.fsdecode(top))
    return FolderTree(folder)


def tagged(
    tree: Tree, paths: Sequence[str] | None = None, *, settings: Settings | None = None
) -> Iterator[Tagged]:
    """What the tags of a tree say of each of these paths, in their order; None means all files."""
    del settings
    for path in tree.list() if paths is None else paths:
        yield show(tree, path)


def show(
    tree: Tree,
    path: str,
    first_line: int = 0,
    last_line: int = 0,
    *,
    settings: Settings | None = None,
) -> Tagged:
    """The same for one file, or for the lines of it (from 1, the last one included)."""
    del settings
    origin = Origin(OriginKind.FILE, path)
    try:
        content = tree.read(path)
    except SourceError as error:
        return Tagged(path, resolve(()), (Note(NoteKind.UNREADABLE, origin, str(error)),))
    decoded = None if content is None else to_utf8(content)
    if decoded is None:
        return Tagged(path, resolve(()))
    document = Document(origin, decoded[0], encoding=decoded[1])
    tags, notes = inline.read(document)
    lines = len(document.line_starts()) - document.text.endswith("\n")
    return Tagged(path, resolve(tags, first_line, last_line), notes, lines)
