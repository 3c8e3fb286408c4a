"""The tags of files that stand outside of them: sidecars, CLASSIFICATION.toml, .gitattributes.

Folders that hold none of these cost nothing.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from promptguard.errors import SourceError
from promptguard.model import Level, Note, NoteKind, Origin, OriginKind, Tag
from promptguard.tags import annotations, attributes, sidecar
from promptguard.tags.globs import Matches
from promptguard.tags.resolve import contradictions

#: The content of every file that speaks of others, by its path; the error where it has none.
Rules = Mapping[str, "bytes | SourceError"]
Aliases = Mapping[str, Level]
#: What git says of our attribute, for those of many paths of which it says something.
Attributes = Callable[[Sequence[str]], Mapping[str, str]]


class Outside(NamedTuple):
    """The tags of every path of which something outside speaks, and what was wrong with them."""

    tags: Mapping[str, tuple[Tag, ...]] = {}
    notes: tuple[Note, ...] = ()


def is_rule(name: str) -> bool:
    """Does a file of this name, or at this path, speak of others?"""
    return name.endswith((annotations.NAME, attributes.NAME, sidecar.SUFFIX)) and (
        name.rpartition("/")[2] in (annotations.NAME, attributes.NAME)
        or name.endswith(sidecar.SUFFIX)
    )


def rules_of(paths: Iterable[str]) -> list[str]:
    """Every path at which a file may stand that speaks of these."""
    folders: set[str] = set()
    found = []
    for path in paths:
        found.append(sidecar.sidecar_of(path))
        folders.update(_upwards(path.rpartition("/")[0]))
    for folder in folders:
        found += [_join(folder, annotations.NAME), _join(folder, attributes.NAME)]
    return sorted(found)


def gather(paths: Sequence[str], rules: Rules, ask: Attributes, aliases: Aliases) -> Outside:
    """What these rules say of these paths of a tree; a rule that cannot be read fails closed."""
    if not rules:
        return Outside()
    notes: list[Note] = []
    found: dict[str, list[Tag]] = {}
    for tagged, tags in (
        *_of_annotations(paths, rules, aliases, notes),
        *_of_sidecars(paths, rules, aliases, notes),
        *_of_attributes(paths, rules, ask, aliases, notes),
    ):
        found.setdefault(tagged, []).extend(tags)
    return Outside(_shared(found), tuple(dict.fromkeys(notes)))


def contradictions_in(said: Outside) -> tuple[Note, ...]:
    """A sentence for every two annotations that contradict each other on some path."""
    distinct = {id(tags): tags for tags in said.tags.values()}
    found = (note for tags in distinct.values() for note in contradictions(tags))
    return tuple(dict.fromkeys(found))


def _shared(found: Mapping[str, Sequence[Tag]]) -> dict[str, tuple[Tag, ...]]:
    """The same, where paths of which the same is said share one tuple: that is soon compared."""
    same: dict[tuple[int, ...], tuple[Tag, ...]] = {}
    shared = {}
    for path, tags in found.items():
        key = tuple(map(id, tags))
        shared[path] = same.setdefault(key, tuple(tags))
    return shared


def _of_annotations(
    paths: Sequence[str], rules: Rules, aliases: Aliases, notes: list[Note]
) -> Iterator[tuple[str, list[Tag]]]:
    ordered: list[str] = []
    for path, content in rules.items():
        if path.rpartition("/")[2] != annotations.NAME:
            continue
        if isinstance(content, SourceError):
            found = annotations.unreadable(path, str(content))
        else:
            found = annotations.read(content, path, aliases)
        notes += found.notes
        ordered = ordered or sorted(paths)
        for tagged in _below(ordered, found.folder, found.may_match):
            if tags := found.of(tagged):
                yield tagged, tags


def _below(ordered: Sequence[str], folder: str, matches: Matches) -> Iterable[str]:
    """Those of sorted paths that lie below a folder and whose rest matches."""
    if not folder:
        return filter(matches, ordered)
    first = bisect_left(ordered, f"{folder}/")
    last = bisect_left(ordered, f"{folder}0", first)  # what follows the slash among characters
    cut = len(folder) + 1
    return [path for path in ordered[first:last] if matches(path[cut:])]


def _of_sidecars(
    paths: Sequence[str], rules: Rules, aliases: Aliases, notes: list[Note]
) -> Iterator[tuple[str, tuple[Tag, ...]]]:
    beside = [path for path in rules if path.endswith(sidecar.SUFFIX)]
    if not beside:
        return
    wanted = set(paths)
    for path in beside:
        tagged = path.removesuffix(sidecar.SUFFIX)
        if tagged in wanted:
            content = rules[path]
            # An empty one says just that: no tag can be read.
            readable = b"" if isinstance(content, SourceError) else content
            tags, said = sidecar.read(readable, path, aliases)
            notes += said
            yield tagged, tags


def _of_attributes(
    paths: Sequence[str],
    rules: Rules,
    ask: Attributes,
    aliases: Aliases,
    notes: list[Note],
) -> Iterator[tuple[str, tuple[Tag, ...]]]:
    speaking: dict[str, tuple[attributes.Line, ...]] = {}
    meant: dict[str, Matches] = {}
    for path, content in rules.items():
        folder, _, name = path.rpartition("/")
        if name == attributes.NAME:
            if isinstance(content, SourceError):
                told = f"cannot be read ({content}), so the attributes it may set are not known"
                notes.append(Note(NoteKind.TAG, Origin(OriginKind.FILE, path), told))
            elif attributes.mentions(content):
                speaking[folder] = attributes.lines_of(content)
                meant[folder] = attributes.may_mean(content)
    if not speaking:
        return
    ordered = sorted(paths)
    parts = (_below(ordered, folder, matches) for folder, matches in meant.items())
    below = list(dict.fromkeys(path for part in parts for path in part))
    told_of: dict[tuple[str, str, int], tuple[Tag, ...]] = {}
    for path, value in ask(below).items():
        chain = [
            (folder, speaking[folder])
            for folder in _upwards(path.rpartition("/")[0])
            if folder in speaking
        ]
        where = attributes.place_of(path, value, chain)
        key = (value, *where)
        if key not in told_of:
            tag, said = attributes.tag_of(value, where, aliases)
            notes += said
            told_of[key] = (tag,)
        yield path, told_of[key]


def _upwards(folder: str) -> list[str]:
    """A folder of a tree and all above it, nearest first, the top as ""."""
    found = [folder]
    while folder:
        folder = folder.rpartition("/")[0]
        found.append(folder)
    return found


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
