"""Where a client would look for its settings: variables, home, project and the system's folders."""

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from promptguard import patterns

_VARIABLE = patterns.compile(r"\$\{([A-Z0-9_]+)(?::-([^}]*))?\}")
_DRIVE = patterns.compile(r"[A-Za-z]:[\\/].*")


class Machine(NamedTuple):
    """What a client would see; `root` stands before paths of the system, for a made-up machine."""

    environ: Mapping[str, str]
    home: str
    folder: str
    root: str = ""


def here(folder: str = "") -> Machine:
    """This machine, from the current folder or another one."""
    return Machine(os.environ, os.path.expanduser("~"), os.path.abspath(folder or os.curdir))


def places(path: str, machine: Machine) -> Iterator[str]:
    """The files that a path of a client's facts stands for, whether or not they are there."""
    written = _VARIABLE.sub(lambda found: machine.environ.get(found[1]) or found[2] or "", path)
    if not written or (_DRIVE.fullmatch(written) and os.name != "nt"):
        return
    moved = any(machine.environ.get(found[1]) for found in _VARIABLE.finditer(path))
    if written.startswith("~"):
        yield from _files(machine.home + written[1:])
    elif os.path.isabs(written):
        yield from _files(written if moved else machine.root + written)
    else:
        for folder in _project(machine):
            yield from _files(os.path.join(folder, written))


def _files(path: str) -> Iterator[str]:
    folder, name = os.path.split(path)
    if not name.startswith("*"):
        yield path
        return
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    yield from (os.path.join(folder, each) for each in names if each.endswith(name[1:]))


def _project(machine: Machine) -> Iterator[str]:
    """The folder and those above it, up to its repository's top or, without one, to the home."""
    folder = machine.folder
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder or folder == machine.home:
            return
        if os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = above


def shown(path: str, machine: Machine) -> str:
    """A path for people: short, and without the name of a home that is nobody's business."""
    for start, name in ((machine.folder, "."), (machine.home, "~")):
        if path.startswith(start + os.sep):
            return name + path[len(start) :]
    return path
