"""Which files a path means: git's tracked and untracked-not-ignored ones, or every file."""

import os
from collections.abc import Iterator
from operator import attrgetter

from promptguard import git
from promptguard.errors import SourceError
from promptguard.model import Note, NoteKind, Origin, OriginKind

_LISTED = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")

_name = attrgetter("name")


def listing(path: str, *, all_files: bool) -> Iterator[str | Note]:
    """The files that `path` means, in a stable order, as paths below `path`.

    A folder inside a git work tree is asked of git, unless `all_files`; elsewhere every file
    counts, and work trees met on the way are asked again. `.git` itself is never entered.
    """
    if not os.path.isdir(path):
        yield path
    elif not all_files and _inside_work_tree(path):
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


def _tracked(path: str) -> Iterator[str | Note]:
    try:
        listed = git.output(path, *_LISTED).split(b"\0")
    except SourceError as error:
        told = f"{error}; every file was scanned instead of git's list"
        yield Note(NoteKind.GIT, Origin(OriginKind.FILE, path), told)
        yield from _walk(path, all_files=True)
        return
    for name in listed[:-1]:
        full = os.path.join(path, os.fsdecode(name))
        if name.endswith(b"/"):  # an untracked repository inside this one
            yield from listing(full.rstrip("/"), all_files=False)
        else:
            yield full


def _walk(path: str, *, all_files: bool) -> Iterator[str | Note]:
    folders = [path]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=_name)
        except OSError as error:
            told = f"the folder could not be read: {error.strerror}"
            yield Note(NoteKind.UNREADABLE, Origin(OriginKind.FILE, folder), told)
            continue
        if not all_files and any(entry.name == ".git" for entry in entries):
            yield from _tracked(folder)
            continue
        below = []
        for entry in entries:
            if entry.name == ".git":
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.path)
            else:
                yield entry.path
        folders += reversed(below)
