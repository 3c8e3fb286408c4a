"""Proposes tags for a tree: one annotation where a folder agrees, instead of a thousand headers.

From the top down: a folder of which most wants the same level gets one annotation; else one kind of
file in it may; else the folders in it are asked, and files that are left are named together.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from promptguard.model import Confidence, Level, Material, Suggestion, Tagged
from promptguard.tags.guard import never
from promptguard.tags.wants import Want, kind_of, wants

#: A folder, or a kind of file in it, agrees where so many files want the same,
_AGREED = 3
#: and so many percent of all want it or have it: fewer would tag what is none of it.
_MAJORITY = 80
#: More proposals than this nobody reads: what is left is named folder by folder at the top.
_MOST = 40
_EVIDENCE = 3
_LABELS = 6


class _Files(NamedTuple):
    """What lies below a folder: its files with their levels, and what some want."""

    all: Mapping[str, Level | None]
    wanting: Mapping[str, Want]

    def only(self, paths: Iterable[str], wanting: Collection[str] | None = None) -> "_Files":
        """Those paths; those of them that still want something."""
        asked = self.wanting if wanting is None else wanting
        chosen = {path: self.all[path] for path in paths}
        return _Files(chosen, {path: self.wanting[path] for path in chosen if path in asked})


def suggest(
    tagged: Mapping[str, Tagged],
    found: Mapping[str, Sequence[Material]],
    least: Confidence = Confidence.LIKELY,
) -> tuple[Suggestion, ...]:
    """What to tag, the most sensitive and the surest first.

    `tagged` are the files that are asked about, `found` is what the detectors say of them; what is
    less sure than `least` is not proposed.
    """
    sure = {
        path: want
        for path, want in wants(tagged, found).items()
        if want.confidence >= least and not never(path)
    }
    if not sure:
        return ()
    levels = {path: one.resolved.level for path, one in tagged.items() if not never(path)}
    proposed = list(_of_folders(_Files(levels, sure)))
    if len(proposed) > _MOST:
        proposed = list(_gathered(proposed, sure))
    return tuple(sorted(proposed, key=_rank))


def _rank(one: Suggestion) -> tuple[int, int, str, tuple[str, ...]]:
    return -one.level, -one.confidence, one.folder, one.patterns


def _of_folders(files: _Files) -> Iterator[Suggestion]:
    """The proposals for the top and everything below it, as deep down as they can stand."""
    waiting = [("", files)]  # No recursion: folders are as deep as whoever made them likes.
    while waiting:
        folder, here = waiting.pop()
        left = set(here.wanting)
        if not _is_deeper(folder, left):
            if _is_mixed(here) and (level := _agreed(here)) is not None:
                yield _proposal(folder, ("**",), level, here, "files")
                left -= _served(here, level)
            yield from _kinds_of(folder, here, left, "*")
        for name, paths in _parts(folder, here.all).items() if left else ():
            group = here.only(paths, left)
            if group.wanting and name:
                waiting.append((f"{folder}/{name}" if folder else name, group))
            elif group.wanting:
                yield from _own(folder, group)


def _own(folder: str, files: _Files) -> Iterator[Suggestion]:
    """The proposals for the files that lie in the folder itself."""
    left = set(files.wanting)
    yield from _kinds_of(folder, files, left, "/*")
    yield from _named(folder, {path: files.wanting[path] for path in files.all if path in left})


def _is_mixed(files: _Files) -> bool:
    """Are the files that want something of several kinds, or all there are of the one kind?"""
    kinds = set(map(kind_of, files.wanting))
    return len(kinds) > 1 or kinds == set(map(kind_of, files.all))


def _is_deeper(folder: str, paths: Iterable[str]) -> bool:
    """Do these all lie in one folder of the folder?"""
    parts = _parts(folder, paths)
    return len(parts) == 1 and "" not in parts


def _kinds_of(folder: str, files: _Files, left: set[str], anchor: str) -> Iterator[Suggestion]:
    """Proposals for kinds of files that agree; what they serve is taken out of `left`."""
    for kind, paths in _kinds(left, files.all).items():
        group = files.only(paths, left)
        deeper = anchor == "*" and _is_deeper(folder, group.wanting)
        if kind and not deeper and (level := _agreed(group)) is not None:
            yield _proposal(folder, (anchor + _literal(kind),), level, group, f"{kind} files")
            left -= _served(group, level)


def _served(files: _Files, level: Level) -> set[str]:
    """The files for which an annotation of this level is enough."""
    return {path for path, want in files.wanting.items() if want.level <= level}


def _parts(folder: str, paths: Iterable[str]) -> dict[str, list[str]]:
    """The paths by the folder of the folder that they lie in, its own files under ""."""
    start = len(folder) + 1 if folder else 0
    parts: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        first, below, _ = path[start:].partition("/")
        parts[first if below else ""].append(path)
    return parts


def _kinds(wanting: Iterable[str], paths: Iterable[str]) -> dict[str, list[str]]:
    """All files by those kinds of which one wants something."""
    kinds: dict[str, list[str]] = {kind_of(path): [] for path in wanting}
    for path in paths:
        if (kind := kind_of(path)) in kinds:
            kinds[kind].append(path)
    return kinds


def _agreed(files: _Files) -> Level | None:
    """The level that nearly all of the files want or have already."""
    wanted = Counter(want.level for want in files.wanting.values())
    if not wanted:
        return None
    level, count = max(wanted.items(), key=lambda pair: (pair[1], pair[0]))
    having = sum(said is not None and said >= level for said in files.all.values())
    enough = count >= _AGREED and (count + having) * 100 >= len(files.all) * _MAJORITY
    return level if enough else None


def _named(folder: str, wanting: Mapping[str, Want]) -> Iterator[Suggestion]:
    """Files by their names: together where there are several of a level, else one by one."""
    by_level: dict[Level, list[str]] = defaultdict(list)
    for path, want in wanting.items():
        by_level[want.level].append(path)
    for level, paths in by_level.items():
        groups = [paths] if len(paths) >= _AGREED else [[path] for path in paths]
        for group in groups:
            files = _Files(dict.fromkeys(group), {path: wanting[path] for path in group})
            yield _proposal(folder, _names(folder, group), level, files, "files")


def _names(folder: str, paths: Iterable[str]) -> tuple[str, ...]:
    start = len(folder) + 1 if folder else 0
    return tuple(f"/{_literal(path[start:])}" for path in sorted(paths))


def _gathered(proposed: Iterable[Suggestion], sure: Mapping[str, Want]) -> Iterator[Suggestion]:
    """Fewer proposals: files that are named are named together, by the folder at the top."""
    named: dict[str, dict[str, Want]] = defaultdict(dict)
    for one in proposed:
        if all(pattern.startswith("/") and "*" not in pattern for pattern in one.patterns):
            top = one.files[0].partition("/")[0] if "/" in one.files[0] else ""
            named[top].update((path, sure[path]) for path in one.files)
        else:
            yield one
    for top, wanting in named.items():
        yield from _named(top, wanting)


def _proposal(
    folder: str, patterns: tuple[str, ...], level: Level, files: _Files, what: str
) -> Suggestion:
    telling = [want for want in files.wanting.values() if want.level is level]
    labels = Counter(label for want in telling for label in want.labels)
    ranked = sorted(telling, key=lambda want: (want.beside, -want.confidence, want.path))
    return Suggestion(
        folder,
        patterns,
        level,
        tuple(sorted(label for label, _ in labels.most_common(_LABELS))),
        max(want.confidence for want in telling),
        _reason(ranked, len(files.all), what),
        _evidence(ranked),
        tuple(files.all),
    )


def _reason(ranked: Sequence[Want], total: int, what: str) -> str:
    """One sentence for all of them: how many hold such material, and how many only lie beside."""
    if len(ranked) == 1:
        return ranked[0].reason
    beside = sum(want.beside for want in ranked)
    level = ranked[0].level.word
    if not beside:
        return f"{len(ranked):,} of {total:,} {what} hold {level} material"
    holding = len(ranked) - beside
    told = f"{holding:,} of {total:,} {what} hold {level} material, and " if holding else ""
    return f"{told}{beside:,} {what} lie beside others of their kind that are {level}"


def _evidence(ranked: Sequence[Want]) -> tuple[str, ...]:
    """The surest reasons, one a file, and how many more there are."""
    shown = ranked if len(ranked) <= _EVIDENCE + 1 else ranked[:_EVIDENCE]
    told = [f"{want.path}: {want.why}" for want in shown]
    more = len(ranked) - len(shown)
    return (*told, f"and {more:,} more files") if more else tuple(told)


def _literal(name: str) -> str:
    """A name as a pattern that means only it."""
    escaped = "".join(f"\\{char}" if char in "*?[\\" else char for char in name)
    return escaped[:-1] + "\\ " if escaped.endswith(" ") else escaped
