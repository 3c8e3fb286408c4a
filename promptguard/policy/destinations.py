"""What is known of each destination, read from the table that ships, and what it is worth."""

from collections.abc import Sequence
from typing import Any

from promptguard.errors import ConfigError, UsageError, did_you_mean
from promptguard.model import Destination, DestinationKind
from promptguard.policy import facts
from promptguard.policy.checks import Check, flag, meaning, one_of, read_table, sentence
from promptguard.policy.hosts import host_patterns, refuse_doubles

TENANCIES = ("personal", "organisation", "self-hosted")
_SOURCES = "sources"
_KIND = one_of(tuple(kind.value for kind in DestinationKind), "a kind of destination")
KEYS: dict[str, Check] = {
    "title": sentence,
    "kind": meaning(_KIND, DestinationKind),
    "plan": sentence,
    "tier": sentence,
    "tenancy": one_of(TENANCIES, "a tenancy"),
    "local": flag,
    "hosts": host_patterns,
    **facts.CHECKS,
}


def parse_destinations(where: str, raw: dict[str, Any]) -> tuple[Destination, ...]:
    """The destinations of a parsed TOML table, in its order; a fact that is absent is unknown.

    A table `sources` beside them says once what many facts cite. Raises ConfigError.
    """
    return overridden(where, raw, ())


def overridden(
    where: str, raw: dict[str, Any], shipped: Sequence[Destination]
) -> tuple[Destination, ...]:
    """The shipped destinations with what an organisation states of them, and its own behind them.

    A stated key replaces the shipped one whole: it is the organisation's contract, and does not
    dispute what holds for everybody. Only a layer that may loosen may be read through this.
    Raises ConfigError.
    """
    known = facts.sources(where, raw.get(_SOURCES, {}))
    found = {destination.id: destination for destination in shipped}
    for name, table in raw.items():
        if name == _SOURCES:
            continue
        values = read_table(where, name, facts.cited(table, known), KEYS)
        if name not in found and "title" not in values:
            raise ConfigError(where, name, "needs a title")
        found[name] = (
            found[name]._replace(**values) if name in found else Destination(id=name, **values)
        )
    refuse_doubles(where, tuple(found.values()))
    return tuple(found.values())


def find(name: str, destinations: Sequence[Destination]) -> Destination:
    """The destination with this id.

    Raises UsageError where it is not listed.
    """
    for destination in destinations:
        if destination.id == name:
            return destination
    hint = did_you_mean(name, [destination.id for destination in destinations])
    raise UsageError(f'"{name}" is not a destination. {hint}')
