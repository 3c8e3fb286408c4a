"""A folder, the index and a commit as trees: the same questions, the same answers."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence

from promptguard import git
from promptguard.errors import SourceError
from promptguard.model import Note
from promptguard.sources.files import listing

#: From so many paths on, the list of all files is asked first which of them are there.
_MANY = 200
#: What holds rules is small; a larger file is refused rather than read in part.
LARGEST = 4 << 20
_PIECE = 64 << 10
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)
_UNSAID = (b"unspecified", b"unset")


class FolderTree:
    """What lies on disk below a folder."""

    def __init__(self, root: str) -> None:
        self.root = os.path.abspath(root)

    @property
    def name(self) -> str:
        return self.root

    def read(self, path: str) -> bytes | None:
        full = os.path.join(self.root, path)
        try:
            descriptor = os.open(full, _FLAGS)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EISDIR):
                return None
            raise SourceError(f"{full}: {error.strerror}") from None
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            content = os.read(descriptor, _PIECE)
            # A large buffer costs more than most files: it is asked for where one needs it.
            if len(content) == _PIECE:
                while len(content) <= LARGEST and (more := os.read(descriptor, LARGEST + 1)):
                    content += more
            return _bounded(content, full)
        except OSError as error:
            raise SourceError(f"{full}: {error.strerror}") from None
        finally:
            os.close(descriptor)

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | SourceError | None]]:
        for path in paths:
            try:
                yield path, self.read(path)
            except SourceError as error:
                yield path, error

    def list(self) -> Sequence[str]:
        found: list[str] = []
        for item in listing(self.root, all_files=False):
            if not isinstance(item, Note):
                base = item.path[len(self.root) :].replace(os.sep, "/").lstrip("/")
                found += [base + name for name in item.names]
        return sorted(found)

    def attributes(self, attribute: str, paths: Sequence[str]) -> dict[str, str]:
        return _attributes(self.root, ("--stdin", "-z", attribute), paths)


class IndexTree:
    """What the next commit would hold; `root` is the work tree's top."""

    def __init__(self, root: str) -> None:
        self.root = root

    @property
    def name(self) -> str:
        return "the index"

    def read(self, path: str) -> bytes | None:
        return _blob(self.root, f":0:{path}")

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | SourceError | None]]:
        return _blobs(self, ":0:", list(paths))

    def list(self) -> Sequence[str]:
        return _names(git.output(self.root, "ls-files", "-z", "--cached", "--full-name"))

    def attributes(self, attribute: str, paths: Sequence[str]) -> dict[str, str]:
        return _attributes(self.root, ("--cached", "--stdin", "-z", attribute), paths)


class CommitTree:
    """What a commit holds; `root` is a work tree's top or a bare repository."""

    def __init__(self, root: str, revision: str) -> None:
        """Raises SourceError where the revision names no commit."""
        self.root = root
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        try:
            self.commit = os.fsdecode(git.output(root, *asked).strip())
        except SourceError:
            raise SourceError(f"{revision}: no such commit") from None

    @property
    def name(self) -> str:
        return f"commit {self.commit[:12]}"

    def read(self, path: str) -> bytes | None:
        return _blob(self.root, f"{self.commit}:{path}")

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | SourceError | None]]:
        return _blobs(self, f"{self.commit}:", list(paths))

    def list(self) -> Sequence[str]:
        return _names(git.output(self.root, "ls-tree", "-r", "-z", "--name-only", self.commit))

    def attributes(self, attribute: str, paths: Sequence[str]) -> dict[str, str]:
        # `check-attr --source` is younger than the gits in use: an index of the commit serves.
        with tempfile.TemporaryDirectory(prefix="promptguard-") as folder:
            index = os.path.join(folder, "index")
            git.communicate(self.root, ("read-tree", self.commit), b"", {"GIT_INDEX_FILE": index})
            asked = ("--cached", "--stdin", "-z", attribute)
            return _attributes(self.root, asked, paths, {"GIT_INDEX_FILE": index})


def _bounded(content: bytes, where: str) -> bytes:
    if len(content) > LARGEST:
        raise _too_large(where)
    return content


def _blob(root: str, name: str) -> bytes | None:
    if "\n" in name:  # cat-file takes a request a line
        return None
    ((_, content),) = git.blobs(root, [name])
    if isinstance(content, git.LargeBlob):
        raise _too_large(name)
    return content


def _blobs(
    tree: IndexTree | CommitTree, prefix: str, paths: Sequence[str]
) -> Iterator[tuple[str, bytes | SourceError | None]]:
    """`read` of every path, where git is started once for some sixty of them."""
    there = set(tree.list()) if len(paths) >= _MANY else None
    known = [path for path in paths if "\n" not in path and (there is None or path in there)]
    answers = git.blobs(tree.root, [prefix + path for path in known])
    waiting = iter(known)
    following = next(waiting, None)
    for path in paths:
        if path != following:
            yield path, None
            continue
        _, content = next(answers)
        following = next(waiting, None)
        if isinstance(content, git.LargeBlob):
            yield path, _too_large(f"{prefix}{path}")
        else:
            yield path, content


def _too_large(where: str) -> SourceError:
    return SourceError(f"{where}: more than {LARGEST >> 20} MiB, which no such file needs")


def _names(listed: bytes) -> Sequence[str]:
    return sorted(map(os.fsdecode, listed.split(b"\0")[:-1]))


def _attributes(
    root: str,
    asked: tuple[str, ...],
    paths: Sequence[str],
    environment: "dict[str, str] | None" = None,
) -> dict[str, str]:
    """Path, attribute, value triples become a dictionary without those that say nothing."""
    if not paths:
        return {}
    request = b"".join(os.fsencode(path) + b"\0" for path in paths)
    try:
        answers = git.communicate(root, ("check-attr", *asked), request, environment or {})
    except SourceError as error:
        if "not a git repository" in str(error):
            return {}
        raise
    fields = answers.split(b"\0")
    return {
        os.fsdecode(path): os.fsdecode(value)
        for path, value in zip(fields[::3], fields[2::3], strict=False)
        if value not in _UNSAID
    }
