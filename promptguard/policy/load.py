"""The policy in force: what ships, the organisation's file, and what repository and user add."""

import os

from promptguard import clock
from promptguard.model import Policy
from promptguard.policy import compiled, trusted

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
    place = system or trusted.SYSTEM
    own = trusted.managed(place, owners)
    if own is None and not (path or user):
        return compiled.cached([day.encode(), *tables()], lambda: _shipped(day))
    # A cache lies where the user may write, and nobody may loosen an organisation from there.
    from promptguard.policy.combined import combined

    return combined(tables(), own, place, owners, path, user, day)


def tables() -> list[bytes]:
    found = []
    for name in _TABLES:
        with open(os.path.join(_HERE, name), "rb") as source:
            found.append(source.read())
    return found


def _shipped(day: str) -> Policy:
    from promptguard.policy.combined import combined

    return combined(tables(), None, "", frozenset(), "", "", day)
