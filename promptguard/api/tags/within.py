"""Which part of which tree a path means: tags of the folders above count, so trees are whole."""

import os
from collections.abc import Sequence

from promptguard.errors import SourceError
from promptguard.model import Tree


def within(path: str, top: str) -> str:
    """A path as the tree of `top` calls it, "" for the whole of it.

    Raises SourceError where it lies elsewhere. Only the folders are followed: a link that is
    tracked is a file of the repository.
    """
    folder, name = os.path.split(os.path.abspath(path))
    full = os.path.realpath(path) if os.path.isdir(path) else ""
    full = full or os.path.join(os.path.realpath(folder), name)
    inside = os.path.relpath(full, os.path.realpath(top)).replace(os.sep, "/")
    if inside == ".." or inside.startswith("../"):
        raise SourceError(f"{path}: does not lie in {top}; ask about one repository at a time")
    return "" if inside == os.curdir else inside


def below(tree: Tree, top: str, paths: Sequence[str]) -> list[str]:
    """The files of the tree that these paths mean, sorted; no path means all.

    Raises SourceError for a path that means none.
    """
    listed = tree.list()
    chosen: set[str] = set()
    for path in paths:
        prefix = within(path, top)
        found = [name for name in listed if _lies_in(name, prefix)]
        if prefix and not found:
            raise SourceError(f"{path}: there is no such file in {tree.name}, or git ignores it")
        chosen.update(found)
    return sorted(chosen) if paths else list(listed)


def _lies_in(name: str, prefix: str) -> bool:
    return not prefix or name == prefix or name.startswith(prefix + "/")
