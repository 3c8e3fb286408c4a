"""Destinations that could be: every combination of facts that a policy's rows can tell apart.

What ships knows little of most destinations, and unknown counts as the worst case. A row that waits
for an organisation to state its contract is judged on these.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from promptguard.model import Clause, Destination, Fact, Layer
from promptguard.policy.facts import FACTS

#: More combinations than this are not looked at.
MOST = 4_000
_ELSEWHERE, _OTHER = "ZZ", "another"
_NUMBERS = frozenset(("retention_days",))
_COUNTRIES = frozenset(("jurisdictions", "regions"))
_FLAGS = frozenset(("trains", "zero_retention", "self_hosting"))
_PLAIN = frozenset(("tenancy", "tier"))
_Value = str | int | bool


def supposed(layers: Iterable[Layer], rows: Iterable[Clause]) -> Iterator[Destination]:
    """Destinations outside this machine, each with another combination of known facts."""
    values: dict[str, set[_Value]] = {}
    for row in rows:
        for each in row.comparisons:
            several = each.value if isinstance(each.value, tuple) else (each.value,)
            values.setdefault(each.fact, set()).update(several)
        if row.facts:
            values.setdefault("trains", set())
            values.setdefault("retention_days", set())
    if "retention_days" in values:
        values["retention_days"].update(layer.retention_days_max for layer in layers)
    values.pop("kind", None)  # Every kind there is has a destination that ships.
    choices = {fact: _choices(fact, named) for fact, named in sorted(values.items())}
    for chosen in islice(product(*choices.values()), MOST):
        yield _described(dict(zip(choices, chosen, strict=True)))


def _choices(fact: str, named: set[_Value]) -> list[_Value]:
    """The values that rows name, and one that none of them does."""
    if fact in _FLAGS:
        return [False, True]
    if fact in _NUMBERS:
        numbers = {int(value) for value in named}
        return sorted({0, *numbers, *(number + 1 for number in numbers)})
    other = _ELSEWHERE if fact in _COUNTRIES else _OTHER
    return [*sorted(map(str, named)), other]


def _described(facts: dict[str, _Value]) -> Destination:
    said = ", ".join(f"{fact} {str(value).lower()}" for fact, value in facts.items())
    known = {
        fact: Fact((str(value),) if fact in _COUNTRIES else value, evidence="contract")
        for fact, value in facts.items()
        if fact in FACTS
    }
    plain = {fact: str(value) for fact, value in facts.items() if fact in _PLAIN}
    named = f"a destination with {said}" if said else "another destination"
    return Destination(named, named)._replace(**known, **plain)  # type: ignore[arg-type]
