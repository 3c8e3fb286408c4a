"""What ships, the organisation's file and those of repository and user become one policy."""

from collections.abc import Sequence

from promptguard.model import LayerKind, Policy
from promptguard.policy import organisation, trusted
from promptguard.policy.destinations import parse_destinations
from promptguard.policy.facts import known_on
from promptguard.policy.include import Part, parsed, parts
from promptguard.policy.layer import parse_file
from promptguard.policy.layers import resolved

_SHIPPED = "the shipped policy"


def combined(
    tables: Sequence[bytes],
    place: str,
    owners: frozenset[int],
    repository: str,
    user: str,
    day: str,
) -> Policy:
    """The policy of all layers on a day; an empty path is no file.

    `tables` are the shipped rows and destinations, `place` is where an organisation's file may be.
    Raises ConfigError where a file cannot be read, or is wrong.
    """
    own = trusted.managed(place, owners) if place else None
    found = None if own is None else organisation.parts_of(place, own, owners)
    return assembled(tables, found, repository, user, day)


def assembled(
    tables: Sequence[bytes], own: Sequence[Part] | None, repository: str, user: str, day: str
) -> Policy:
    """The same, with the organisation's file read already.

    Raises ConfigError where a file cannot be read, or is wrong.
    """
    rows, facts = tables
    destinations = parse_destinations("destinations.toml", parsed("destinations.toml", facts))
    shipped = parse_file(
        [(_SHIPPED, parsed("default.toml", rows))], destinations, LayerKind.SHIPPED
    ).layer
    managed = None
    if own is not None:
        managed = parse_file(own, destinations, LayerKind.ORGANISATION)
        destinations = managed.destinations
    named = ((repository, LayerKind.REPOSITORY), (user, LayerKind.USER))
    below = [
        parse_file(parts(path, trusted.plain(path), trusted.plain), destinations, kind).layer
        for path, kind in named
        if path
    ]
    layers = resolved(managed.layer if managed else None, shipped, below)
    known = tuple(known_on(each, day) for each in destinations)
    return Policy(layers, known, managed.roles) if managed else Policy(layers, known)
