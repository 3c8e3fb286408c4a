"""A policy file that somebody is writing, read as if it lay in its place."""

from promptguard import clock
from promptguard.model import LayerKind, Policy
from promptguard.policy.combined import combined
from promptguard.policy.facts import known_on
from promptguard.policy.include import parts
from promptguard.policy.layer import ORGANISATIONS
from promptguard.policy.load import shipped
from promptguard.policy.trusted import plain


def draft(path: str, *, today: str = "") -> Policy:
    """The policy of this file and of what ships, whatever else holds on this machine.

    A file that says what only an organisation may say is read as the organisation's. So a team's
    tests come out the same everywhere. An empty path is what ships alone. Raises ConfigError.
    """
    layer, destinations = shipped()
    read = parts(path, plain(path), plain) if path else []
    if kind_of(read) is LayerKind.ORGANISATION:
        policy = combined(read, layer, destinations, "", "")
    else:
        policy = combined((), layer, destinations, path, "")
    day = today or clock.today()
    return policy._replace(destinations=tuple(known_on(each, day) for each in policy.destinations))


def kind_of(read: list[tuple[str, dict[str, object]]]) -> LayerKind:
    """Whose file it can only be."""
    own = any(key in raw for _, raw in read for key in ORGANISATIONS)
    return LayerKind.ORGANISATION if own else LayerKind.REPOSITORY
