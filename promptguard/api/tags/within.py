"""Which part of which tree a path means: tags of the folders above count, so trees are whole."""

import os
from collections.abc import Sequence

from promptguard.errors import SourceError
from promptguard.model import Tree
from promptguard.sources.trees import FolderTree


def within(tree: Tree, path: str) -> str:
    """How a tree spells a path that somebody typed in the current folder, "" for the whole of it.

    Raises SourceError where it lies elsewhere. Only the folders are followed: a link that is
    tracked is a file of the repository.
    """
    folder, name = os.path.split(os.path.abspath(path))
    full = os.path.realpath(path) if os.path.isdir(path) else ""
    full = full or os.path.join(os.path.realpath(folder), name)
    top = os.path.realpath(tree.root)
    inside = os.path.relpath(full, top).replace(os.sep, "/")
    if inside == ".." or inside.startswith("../"):
        raise SourceError(f"does not lie in {top}; ask about one repository at a time", path)
    return "" if inside == os.curdir else inside


def folder_of(path: str) -> str:
    """The nearest folder that is there: a path of a commit need not be on disk."""
    folder = os.path.abspath(path)
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder


def below(tree: Tree, paths: Sequence[str]) -> list[str]:
    """The files of the tree that these paths mean, sorted; no path means all.

    Raises SourceError for a path that means none.
    """
    listed = tree.list()
    chosen: set[str] = set()
    for path in paths:
        prefix = within(tree, path)
        found = [name for name in listed if _lies_in(name, prefix)]
        if prefix and not found:
            here = isinstance(tree, FolderTree)
            where = "what git tracks or does not ignore" if here else tree.name
            raise SourceError(f"there is no file of that name in {where}", path)
        chosen.update(found)
    return sorted(chosen) if paths else list(listed)


def _lies_in(name: str, prefix: str) -> bool:
    return not prefix or name == prefix or name.startswith(prefix + "/")
