"""A folder, the index and a commit as trees: the same questions, the same answers."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence

from promptguard import git
from promptguard.errors import SourceError
from promptguard.model import Note
from promptguard.sources.files import listing

#: From so many paths on, the list of all files is asked first which of them are there, and by what
#: id git finds each at once.
_MANY = 200
_SUBMODULE = b"160000"
#: What holds rules and tags is small; a larger file is refused rather than read in part.
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
            raise SourceError(error.strerror or "cannot be read", full) from None
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            content = os.read(descriptor, _PIECE)
            # A large buffer costs more than most files: it is asked for where one needs it.
            if len(content) == _PIECE:
                while len(content) <= LARGEST and (more := os.read(descriptor, LARGEST + 1)):
                    content += more
            if len(content) > LARGEST:
                raise _too_large(full)
            return content
        except OSError as error:
            raise SourceError(error.strerror or "cannot be read", full) from None
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

    def left_out(self, paths: Iterable[str]) -> dict[str, bytes | SourceError]:
        """Those of these files that a sparse checkout leaves out, with what git holds of them."""
        gone = [path for path in paths if not os.path.lexists(os.path.join(self.root, path))]
        if not gone or not os.path.lexists(os.path.join(self.root, ".git")):
            return {}
        where = git.output(self.root, "rev-parse", "--git-path", "info/sparse-checkout")
        if not os.path.lexists(os.path.join(self.root, os.fsdecode(where.rstrip(b"\n")))):
            return {}
        listed = git.output(self.root, "ls-files", "-t", "-z", "--cached").split(b"\0")
        sparse = {os.fsdecode(entry[2:]) for entry in listed if entry.startswith(b"S ")}
        found = IndexTree(self.root).read_many([path for path in gone if path in sparse])
        return {path: content for path, content in found if content is not None}


class IndexTree:
    """What the next commit would hold; `root` is the work tree's top."""

    def __init__(self, root: str) -> None:
        self.root = root

    @property
    def name(self) -> str:
        return "the index"

    def read(self, path: str) -> bytes | None:
        return _one(self, path)

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | SourceError | None]]:
        return _blobs(self, list(paths))

    def objects(self, paths: Sequence[str]) -> dict[str, str]:
        """What `git.blobs` may be asked for, by the path that it is."""
        return _objects(self.root, ":0:", ("ls-files", "--stage", "-z", "--full-name"), paths)

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
        return _one(self, path)

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | SourceError | None]]:
        return _blobs(self, list(paths))

    def objects(self, paths: Sequence[str]) -> dict[str, str]:
        """What `git.blobs` may be asked for, by the path that it is."""
        listed = ("ls-tree", "-r", "-z", "--full-tree", self.commit)
        return _objects(self.root, f"{self.commit}:", listed, paths)

    def list(self) -> Sequence[str]:
        return _names(git.output(self.root, "ls-tree", "-r", "-z", "--name-only", self.commit))

    def attributes(self, attribute: str, paths: Sequence[str]) -> dict[str, str]:
        import tempfile  # 9 ms, and scans ask no commit.

        # `check-attr --source` is younger than the gits in use: an index of the commit serves.
        with tempfile.TemporaryDirectory(prefix="promptguard-") as folder:
            index = os.path.join(folder, "index")
            git.communicate(self.root, ("read-tree", self.commit), b"", {"GIT_INDEX_FILE": index})
            asked = ("--cached", "--stdin", "-z", attribute)
            return _attributes(self.root, asked, paths, {"GIT_INDEX_FILE": index})


def _one(tree: IndexTree | CommitTree, path: str) -> bytes | None:
    ((_, content),) = _blobs(tree, [path])
    if isinstance(content, SourceError):
        raise content
    return content


def _blobs(
    tree: IndexTree | CommitTree, paths: Sequence[str]
) -> Iterator[tuple[str, bytes | SourceError | None]]:
    """`read` of every path, where git is started once or twice for all."""
    named = tree.objects(paths)
    known = [path for path in paths if path in named]
    answers = git.blobs(tree.root, [named[path] for path in known])
    waiting = iter(known)
    following = next(waiting, None)
    for path in paths:
        if path != following:
            yield path, None
            continue
        _, content = next(answers)
        following = next(waiting, None)
        yield path, _too_large(path) if isinstance(content, git.LargeBlob) else content


def _objects(
    root: str, prefix: str, listing: Sequence[str], paths: Sequence[str]
) -> dict[str, str]:
    """A name for every path; of many, or of a path that holds a line end, the object's id.

    git is asked a line a name, and for a commit it follows a path from the top anew each time. A
    path that is known to be no file is left out.
    """
    if len(paths) < _MANY and not any("\n" in path for path in paths):
        return {path: prefix + path for path in paths}
    wanted = set(map(os.fsencode, paths))
    named = {}
    for entry in git.output(root, *listing).split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        # `mode type id` of a commit, `mode id stage` of the index, where 1 to 3 are of a conflict.
        mode, second, third = about.split(b" ")
        if path in wanted and mode != _SUBMODULE and third not in (b"1", b"2", b"3"):
            named[os.fsdecode(path)] = (second if third == b"0" else third).decode()
    return named


def _too_large(where: str) -> SourceError:
    return SourceError(f"larger than {LARGEST >> 20} MiB", where)


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
