"""The door to the tag report: how much of a repository is tagged, and how sensitive it is."""

import os
from collections.abc import Callable, Iterator

from promptguard.api.tags.resolve import open_tree, tagged
from promptguard.api.tags.within import below, folder_of, within
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
    tree = open_tree(folder_of(path), staged=staged, revision=revision)
    paths = below(tree, [path])
    prefix = within(tree, path)
    home = prefix.rpartition("/")[0] if paths == [prefix] else prefix
    files = list(_told(tree, paths, progress))
    notes: list[Note] = [note for file in files for note in file.notes]
    title = os.path.basename(os.path.realpath(tree.root)).removesuffix(".git") or tree.root
    source = tree.name if staged or revision else "the files on disk"
    return Coverage(title, source, fold(files, home), tuple(dict.fromkeys(notes)))


def _told(tree: Tree, paths: list[str], progress: Progress | None) -> Iterator[Tagged]:
    for number, file in enumerate(tagged(tree, paths)):
        if progress:
            progress(number, len(paths), file.path)
        yield file
