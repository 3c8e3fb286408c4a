"""What speaks of the files of a scan from outside of them: found where a tree holds such tags.

A scan knows the names of all files that it lists, so a tree without sidecars, CLASSIFICATION.toml
and .gitattributes pays nothing but a look at each name.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from promptguard import pipeline
from promptguard.errors import SourceError
from promptguard.model import Note, Origin, Settings, Tag, Tree
from promptguard.pipeline import Spoken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from promptguard.sources.staged import IndexReader
    from promptguard.sources.trees import FolderTree
    from promptguard.tags.outside import Outside, Rules

_NAMES = ("CLASSIFICATION.toml", ".gitattributes")
_ENDS = (*_NAMES, ".classification")


class Around(NamedTuple):
    """What speaks of files from outside, by the name that is opened; silent ones have none."""

    of: Mapping[str, Spoken] = {}
    notes: tuple[Note, ...] = ()


def speaking(names: Iterable[str]) -> list[str]:
    """Those of these names that files which speak of others may have."""
    return [name for name in names if name.endswith(_ENDS)]


def speaking_above(folder: str) -> list[str]:
    """The files above a folder, up to its tree's top, that speak of what lies in it."""
    top = top_of(folder)
    found = []
    above = os.path.abspath(folder)
    while above != top:
        above = os.path.dirname(above)
        found += [os.path.join(above, name) for name in _NAMES]
    return [path for path in found if os.path.lexists(path)]


def speaking_of(files: Iterable[str]) -> list[str]:
    """The same for files that somebody names one by one."""
    folders = {os.path.dirname(os.path.abspath(file)) for file in files}
    found = [os.path.join(folder, name) for folder in folders for name in _NAMES]
    found += [f"{file}{_ENDS[-1]}" for file in files]
    above = [path for folder in folders for path in speaking_above(folder)]
    return sorted({*filter(os.path.lexists, found), *above})


def top_of(folder: str) -> str:
    """The folder from which the paths of a folder's files count, as an absolute path.

    That is its work tree's top; outside of one the highest folder that holds a
    CLASSIFICATION.toml, or itself.
    """
    above = highest = os.path.abspath(folder)
    while not os.path.lexists(os.path.join(above, ".git")):
        if os.path.lexists(os.path.join(above, _NAMES[0])):
            highest = above
        parent = os.path.dirname(above)
        if parent == above:
            return highest
        above = parent
    return above


def around(
    files: Iterable[str],
    rules: Sequence[str],
    settings: Settings,
    roots: Collection[str] | None = None,
) -> Around:
    """What `rules`, paths of files on disk, say of these files.

    Where `roots` are known, no work tree begins below them but at another of them.
    """
    if not rules:
        return Around()
    from promptguard.sources.trees import FolderTree

    place_in = _places(roots or ())
    by_root: dict[str, list[str]] = {}
    for rule in rules:
        root, prefix = place_in(rule)
        by_root.setdefault(root, []).append(prefix + rule[rule.rfind(os.sep) + 1 :])
    trees = {root: FolderTree(root) for root in by_root}
    saying = {root: _saying(tree, by_root[root]) for root, tree in trees.items()}
    opened: dict[str, dict[str, str]] = {root: {} for root, found in saying.items() if found}
    folder, paths, prefix = "", None, ""
    for file in files if opened else ():
        cut = file.rfind(os.sep) + 1
        if file[:cut] != folder or paths is None:
            folder = file[:cut]
            root, prefix = place_in(file)
            paths = opened.get(root)
        if paths is not None:
            paths[prefix + file[cut:]] = file
    of: dict[str, Spoken] = {}
    notes: list[Note] = []
    for root, named in opened.items():
        shown = _shown(_gathered(trees[root], list(named), saying[root], settings), root)
        ready = _ready(shown.tags, settings)
        of |= {named[path]: ready[id(tags)] for path, tags in shown.tags.items()}
        notes += shown.notes
    return Around(of, tuple(notes))


