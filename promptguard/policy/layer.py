"""One policy file as a layer: its rows, its default, and what only an organisation may say."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from promptguard.errors import ConfigError
from promptguard.model import Clause, Destination, Layer, LayerKind, Roles
from promptguard.policy.checks import Check, Expected, count, read_table, words
from promptguard.policy.destinations import overridden
from promptguard.policy.grants import delegation, exemptions_of, refuse_unknown
from promptguard.policy.roles import parse_roles
from promptguard.policy.rows import SAID, built, clause, no_doubles

VERSION = 1
#: What would loosen what others decide, or say who somebody is.
_ORGANISATIONS = ("replaces", "delegate", "destinations", "roles", "role")


class File(NamedTuple):
    """A policy file as read: a layer, and what it says of destinations and roles."""

    layer: Layer
    destinations: tuple[Destination, ...]
    roles: Roles


def parse_layer(where: str, raw: dict[str, Any], destinations: Sequence[Destination]) -> Layer:
    """A parsed policy file that ships, as a layer."""
    return parse_file(where, raw, destinations, LayerKind.SHIPPED).layer


def parse_file(
    where: str, raw: dict[str, Any], destinations: Sequence[Destination], kind: LayerKind
) -> File:
    """A parsed policy file, and the destinations as it has them.

    Raises ConfigError with the key, what it needs and what was perhaps meant.
    """
    if kind is not LayerKind.ORGANISATION:
        for key in _ORGANISATIONS:
            if key in raw:
                raise ConfigError(where, key, "may stand only in the organisation's own policy")
    values = read_table(where, "", raw, _TOP)
    if "version" not in values:
        raise ConfigError(where, "version", f"is missing; write `version = {VERSION}`")
    if "default" not in values:
        message = "is missing, so nothing says what holds otherwise"
        hint = 'Write a table [default] with action = "allow" or another action'
        raise ConfigError(where, "default", message, hint)
    described = _described(where, values, destinations)
    ids = tuple(destination.id for destination in described)
    default = _default(where, values["default"])
    rows = tuple(
        clause(where, f"clause[{number}]", table, ids)
        for number, table in enumerate(values.get("clause", ()), 1)
    )
    no_doubles(where, "rows", [row.id for row in (*rows, default)])
    facts = read_table(where, "facts", values.get("facts", {}), {"retention_days_max": count})
    layer = Layer(
        where,
        rows,
        default,
        facts.get("retention_days_max", 0),
        kind,
        exemptions_of(values, where, ids),
        tuple(
            delegation(where, f"delegate[{number}]", table)
            for number, table in enumerate(values.get("delegate", ()), 1)
        ),
        values.get("replaces", ()),
    )
    no_doubles(where, "exceptions", [each.id for each in layer.exemptions])
    if kind is not LayerKind.ORGANISATION:
        refuse_unknown(where, "exception", [each.clause for each in layer.exemptions], rows)
    roles = parse_roles(where, values.get("roles", {}), values.get("role", ()))
    return File(layer, described, roles)


def _described(
    where: str, values: dict[str, Any], shipped: Sequence[Destination]
) -> tuple[Destination, ...]:
    if "destinations" not in values:
        return tuple(shipped)
    if not isinstance(values["destinations"], dict):
        raise ConfigError(where, "destinations", "is not a table")
    return overridden(f"{where}: destinations", values["destinations"], shipped)


def _default(where: str, raw: object) -> Clause:
    checks = {key: SAID[key] for key in ("id", "action", "why", "advice", "contact")}
    values = {"id": "default", **read_table(where, "default", raw, checks)}
    for key in ("action", "why"):
        if key not in values:
            raise ConfigError(where, f"default.{key}", "is missing")
    return built(values)


def _version(value: object) -> int:
    if value != VERSION or isinstance(value, bool):
        raise Expected(f"must be {VERSION}, the only version there is")
    return VERSION


def _tables(name: str) -> Callable[[object], list[Any]]:
    def check(value: object) -> list[Any]:
        if not isinstance(value, list):
            raise Expected(f"must be written as [[{name}]], once for each")
        return value

    return check


_TOP: dict[str, Check] = {
    "version": _version,
    "facts": lambda value: value,
    "default": lambda value: value,
    "clause": _tables("clause"),
    "exception": _tables("exception"),
    "replaces": words,
    "delegate": _tables("delegate"),
    "destinations": lambda value: value,
    "roles": lambda value: value,
    "role": _tables("role"),
}
