"""Conditions on a destination's facts, such as `retention_days <= 30`, held against it.

A fact is the set of values that it may have: one, several (countries), or any where it is unknown.
A row that makes things stricter asks whether one of them could fit, a row that allows whether all
do. So losing a fact can only make a decision stricter, also under `not in` and `!=`.
"""

import operator
from collections.abc import Callable
from typing import Any

from promptguard.model import Comparison, Destination, DestinationKind
from promptguard.policy.countries import could_be, expanded
from promptguard.policy.drawbacks import PROOF, UNKNOWN

ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
COUNTRIES = frozenset(("jurisdictions", "regions"))
NUMBERS = frozenset(("retention_days",))
FLAGS = frozenset(("trains", "zero_retention", "self_hosting"))
#: What a destination is rather than what it promises: here general knowledge is enough.
_IDENTITY = frozenset(("vendor", "entity", "jurisdictions", "self_hosting"))
#: Said of a destination itself; no fact with evidence.
_PLAIN = frozenset(("tenancy", "tier"))
NAMES = tuple(
    sorted(
        {*COUNTRIES, *NUMBERS, *FLAGS, *_IDENTITY, *_PLAIN, "kind", "transfer_basis"},
    )
)


def holds(condition: Comparison, destination: Destination, *, surely: bool) -> bool:
    """Does a condition hold: surely (for a row that allows), or possibly (for all others)?"""
    values = known(condition.fact, destination)
    if not values:
        return not surely
    held = (_fits(condition, value) for value in values)
    return all(held) if surely else any(held)


def known(fact: str, destination: Destination) -> tuple[Any, ...]:
    """The values that a fact may have; none where it is unknown or only hearsay."""
    if fact == "kind":
        kind = destination.kind
        return () if kind is DestinationKind.UNKNOWN else (kind.value,)
    found = getattr(destination, fact)
    if fact in _PLAIN:
        return (found,) if found else ()
    if found.value is None or (fact not in _IDENTITY and found.evidence not in PROOF):
        return ()
    if fact in COUNTRIES:
        return could_be(found.value)
    return (found.value,)


def _fits(condition: Comparison, value: Any) -> bool:
    sign, right = condition.operator, condition.value
    if sign in ORDER:
        return ORDER[sign](value, right)
    listed = right if isinstance(right, tuple) else (right,)
    among = expanded(tuple(map(str, listed))) if condition.fact in COUNTRIES else listed
    return (value in among) is (sign in ("=", "in"))


def shown(condition: Comparison) -> str:
    """The condition as people write it."""
    right = condition.value
    if isinstance(right, bool):
        right = str(right).lower()
    listed = f"[{', '.join(right)}]" if isinstance(right, tuple) else right
    return f"{condition.fact} {condition.operator} {listed}"


def standing(condition: Comparison, destination: Destination) -> str:
    """What is known of the fact, as a sentence without its end."""
    name = condition.fact.replace("_", " ")
    if condition.fact in (*_PLAIN, "kind"):
        values = known(condition.fact, destination)
        return f"its {name} is {values[0] if values else UNKNOWN}"
    fact = getattr(destination, condition.fact)
    noted = "; ".join(part for part in (fact.doubt, fact.note) if part)
    behind = f" ({noted})" if noted else ""
    if fact.value is None:
        return f"its {name}: {UNKNOWN}{behind}"
    hearsay = "" if known(condition.fact, destination) else ", which is only reported"
    value = ", ".join(fact.value) if isinstance(fact.value, tuple) else str(fact.value).lower()
    value = fact.value if isinstance(fact.value, str) else value
    return f"its {name}: {value}{hearsay}{behind}"
