"""The layers together: what an organisation replaces and delegates is worked in, once, on loading.

Every layer then decides for itself and the strictest holds. So a layer that comes in below can only
tighten, but for the rows that the organisation lets it replace.
"""

from collections.abc import Sequence

from promptguard.model import Action, Clause, Delegation, Layer
from promptguard.policy.grants import refuse_unknown


def resolved(
    organisation: Layer | None, shipped: Layer, below: Sequence[Layer]
) -> tuple[Layer, ...]:
    """The layers that decide, the organisation's first.

    Raises ConfigError where the organisation's file names a row that there is not.
    """
    if organisation is None:
        return (*below, shipped)
    _refuse_unknown(organisation, shipped)
    gone = {*organisation.replaces, *(row.id for row in organisation.clauses)}
    kept = tuple(row for row in shipped.clauses if row.id not in gone)
    own = {row.id for row in organisation.clauses}
    left = shipped._replace(
        clauses=kept,
        exemptions=tuple(each for each in organisation.exemptions if each.clause not in own),
    )
    upper = [_delegated(layer, organisation.delegations, below) for layer in (organisation, left)]
    return (upper[0], *below, upper[1])


def _refuse_unknown(organisation: Layer, shipped: Layer) -> None:
    where = organisation.source
    rows = (*organisation.clauses, *shipped.clauses)
    refuse_unknown(where, "replaces", organisation.replaces, shipped.clauses)
    refuse_unknown(where, "exception", [each.clause for each in organisation.exemptions], rows)
    refuse_unknown(where, "delegate", [each.clause for each in organisation.delegations], rows)


def _delegated(layer: Layer, delegations: Sequence[Delegation], below: Sequence[Layer]) -> Layer:
    """A layer without the rows that a layer below replaces; what must remain of them remains."""
    least: dict[str, Action] = {}
    for each in delegations:
        if any(_has(lower, each) for lower in below):
            least[each.clause] = max(each.least, least.get(each.clause, each.least))
    if not least:
        return layer
    rows = (_loosened(row, least.get(row.id, row.action)) for row in layer.clauses)
    return layer._replace(clauses=tuple(row for row in rows if row is not None))


def _has(layer: Layer, delegation: Delegation) -> bool:
    named = any(row.id == delegation.clause for row in layer.clauses)
    return named and layer.kind in delegation.to


def _loosened(row: Clause, least: Action) -> Clause | None:
    if row.action <= least:
        return row
    return None if least is Action.ALLOW else row._replace(action=least, ask=False, grants="")
