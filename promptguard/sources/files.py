"""Which files a path means: git's tracked and untracked-not-ignored ones, or every file."""

import os
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from promptguard import git
from promptguard.errors import SourceError
from promptguard.model import Note, NoteKind, Origin, OriginKind

_LISTED = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")


class Folder(NamedTuple):
    """Names of files that lie in one folder; its path ends where a name may follow.

    `root` is the nearest folder above (or itself) at which a work tree may begin: none begins
    between the two.
    """

    path: str
    names: list[str]
    root: str


def listing(path: str, *, all_files: bool) -> Iterator[Folder | Note]:
    """The files below the folder `path`, folder by folder, in a stable order.

    A folder inside a git work tree is asked of git, unless `all_files`; elsewhere every file
    counts, and work trees met on the way are asked again. `.git` itself is never entered.
    """
    if not all_files and _inside_work_tree(path):
        yield from _tracked(path)
    else:
        yield from _walk(path, all_files=all_files)


def _inside_work_tree(path: str) -> bool:
    folder = os.path.abspath(path)
    while True:
        if os.path.lexists(os.path.join(folder, ".git")):
            return True
        parent = os.path.dirname(folder)
        if parent == folder:
            return False
        folder = parent


def _tracked(path: str) -> Iterator[Folder | Note]:
    try:
        listed = git.output(path, *_LISTED).split(b"\0")[:-1]
    except SourceError as error:
        told = f"{error}; every file was scanned instead of git's list"
        yield Note(NoteKind.GIT, Origin(OriginKind.FILE, path), told)
        yield from _walk(path, all_files=True)
        return
    top = os.path.join(path, "")
    for base, found in groupby(map(os.fsdecode, listed), _base):
        names = [name[len(base) :] for name in found]
        if names == [""]:  # an untracked repository inside this one
            yield from listing(top + base.rstrip("/"), all_files=False)
        else:
            yield Folder(top + base, names, top)


def _base(name: str) -> str:
    return name[: name.rfind("/") + 1]


def _walk(path: str, *, all_files: bool) -> Iterator[Folder | Note]:
    # Plain string work on purpose: a tree has tens of thousands of files.
    top = os.path.join(path, "")
    folders = [(top, top)]
    while folders:
        folder, root = folders.pop()
        names: list[str] = []
        below: list[str] = []
        try:
            with os.scandir(folder) as found:
                for entry in found:
                    (below if entry.is_dir(follow_symlinks=False) else names).append(entry.name)
        except OSError as error:
            told = f"the folder could not be read: {error.strerror}"
            yield Note(NoteKind.UNREADABLE, Origin(OriginKind.FILE, folder[:-1]), told)
            continue
        if ".git" in below or ".git" in names:
            if not all_files:
                yield from _tracked(folder[:-1] or folder)
                continue
            root = folder
            below = [name for name in below if name != ".git"]
            names = [name for name in names if name != ".git"]
        if names:
            names.sort()
            yield Folder(folder, names, root)
        below.sort(reverse=True)
        folders += [(f"{folder}{name}{os.sep}", root) for name in below]
