"""Which destination stands behind a host: exactly that name, or a name below one that is its own.

Whole labels are compared, never pieces of text, so api.vendor.com.elsewhere.example is nobody's.
A host that is not plainly a name or an address is refused, since programs read such hosts each in
its own way, and what one of them takes for the vendor another takes for somebody else.
"""

from collections.abc import Sequence
from typing import NamedTuple

from promptguard import patterns
from promptguard.errors import ConfigError
from promptguard.model import Destination
from promptguard.policy.checks import Expected, words
from promptguard.tables import described

_LABEL = patterns.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = patterns.compile(r"[0-9]+|0x[0-9a-f]*")
_BELOW = "*."
#: Names that mean something else, or nothing, on another network.
_INTRANET = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private")


class Address(NamedTuple):
    """The part of a base URL that says who gets the text; `port` 0 is the scheme's own."""

    host: str
    port: int = 0
    encrypted: bool = True


class NotPlain(ValueError):
    """A host or URL that is not plain; the text says why, as the end of a sentence."""


def canonical(written: str) -> str:
    """A host in the one form in which hosts are compared: lower case, without trailing dot.

    Raises NotPlain.
    """
    if written.startswith("[") and written.endswith("]"):
        return _ipv6(written[1:-1])
    host = written.lower().removesuffix(".")
    if not host.isascii():
        raise NotPlain("its host has letters outside ASCII")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise NotPlain("its host is not a plain name")
    if _NUMERIC.fullmatch(labels[-1]):
        return _ipv4(host)
    return host


def _ipv4(host: str) -> str:
    import ipaddress  # Few endpoints are written as numbers, and it costs a hook milliseconds.

    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        raise NotPlain("its host is not a plain IP address") from None


def _ipv6(written: str) -> str:
    import ipaddress

    try:
        if "%" in written:
            raise ValueError
        return f"[{ipaddress.IPv6Address(written).compressed}]"
    except ValueError:
        raise NotPlain("its host is not a plain IP address") from None


def is_own(host: str) -> bool:
    """Does a canonical host lie on this machine or inside some private network?"""
    labels = host.split(".")
    if host.startswith("[") or _NUMERIC.fullmatch(labels[-1]):
        import ipaddress

        return not ipaddress.ip_address(host.strip("[]")).is_global
    return len(labels) == 1 or labels[-1] in _INTRANET or host.endswith(".home.arpa")


@described({"type": "array", "items": {"type": "string"}, "minItems": 1})
def host_patterns(value: object) -> tuple[str, ...]:
    """A list of hosts such as api.example.com, *.example.com, 10.0.0.5:8080 or [::1]."""
    return tuple(_pattern(written) for written in words(value))


def _pattern(written: str) -> str:
    below = _BELOW if written.startswith(_BELOW) else ""
    host, port = _split_port(written.removeprefix(below))
    try:
        name = canonical(host)
    except NotPlain as wrong:
        raise Expected(f'"{written[:80]}" is not a host: {wrong}') from None
    if below and ("." not in name or name.startswith("[") or name[-1].isdecimal()):
        raise Expected(f'"{written[:80]}" would be the hosts of many; name at least two labels')
    return f"{below}{name}:{port}" if port else f"{below}{name}"


def _split_port(written: str) -> tuple[str, int]:
    host, colon, port = written.rpartition(":")
    if not colon or "]" in port:
        return written, 0
    if not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65536):
        raise Expected(f'"{written[:80]}" has no port between 1 and 65535')
    return host, int(port)


def refuse_doubles(where: str, destinations: Sequence[Destination]) -> None:
    """Raises ConfigError where two destinations claim the same host."""
    owners: dict[str, str] = {}
    for destination in destinations:
        for pattern in destination.hosts:
            other = owners.setdefault(pattern, destination.id)
            if other != destination.id:
                message = f'the host {pattern} already belongs to "{other}"'
                raise ConfigError(where, f"{destination.id}.hosts", message)


def behind(address: Address, destinations: Sequence[Destination]) -> Destination | None:
    """The destination that certainly stands behind an address; the nearest name wins.

    None where nobody claims the host.
    """
    claims = [
        (_nearness(pattern, address), number)
        for number, destination in enumerate(destinations)
        for pattern in destination.hosts
    ]
    nearest, number = max(claims, default=((0, 0), 0))
    return destinations[number] if nearest > (0, 0) else None


def _nearness(pattern: str, address: Address) -> tuple[int, int]:
    """How well a pattern fits: a port more than a name, a whole name more than its end."""
    host, port = _split_port(pattern)
    standard = 443 if address.encrypted else 80
    if port and port != (address.port or standard):
        return 0, 0
    if host.startswith(_BELOW):
        fits = address.host.endswith(host[1:]) and len(address.host) > len(host[1:])
        return (1 + bool(port), len(host)) if fits else (0, 0)
    return (3 + bool(port), len(host)) if host == address.host else (0, 0)
