"""Conditions on a destination's facts, such as `retention_days <= 30`, read and held against it.

A fact is the set of values that it may have: one, several (countries), or any where it is unknown.
A row that makes things stricter asks whether one of them could fit, a row that allows whether all
do. So losing a fact can only make a decision stricter, also under `not in` and `!=`.
"""

import operator
from collections.abc import Callable
from typing import Any

from promptguard import patterns
from promptguard.errors import did_you_mean
from promptguard.model import Comparison, Destination, DestinationKind
from promptguard.policy.checks import Expected, text
from promptguard.policy.countries import could_be, country, expanded
from promptguard.policy.facts import PROOF, UNKNOWN
from promptguard.tables import described, whole

_WRITTEN = patterns.compile(r"\s*([a-z_]+)(\s*(?:[<>]=?|!?=)|\s+(?:not\s+)?in\b)\s*(\S.*?)\s*")
_WORD = patterns.compile(r"""[^\s"',\[\]][^"',\[\]]*""")
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_COUNTRIES = frozenset(("jurisdictions", "regions"))
_NUMBERS = frozenset(("retention_days",))
_FLAGS = frozenset(("trains", "zero_retention", "self_hosting"))
#: What a destination is rather than what it promises: here general knowledge is enough.
_IDENTITY = frozenset(("vendor", "entity", "jurisdictions", "self_hosting"))
#: Said of a destination itself; no fact with evidence.
_PLAIN = frozenset(("tenancy", "tier"))
NAMES = tuple(
    sorted(
        {*_COUNTRIES, *_NUMBERS, *_FLAGS, *_IDENTITY, *_PLAIN, "kind", "transfer_basis"},
    )
)


def _schema() -> dict[str, Any]:
    """What `comparison` takes: each sort of fact with its own signs and values."""
    word = r"(?!unknown\s*(?:[,\]]|$))[^\s\"',\[\]][^\"',\[\]\n]*"
    words = rf"(?:{word}|\"(?!unknown\"){word}\"|'(?!unknown'){word}')"
    code = r"""(?:[A-Z]{2}|"[A-Z]{2}"|'[A-Z]{2}')"""
    others = set(NAMES) - _COUNTRIES - _NUMBERS - _FLAGS
    kinds = (
        (_NUMBERS, r"\s*(?:[<>]=?|!?=)\s*[0-9]{1,9}"),
        (_FLAGS, r"\s*!?=\s*(?:true|false)"),
        (_COUNTRIES, _any_of(code)),
        (others, _any_of(words)),
    )
    forms = (rf"(?:{'|'.join(sorted(names))})(?:{form})" for names, form in kinds)
    return {
        "type": "string",
        "pattern": whole(rf"\s*(?:{'|'.join(forms)})\s*"),
        "examples": ["retention_days <= 30", "jurisdictions not in [EU, CH]", "trains = true"],
    }


def _any_of(value: str) -> str:
    blank = r"[^\S\n]*"
    listed = rf"\[{blank}{value}{blank}(?:,{blank}{value}{blank})*\]"
    return rf"\s*!?=\s*{value}|\s+(?:not\s+)?in\b\s*{listed}"


@described(_schema())
def comparison(value: object) -> Comparison:
    """A condition as people write it.

    Raises Expected.
    """
    written = text(value)
    found = _WRITTEN.fullmatch(written[:1000])
    if found is None:
        raise Expected(
            f'"{written[:60]}" is not a condition on a fact, such as "retention_days <= 30" '
            'or "jurisdictions not in [EU, CH]"'
        )
    fact, sign, right = found[1], " ".join(found[2].split()), found[3]
    if fact not in NAMES:
        raise Expected(f'"{fact[:60]}" is not a fact', did_you_mean(fact, NAMES))
    listed = right.startswith("[") and right.endswith("]")
    if sign in ("in", "not in"):
        if not listed or fact in _NUMBERS | _FLAGS:
            raise Expected(f'"{fact} {sign}" needs words in brackets, such as [EU, US]')
        return Comparison(fact, sign, tuple(_word(fact, part) for part in right[1:-1].split(",")))
    if sign in _ORDER and fact not in _NUMBERS:
        raise Expected(f'"{fact}" has no order, so that "{sign}" says nothing; use = or in')
    return Comparison(fact, sign, _value(fact, right))


def _value(fact: str, written: str) -> str | int | bool:
    if fact in _NUMBERS:
        if not (written.isascii() and written.isdecimal() and len(written) < 10):
            raise Expected(f'"{fact}" is compared with a whole number from 0')
        return int(written)
    if fact in _FLAGS:
        if written not in ("true", "false"):
            raise Expected(f'"{fact}" is true or false')
        return written == "true"
    return _word(fact, written)


def _word(fact: str, written: str) -> str:
    word = written.strip()
    if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'":
        word = word[1:-1]
    if not _WORD.fullmatch(word) or word == UNKNOWN:
        what = "is not a word to compare a fact with; whether it is known, no row can ask"
        raise Expected(f'"{word[:60]}" {what}')
    return country(word) if fact in _COUNTRIES else word


def holds(condition: Comparison, destination: Destination, *, surely: bool) -> bool:
    """Does a condition hold: surely (for a row that allows), or possibly (for all others)?"""
    values = known(condition.fact, destination)
    if not values:
        return not surely
    held = (_fits(condition, value) for value in values)
    return all(held) if surely else any(held)


def known(fact: str, destination: Destination) -> tuple[Any, ...]:
    """The values that a fact may have; none where it is unknown or only hearsay."""
    if fact == "kind":
        kind = destination.kind
        return () if kind is DestinationKind.UNKNOWN else (kind.value,)
    found = getattr(destination, fact)
    if fact in _PLAIN:
        return (found,) if found else ()
    if found.value is None or (fact not in _IDENTITY and found.evidence not in PROOF):
        return ()
    if fact in _COUNTRIES:
        return tuple(sorted(frozenset().union(*map(could_be, found.value))))
    return (found.value,)


def _fits(condition: Comparison, value: Any) -> bool:
    sign, right = condition.operator, condition.value
    if sign in _ORDER:
        return _ORDER[sign](value, right)
    listed = right if isinstance(right, tuple) else (right,)
    among = expanded(map(str, listed)) if condition.fact in _COUNTRIES else listed
    return (value in among) is (sign in ("=", "in"))


def shown(condition: Comparison) -> str:
    """The condition as people write it."""
    right = condition.value
    if isinstance(right, bool):
        right = str(right).lower()
    listed = f"[{', '.join(right)}]" if isinstance(right, tuple) else right
    return f"{condition.fact} {condition.operator} {listed}"


def standing(condition: Comparison, destination: Destination) -> str:
    """What is known of the fact, as a sentence without its end."""
    name = condition.fact.replace("_", " ")
    if condition.fact in (*_PLAIN, "kind"):
        values = known(condition.fact, destination)
        return f"its {name} is {values[0] if values else UNKNOWN}"
    fact = getattr(destination, condition.fact)
    noted = "; ".join(part for part in (fact.doubt, fact.note) if part)
    behind = f" ({noted})" if noted else ""
    if fact.value is None:
        return f"its {name}: {UNKNOWN}{behind}"
    hearsay = "" if known(condition.fact, destination) else ", which is only reported"
    value = ", ".join(fact.value) if isinstance(fact.value, tuple) else str(fact.value).lower()
    value = fact.value if isinstance(fact.value, str) else value
    return f"its {name}: {value}{hearsay}{behind}"
