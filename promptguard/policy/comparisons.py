"""Conditions on a destination's facts, as people write them: `retention_days <= 30`."""

from typing import Any

from promptguard import patterns
from promptguard.errors import did_you_mean
from promptguard.model import Comparison
from promptguard.policy.checks import Expected, country, text
from promptguard.policy.compare import COUNTRIES, FLAGS, NAMES, NUMBERS, ORDER
from promptguard.policy.drawbacks import UNKNOWN
from promptguard.tables import described, whole

_WRITTEN = patterns.compile(r"\s*([a-z_]+)(\s*(?:[<>]=?|!?=)|\s+(?:not\s+)?in\b)\s*(\S.*?)\s*")
_WORD = patterns.compile(r"""[^\s"',\[\]][^"',\[\]]*""")


def _schema() -> dict[str, Any]:
    """What `comparison` takes: each sort of fact with its own signs and values."""
    word = r"(?!unknown\s*(?:[,\]]|$))[^\s\"',\[\]][^\"',\[\]\n]*"
    words = rf"(?:{word}|\"(?!unknown\"){word}\"|'(?!unknown'){word}')"
    code = r"""(?:[A-Z]{2}|"[A-Z]{2}"|'[A-Z]{2}')"""
    others = set(NAMES) - COUNTRIES - NUMBERS - FLAGS
    kinds = (
        (NUMBERS, r"\s*(?:[<>]=?|!?=)\s*[0-9]{1,9}"),
        (FLAGS, r"\s*!?=\s*(?:true|false)"),
        (COUNTRIES, _any_of(code)),
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
        if not listed or fact in NUMBERS | FLAGS:
            raise Expected(f'"{fact} {sign}" needs words in brackets, such as [EU, US]')
        return Comparison(fact, sign, tuple(_word(fact, part) for part in right[1:-1].split(",")))
    if sign in ORDER and fact not in NUMBERS:
        raise Expected(f'"{fact}" has no order, so that "{sign}" says nothing; use = or in')
    return Comparison(fact, sign, _value(fact, right))


def _value(fact: str, written: str) -> str | int | bool:
    if fact in NUMBERS:
        if not (written.isascii() and written.isdecimal() and len(written) < 10):
            raise Expected(f'"{fact}" is compared with a whole number from 0')
        return int(written)
    if fact in FLAGS:
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
    return country(word) if fact in COUNTRIES else word
