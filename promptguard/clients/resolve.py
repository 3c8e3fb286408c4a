"""Where a client really sends: what its settings say, not what it is called.

Settings that contradict each other are all kept; who decides takes the strictest outcome. Whatever
cannot be told with certainty is a destination about which nothing is known.
"""

from collections.abc import Iterator, Sequence

from promptguard.clients import endpoint
from promptguard.clients.machine import Machine
from promptguard.clients.statements import Gathered, Provider, Statement, gather
from promptguard.model import Client, Destination, DestinationKind, Endpoint, Route
from promptguard.policy.destinations import find
from promptguard.policy.hosts import Address, NotPlain, behind, is_own

UNKNOWN = "unknown"
_DEFAULT = "its own default, since nothing redirects it"


def resolve(client: Client, machine: Machine, destinations: Sequence[Destination]) -> Route:
    """The endpoints that a client's variables and settings name on a machine.

    Raises UsageError where the policy describes no such destination as the client's own.
    """
    own = find(client.destination, destinations)
    gathered = gather(client, machine)
    said = [*gathered.statements, *_chosen(client, gathered)]
    endpoints = [_endpoint(each, client, own, destinations) for each in said]
    if _sends_to_its_own(client, gathered) or not endpoints:
        endpoints.append(Endpoint(_DEFAULT, "", own))
    notes = []
    if len({(each.destination.id, each.host) for each in endpoints}) > 1:
        notes.append("its settings name different places; the strictest of them counts")
    if client.blind:
        notes.append(f"not seen here: {client.blind}")
    return Route(client.id, client.title, tuple(dict.fromkeys(endpoints)), tuple(notes))


def _chosen(client: Client, gathered: Gathered) -> Iterator[Statement]:
    """What the providers say that are selected, or all of them where nothing is."""
    if not gathered.selected:
        if client.choice.unselected != "own":
            yield from (provider.said for provider in gathered.providers)
        return
    for source, name in gathered.selected:
        of_name = _named(name, gathered.providers)
        yield from (provider.said for provider in of_name)
        if not of_name and name not in client.choice.builtin:
            text = f"{source} names a provider whose address is not in the settings"
            yield Statement(source, elsewhere=text)


def _sends_to_its_own(client: Client, gathered: Gathered) -> bool:
    if not gathered.selected:
        return client.choice.unselected == "both"
    return any(
        name in client.choice.builtin and not _named(name, gathered.providers)
        for _, name in gathered.selected
    )


def _named(name: str, providers: Sequence[Provider]) -> list[Provider]:
    return [provider for provider in providers if provider.name == name]


def _endpoint(
    said: Statement, client: Client, own: Destination, destinations: Sequence[Destination]
) -> Endpoint:
    if said.elsewhere:
        return Endpoint(said.source, "", undescribed("", said.elsewhere))
    try:
        address = endpoint.parse(said.url)
    except NotPlain as wrong:
        why = f"what {said.source} says cannot be told: {wrong}"
        return Endpoint(said.source, "", undescribed("", why))
    found = behind(address, destinations)
    doubt = _doubt(address, found)
    if found is None or doubt:
        why = f"{said.source} names {address.host}{doubt}"
        return Endpoint(said.source, address.host, undescribed(address.host, why))
    # The account behind the client's own host is the client's, with the plan that is assumed.
    destination = own if found.id == client.provider else found
    return Endpoint(said.source, address.host, destination)


def _doubt(address: Address, found: Destination | None) -> str:
    """Why an address is not taken for what it says, as the end of a sentence; or nothing."""
    if found is not None:
        if address.encrypted or found.kind is DestinationKind.SELF_HOSTED:
            return ""
        return " without encryption, so anybody on the way can read what is sent"
    if is_own(address.host):
        return (
            ", which lies on this machine or in a private network and is not listed in the policy,"
            " so what stands behind it is not known"
        )
    return ", and who runs that is not known"


def undescribed(host: str, why: str) -> Destination:
    """A destination of which nothing is known, with the reason why."""
    return Destination(
        id=UNKNOWN,
        title=f"an unknown destination ({host})" if host else "an unknown destination",
        kind=DestinationKind.UNKNOWN,
        doubts=(why,),
    )
