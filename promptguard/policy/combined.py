"""What ships, the organisation's file and those of repository and user become one policy."""

from collections.abc import Sequence

from promptguard.model import Destination, Layer, LayerKind, Policy
from promptguard.policy.include import Part, parts
from promptguard.policy.layer import parse_file
from promptguard.policy.layers import resolved
from promptguard.policy.trusted import plain


def combined(
    organisation: Sequence[Part],
    shipped: Layer,
    destinations: tuple[Destination, ...],
    repository: str,
    user: str,
) -> Policy:
    """The policy of all layers; an empty path is no file.

    Raises ConfigError where a file cannot be read, or is wrong.
    """
    own = None
    if organisation:
        own = parse_file(organisation, destinations, LayerKind.ORGANISATION)
        destinations = own.destinations
    named = ((repository, LayerKind.REPOSITORY), (user, LayerKind.USER))
    below = [
        parse_file(parts(path, plain(path), plain), destinations, kind).layer
        for path, kind in named
        if path
    ]
    layers = resolved(own.layer if own else None, shipped, below)
    if own is None:
        return Policy(layers, destinations)
    return Policy(layers, destinations, own.roles)
