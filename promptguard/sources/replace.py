"""A file's content exchanged for another in one step: it is the old one or the new one, whole.

The new content is written beside the file, forced to the disk, given the file's owner, mode and
attributes, and renamed over it. A process that is killed leaves at most such a partial file
behind, which the next one that writes in that folder takes away.
"""

import contextlib
import os
import stat
import zlib
from typing import NamedTuple

from promptguard.errors import SourceError

#: How a partial file's name ends, behind the number of the process that writes it.
PARTIAL = ".promptguard-partial"
#: Names may be 255 bytes long on most file systems; ours must fit behind a long one.
_LONGEST = 180
_FLAGS = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)


class Stamp(NamedTuple):
    """What tells whether a file is still the one that was read."""

    device: int
    inode: int
    size: int
    changed: int


class Held(NamedTuple):
    """A file's content and what it was when it was read."""

    data: bytes
    stamp: Stamp


def read(path: str, most: int) -> Held | None:
    """A regular file's content; None where there is none.

    Raises SourceError for what must not be replaced: links, devices, read-only and giant files.
    """
    try:
        state = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from None
    if refused := _refused(path, state, most):
        raise SourceError(f"{path} {refused}")
    try:
        with open(path, "rb") as source:
            stamp = _stamp(os.fstat(source.fileno()))
            return Held(source.read(), stamp)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from None


def _refused(path: str, state: os.stat_result, most: int) -> str:
    if stat.S_ISLNK(state.st_mode):
        return "is a symbolic link; name the file that it leads to"
    if not stat.S_ISREG(state.st_mode):
        return "is not a regular file"
    if state.st_nlink > 1:
        return (
            f"has {state.st_nlink} names (hard links), and a tag would part them; "
            "--sidecar tags it from beside it"
        )
    if state.st_size > most:
        return f"is larger than {most >> 20} MiB; --sidecar tags it from beside it"
    if not os.access(path, os.W_OK):
        return "is read-only"
    return ""


def _stamp(state: os.stat_result) -> Stamp:
    return Stamp(state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns)


def replace(path: str, data: bytes, stamp: Stamp | None) -> None:
    """Give a file this content; `stamp` is None where it is new.

    Raises SourceError where it cannot be written, or somebody else has changed it meanwhile;
    then it is as it was.
    """
    folder, name = os.path.split(path)
    partial = os.path.join(folder, f".{_short(name)}.{os.getpid()}{PARTIAL}")
    try:
        descriptor = os.open(partial, _FLAGS, 0o600 if stamp else 0o666)
        try:
            with open(descriptor, "wb") as out:
                out.write(data)
                out.flush()
                if stamp:
                    _take_on(descriptor, path)
                os.fsync(descriptor)  # Some file systems tell of a full disk no earlier.
            _require(path, stamp)
            os.replace(partial, path)
        except BaseException:  # Also where the user interrupts: nothing half-written stays.
            with contextlib.suppress(OSError):
                os.unlink(partial)
            raise
    except OSError as error:
        why = error.strerror or "write error"
        raise SourceError(f"{path}: not written, and as it was before: {why}") from None


def remove(path: str, stamp: Stamp) -> None:
    """Delete a file that is still the one that was read. Raises SourceError."""
    _require(path, stamp)
    try:
        os.unlink(path)
    except OSError as error:
        raise SourceError(f"{path}: not deleted: {error.strerror}") from None


def _require(path: str, stamp: Stamp | None) -> None:
    try:
        now = _stamp(os.lstat(path))
    except FileNotFoundError:
        now = None
    if now != stamp:
        raise SourceError(f"{path} was changed by somebody else meanwhile and is left alone")


def _take_on(descriptor: int, path: str) -> None:
    """Mode, owner and attributes of the file at `path`, as far as they may be given."""
    state = os.lstat(path)
    if hasattr(os, "fchown"):
        own = os.fstat(descriptor)
        if (own.st_uid, own.st_gid) != (state.st_uid, state.st_gid):
            with contextlib.suppress(OSError):  # Only root may give files away.
                os.fchown(descriptor, state.st_uid, state.st_gid)
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(path, follow_symlinks=False):
                with contextlib.suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(path, name, follow_symlinks=False))
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(state.st_mode))


def _short(name: str) -> str:
    raw = os.fsencode(name)
    if len(raw) <= _LONGEST:
        return name
    return f"{os.fsdecode(raw[:_LONGEST])}-{zlib.crc32(raw):08x}"


def sweep(folder: str) -> None:
    """Take away what processes that are no more have left in a folder."""
    with contextlib.suppress(OSError), os.scandir(folder or ".") as found:
        for entry in found:
            if entry.name.endswith(PARTIAL) and not _lives(entry.name):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)


def _lives(name: str) -> bool:
    """Is the process still there that writes this partial file?"""
    number = name.removesuffix(PARTIAL).rpartition(".")[2]
    if not number.isdecimal() or os.name == "nt":
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
