"""The door to the tag report: how much of a repository is tagged, and how sensitive it is."""

import os
from collections.abc import Callable, Iterator

from promptguard.api.tags.resolve import open_tree, tagged
from promptguard.errors import SourceError
from promptguard.model import Note, Tagged, Tree
from promptguard.tags.coverage import Coverage, fold

__all__ = ["Coverage", "coverage"]

Progress = Callable[[int, int, str], None]


def coverage(
    path: str = ".",
    *,
    staged: bool = False,
    revision: str = "",
    progress: Progress | None = None,
) -> Coverage:
    """What the tags say of every file at `path` or below it: on disk, staged, or in a commit.

    In a repository the tags of the folders above count as they do everywhere, so the tree is the
    whole repository. Raises SourceError where there is no such path, repository or commit.
    """
    if not (staged or revision) and not os.path.lexists(path):
        raise SourceError(f"{path}: no such file or folder")
    folder = _folder_of(path)
    tree = open_tree(folder, staged=staged, revision=revision)
    top: str = getattr(tree, "root", folder)
    prefix = _within(path, top)
    paths = [name for name in tree.list() if _lies_in(name, prefix)]
    if prefix and not paths:
        where = tree.name if staged or revision else "what git tracks or does not ignore"
        raise SourceError(f"{path}: there is no file of that name in {where}")
    home = prefix.rpartition("/")[0] if paths == [prefix] else prefix
    files = list(_told(tree, paths, progress))
    notes: list[Note] = [note for file in files for note in file.notes]
    title = os.path.basename(os.path.realpath(top)).removesuffix(".git") or top
    source = tree.name if staged or revision else "the files on disk"
    return Coverage(title, source, fold(files, home), tuple(dict.fromkeys(notes)))


def _told(tree: Tree, paths: list[str], progress: Progress | None) -> Iterator[Tagged]:
    for number, file in enumerate(tagged(tree, paths)):
        if progress:
            progress(number, len(paths), file.path)
        yield file


def _folder_of(path: str) -> str:
    """The nearest folder that is there: a path of a commit need not be on disk."""
    folder = os.path.abspath(path)
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder


def _within(path: str, top: str) -> str:
    """A path as the tree calls it, empty for the whole of it.

    Only the folders are followed: a link that is tracked is a file of the repository.
    """
    folder, name = os.path.split(os.path.abspath(path))
    full = os.path.realpath(path) if os.path.isdir(path) else ""
    full = full or os.path.join(os.path.realpath(folder), name)
    inside = os.path.relpath(full, os.path.realpath(top))
    return "" if inside == os.curdir else inside.replace(os.sep, "/")


def _lies_in(name: str, prefix: str) -> bool:
    return not prefix or name == prefix or name.startswith(prefix + "/")
