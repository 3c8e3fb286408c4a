"""Classification, request and policy become a decision: the strictest row that matches.

What is not known counts as the worst case: a role that nobody stated satisfies every row that
makes things stricter and none that allows.
"""

from promptguard.model import (
    Action,
    Classification,
    Clause,
    Decision,
    Destination,
    DestinationKind,
    Layer,
    Policy,
    Request,
)
from promptguard.policy.destinations import Drawback, drawbacks


def decide(classification: Classification, request: Request, policy: Policy) -> Decision:
    """The strictest of what the layers say; of equally strict ones, the first."""
    decisions = [_of_layer(classification, request, layer) for layer in policy.layers]
    return max(decisions, key=lambda decision: decision.action)


def _of_layer(classification: Classification, request: Request, layer: Layer) -> Decision:
    against = drawbacks(request.destination, layer.retention_days_max)
    matching = [row for row in layer.clauses if _matches(row, classification, request, against)]
    if not any(row.action is Action.ALLOW for row in matching):
        matching.append(layer.default)
    strictest = max(matching, key=lambda row: row.action)
    because = _because(strictest, request, against)
    return Decision(strictest.action, strictest, request.destination, because)


def _matches(
    row: Clause, classification: Classification, request: Request, against: tuple[Drawback, ...]
) -> bool:
    destination = request.destination
    return (
        row.level_min <= classification.level <= row.level_max
        and (row.local is None or row.local is destination.local)
        and _is_named(row, destination)
        and (not row.labels or any(label in row.labels for label in classification.labels))
        and _has_role(row, request.actor.role)
        and (not row.facts or (row.facts == "bad") is bool(against))
    )


def _is_named(row: Clause, destination: Destination) -> bool:
    if not row.destinations:
        return True
    if destination.kind is DestinationKind.UNKNOWN:
        return row.action is not Action.ALLOW
    return destination.id in row.destinations


def _has_role(row: Clause, role: str) -> bool:
    if not row.roles:
        return True
    return role in row.roles if role else row.action is not Action.ALLOW


def _because(row: Clause, request: Request, against: tuple[Drawback, ...]) -> tuple[str, ...]:
    said = list(request.destination.doubts) if row.action is not Action.ALLOW else []
    said += [drawback.text for drawback in against] if row.facts == "bad" else []
    if row.roles and not request.actor.role:
        said.append("the sender's role is not stated, so every role is assumed")
    return tuple(said)
