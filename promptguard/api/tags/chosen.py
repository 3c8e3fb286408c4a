"""Which files a command that writes tags means: named ones, folders, globs."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from promptguard.errors import SourceError, UsageError
from promptguard.model import Note
from promptguard.sources.files import listing
from promptguard.sources.replace import PARTIAL
from promptguard.tags import guard

_GLOB = frozenset("*?[")


class Chosen(NamedTuple):
    """One file; `named` tells whether somebody spelt it, or a folder or a glob held it."""

    path: str
    named: bool


def chosen(
    paths: Sequence[str],
    *,
    recursive: bool = False,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
) -> list[Chosen]:
    """The files, each once, in the order in which they were asked for.

    Folders need `recursive`; of them `include` and `exclude` choose by .gitignore's globs. What
    is no file may be such a glob itself. Raises UsageError and SourceError.
    """
    found: dict[str, Chosen] = {}
    for path in paths:
        if os.path.isdir(path) and not os.path.islink(path):
            if not recursive:
                each = "--recursive tags every file below it, --folder says it once for all"
                raise UsageError(f"{path} is a folder: {each}")
            files = _picked(path, include, exclude)
        elif os.path.lexists(path):
            files = [path]
        elif _GLOB.isdisjoint(path):
            raise SourceError(f"{path}: no such file or folder")
        else:
            files = _globbed(path, exclude)
        named = files == [path]
        for file in files:
            found.setdefault(file, Chosen(file, named))
    return list(found.values())


def _picked(folder: str, include: Sequence[str], exclude: Sequence[str]) -> list[str]:
    from pathspec import GitIgnoreSpec  # Only where globs were given, or folders.

    wanted = GitIgnoreSpec.from_lines(include) if include else None
    unwanted = GitIgnoreSpec.from_lines(exclude)
    return [
        os.path.normpath(os.path.join(folder, name))
        for name in _below(folder)
        if (wanted is None or wanted.match_file(name)) and not unwanted.match_file(name)
    ]


def _globbed(glob: str, exclude: Sequence[str]) -> list[str]:
    anchored = "/" + glob.removeprefix("./")
    files = _picked(".", (anchored,), exclude)
    if not files:
        raise UsageError(f"{glob}: no file matches that")
    return files


def _below(folder: str) -> Iterator[str]:
    """The files below a folder that git does not ignore and that can have tags, relative to it."""
    top = os.path.join(folder, "")
    for item in listing(folder, all_files=False):
        if isinstance(item, Note):
            raise SourceError(f"{item.origin.name}: {item.text}")
        for name in item.names:
            linked = os.path.islink(item.path + name)
            if not (linked or name.endswith(PARTIAL) or guard.never(name)):
                yield item.path[len(top) :] + name
