"""An error nobody expected: two lines for the user, and a log that holds no scanned text."""

import os
import platform
import sys
import time
import traceback
from collections.abc import Iterator

from promptguard import __version__
from promptguard.errors import TROUBLE, PromptguardError
from promptguard.folders import user_state

_LOG = "crash.log"
_MOST_CAUSES = 10


def report(error: BaseException, command: str) -> int:
    """Say it, log it, answer the exit code."""
    _say(f"unexpected {type(error).__name__} in {_spot(error)}; this is a bug of promptguard")
    path = os.path.join(user_state(), _LOG)
    try:
        _write(path, describe(error, command))
    except OSError as trouble:
        _say(f"the crash log {path} could not be written: {trouble.strerror}")
    else:
        _say(f"please report it; where it happened, without any scanned text, is in {path}")
    return TROUBLE


def describe(error: BaseException, command: str) -> str:
    """Types, files and lines. Not the messages: those of foreign errors may quote what was read."""
    head = [
        f"promptguard {__version__}, {command or 'no command'}",
        f"Python {platform.python_version()} on {platform.platform()}",
        time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    ]
    return "\n".join([*head, *_chain(error)]) + "\n"


def _chain(error: BaseException) -> Iterator[str]:
    current: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if current is None:
            return
        said = f": {current}" if isinstance(current, PromptguardError) else " (message withheld)"
        yield ""
        yield f"{type(current).__module__}.{type(current).__qualname__}{said}"
        for frame, line in traceback.walk_tb(current.__traceback__):
            yield f"  {frame.f_code.co_filename}, line {line}, in {frame.f_code.co_name}"
        current = current.__cause__ or current.__context__


def _spot(error: BaseException) -> str:
    frames = list(traceback.walk_tb(error.__traceback__))
    if not frames:
        return "nowhere"
    frame, line = frames[-1]
    folder, file = os.path.split(frame.f_code.co_filename)
    return f"{os.path.basename(folder)}/{file}, line {line}"


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as log:
        if sys.platform != "win32":
            os.fchmod(descriptor, 0o600)  # An older log may have been opened to others.
        log.write(text)


def _say(sentence: str) -> None:
    sys.stderr.write(f"promptguard: {sentence}\n")