def _saying(tree: "FolderTree", paths: Sequence[str]) -> "Rules":
    """What those of these files hold that say something of ours: most .gitattributes do not."""
    found: dict[str, bytes | SourceError] = {}
    read = dict(tree.read_many(paths))
    read |= tree.left_out(path for path, content in read.items() if content is None)
    for path, content in read.items():
        if content is None:
            if os.path.lexists(os.path.join(tree.root, path)):
                found[path] = SourceError("it is a symbolic link, or no file")
        elif (
            isinstance(content, SourceError)
            or not path.endswith(_NAMES[1])
            or b"classification" in content
        ):
            found[path] = content
    return found


def _ready(tags: Mapping[str, tuple[Tag, ...]], settings: Settings) -> dict[int, Spoken]:
    """By the tuple itself: all paths of which the same is said share one."""
    distinct = {id(found): found for found in tags.values()}
    return {key: pipeline.spoken(found, settings) for key, found in distinct.items()}


def _gathered(tree: Tree, paths: Sequence[str], rules: "Rules", settings: Settings) -> "Outside":
    from promptguard.tags import attributes, marks, outside

    def ask(paths: Sequence[str]) -> Mapping[str, str]:
        return tree.attributes(attributes.ATTRIBUTE, paths)

    said = outside.gather(paths, rules, ask, marks.aliases_of(settings))
    return said._replace(notes=(*said.notes, *outside.contradictions_in(said)))


def _places(roots: Collection[str]) -> Callable[[str], tuple[str, str]]:
    """Says of a file its tree's top, and the path of its folder there, as in `deep/down/`."""
    known: dict[str, tuple[str, str]] = {}
    begins = tuple(roots)

    def place_of(folder: str) -> tuple[str, str]:
        above = folder[: folder.rfind(os.sep, 0, -1) + 1]
        name = folder[len(above) : -1]
        if not above or not name or name in (".", ".."):
            return _placed(folder)
        # String work: abspath of every folder of a tree would cost as much as all the rest.
        if above not in known:
            known[above] = place_of(above)
        inner = folder.startswith(begins) and folder not in roots
        if not inner and os.path.lexists(f"{folder}.git"):
            return os.path.abspath(folder), ""
        root, prefix = known[above]
        return root, f"{prefix}{name}/"

    def place_in(file: str) -> tuple[str, str]:
        folder = file[: file.rfind(os.sep) + 1]
        place = known.get(folder)
        if place is None:
            place = known[folder] = place_of(folder)
        return place

    return place_in


def _placed(folder: str) -> tuple[str, str]:
    full = os.path.abspath(folder)
    root = top_of(full)
    below = full[len(os.path.join(root, "")) :].replace(os.sep, "/")
    return root, below and f"{below}/"


def _shown(said: "Outside", root: str) -> "Outside":
    """The same with the names of rules as a scan shows them: from the current folder."""
    here = os.getcwd()
    if root == here:
        return said
    inside = root.startswith(os.path.join(here, ""))
    prefix = os.path.join(os.path.relpath(root, here) if inside else root, "")
    renamed: dict[int, tuple[Tag, ...]] = {}
    tags = {}
    for path, found in said.tags.items():
        if id(found) not in renamed:
            renamed[id(found)] = tuple(tag._replace(source=prefix + tag.source) for tag in found)
        tags[path] = renamed[id(found)]
    notes = [
        note._replace(origin=Origin(note.origin.kind, prefix + note.origin.name))
        for note in said.notes
    ]
    return said._replace(tags=tags, notes=tuple(notes))


class StagedTags:
    """What the index says of staged files from outside of them, under each configuration."""

    def __init__(self, root: str, names: Sequence[str], reader: "IndexReader") -> None:
        from promptguard.sources.trees import IndexTree
        from promptguard.tags import outside

        self._names = names
        self._tree = IndexTree(root)
        rules = outside.rules_of(names)
        reader.fetch(rules)
        found = ((path, reader.read(path)) for path in rules)
        self._rules = {path: content for path, content in found if content is not None}
        self._known: dict[Settings, Outside] = {}

    def of(self, name: str, settings: Settings) -> Spoken | None:
        """What speaks of a staged file."""
        if settings not in self._known:
            self._known[settings] = _gathered(self._tree, self._names, self._rules, settings)
        tags = self._known[settings].tags.get(name, ())
        return pipeline.spoken(tags, settings) if tags else None

    @property
    def notes(self) -> list[Note]:
        """What is wrong with those that were asked."""
        return [note for said in self._known.values() for note in said.notes]
