"""The rows of a policy file, checked so that no row can make a decision looser when more is known.

A row that warns, redacts or blocks speaks of a level and everything above it, and of facts only
where they are bad; a row that allows speaks of a level and everything below it, of facts only
where they are good, and never of labels. So raising a level, adding a label or losing a fact can
only make a decision stricter; `tests/core/policy` proves it over the lattice.
"""

from collections.abc import Sequence
from typing import Any

from promptguard.errors import ConfigError
from promptguard.model import Action, Clause, Destination, Layer
from promptguard.policy.checks import (
    Check,
    Expected,
    action,
    all_of,
    count,
    flag,
    level,
    one_of,
    read_table,
    sentence,
    words,
)

VERSION = 1


def parse_layer(where: str, raw: dict[str, Any], destinations: Sequence[Destination]) -> Layer:
    """A parsed policy file as a layer.

    Raises ConfigError with the key, what it needs and what was perhaps meant.
    """
    ids = tuple(destination.id for destination in destinations)
    values = read_table(where, "", raw, {**_TOP, "clause": _tables})
    if "version" not in values:
        raise ConfigError(where, "version", f"is missing; write `version = {VERSION}`")
    if "default" not in values:
        hint = 'Write a table [default] with action = "allow" or another action'
        raise ConfigError(
            where, "default", "is missing, so nothing says what holds otherwise", hint
        )
    default = _default(where, values["default"])
    clauses = tuple(
        _clause(where, f"clause[{number}]", table, ids)
        for number, table in enumerate(values.get("clause", ()), 1)
    )
    _refuse_doubles(where, (*clauses, default))
    facts = read_table(where, "facts", values.get("facts", {}), {"retention_days_max": count})
    return Layer(where, clauses, default, facts.get("retention_days_max", 0))


def _version(value: object) -> int:
    if value != VERSION or isinstance(value, bool):
        raise Expected(f"must be {VERSION}, the only version there is")
    return VERSION


def _tables(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise Expected("must be written as [[clause]], once for each row")
    return value


_TOP: dict[str, Check] = {
    "version": _version,
    "facts": lambda value: value,
    "default": lambda value: value,
}
_SAID: dict[str, Check] = {"id": sentence, "action": action, "why": sentence, "advice": sentence}
_CONDITIONS: dict[str, Check] = {
    "level_min": level,
    "level_max": level,
    "labels": words,
    "roles": words,
    "local": flag,
}


def _default(where: str, raw: object) -> Clause:
    values = read_table(where, "default", raw, _SAID)
    return _built(where, "default", {"id": "default", **values})


def _clause(where: str, prefix: str, raw: object, ids: tuple[str, ...]) -> Clause:
    checks = {
        **_SAID,
        **_CONDITIONS,
        "destinations": all_of(ids, "a destination"),
        "facts": one_of(("good", "bad"), "what facts can be"),
    }
    clause = _built(where, prefix, read_table(where, prefix, raw, checks))
    allows = clause.action is Action.ALLOW
    wrong, right = ("level_min", "level_max") if allows else ("level_max", "level_min")
    kind = "a row that allows" if allows else f"a row that says {clause.action.word}"
    if isinstance(raw, dict) and wrong in raw:
        message = f"{kind} speaks of `{right}`, so that a higher level is never treated looser"
        raise ConfigError(where, f"{prefix}.{wrong}", message)
    if clause.facts == ("bad" if allows else "good"):
        message = f"{kind} cannot ask for {clause.facts} facts: losing a fact would loosen it"
        raise ConfigError(where, f"{prefix}.facts", message)
    if allows and clause.labels:
        message = "a row that allows cannot ask for labels: finding more would loosen it"
        raise ConfigError(where, f"{prefix}.labels", message)
    return clause


def _built(where: str, prefix: str, values: dict[str, Any]) -> Clause:
    for key in ("id", "action", "why"):
        if key not in values:
            raise ConfigError(where, f"{prefix}.{key}", "is missing")
    return Clause(**values)


def _refuse_doubles(where: str, clauses: Sequence[Clause]) -> None:
    seen: set[str] = set()
    for clause in clauses:
        if clause.id in seen:
            message = f'two rows are called "{clause.id}"; a decision names its row'
            raise ConfigError(where, "id", message)
        seen.add(clause.id)
