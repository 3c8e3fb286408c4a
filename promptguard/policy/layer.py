"""One policy file as a layer: its rows, its default, and what only an organisation may say."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from promptguard.errors import ConfigError
from promptguard.model import Clause, Destination, Layer, LayerKind, Roles
from promptguard.policy.checks import Check, Expected, count, read_table, words
from promptguard.policy.destinations import overridden
from promptguard.policy.grants import delegations_of, exemptions_of, refuse_unknown
from promptguard.policy.include import Part
from promptguard.policy.roles import parse_roles
from promptguard.policy.rows import SAID, built, clause, no_doubles

VERSION = 1
#: What the default says; it has no conditions.
DEFAULT: Mapping[str, Check] = {
    key: SAID[key] for key in ("id", "action", "why", "advice", "contact")
}
#: What would loosen what others decide, or say who somebody is.
ORGANISATIONS = ("replaces", "delegate", "destinations", "roles", "role")


class File(NamedTuple):
    """A policy file as read: a layer, and what it says of destinations and roles."""

    layer: Layer
    destinations: tuple[Destination, ...]
    roles: Roles


def parse_file(parts: Sequence[Part], destinations: Sequence[Destination], kind: LayerKind) -> File:
    """A policy file, with what it includes behind it, and the destinations as it has them.

    Raises ConfigError with the key, what it needs and what was perhaps meant.
    """
    read = [(where, _top(where, raw, kind)) for where, raw in parts]
    where = parts[0][0]
    described = tuple(destinations)
    for inner, values in read:
        described = _described(inner, values, described)
    ids = tuple(destination.id for destination in described)
    default = _default(*_single(read, "default", {}))
    rows = tuple(
        clause(inner, f"clause[{number}]", table, ids)
        for inner, values in read
        for number, table in enumerate(values.get("clause", ()), 1)
    )
    no_doubles(where, "rows", [row.id for row in (*rows, default)])
    facts = _facts(*_single(read, "facts", {}))
    layer = Layer(
        where,
        rows,
        default,
        facts.get("retention_days_max", 0),
        kind,
        tuple(each for inner, values in read for each in exemptions_of(values, inner, ids)),
        tuple(each for inner, values in read for each in delegations_of(values, inner)),
        tuple(each for _, values in read for each in values.get("replaces", ())),
    )
    no_doubles(where, "exceptions", [each.id for each in layer.exemptions])
    if kind is not LayerKind.ORGANISATION:
        refuse_unknown(where, "exception", [each.clause for each in layer.exemptions], rows)
    rules = [(inner, rule) for inner, values in read for rule in values.get("role", ())]
    inner, table = _single(read, "roles", {})
    return File(layer, described, parse_roles(inner, table, rules))


def _top(where: str, raw: dict[str, Any], kind: LayerKind) -> dict[str, Any]:
    if kind is not LayerKind.ORGANISATION:
        for key in ORGANISATIONS:
            if key in raw:
                raise ConfigError(where, key, "may stand only in the organisation's own policy")
    values = read_table(where, "", raw, TOP)
    if "version" not in values:
        raise ConfigError(where, "version", f"is missing; write `version = {VERSION}`")
    return values


def _single(
    read: Sequence[tuple[str, dict[str, Any]]], key: str, otherwise: object
) -> tuple[str, object]:
    """A table that only one of a policy's files may have, and which that is."""
    having = [(where, values[key]) for where, values in read if key in values]
    if len(having) > 1:
        raise ConfigError(having[1][0], key, f"stands already in {having[0][0]}")
    if having or key != "default":
        return having[0] if having else (read[0][0], otherwise)
    message = "is missing, so nothing says what holds otherwise"
    hint = 'Write a table [default] with action = "allow" or another action'
    raise ConfigError(read[0][0], "default", message, hint)


def _described(
    where: str, values: dict[str, Any], shipped: Sequence[Destination]
) -> tuple[Destination, ...]:
    if "destinations" not in values:
        return tuple(shipped)
    if not isinstance(values["destinations"], dict):
        raise ConfigError(where, "destinations", "is not a table")
    return overridden(f"{where}: destinations", values["destinations"], shipped)


def _facts(where: str, raw: object) -> dict[str, Any]:
    return read_table(where, "facts", raw, {"retention_days_max": count})


def _default(where: str, raw: object) -> Clause:
    values = {"id": "default", **read_table(where, "default", raw, DEFAULT)}
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


TOP: dict[str, Check] = {
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
