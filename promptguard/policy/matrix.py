"""Levels by destinations for those who send: what every picture of a policy is drawn from."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from promptguard.model import Labelled, Layer, Level, Policy, Situation
from promptguard.policy.decide import decide
from promptguard.policy.drawbacks import drawbacks
from promptguard.policy.show import Line, standing


class Matrix(NamedTuple):
    """One table: what holds for these roles, for text with these labels from this country.

    `number` is its place among several; empty `roles` and `origin` are unknown: the worst case.
    """

    number: int
    roles: tuple[str, ...]
    labels: tuple[str, ...]
    origin: str
    lines: tuple[Line, ...]
    #: Does it matter to the policy which role somebody has?
    asked: bool = False


def matrix(
    policy: Policy,
    roles: tuple[str, ...] = (),
    labels: Sequence[str] = (),
    origin: str = "",
    *,
    number: int = 0,
) -> Matrix:
    """What the policy decides for every level and destination."""
    bound = min(layer.retention_days_max for layer in policy.layers)
    marked = tuple(Labelled(label) for label in labels)
    lines = []
    for to in policy.destinations:
        decisions = tuple(
            decide(policy, Situation(level, to, marked, roles, origin)) for level in Level
        )
        against = drawbacks(to, bound)
        lines.append(Line(to, decisions, standing(to, against), against))
    return Matrix(number, roles, tuple(labels), origin, tuple(lines), bool(roles_of(policy)))


def for_every_role(
    policy: Policy, labels: Sequence[str] = (), origin: str = ""
) -> tuple[Matrix, ...]:
    """The table of whom nobody knows, then one for each role that the policy speaks of."""
    known: list[tuple[str, ...]] = [(), *((role,) for role in roles_of(policy))]
    return tuple(
        matrix(policy, roles, labels, origin, number=number) for number, roles in enumerate(known)
    )


def roles_of(policy: Policy) -> tuple[str, ...]:
    """Every role that a row or a rule of roles names, in order."""
    named = [role for layer in policy.layers for role in _named(layer)]
    return tuple(dict.fromkeys([*named, *(rule.role for rule in policy.roles.rules)]))


def _named(layer: Layer) -> Iterator[str]:
    for row in layer.clauses:
        yield from row.roles
    for exemption in layer.exemptions:
        yield from exemption.when.roles
