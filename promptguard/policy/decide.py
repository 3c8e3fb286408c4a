"""A situation and a policy become a decision: the strictest row that matches. Pure and total."""

from collections.abc import Iterator
from typing import NamedTuple

from promptguard.model import Action, Clause, Decision, Exemption, Layer, Policy, Situation
from promptguard.policy.destinations import Drawback, drawbacks
from promptguard.policy.matching import because, matches


class _Said(NamedTuple):
    """What one row says now, and what lifted it."""

    action: Action
    row: Clause
    source: str
    against: tuple[Drawback, ...]
    exemption: Exemption | None = None


def decide(policy: Policy, situation: Situation) -> Decision:
    """The strictest of what the rows of all layers say; of equally strict ones, the first.

    A layer's default holds where none of its own rows allows.
    """
    said = [each for layer in policy.layers for each in _of_layer(layer, situation)]
    strictest = max(said, key=lambda each: each.action)
    row = strictest.row
    return Decision(
        strictest.action,
        row,
        situation.destination,
        tuple(because(row, situation, strictest.against)),
        strictest.source,
        tuple(
            each.row.id if each.source == strictest.source else f"{each.row.id} of {each.source}"
            for each in said
            if each.action is strictest.action and each is not strictest
        ),
        tuple(each.exemption for each in said if each.exemption is not None),
    )


def _of_layer(layer: Layer, now: Situation) -> Iterator[_Said]:
    against = drawbacks(now.destination, layer.retention_days_max)
    bad = bool(against)
    allowed = False
    for row in layer.clauses:
        if matches(row, now, bad=bad):
            allowed |= row.action is Action.ALLOW
            exemption = _exemption(layer, row, now, bad=bad)
            action = row.action if exemption is None else min(row.action, exemption.action)
            yield _Said(action, row, layer.source, against, exemption)
    if not allowed:
        yield _Said(layer.default.action, layer.default, layer.source, against)


def _exemption(layer: Layer, row: Clause, now: Situation, *, bad: bool) -> Exemption | None:
    """The loosest exception from a row that holds on this day; without a day none does."""
    held = [
        each
        for each in layer.exemptions
        if each.clause == row.id
        and each.granted <= now.date <= each.expires
        and matches(each.when, now, bad=bad)
    ]
    return min(held, key=lambda each: each.action, default=None)
