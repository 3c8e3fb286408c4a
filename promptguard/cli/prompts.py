"""Reads what would be sent: files, or a prompt from standard input."""

import sys

from promptguard.cli.terminal import say
from promptguard.errors import SourceError


def read(file: str) -> bytes:
    """The bytes of a file; `-` is standard input.

    Raises SourceError.
    """
    if file == "-":
        if sys.stdin is None:
            raise SourceError("standard input is closed, so there is no prompt to read")
        if sys.stdin.isatty():
            say("reading the prompt from the terminal; end it with Ctrl-D")
        return sys.stdin.buffer.read()
    try:
        with open(file, "rb") as source:
            return source.read()
    except OSError as error:
        raise SourceError(f"{file}: {error.strerror or 'read error'}") from None
