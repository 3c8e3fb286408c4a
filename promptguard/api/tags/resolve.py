"""The door to the tags of files: what they make of a file or a line of it, and why.

What speaks of a file: its own header, regions and lines, a notebook's metadata, the sidecar
beside it, the CLASSIFICATION.toml of every folder above it, .gitattributes, and marks such as
TLP:AMBER at its head. All of them are read from one tree.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from promptguard import git
from promptguard.api.around import top_of
from promptguard.api.workspace import ScanOptions, parents, settings_from
from promptguard.documents.decode import to_utf8
from promptguard.documents.document import Document
from promptguard.errors import SourceError, UsageError
from promptguard.model import (
    Level,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Resolved,
    Settings,
    Tag,
    Tagged,
    Tree,
)
from promptguard.sources.trees import CommitTree, FolderTree, IndexTree
from promptguard.tags import inline, marks, metadata, outside
from promptguard.tags.attributes import ATTRIBUTE
from promptguard.tags.resolve import contradictions, excerpt, resolve

__all__ = ["excerpt", "open_tree", "path_in", "resolve", "show", "tagged", "top_of"]

#: So many files' contents are held at once where git hands them out.
_BATCH = 2000


def open_tree(folder: str = ".", *, staged: bool = False, revision: str = "") -> Tree:
    """The work tree that a folder lies in, its index where `staged`, or a commit of it.

    Paths of the tree count from its top: tags above the folder hold in it too. A folder outside
    of any work tree is one by itself, from the highest folder that holds a CLASSIFICATION.toml.
    Raises SourceError for no repository, and for a revision that names no commit.
    """
    if not (staged or revision):
        return FolderTree(top_of(folder))
    try:
        root = os.fsdecode(git.output(folder, "rev-parse", "--show-toplevel").rstrip(b"\n"))
    except SourceError:
        if staged:
            raise
        root = folder  # A bare repository has commits and no work tree.
    return CommitTree(root, revision) if revision else IndexTree(root)


def path_in(tree: Tree, path: str) -> str:
    """How a tree spells a path that somebody typed in the current folder.

    Raises UsageError where it lies outside of the tree.
    """
    root = getattr(tree, "root", "")
    full = os.path.abspath(path)
    for top in (os.path.abspath(root), os.path.realpath(root)):
        if full.startswith(os.path.join(top, "")):
            return full[len(os.path.join(top, "")) :].replace(os.sep, "/")
    raise UsageError(f"{path} does not lie in {tree.name}")


def tagged(
    tree: Tree, paths: Sequence[str] | None = None, *, settings: Settings | None = None
) -> Iterator[Tagged]:
    """What the tags of a tree say of each of these paths, in their order; None means all files.

    Without `settings` those at the tree's top hold. What is wrong with a CLASSIFICATION.toml, a
    sidecar or .gitattributes stands in the notes of every file that it speaks of. Raises
    SourceError where the tree cannot be listed.
    """
    known = marks.aliases_of(settings or _settings(tree))
    asked = tree.list() if paths is None else paths
    rules = filter(outside.is_rule, asked) if paths is None else outside.rules_of(asked)
    around = outside.gather(asked, read_rules(tree, rules), _ask(tree), known)
    answers = _Answers(around, known)
    for start in range(0, len(asked), _BATCH):
        for path, content in tree.read_many(asked[start : start + _BATCH]):
            yield answers.on(path, content)


def show(
    tree: Tree,
    path: str,
    first_line: int = 0,
    last_line: int = 0,
    *,
    settings: Settings | None = None,
) -> Tagged:
    """The same for one file, or for the lines of it (from 1, the last one included).

    Also says what is written at its head and decides nothing, such as a licence.
    """
    known = marks.aliases_of(settings or _settings(tree, parents(path)))
    rules = read_rules(tree, outside.rules_of([path]))
    around = outside.gather([path], rules, _ask(tree), known)
    ((_, content),) = tree.read_many([path])
    return _Answers(around, known).on(path, content, (first_line, last_line or first_line))


def read_rules(tree: Tree, paths: Iterable[str]) -> dict[str, bytes | SourceError]:
    """Those of these files that are there, to speak of others, with what they hold."""
    found: dict[str, bytes | SourceError] = {}
    for path, content in tree.read_many(paths):
        if content is not None:
            found[path] = content
        elif isinstance(tree, FolderTree) and os.path.islink(os.path.join(tree.root, path)):
            # git would hand out where it leads; either way nobody knows what it says.
            found[path] = SourceError("it is a symbolic link")
    return found


def _settings(tree: Tree, folders: Sequence[str] = ("",)) -> Settings:
    return settings_from(folders, tree.read, ScanOptions(baseline=False))


def _ask(tree: Tree) -> outside.Attributes:
    return lambda paths: tree.attributes(ATTRIBUTE, paths)


class _Answers:
    """Answers on the files of one tree; what is said from outside of many is resolved once."""

    def __init__(self, around: outside.Outside, aliases: Mapping[str, Level]) -> None:
        self._around = around
        self._aliases = aliases
        self._of_rule: dict[str, list[Note]] = {}
        for note in around.notes:
            self._of_rule.setdefault(note.origin.name, []).append(note)
        # By the tuple of tags itself: `around` shares one among all files that have the same.
        self._known: dict[int, tuple[Resolved, tuple[Note, ...]]] = {}

    def on(
        self, path: str, content: bytes | SourceError | None, lines: tuple[int, int] = (0, 0)
    ) -> Tagged:
        """What speaks of one file that holds this."""
        around = self._around.tags.get(path, ())
        known = self._known.get(id(around))
        if known is None:
            known = self._known[id(around)] = (resolve(around), self._notes(around))
        tags, notes, count = _inside(path, content, self._aliases)
        resolved = resolve((*tags, *around), *lines) if tags else known[0]
        return Tagged(path, resolved, (*notes, *known[1]), count)

    def _notes(self, around: Sequence[Tag]) -> tuple[Note, ...]:
        rules = dict.fromkeys(tag.source.rpartition(":")[0] for tag in around)
        about = [note for rule in rules for note in self._of_rule.get(rule, ())]
        return (*about, *contradictions(around))


def _inside(
    path: str, content: bytes | SourceError | None, aliases: Mapping[str, Level]
) -> tuple[tuple[Tag, ...], tuple[Note, ...], int]:
    """The tags that a file itself holds, what is wrong with them, and its number of lines."""
    origin = Origin(OriginKind.FILE, path)
    if isinstance(content, SourceError):
        return (), (Note(NoteKind.UNREADABLE, origin, f"tags in it are not read: {content}"),), 0
    decoded = None if content is None else to_utf8(content)
    if decoded is None or content is None:
        return (), (), 0
    data, encoding = decoded
    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    lowered = data.lower()
    marked = marks.may_stand_in(lowered, aliases)
    if not marked and b"promptguard" not in lowered:
        return (), (), lines
    document = Document(origin, data, encoding=encoding)
    tags, notes = inline.read(document, aliases)
    of_notebook, said = metadata.read(data, path, aliases)
    of_others = marks.read(document, aliases) if marked else ()
    return (*tags, *of_notebook, *of_others), (*notes, *said), lines
