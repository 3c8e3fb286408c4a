"""One file's bytes, or the reason why there are none; never hangs on a pipe or a device."""

import errno
import os
import stat

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


class Unread(Exception):
    """A file that was not scanned: the kind of Note, and why."""

    def __init__(self, kind: NoteKind, why: str) -> None:
        self.kind, self.why = kind, why
        super().__init__(why)


def open_file(path: str, *, follow: bool = False) -> tuple[int, int]:
    """A descriptor of a regular file and its size.

    Raises Unread; IsADirectoryError for a folder, which the caller may enter.
    """
    try:
        descriptor = os.open(path, _FLAGS if follow else _FLAGS | _NO_FOLLOW)
    except OSError as error:
        raise _unread(path, error) from None
    try:
        state = os.fstat(descriptor)
        if stat.S_ISREG(state.st_mode):
            return descriptor, state.st_size
    except OSError as error:
        os.close(descriptor)
        raise _unread(path, error) from None
    os.close(descriptor)
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(path)
    raise Unread(NoteKind.SPECIAL, "not a regular file")


def read_small(descriptor: int, size: int) -> bytes | None:
    """The whole content and the descriptor closed, or None where it is more than a window."""
    if size > WINDOW:
        return None
    try:
        # Asking for exactly what is there plus one avoids a second call and a giant buffer.
        content = os.read(descriptor, size + 1)
        while len(content) != size and len(content) <= WINDOW:
            more = os.read(descriptor, WINDOW)
            if not more:
                break
            content += more
    except OSError as error:
        raise Unread(NoteKind.UNREADABLE, error.strerror or "read error") from None
    finally:
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
