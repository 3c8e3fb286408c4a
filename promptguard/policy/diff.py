"""What another policy would change: every cell of the lattice in which the two decide otherwise."""

from collections.abc import Iterator
from typing import NamedTuple

from promptguard.model import Action, Policy, Situation
from promptguard.policy.boxes import Box, boxes
from promptguard.policy.decide import decide
from promptguard.policy.lattice import UNDESCRIBED, Lattice, lattice


class Change(NamedTuple):
    """Cells in which one policy says something and the other something else, and by which rows."""

    before: Action
    after: Action
    old: str
    new: str
    cells: tuple[Situation, ...]

    @property
    def loosens(self) -> bool:
        """May more be sent than before?"""
        return self.after < self.before

    def boxes(self) -> list[Box]:
        """The cells, put together for people."""
        return boxes(self.cells)


class Difference(NamedTuple):
    """All changes, those that loosen first, and the lattice that was walked."""

    changes: tuple[Change, ...]
    lattice: Lattice


def diff(one: Policy, other: Policy, day: str) -> Difference:
    """What changes from one policy to the other, for every situation that either tells apart.

    A destination that one of them does not know is there an endpoint that nobody described.
    """
    points = lattice(one, other)
    found: dict[tuple[Action, Action, str, str], list[Situation]] = {}
    for now, old, new in _pairs(one, other, points, day):
        before, after = decide(one, old), decide(other, new)
        if before.action is not after.action:
            key = before.action, after.action, before.clause.id, after.clause.id
            found.setdefault(key, []).append(now)
    changes = [Change(*key, tuple(cells)) for key, cells in found.items()]
    changes.sort(key=lambda each: (not each.loosens, each.after, -each.before, each.old, each.new))
    return Difference(tuple(changes), points)


def _pairs(
    one: Policy, other: Policy, points: Lattice, day: str
) -> Iterator[tuple[Situation, Situation, Situation]]:
    """Each cell as the two policies see it: they may know different facts of a destination."""
    olds = {to.id: to for to in one.destinations}
    news = {to.id: to for to in other.destinations}
    for now in points.situations(day):
        name = now.destination.id
        yield (
            now,
            now._replace(destination=olds.get(name, UNDESCRIBED)),
            now._replace(destination=news.get(name, UNDESCRIBED)),
        )
