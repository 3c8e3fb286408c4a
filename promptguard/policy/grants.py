"""Exceptions and delegations of a policy file: who may do what a row forbids, and until when."""

from collections.abc import Mapping, Sequence
from typing import Any

from promptguard.errors import ConfigError, did_you_mean
from promptguard.model import Action, Clause, Delegation, Exemption, LayerKind
from promptguard.policy.checks import (
    Check,
    Expected,
    action,
    all_of,
    meaning,
    read_table,
    sentence,
    text,
)
from promptguard.policy.facts import DAY, date
from promptguard.policy.rows import built, conditions, refuse_loose
from promptguard.tables import described, whole

_BELOW = all_of((LayerKind.REPOSITORY.value, LayerKind.USER.value), "a layer below")


@described({"type": "string", "pattern": whole(DAY)})
def _day(value: object) -> str:
    if len(text(value)) != len("2026-11-24"):
        raise Expected('must be a day such as "2026-11-24"')
    return date(value)


EXCEPTION: Mapping[str, Check] = {
    "id": sentence,
    "clause": sentence,
    "owner": sentence,
    "reason": sentence,
    "granted": _day,
    "expires": _day,
    "action": action,
}
DELEGATION: Mapping[str, Check] = {
    "clause": sentence,
    "to": meaning(_BELOW, lambda words: tuple(LayerKind(word) for word in words)),
    "least": action,
}
REQUIRED = ("id", "clause", "owner", "reason", "granted", "expires")


def exemption(where: str, prefix: str, raw: object, destinations: Sequence[str]) -> Exemption:
    """An exception from a row, for some days, with an owner and a reason.

    Raises ConfigError.
    """
    asked = conditions(destinations)
    values = read_table(where, prefix, raw, {**EXCEPTION, **asked})
    for key in REQUIRED:
        if key not in values:
            raise ConfigError(where, f"{prefix}.{key}", "is missing: no exception is for ever")
    if values["granted"] > values["expires"]:
        raise ConfigError(where, f"{prefix}.expires", "lies before the day it was granted")
    if values["clause"] == "default":
        message = "the default has no exceptions; write a row that allows"
        raise ConfigError(where, f"{prefix}.clause", message)
    when = {key: value for key, value in values.items() if key in asked}
    if not when.keys() - {"level_max"}:
        message = "needs a condition (roles, destinations, paths ...); else change the row itself"
        raise ConfigError(where, prefix, message)
    holds = {**when, "id": values["id"], "action": Action.ALLOW, "why": values["reason"]}
    refuse_loose(where, prefix, holds)
    said = {key: value for key, value in values.items() if key not in asked}
    return Exemption(**said, when=built(holds))


def delegation(where: str, prefix: str, raw: object) -> Delegation:
    """A row that layers below may replace.

    Raises ConfigError.
    """
    values = read_table(where, prefix, raw, DELEGATION)
    for key in ("clause", "to"):
        if key not in values:
            raise ConfigError(where, f"{prefix}.{key}", "is missing")
    return Delegation(**values)


def refuse_unknown(where: str, what: str, names: Sequence[str], rows: Sequence[Clause]) -> None:
    """Raises ConfigError where one of the names is no row: it would lift nothing, in silence."""
    known = [row.id for row in rows]
    for name in names:
        if name not in known:
            raise ConfigError(where, what, f'there is no row "{name}"', did_you_mean(name, known))


def exemptions_of(
    values: Mapping[str, Any], where: str, ids: Sequence[str]
) -> tuple[Exemption, ...]:
    """All `[[exception]]` tables of a file."""
    return tuple(
        exemption(where, f"exception[{number}]", table, ids)
        for number, table in enumerate(values.get("exception", ()), 1)
    )


def delegations_of(values: Mapping[str, Any], where: str) -> tuple[Delegation, ...]:
    """All `[[delegate]]` tables of a file."""
    return tuple(
        delegation(where, f"delegate[{number}]", table)
        for number, table in enumerate(values.get("delegate", ()), 1)
    )
