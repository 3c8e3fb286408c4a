"""The door to where text would go: a destination by its name, or what a client is set to."""

from typing import NamedTuple

from promptguard.model import Destination, LayerKind, Policy, Route
from promptguard.policy.destinations import find


class Aim(NamedTuple):
    """The destinations that a prompt may reach, and the route that led to them, if any did.

    Where a client's settings contradict each other there are several, and all must be judged.
    """

    destinations: tuple[Destination, ...]
    route: Route | None = None


def aim(policy: Policy, destination_id: str, client: str = "", folder: str = "") -> Aim:
    """Where a prompt goes that is sent to a destination or, where one is named, by a client.

    A client's settings are looked for from `folder` (default: the current one).
    Raises UsageError for a name that is not known.
    """
    if not client:
        return Aim((find(destination_id, policy.destinations),))
    found = route(policy, client, folder)
    return Aim(tuple(dict.fromkeys(each.destination for each in found.endpoints)), found)


def route(policy: Policy, client: str, folder: str = "") -> Route:
    """Where a client sends on this machine, and which file or variable says so.

    Raises UsageError for a client that is not known.
    """
    # Imported here: a hook that names its destination reads no client's settings.
    from promptguard.clients.load import load_client
    from promptguard.clients.machine import here
    from promptguard.clients.resolve import resolve

    bound = any(layer.kind is LayerKind.ORGANISATION for layer in policy.layers)
    return resolve(load_client(client, kept=not bound), here(folder), policy.destinations)


def clients() -> tuple[str, ...]:
    """The clients that are known, sorted."""
    from promptguard.clients.load import names

    return names()
