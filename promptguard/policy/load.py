"""The policy in force: what ships, the organisation's file, and what repository and user add."""

import os

from promptguard import clock
from promptguard.folders import ADMINISTRATORS, SYSTEM_POLICY
from promptguard.model import Policy
from promptguard.policy import compiled

SHIPPED = "the shipped policy"
_HERE = os.path.dirname(__file__)
_TABLES = ("default.toml", "destinations.toml")


def load_policy(
    path: str = "",
    *,
    user: str = "",
    today: str = "",
    system: str = "",
    owners: frozenset[int] = ADMINISTRATORS,
) -> Policy:
    """The policy of a repository whose file is at `path`, for a user whose file is at `user`.

    Every layer decides for itself and the strictest holds, so neither of them can loosen what is
    above it, but for rows that the organisation's file (at `system`, by default the system's place
    for it) delegates. Destinations are as they are known on `today` (default: the clock's), so
    that what decides needs no clock: a fact that has expired has no value there.
    Raises ConfigError where a file is missing, unreadable, wrong or not to be trusted.
    """
    day = today or clock.today()
    place = system or SYSTEM_POLICY
    if not (path or user or _is_there(place)):
        return compiled.cached([day.encode(), *tables()], lambda: _shipped(day))
    # A cache lies where the user may write, and nobody may loosen an organisation from there.
    from promptguard.policy.combined import combined

    return combined(tables(), place, owners, path, user, day)


def _is_there(path: str) -> bool:
    """Is anything there, or may there be? Only where there is certainly nothing, it is not."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except OSError:
        pass
    return True


def tables() -> list[bytes]:
    """The rows and the destinations that ship, as TOML."""
    found = []
    for name in _TABLES:
        with open(os.path.join(_HERE, name), "rb") as source:
            found.append(source.read())
    return found


def _shipped(day: str) -> Policy:
    from promptguard.policy.combined import combined

    return combined(tables(), "", frozenset(), "", "", day)
