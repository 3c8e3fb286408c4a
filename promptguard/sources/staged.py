"""What is about to be committed: the blobs of the index that differ from HEAD.

Loads nothing heavy: the commit hook passes through here.
"""

from promptguard import git
from promptguard.errors import SourceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIFF = (
    "diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=d",
    "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=none",
)  # fmt: skip
_GITLINK = b"160000"


def changed(root: str) -> "tuple[list[tuple[str, str]], list[str]]":
    """((path, object id) of every added or changed blob, paths of changed submodules).

    Paths are relative to the work tree's top, decoded as the file system does. Raises SourceError
    outside a repository.
    """
    import os

    try:
        fields = git.output(root, *_DIFF).split(b"\0")
    except SourceError:
        # Outside a repository `git diff` compares files and explains its usage instead.
        git.output(root, "rev-parse", "--git-dir")
        raise
    blobs: list[tuple[str, str]] = []
    submodules: list[str] = []
    for meta, path in zip(fields[::2], fields[1::2], strict=False):
        _, mode, _, identity, _ = meta.lstrip(b":").split(b" ")
        name = os.fsdecode(path)
        if mode == _GITLINK:
            submodules.append(name)
        else:
            blobs.append((name, identity.decode("ascii")))
    return blobs, submodules


def contents(
    root: str, blobs: "Sequence[tuple[str, str]]"
) -> "Iterator[tuple[str, bytes | git.LargeBlob | None]]":
    """(path, content) of index blobs; None where git no longer has one."""
    answers = git.blobs(root, [identity for _, identity in blobs])
    for (name, _), (_, content) in zip(blobs, answers, strict=True):
        yield name, content


class IndexReader:
    """`read(path)` from the index; what was asked together costs one process."""

    __slots__ = ("_known", "_root")

    def __init__(self, root: str) -> None:
        self._root = root
        self._known: dict[str, bytes | None] = {}

    def fetch(self, paths: "Sequence[str]") -> None:
        """Ask for many paths at once."""
        wanted = [path for path in paths if path not in self._known and "\n" not in path]
        for path, (_, content) in zip(
            wanted, git.blobs(self._root, [f":{path}" for path in wanted]), strict=True
        ):
            if isinstance(content, git.LargeBlob):
                # A configuration of megabytes is cut, and then no configuration any more.
                content = content.read(git.LARGE)
            self._known[path] = content

    def read(self, path: str) -> bytes | None:
        """The content of a path in the index, or None."""
        if path not in self._known:
            self.fetch([path])
        return self._known.get(path)
