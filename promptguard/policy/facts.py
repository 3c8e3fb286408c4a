"""A fact about a destination: how it is written down, and what it is worth on a given day.

Nothing here guesses. A fact that nobody stated, that has expired, that is dated in the future or
that another source contradicts has no value, and says why; who decides treats it as the worst.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from promptguard.errors import ConfigError
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
from promptguard.policy.drawbacks import UNKNOWN
from promptguard.tables import Described, described, schema_of, whole

#: How a fact is known: `tested` on the real thing, `read` in a shipped package, `documented` by the
#: vendor, stated in a `contract`, `reported` by others, or `general` knowledge nobody looked up.
EVIDENCE = ("tested", "read", "documented", "contract", "reported", "general")
_STATED = ("source", "seen", "expires", "evidence")
_THIRTY_ONE, _THIRTY = "0[13578]|1[02]", "0[469]|11"
MONTH = "[0-9]{4}-(?:0[1-9]|1[0-2])"
DAY = (
    rf"[0-9]{{4}}-(?:(?:{_THIRTY_ONE})-(?:0[1-9]|[12][0-9]|3[01])"
    rf"|(?:{_THIRTY})-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def fact_on(fact: Fact, today: str) -> Fact:
    """The fact as it counts on a day (such as 2026-11-24): without value where it is in doubt.

    Where a stated value is taken away, `doubt` says why, as the end of a sentence.
    """
    if fact.value is None:
        return fact
    doubt = _doubt(fact, today)
    return fact._replace(value=None, doubt=doubt) if doubt else fact


def known_on(destination: Destination, today: str) -> Destination:
    """A destination with every fact as it counts on a day."""
    facts: dict[str, Any] = {name: fact_on(getattr(destination, name), today) for name in FACTS}
    return destination._replace(**facts)


def has_expired(fact: Fact, today: str) -> bool:
    """Has the day passed until which the fact was to be believed?"""
    return bool(fact.expires) and today[: len(fact.expires)] > fact.expires


def _doubt(fact: Fact, today: str) -> str:
    others = [other for other in fact.disputes if other.value != fact.value]
    if others:
        sources = " and ".join(dict.fromkeys((fact.source, *(other.source for other in others))))
        return f"its sources contradict each other: {sources}"
    if has_expired(fact, today):
        return f"what was known of it expired with {fact.expires}"
    if fact.seen > today:
        return f"it is dated {fact.seen}, which is after today ({today}): look at the clock"
    return ""


def expired(destinations: Iterable[Destination], today: str) -> Iterator[tuple[str, str, Fact]]:
    """Every fact whose day has passed: (the destination's id, the fact's name, the fact)."""
    for destination in destinations:
        for name in FACTS:
            fact = getattr(destination, name)
            for each in (fact, *fact.disputes):
                if has_expired(each, today):
                    yield destination.id, name, each


def _known(check: Described[Any]) -> Described[Any]:
    schema = {"anyOf": [{"const": UNKNOWN}, check.schema]}
    return Described(lambda value: None if value == UNKNOWN else check(value), schema)


@described({"type": "string", "pattern": whole(rf"{MONTH}|{DAY}")})
def date(value: object) -> str:
    """A month or day such as 2026-11 or 2026-11-24."""
    written = text(value)
    parts = written.split("-")
    shape = [len(part) for part in parts if part.isascii() and part.isdecimal()]
    good = shape in ([4, 2], [4, 2, 2]) and len(shape) == len(parts)
    if good:
        month, day = int(parts[1]), int((*parts, "01")[2])
        good = 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
    if not good:
        raise Expected('must be a month or day such as "2026-11" or "2026-11-23"')
    return written


#: What is said of a named source.
SOURCE: Mapping[str, Check] = {
    "page": sentence,
    "seen": date,
    "expires": date,
    "evidence": one_of(EVIDENCE, "a kind of evidence"),
}


def sources(where: str, raw: object) -> dict[str, dict[str, Any]]:
    """Named sources: `page` and what else of a fact's keys holds for everything cited from it."""
    if not isinstance(raw, dict):
        raise ConfigError(where, "sources", "is not a table")
    keys = SOURCE
    found = {}
    for name, table in raw.items():
        values = read_table(where, f"sources.{name}", table, keys)
        if len(values) < len(keys):
            missing = next(key for key in keys if key not in values)
            raise ConfigError(where, f"sources.{name}", f"needs `{missing}`")
        found[name] = {"source": values.pop("page"), **values}
    return found


def cited(raw: object, known: Mapping[str, Mapping[str, Any]]) -> object:
    """A destination's table whose facts, where they name a source, say all that it says."""
    if isinstance(raw, list):
        return [cited(each, known) for each in raw]
    if not isinstance(raw, dict):
        return raw
    inside = {key: cited(part, known) for key, part in raw.items()}
    name = raw.get("source")
    if not isinstance(name, str) or name not in known:
        return inside
    return {**known[name], **{key: part for key, part in inside.items() if key != "source"}}


def fact(check: Described[Any]) -> Described[Fact]:
    """A table that states a fact whose value passes a check, with all that makes it credible."""
    keys: dict[str, Check] = {
        "value": _known(check),
        "source": sentence,
        "seen": date,
        "expires": date,
        "evidence": one_of(EVIDENCE, "a kind of evidence"),
        "note": sentence,
    }
    disputes: dict[str, Check] = {**keys, "value": check}

    def read(raw: object) -> Fact:
        if not isinstance(raw, dict) or "disputes" not in raw:
            return _stated(raw, keys)
        listed = raw["disputes"]
        if not isinstance(listed, list):
            raise Expected("disputes must be a list of tables")
        rest = {key: part for key, part in raw.items() if key != "disputes"}
        others = tuple(_stated(other, disputes) for other in listed)
        return _stated(rest, keys)._replace(disputes=others)

    return Described(read, _fact_schema(keys, disputes))


def _fact_schema(keys: Mapping[str, Check], disputes: Mapping[str, Check]) -> dict[str, Any]:
    """A fact states a value with its source, or that it is unknown.

    A named source may say the rest, so that only the reader can tell what is missing.
    """

    def table(of: Mapping[str, Check], more: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {**{key: schema_of(each) for key, each in of.items()}, **more},
            "required": ["value"],
            "additionalProperties": False,
        }

    others = {"type": "array", "items": table(disputes, {})}
    unknown = {"properties": {"value": {"const": UNKNOWN}}}
    stated = {"required": ["source"]}
    return {**table(keys, {"disputes": others}), "if": unknown, "else": stated}


def _stated(raw: object, keys: dict[str, Check]) -> Fact:
    try:
        values: dict[str, Any] = read_table("", "", raw, keys)
    except ConfigError as error:
        raise Expected(f"{error.key} {error.message}".strip(), error.hint) from None
    if "value" not in values:
        raise Expected(f'needs a value; write "{UNKNOWN}" where it is not known')
    missing = [f"`{key}`" for key in _STATED if key not in values]
    if values["value"] is not None and missing:
        raise Expected(f"needs {' and '.join(missing)}, since it states something")
    return Fact(**values)


#: The facts of a destination, with what their values must be.
CHECKS: dict[str, Check] = {
    "vendor": fact(sentence),
    "entity": fact(sentence),
    "jurisdictions": fact(words),
    "regions": fact(words),
    "retention_days": fact(count),
    "trains": fact(flag),
    "zero_retention": fact(flag),
    "self_hosting": fact(flag),
    "transfer_basis": fact(one_of(("adequacy", "scc", "none"), "a ground of transfer")),
}
FACTS = tuple(CHECKS)
