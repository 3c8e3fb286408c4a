"""What single files should be tagged as, and why: from what lies in them, and from neighbours."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from promptguard.model import Confidence, Level, Material, Tagged

#: So many tagged files of a folder say something of the others in it,
_NEIGHBOURS = 3
#: where so many percent of them agree.
_MAJORITY = 75

_Found = Mapping[str, Sequence[Material]]
_Group = tuple[str, str]


class Want(NamedTuple):
    """What one file should be, and why."""

    path: str
    level: Level
    labels: tuple[str, ...]
    confidence: Confidence
    why: str
    #: The same for the tag itself, where it is read for years: without lines, which move.
    reason: str
    #: Does it lie beside tagged files, and hold nothing of the sort itself?
    beside: bool = False


def wants(tagged: Mapping[str, Tagged], found: _Found) -> dict[str, Want]:
    """By path; what lies in a file says more than where it lies."""
    said = {want.path: want for want in _from_findings(tagged, found)}
    for want in _from_neighbours(tagged):
        said.setdefault(want.path, want)
    return said


def _from_findings(tagged: Mapping[str, Tagged], found: _Found) -> Iterator[Want]:
    """A file is at least as sensitive as what lies in it, unless somebody has overridden that."""
    for path, materials in found.items():
        one = tagged.get(path)
        if one is None or any(link.tag.override for link in one.resolved.chain if link.counts):
            continue
        said = Level.INTERNAL if one.resolved.level is None else one.resolved.level
        level = max((each.level for each in materials), default=said)
        if level > max(said, Level.INTERNAL):
            telling = [each for each in materials if each.level is level]
            labels = {label for each in telling for label in each.labels}
            surest = max(each.confidence for each in telling)
            yield Want(path, level, tuple(sorted(labels)), surest, _holds(telling), _kinds(telling))


def _holds(materials: Sequence[Material]) -> str:
    """`RSA private key in line 1 (likely), and 2 more`: what it is, never what it says."""
    first = min(materials, key=lambda each: (-each.confidence, each.line))
    place = f" in line {first.line}" if first.line else ""
    more = f", and {len(materials) - 1} more" if len(materials) > 1 else ""
    sure = first.confidence.word.replace("_", " ")
    return f"{first.title}{place} ({sure}){more}"


def _kinds(materials: Sequence[Material]) -> str:
    """`holds: RSA private key, and 2 more`."""
    titles = list(dict.fromkeys(each.title for each in materials))
    more = f", and {len(titles) - 2} more" if len(titles) > 2 else ""
    return f"holds: {', '.join(titles[:2])}{more}"


def _from_neighbours(tagged: Mapping[str, Tagged]) -> Iterator[Want]:
    """An untagged file among tagged ones of its folder and kind is most likely as they are."""
    levels: dict[_Group, Counter[Level]] = defaultdict(Counter)
    labels: dict[tuple[_Group, Level], Counter[str]] = defaultdict(Counter)
    for path, one in tagged.items():
        if one.resolved.level is not None:
            levels[_group(path)][one.resolved.level] += 1
            labels[_group(path), one.resolved.level].update(one.resolved.labels)
    for path, one in tagged.items():
        group = _group(path)
        if one.resolved.level is not None or group not in levels:
            continue
        level, count = max(levels[group].items(), key=lambda pair: (pair[1], pair[0]))
        total = levels[group].total()
        if _says_something(level, count, total):
            told = labels[group, level].items()
            shared = tuple(sorted(label for label, number in told if number == count))
            sure = Confidence.LIKELY if count == total else Confidence.POSSIBLE
            kind = f"{group[1]} " if group[1] else ""
            why = f"{count} of {total} tagged {kind}files beside it are {level.word}"
            yield Want(path, level, shared, sure, why, why, beside=True)


def _says_something(level: Level, count: int, total: int) -> bool:
    """Are the neighbours enough, and agreed?

    Internal is what every file is without a tag, and public is for people to say.
    """
    return level > Level.INTERNAL and count >= _NEIGHBOURS and count * 100 >= total * _MAJORITY


def _group(path: str) -> _Group:
    return path.rpartition("/")[0], kind_of(path)


def kind_of(path: str) -> str:
    """`.csv`; nothing where a name has no ending, such as `Makefile` and `.env`."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return f".{ending}" if stem and dot and ending else ""
