"""One file's bytes, or the reason why there are none; never hangs on a pipe or a device."""

import errno
import os
import stat
from typing import NamedTuple

from promptguard.documents.windows import WINDOW
from promptguard.model import NoteKind

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_PIECE = 64 << 10


class Unread(Exception):
    """A file that was not scanned: the kind of Note, and why."""

    def __init__(self, kind: NoteKind, why: str) -> None:
        self.kind, self.why = kind, why
        super().__init__(why)


class Large(NamedTuple):
    """A regular file of more than a window, open at its beginning."""

    descriptor: int
    size: int


def read_file(path: str, *, follow: bool = False) -> bytes | Large:
    """The whole content of a regular file, or the file itself where that is more than a window.

    Raises Unread; IsADirectoryError for a folder, which the caller may enter.
    """
    try:
        descriptor = os.open(path, _FLAGS if follow else _FLAGS | _NO_FOLLOW)
    except OSError as error:
        raise _unread(path, error) from None
    try:
        # Most files are read whole by the first call. Only what it does not settle is asked what
        # it is: `fstat` would cost as much as opening the file did.
        content = os.read(descriptor, _PIECE)
        if 0 < len(content) < _PIECE and not os.read(descriptor, _PIECE):
            os.close(descriptor)
            return content
    except OSError:
        pass  # A folder, a pipe, a device, a disk in trouble: told apart below.
    try:
        return _read_known(descriptor)
    except OSError as error:
        os.close(descriptor)
        raise _unread(path, error) from None
    except Unread:
        os.close(descriptor)
        raise


def _read_known(descriptor: int) -> bytes | Large:
    state = os.fstat(descriptor)
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(state.st_mode):
        raise Unread(NoteKind.SPECIAL, "not a regular file")
    os.lseek(descriptor, 0, os.SEEK_SET)
    if state.st_size > WINDOW:
        return Large(descriptor, state.st_size)
    content = b""
    # Asking for exactly what is there plus one avoids a giant buffer; a file may grow meanwhile.
    while len(content) <= WINDOW and (more := os.read(descriptor, state.st_size + 1)):
        content += more
    os.close(descriptor)
    return content


def _unread(path: str, error: OSError) -> Exception:
    if error.errno == errno.ENOENT:
        if os.path.islink(path):
            return Unread(NoteKind.SYMLINK, "symbolic link to nothing")
        return Unread(NoteKind.VANISHED, "listed, but no longer there")
    if error.errno == errno.ELOOP or os.path.islink(path):
        return Unread(NoteKind.SYMLINK, "symbolic link; its target is scanned where it lies")
    if error.errno == errno.EISDIR:
        return IsADirectoryError(path)
    if error.errno == errno.ENXIO:
        return Unread(NoteKind.SPECIAL, "not a regular file")
    return Unread(NoteKind.UNREADABLE, error.strerror or "cannot be opened")
