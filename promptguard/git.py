"""The one hardened way to run git: nothing of a scanned repository is executed, nothing fetched.

Loads neither `subprocess` nor anything heavy: the commit hook passes through here.
"""

import os
import sys

from promptguard.errors import SourceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

# No file-system monitor, hook, pager, external diff, text conversion, credential prompt or lazy
# fetch: each of them is a program that a repository's own configuration may name.
_ARGUMENTS = (
    "--no-pager",
    "--literal-pathspecs",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.untrackedCache=keep",
    "-c", "diff.external=",
    "-c", "core.quotePath=false",
)  # fmt: skip
_UNSET = ("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_TRACE", "GIT_ASKPASS", "SSH_ASKPASS")
_SET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
#: What fits into a pipe before anybody reads it, on every platform git runs on.
_PIPE = 4096
#: A larger blob is handed out piece by piece.
LARGE = 4 << 20


def executable() -> str:
    """The absolute path of git; never one from the current folder.

    Raises SourceError where there is none.
    """
    suffix = ".exe" if sys.platform == "win32" else ""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder, "git" + suffix)
        if os.path.isabs(folder) and os.access(path, os.X_OK):
            return path
    raise SourceError("git is not installed, or not on PATH")


def environment() -> dict[str, str]:
    """This process's environment without what could make git run or ask something."""
    kept = {key: value for key, value in os.environ.items() if key not in _UNSET}
    return kept | _SET


def output(folder: str, *arguments: str) -> bytes:
    """What git prints for these arguments.

    Raises SourceError with git's own last line where it fails.
    """
    if not hasattr(os, "posix_spawn"):
        return communicate(folder, arguments, b"")
    child, stream = _spawn(folder, arguments, b"")
    with os.fdopen(stream, "rb") as answers:
        content = answers.read()
    _, status = os.waitpid(child, 0)
    # The quick way has no ear for error messages; the slow way repeats the question and listens.
    return content if status == 0 else communicate(folder, arguments, b"")


class LargeBlob:
    """A blob too large to hold: `read` it before the next one is asked for."""

    __slots__ = ("_answers", "_left", "size")

    def __init__(self, answers: "IO[bytes]", size: int) -> None:
        self._answers, self._left, self.size = answers, size, size

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        data = self._answers.read(min(size, self._left))
        self._left -= len(data)
        return data

    def drain(self) -> None:
        """Pass over what nobody read."""
        while self._left and self.read(1 << 20):
            pass


def blobs(folder: str, names: "Sequence[str]") -> "Iterator[tuple[str, bytes | LargeBlob | None]]":
    """(name, content) for each object name git understands; None where there is no such blob.

    Names hold no newline: ask for paths by their object id.
    """
    if names:
        yield from _blob_batch(folder, names)


def _blob_batch(
    folder: str, names: "Sequence[str]"
) -> "Iterator[tuple[str, bytes | LargeBlob | None]]":
    import io

    requests = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    arguments = ("cat-file", "--batch")
    if hasattr(os, "posix_spawn"):
        child, stream = _spawn(folder, arguments, requests)
        with os.fdopen(stream, "rb") as answers:
            yield from _answers(answers, names)
        os.waitpid(child, 0)
        return
    replies = io.BytesIO(communicate(folder, arguments, requests))
    yield from _answers(replies, names)


def _answers(
    answers: "IO[bytes]", names: "Sequence[str]"
) -> "Iterator[tuple[str, bytes | LargeBlob | None]]":
    for name in names:
        content = _answer(answers)
        yield name, content
        if isinstance(content, LargeBlob):
            content.drain()
            answers.read(1)


def _answer(answers: "IO[bytes]") -> bytes | LargeBlob | None:
    """One reply of `cat-file --batch`: `<id> <type> <size>\\n<content>\\n`, or `<name> missing`."""
    header = answers.readline()
    words = header.split()
    if len(words) != 3 or words[1] not in (b"blob", b"tree", b"commit", b"tag"):
        return None
    size = int(words[2])
    if size > LARGE and words[1] == b"blob":
        return LargeBlob(answers, size)
    content = answers.read(size)
    answers.read(1)
    return content if words[1] == b"blob" else None


def _spawn(folder: str, arguments: "Sequence[str]", request: bytes) -> tuple[int, int]:
    """Start git with `request` waiting for it; its id and its output."""
    program = executable()
    input_read = _waiting(request)
    read_end, write_end = os.pipe()
    try:
        child = os.posix_spawn(
            program,
            [program, "-C", folder, *_ARGUMENTS, *arguments],
            environment(),
            file_actions=[
                (os.POSIX_SPAWN_DUP2, input_read, 0),
                (os.POSIX_SPAWN_DUP2, write_end, 1),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )
    except OSError as error:
        os.close(read_end)
        raise SourceError(f"git could not be started: {error.strerror}") from None
    finally:
        os.close(write_end)
        os.close(input_read)
    return child, read_end


def _waiting(request: bytes) -> int:
    """Something to read a request from that needs nobody to write it meanwhile."""
    if len(request) > _PIPE:
        import tempfile  # Hooks ask for little.

        with tempfile.TemporaryFile() as source:
            source.write(request)
            source.seek(0)
            return os.dup(source.fileno())
    read_end, write_end = os.pipe()
    os.write(write_end, request)
    os.close(write_end)
    return read_end


def communicate(
    folder: str,
    arguments: "Sequence[str]",
    request: bytes,
    more: "dict[str, str] | None" = None,
) -> bytes:
    """The same with a request of any size on its input, and `more` in its environment."""
    import subprocess
    import tempfile

    # From a file: a pipe is fed in pieces of 512 bytes, and the paths of a tree are megabytes.
    with tempfile.TemporaryFile() as source:
        source.write(request)
        source.seek(0)
        done = subprocess.run(  # noqa: S603 - an absolute path, and no shell
            [executable(), "-C", folder, *_ARGUMENTS, *arguments],
            stdin=source,
            capture_output=True,
            env=environment() | (more or {}),
            check=False,
        )
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        said = lines[-1] if lines else f"exit {done.returncode}"
        raise SourceError(f"git {arguments[0]}: {said}")
    return done.stdout
