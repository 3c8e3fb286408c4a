"""Personal data: precision, recall and F1 by type on Presidio's synthetic sentences."""

import ipaddress
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import phonenumbers
from stdnum import iban, luhn
from stdnum.us import ssn

from benchmarks.accuracy.scanner import Found, Scanner, share
from benchmarks.measure import Checks
from promptguard.model import Rule

_LEAST_F1 = 0.95
#: Types that a scanner without a language model does not claim to find.
NOT_COVERED = (
    "PERSON", "STREET_ADDRESS", "GPE", "ORGANIZATION", "DATE_TIME", "TITLE", "AGE", "NRP",
    "ZIP_CODE", "DOMAIN_NAME", "US_DRIVER_LICENSE",
)  # fmt: skip
#: The words of a rule's name that say which type it finds; the first row that fits decides.
_WORDS = {
    "IBAN_CODE": {"iban"},
    "US_SSN": {"ssn"},
    "EMAIL_ADDRESS": {"email", "emails", "mail"},
    "CREDIT_CARD": {"card", "cards", "pan"},
    "PHONE_NUMBER": {"phone", "phones", "telephone", "msisdn"},
    "IP_ADDRESS": {"ip", "ipv4", "ipv6"},
}
_OTHERS = "others"
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")


def type_of(rule: Rule) -> str:
    """The type that a rule finds, by its name; empty where it is another."""
    if not {"pii", "infrastructure"} & set(rule.labels):
        return ""
    words = set(re.split(r"[._-]", rule.id))
    if "address" in words and words & {"private", "public", "internal", "network", "host"}:
        return "IP_ADDRESS"
    return next((name for name, known in _WORDS.items() if words & known), "")


def _is_card(text: str) -> bool:
    digits = re.sub(r"[ -]", "", text)
    return 12 <= len(digits) <= 19 and bool(luhn.is_valid(digits))


def _is_phone(text: str) -> bool:
    """Could somebody somewhere be called by it?"""
    for region in (None, *sorted(phonenumbers.SUPPORTED_REGIONS)):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(text, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


_VALID: dict[str, Callable[[str], bool]] = {
    "CREDIT_CARD": _is_card,
    "IBAN_CODE": lambda text: bool(iban.is_valid(text)),
    "US_SSN": lambda text: bool(ssn.is_valid(text)),
    "PHONE_NUMBER": _is_phone,
    "EMAIL_ADDRESS": lambda text: bool(_EMAIL.fullmatch(text)),
    "IP_ADDRESS": _is_address,
}


class Tally(NamedTuple):
    """Counts by type."""

    hit: Counter[str]
    missed: Counter[str]
    wrong: Counter[str]
    aside: Counter[str]


def measure(data: Path, checks: Checks, *, verbose: bool) -> dict[str, str]:
    """Add the rows."""
    tally = Tally(Counter(), Counter(), Counter(), Counter())
    scanner = Scanner()
    with open(data / "pii-dev.jsonl", encoding="utf-8") as source:
        for number, line in enumerate(source):
            row = json.loads(line)
            _count(row, scanner.scan(row["text"].encode()), tally, number if verbose else None)
    for name in _VALID:
        hit, missed, wrong = tally.hit[name], tally.missed[name], tally.wrong[name]
        precision, recall = share(hit, hit + wrong), share(hit, hit + missed)
        aside = f", {tally.aside[name]} that no validator accepts set aside"
        checks.told(
            f"{name}, {hit + missed} spans{aside if tally.aside[name] else ''}",
            f"P {precision:.3f} R {recall:.3f}",
        )
    hit, errors = tally.hit.total(), tally.missed.total() + tally.wrong.total()
    score = share(2 * hit, 2 * hit + errors)
    checks.row(
        f"F1 over these types, {hit + tally.missed.total()} spans", f"{score:.3f}",
        f">= {_LEAST_F1}", held=score >= _LEAST_F1,
    )  # fmt: skip
    others = tally.aside[_OTHERS]
    checks.told("findings of other kinds of personal data, which nobody labelled", str(others))
    return {}


def _count(row: dict[str, object], found: list[Found], tally: Tally, number: int | None) -> None:
    text, spans = row["text"], row["spans"]
    assert isinstance(text, str)
    assert isinstance(spans, list)
    typed = [(type_of(one.rule), one) for one in found]
    said = [(kind, one) for kind, one in typed if kind or "pii" in one.rule.labels]
    for name in _VALID:
        marked = [span for span in spans if span["type"] == name]
        places = [one.finding.span for kind, one in said if kind == name]
        for span in marked:
            valid = _VALID[name](text[span["start"] : span["end"]])
            seen = any(_overlap(span, place) for place in places)
            kept = (tally.hit if seen else tally.missed) if valid else tally.aside
            kept[name] += 1
            if valid and not seen and number is not None:
                print(f"missed: row {number} {name} at {span['start']}")
        for kind, one in said:
            if kind == name and not any(_overlap(span, one.finding.span) for span in marked):
                tally.wrong[name] += 1
                if number is not None:
                    print(f"wrong: row {number} {one.rule.id} at {one.finding.span.start}")
    for kind, one in said:
        if not kind:
            tally.aside[_OTHERS] += 1
            if number is not None:
                print(f"other: row {number} {one.rule.id} at {one.finding.span.start}")


def _overlap(span: dict[str, int], place: tuple[int, int]) -> bool:
    return span["start"] < place[1] and place[0] < span["end"]
