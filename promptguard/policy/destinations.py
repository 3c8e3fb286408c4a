"""What is known of each destination, read from the table that ships, and what it is worth."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from promptguard.errors import ConfigError, UsageError, did_you_mean
from promptguard.model import Destination, Fact
from promptguard.policy.checks import (
    Check,
    Expected,
    count,
    flag,
    one_of,
    read_table,
    sentence,
    text,
    words,
)

UNKNOWN = "unknown"
EVIDENCE = ("tested", "documented", "reported", "general")
#: Evidence that is enough for a fact to speak in a destination's favour.
_PROOF = ("tested", "documented")


def _known(check: Check) -> Check:
    return lambda value: None if value == UNKNOWN else check(value)


def _fact(check: Check) -> Check:
    keys = {
        "value": _known(check),
        "source": sentence,
        "seen": _date,
        "evidence": one_of(EVIDENCE, "a kind of evidence"),
        "note": sentence,
    }

    def read(raw: object) -> Fact:
        try:
            values = read_table("", "", raw, keys)
        except ConfigError as error:
            raise Expected(f"{error.key} {error.message}".strip(), error.hint) from None
        if "value" not in values:
            raise Expected(f'needs a value; write "{UNKNOWN}" where it is not known')
        if values["value"] is not None and not {"evidence", "seen"} <= values.keys():
            raise Expected("needs `evidence` and `seen`, since it states something")
        return Fact(**values)

    return read


def _date(value: object) -> str:
    digits = text(value).replace("-", "")
    if not digits.isdecimal() or len(digits) not in (6, 8):
        raise Expected('must be a month or day such as "2026-11" or "2026-11-23"')
    return text(value)


_KEYS: dict[str, Check] = {
    "title": sentence,
    "plan": sentence,
    "local": flag,
    "vendor": _fact(sentence),
    "jurisdictions": _fact(words),
    "retention_days": _fact(count),
    "trains": _fact(flag),
}


def parse_destinations(where: str, raw: dict[str, Any]) -> tuple[Destination, ...]:
    """The destinations of a parsed TOML table, in its order; a fact that is absent is unknown."""
    found = []
    for name, table in raw.items():
        values = read_table(where, name, table, _KEYS)
        if "title" not in values:
            raise ConfigError(where, name, "needs a title")
        facts = {key: Fact() for key in ("vendor", "jurisdictions", "retention_days", "trains")}
        found.append(Destination(**{"id": name, **facts, **values}))
    return tuple(found)


def find(name: str, destinations: Sequence[Destination]) -> Destination:
    """The destination with this id.

    Raises UsageError where it is not listed.
    """
    for destination in destinations:
        if destination.id == name:
            return destination
    known = [destination.id for destination in destinations]
    hint = did_you_mean(name, known)
    listed = "" if hint.startswith("Known") else f" Known: {', '.join(known)}."
    raise UsageError(f'"{name}" is not a destination. {hint}{listed}')


class Drawback(NamedTuple):
    """Why facts are not good: something bad is known, or too little is."""

    known: bool
    text: str


def drawbacks(destination: Destination, retention_days_max: int) -> tuple[Drawback, ...]:
    """What speaks against a destination's facts; nothing where no text leaves the machine."""
    if destination.local:
        return ()
    found = (
        _training(destination.trains),
        _keeping(destination.retention_days, retention_days_max),
    )
    return tuple(drawback for drawback in found if drawback is not None)


def _training(fact: Fact) -> Drawback | None:
    if fact.value is True:
        return Drawback(True, "it may train models on the text" + _noted(fact))
    if fact.value is not False:
        return Drawback(False, "whether it trains models on the text is unknown" + _noted(fact))
    if fact.evidence not in _PROOF:
        return Drawback(False, "that it trains no models is only reported" + _noted(fact))
    return None


def _keeping(fact: Fact, most: int) -> Drawback | None:
    if not isinstance(fact.value, int):
        return Drawback(False, "how long it keeps the text is unknown" + _noted(fact))
    if fact.value > most:
        return Drawback(True, f"it may keep the text for {fact.value} days" + _noted(fact))
    if fact.evidence not in _PROOF:
        said = f"that it keeps the text for {fact.value} days at most is only reported"
        return Drawback(False, said + _noted(fact))
    return None


def _noted(fact: Fact) -> str:
    return f" ({fact.note})" if fact.note else ""
