"""A file of a pinned commit, proven link by link: git gives objects, their names are checked.

The git that runs here is found on a path that the user sets, so its answers are not believed: from
the commit's name to the file every object must have the hash that the one before it names.
"""

from promptguard import git
from promptguard.errors import SourceError

_FOLDER = b"40000"
_FILES = (b"100644", b"100755")


def content(repository: str, revision: str, path: str) -> bytes:
    """The content of the file at `path` in the commit whose whole name is `revision`.

    Raises SourceError where git cannot give an object, or gives another one.
    """
    commit = _object(repository, "commit", revision)
    head, _, _ = commit.partition(b"\n")
    kind, _, name = head.partition(b" ")
    if kind != b"tree":
        raise SourceError("the commit names no tree")
    steps = [step for step in path.split("/") if step]
    current = name.decode("ascii", "replace")
    for number, step in enumerate(steps, 1):
        last = number == len(steps)
        tree = _object(repository, "tree", current)
        mode, current = _entry(tree, step, len(revision) // 2)
        if mode not in (_FILES if last else (_FOLDER,)):
            what = "file" if last else "folder"
            raise SourceError(f'the commit has no {what} "{step}" there')
    return _object(repository, "blob", current)


def _object(repository: str, kind: str, name: str) -> bytes:
    from hashlib import sha1, sha256

    body = git.output(repository, "cat-file", kind, name)
    state = (sha1 if len(name) == 40 else sha256)(b"%s %d\0" % (kind.encode(), len(body)))
    state.update(body)
    if state.hexdigest() != name:
        raise SourceError(f"git gave another {kind} than {name[:12]}")
    return body


def _entry(tree: bytes, name: str, size: int) -> tuple[bytes, str]:
    """Mode and object name of an entry: `mode name NUL hash`, one behind the other."""
    wanted = name.encode()
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, found = tree[at:end].partition(b" ")
        at = end + 1 + size
        if found == wanted:
            return mode, tree[end + 1 : at].hex()
    raise SourceError(f'the commit has no "{name}" there')
