"""What leaves by the terminal: a report in one piece, words on the side, a line of progress."""

import os
import sys
import time
import unicodedata
from types import TracebackType
from typing import TextIO

from promptguard.errors import ReportError
from promptguard.reports._shown import printable

_QUIET_FOR = 1.0
_BETWEEN = 0.1
#: Where a terminal does not know its own width.
_COLUMNS = 80


def emit(text: str, *, encoding: str = "") -> None:
    """Write a report to standard output, whole; a reader that has gone away is nobody's error.

    Raises ReportError where it cannot be written.
    """
    stream = sys.stdout
    if stream is None:
        raise ReportError("the report could not be written: standard output is closed")
    data = text.encode(encoding or stream.encoding or "utf-8", "backslashreplace")
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except OSError as error:
        _abandon(stream, error)


def flush() -> None:
    """Write what others have printed now, while there is still somebody to tell."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            _abandon(stream, error)


def _abandon(stream: TextIO, error: OSError) -> None:
    """Let nothing more be written: the interpreter would try again as it exits, and complain."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass  # Not a real stream, so nothing is left in it either.
    if not isinstance(error, BrokenPipeError):
        why = error.strerror or "write error"
        raise ReportError(f"the report could not be written: {why}") from None


def save(text: str, path: str) -> None:
    """Write a report to a file: the whole one is there afterwards, or what was there before.

    Raises ReportError where it cannot be written.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as pipe:  # A device or a pipe cannot be replaced.
                pipe.write(data)
        else:
            _replace(os.path.realpath(path), data)
    except OSError as error:
        why = error.strerror or "write error"
        raise ReportError(f"{path}: the report could not be written: {why}") from None


def _replace(target: str, data: bytes) -> None:
    folder, name = os.path.split(target)
    partial = os.path.join(folder, f".{name}.{os.getpid()}.partial")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(partial, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(descriptor)  # Some file systems tell of a full disk no earlier.
        os.replace(partial, target)
    except BaseException:  # Also where the user interrupts: nothing half-written stays.
        os.unlink(partial)
        raise


def say(message: str) -> None:
    """One line on standard error, as promptguard."""
    try:
        sys.stderr.write(f"promptguard: {printable(message)}\n")
        sys.stderr.flush()
    except (OSError, AttributeError):
        pass  # Closed or gone; the exit code still tells.


def wants_colour(stream: TextIO | None) -> bool:
    """Is it a terminal whose owner has not said no? (https://no-color.org)"""
    if stream is None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if sys.platform == "win32" and not os.environ.get("WT_SESSION"):
        return False  # The old console shows the codes instead of obeying them.
    return stream.isatty()


class Progress:
    """One line of progress on a terminal, rewritten in place and gone at the end."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shows = not quiet and wants_progress()
        self._next = time.monotonic() + _QUIET_FOR
        self._shown = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            self._write("\r\x1b[K")

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show how far it is, no more than ten times a second and not in the first one."""
        if not self._shows or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _BETWEEN
        self._shown = True
        width = os.get_terminal_size(sys.stderr.fileno()).columns or _COLUMNS
        line = f"{done:,} of {total:,} files  {printable(name)}" if total else f"{done:,} files"
        self._write("\r\x1b[K" + _cut(line, width - 1))

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._shows = False


def wants_progress() -> bool:
    """Is somebody watching standard error on a terminal that can rewrite a line?"""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM", "") != "dumb"


def _cut(line: str, width: int) -> str:
    """As much of a line as fits, counted in cells: an East Asian character takes two."""
    cells = 0
    for index, char in enumerate(line):
        cells += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if cells > width:
            return line[:index]
    return line
