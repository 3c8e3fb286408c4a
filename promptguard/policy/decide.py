"""A situation and a policy become a decision: the strictest row that matches. Pure and total."""

from collections.abc import Sequence
from typing import NamedTuple

from promptguard.model import Action, Clause, Decision, Exemption, Layer, Policy, Situation
from promptguard.policy.drawbacks import Drawback, drawbacks
from promptguard.policy.matching import because, matches


class _Said(NamedTuple):
    """What one row says now, and what lifted it; `place` is its layer's and its own number."""

    place: tuple[int, int]
    action: Action
    row: Clause
    layer: Layer
    exemption: Exemption | None = None


def decide(policy: Policy, situation: Situation) -> Decision:
    """The strictest of what the rows of all layers say; of equally strict ones, the first.

    A layer's default holds where none of its own rows allows.
    """
    against = [drawbacks(situation.destination, each.retention_days_max) for each in policy.layers]
    said = _strict(policy, situation, against)
    most = max((each.action for each in said), default=Action.ALLOW)
    for number, layer in enumerate(policy.layers):
        if layer.default.action >= most:
            said += _otherwise(number, layer, situation, bad=bool(against[number]))
    said.sort(key=lambda each: each.place)
    strictest = max(said, key=_strictness)
    layer, row = strictest.layer, strictest.row
    return Decision(
        strictest.action,
        row,
        situation.destination,
        tuple(because(row, situation, against[strictest.place[0]])),
        layer.source,
        tuple(
            each.row.id if each.layer is layer else f"{each.row.id} of {each.layer.source}"
            for each in said
            if each.action is strictest.action and each is not strictest
        ),
        tuple(each.exemption for each in said if each.exemption is not None),
    )


def _strict(policy: Policy, now: Situation, against: Sequence[tuple[Drawback, ...]]) -> list[_Said]:
    """The rows that make things stricter and hold, but for those that others outdo anyway."""
    rows = [
        ((number, place), row)
        for number, layer in enumerate(policy.layers)
        for place, row in enumerate(layer.clauses)
        if row.action is not Action.ALLOW
    ]
    rows.sort(key=lambda each: -each[1].action)
    said: list[_Said] = []
    most = Action.ALLOW
    for place, row in rows:
        if row.action < most:
            break
        layer, bad = policy.layers[place[0]], bool(against[place[0]])
        if matches(row, now, bad=bad):
            exemption = _exemption(layer, row, now, bad=bad)
            action = row.action if exemption is None else min(row.action, exemption.action)
            said.append(_Said(place, action, row, layer, exemption))
            most = max(most, action)
    return said


def _otherwise(number: int, layer: Layer, now: Situation, *, bad: bool) -> list[_Said]:
    """A layer's rows that allow, or its default where none of them does."""
    allowing = [
        _Said((number, place), Action.ALLOW, row, layer)
        for place, row in enumerate(layer.clauses)
        if row.action is Action.ALLOW and matches(row, now, bad=bad)
    ]
    default = _Said((number, len(layer.clauses)), layer.default.action, layer.default, layer)
    return allowing or [default]


def asks(decision: Decision) -> bool:
    """Does a warning want a typed reason?"""
    return decision.action is decision.clause.action is Action.WARN and decision.clause.ask


def strictness(decision: Decision) -> tuple[Action, bool, Action]:
    """What to compare decisions by: of two warnings the one that asks for a reason is stricter."""
    asking = asks(decision)
    return decision.action, asking, decision.clause.unattended if asking else Action.ALLOW


def _strictness(said: _Said) -> tuple[Action, bool, Action]:
    asking = said.action is said.row.action is Action.WARN and said.row.ask
    return said.action, asking, said.row.unattended if asking else Action.ALLOW


def _exemption(layer: Layer, row: Clause, now: Situation, *, bad: bool) -> Exemption | None:
    """The loosest exception from a row that holds on this day; without a day none does."""
    if not layer.exemptions:
        return None
    held = [
        each
        for each in layer.exemptions
        if each.clause == row.id
        and each.granted <= now.date <= each.expires
        and matches(each.when, now, bad=bad)
    ]
    return min(held, key=lambda each: each.action, default=None)
