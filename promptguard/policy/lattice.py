"""Every situation that a policy can tell apart, as a finite lattice to walk.

Of each thing that a row may ask for, the lattice holds what rows name, something that none names,
and what is unknown. Destinations that no row can tell apart are one point of it. One label at a
time is enough: rows that allow ask for none, so several do the strictest of what each does.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, product
from math import prod
from typing import NamedTuple

from promptguard.model import (
    Clause,
    Confidence,
    Destination,
    DestinationKind,
    Labelled,
    Layer,
    Level,
    OriginKind,
    Policy,
    Situation,
)
from promptguard.policy.drawbacks import drawbacks
from promptguard.policy.matching import matches
from promptguard.policy.matrix import roles_of
from promptguard.policy.paths import NOWHERE
from promptguard.policy.paths import matches as path_matches
from promptguard.policy.supposed import supposed

#: What no row names.
OTHER_ROLE, OTHER_LABEL, OTHER_COUNTRY = "somebody-else", "something-else", "ZZ"
#: An endpoint that nobody described: it may be any destination.
UNDESCRIBED = Destination(
    "undescribed", "an endpoint that nobody described", kind=DestinationKind.UNKNOWN
)
#: More points than this are not walked in a few seconds.
MOST = 150_000


class Lattice(NamedTuple):
    """The points along each axis; `destinations` are alike to every row within a group."""

    levels: tuple[Level, ...]
    labels: tuple[tuple[Labelled, ...], ...]
    destinations: tuple[tuple[Destination, ...], ...]
    roles: tuple[tuple[str, ...], ...]
    origins: tuple[str, ...]
    kinds: tuple[tuple[OriginKind, ...], ...]
    paths: tuple[tuple[str, ...], ...]
    #: What was left out, as sentences.
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many situations it holds."""
        return prod(len(axis) for axis in self[:-1])

    def situations(self, date: str = "") -> Iterator[Situation]:
        """Every one of them, with the first destination of each group."""
        for level, labels, group, roles, origin, kinds, paths in product(*self[:-1]):
            yield Situation(level, group[0], labels, roles, origin, kinds, paths, date)


def lattice(*policies: Policy, suppose: bool = False, most: int = MOST) -> Lattice:
    """The points that these policies together tell apart.

    With `suppose` it also holds destinations that could be, with any facts that rows ask for.
    Where there would be more than `most`, pairs of roles, then kinds and paths are left out, and
    the notes say so.
    """
    rows = [row for policy in policies for row in _conditions(policy.layers)]
    roles = tuple(dict.fromkeys(chain.from_iterable(map(roles_of, policies))))
    single = ((), *((role,) for role in (*roles, OTHER_ROLE)))
    pairs = tuple((one, other) for one in roles for other in roles if one < other)
    whole = Lattice(
        tuple(Level),
        _labels(rows),
        tuple(_alike(policies, rows if suppose else ())),
        (*single, *pairs) if roles else ((),),
        _origins(rows),
        _kinds(rows),
        _paths(rows),
    )
    left_out: list[str] = []
    if whole.size > most and len(whole.roles) > len(single):
        whole = whole._replace(roles=single)
        left_out.append("senders with two roles")
    if whole.size > most and len(whole.kinds) > 1:
        whole = whole._replace(kinds=((),))
        left_out.append("kinds of text")
    if whole.size > most and len(whole.paths) > 1:
        whole = whole._replace(paths=((),))
        left_out.append("paths")
    told = f"there are too many cells to look at all: {' and '.join(left_out)} were left out"
    return whole._replace(notes=(told,)) if left_out else whole


def _conditions(layers: Iterable[Layer]) -> Iterator[Clause]:
    for layer in layers:
        yield from layer.clauses
        yield from (each.when for each in layer.exemptions)


def _labels(rows: Iterable[Clause]) -> tuple[tuple[Labelled, ...], ...]:
    """None, each label that is named as sure as a row asks, and one that no row names."""
    named = {
        Labelled(label, step)
        for row in rows
        for label in row.labels
        for step in (row.confidence, Confidence.VERY_LIKELY)
    }
    if not named:
        return ((),)
    return ((), *((each,) for each in sorted(named)), (Labelled(OTHER_LABEL),))


def _origins(rows: Iterable[Clause]) -> tuple[str, ...]:
    named = sorted({origin for row in rows for origin in row.origins})
    return ("", *named, OTHER_COUNTRY) if named else ("",)


def _kinds(rows: Iterable[Clause]) -> tuple[tuple[OriginKind, ...], ...]:
    named = {kind for row in rows for kind in row.kinds}
    if not named:
        return ((),)
    other = [kind for kind in OriginKind if kind not in named][:1]
    ordered = sorted((*named, *other), key=lambda kind: kind.value)
    return ((), *((kind,) for kind in ordered))


def _paths(rows: Iterable[Clause]) -> tuple[tuple[str, ...], ...]:
    patterns = sorted({pattern for row in rows for pattern in row.paths})
    if not patterns:
        return ((),)
    return ((), *((example(pattern),) for pattern in patterns), (NOWHERE,))


def example(pattern: str) -> str:
    """A path that a pattern means."""
    path = pattern.lstrip("/") + ("x" if pattern.endswith("/") else "")
    path = path.replace("**", "x").replace("*", "x").replace("?", "x")
    return path if path_matches(pattern, path) else f"x/{path}"


def _alike(
    policies: tuple[Policy, ...], rows: Iterable[Clause]
) -> Iterator[tuple[Destination, ...]]:
    """The destinations in groups; in which way those of a group differ no row asks."""
    groups: dict[tuple[object, ...], list[Destination]] = {}
    more = {to.id: to for to in supposed(policies[0].layers, rows)} if rows else {}
    by_id = [{to.id: to for to in policy.destinations} | more for policy in policies]
    names = dict.fromkeys(chain.from_iterable(by_id))
    for name in names:
        every = [known.get(name, UNDESCRIBED) for known in by_id]
        key = tuple(
            answer
            for policy, to in zip(policies, every, strict=True)
            for answer in _answers(policy, to)
        )
        groups.setdefault(key, []).append(next(to for to in every if to is not UNDESCRIBED))
    groups.setdefault(("undescribed",), []).append(UNDESCRIBED)
    return map(tuple, groups.values())


def _answers(policy: Policy, to: Destination) -> Iterator[object]:
    """What every row would say of a destination, if nothing else stood in its way."""
    yield to.local
    for layer in policy.layers:
        bad = bool(drawbacks(to, layer.retention_days_max))
        for row in _conditions([layer]):
            bare = row._replace(
                labels=(), roles=(), origins=(), kinds=(), paths=(), level_min=Level.PUBLIC,
                level_max=Level.RESTRICTED,
            )  # fmt: skip
            yield matches(bare, Situation(Level.PUBLIC, to), bad=bad)
