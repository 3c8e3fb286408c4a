"""The policy in force: what ships, the organisation's file, and what repository and user add."""

import os
from collections.abc import Sequence

from promptguard import clock
from promptguard.model import Destination, Layer, LayerKind, Policy
from promptguard.policy import compiled, organisation, trusted
from promptguard.policy.facts import known_on

SHIPPED = "the shipped policy"
_HERE = os.path.dirname(__file__)
_TABLES = ("default.toml", "destinations.toml")


def load_policy(
    path: str = "",
    *,
    user: str = "",
    today: str = "",
    system: str = "",
    owners: frozenset[int] = trusted.ADMINISTRATORS,
) -> Policy:
    """The policy of a repository whose file is at `path`, for a user whose file is at `user`.

    Every layer decides for itself and the strictest holds, so neither of them can loosen what is
    above it, but for rows that the organisation's file (at `system`, by default the system's place
    for it) delegates. Destinations are as they are known on `today` (default: the clock's), so
    that what decides needs no clock: a fact that has expired has no value there.
    Raises ConfigError where a file is missing, unreadable, wrong or not to be trusted.
    """
    day = today or clock.today()
    parts = organisation.read(system or trusted.SYSTEM, owners)
    # A cache lies where the user may write, and nobody may loosen an organisation from there.
    layer, destinations = shipped() if parts else compiled.cached(_tables(), _parsed)
    if not (parts or path or user):
        return Policy((layer,), tuple(known_on(each, day) for each in destinations))
    from promptguard.policy.combined import combined

    policy = combined(parts, layer, destinations, path, user)
    return policy._replace(destinations=tuple(known_on(each, day) for each in policy.destinations))


def _tables() -> list[bytes]:
    found = []
    for name in _TABLES:
        with open(os.path.join(_HERE, name), "rb") as source:
            found.append(source.read())
    return found


def shipped() -> tuple[Layer, tuple[Destination, ...]]:
    """The rows and destinations that ship, read anew."""
    return _parsed(_tables())


def _parsed(tables: Sequence[bytes]) -> tuple[Layer, tuple[Destination, ...]]:
    from promptguard.policy.destinations import parse_destinations
    from promptguard.policy.include import parsed
    from promptguard.policy.layer import parse_file

    rows, facts = (parsed(name, data) for name, data in zip(_TABLES, tables, strict=True))
    destinations = parse_destinations("destinations.toml", facts)
    file = parse_file([(SHIPPED, rows)], destinations, LayerKind.SHIPPED)
    return file.layer, destinations
