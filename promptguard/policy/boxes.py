"""Many cells said in few sentences: situations are put together into boxes of the lattice."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from promptguard.model import Destination, Labelled, Level, OriginKind, Situation
from promptguard.policy.lattice import OTHER_COUNTRY, OTHER_LABEL, OTHER_ROLE, Lattice
from promptguard.policy.paths import NOWHERE
from promptguard.policy.rows import kind_word

#: More destinations than this are counted instead of named.
_NAMED = 4
_AXES = ("levels", "labels", "destinations", "roles", "origins", "kinds", "paths")


class Box(NamedTuple):
    """The situations that have one of these along every axis."""

    levels: frozenset[Level]
    labels: frozenset[tuple[Labelled, ...]]
    destinations: frozenset[str]
    roles: frozenset[tuple[str, ...]]
    origins: frozenset[str]
    kinds: frozenset[tuple[OriginKind, ...]]
    paths: frozenset[tuple[str, ...]]


def boxes(cells: Iterable[Situation]) -> list[Box]:
    """Few boxes that hold these cells and no other: neighbours are joined along axis after axis."""
    found = [_cell(now) for now in cells]
    for axis in ("destinations", "labels", "roles", "origins", "kinds", "paths", "levels"):
        at = _AXES.index(axis)
        joined: dict[tuple[object, ...], frozenset[object]] = {}
        for box in found:
            rest = (*box[:at], *box[at + 1 :])
            joined[rest] = joined.get(rest, frozenset()) | box[at]
        found = [Box(*rest[:at], among, *rest[at:]) for rest, among in joined.items()]  # type: ignore
    return found


def _cell(now: Situation) -> Box:
    return Box(
        frozenset((now.level,)),
        frozenset((now.labels,)),
        frozenset((now.destination.id,)),
        frozenset((now.roles,)),
        frozenset((now.origin,)),
        frozenset((now.kinds,)),
        frozenset((now.paths,)),
    )


def said(box: Box, of: Lattice) -> str:
    """A box in words: what is not said of it may be anything."""
    levels = _listed([level.word for level in sorted(box.levels)])
    parts = [f"{'any' if len(box.levels) == len(Level) else levels} text"]
    parts += [f"labelled {_listed(sorted(set(_labels(box, of))))}"] * (
        len(box.labels) < len(of.labels)
    )
    parts.append(f"to {_destinations(box, of)}")
    parts += [f"by {_listed(sorted(_roles(box)))}"] * (len(box.roles) < len(of.roles))
    parts += [f"from {_listed(sorted(_origins(box)))}"] * (len(box.origins) < len(of.origins))
    parts += [f"as {_listed(sorted(_kinds(box)))}"] * (len(box.kinds) < len(of.kinds))
    parts += [f"in {_listed(sorted(_paths(box)))}"] * (len(box.paths) < len(of.paths))
    return " ".join(parts)


def members(of: Lattice) -> dict[str, tuple[Destination, ...]]:
    """The destinations that the first of each group stands for, by its id."""
    return {group[0].id: group for group in of.destinations}


def _destinations(box: Box, of: Lattice) -> str:
    every = [to for first in box.destinations for to in members(of)[first]]
    if len(box.destinations) == len(of.destinations):
        return "any destination"
    names = [to.id for group in of.destinations for to in group if to in every]
    if len(names) <= _NAMED:
        return _listed(names)
    return f"{', '.join(names[: _NAMED - 1])} and {len(names) - _NAMED + 1} more destinations"


def _labels(box: Box, of: Lattice) -> Iterator[str]:
    """A label alone where it is meant however sure it is."""
    steps = Counter(labels[0].label for labels in of.labels if labels)
    meant = Counter(labels[0].label for labels in box.labels if labels)
    if () in box.labels:
        yield "nothing"
    for labels in box.labels:
        for each in labels:
            name = each.label.replace(OTHER_LABEL, "something else")
            sure = each.confidence.word.replace("_", " ")
            yield name if meant[each.label] == steps[each.label] else f"{name} ({sure})"


def _roles(box: Box) -> Iterator[str]:
    for roles in box.roles:
        yield " with ".join(roles).replace(OTHER_ROLE, "any other role") or "an unknown role"


def _origins(box: Box) -> Iterator[str]:
    for origin in box.origins:
        yield {"": "an unknown country", OTHER_COUNTRY: "any other country"}.get(origin, origin)


def _kinds(box: Box) -> Iterator[str]:
    for kinds in box.kinds:
        yield " with ".join(map(kind_word, kinds)) or "an unknown kind of text"


def _paths(box: Box) -> Iterator[str]:
    for paths in box.paths:
        yield " with ".join(paths).replace(NOWHERE, "no file") or "an unknown place"


def _listed(words: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
