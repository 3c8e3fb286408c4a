"""Telephone numbers: international, national, or beside a word for a telephone."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.engine.relax import relax
from promptguard.evidence.identifier_signals import LONG_NUMBER, outside_code
from promptguard.evidence.places import Kind, place_of
from promptguard.model import Candidate, Finding, Level, Note, Rule, Settings, Signal, Weight

#: Asked in turn for numbers without a country code: large ones, and a few of each numbering style.
_REGIONS = [
    "US",
    "GB",
    "DE",
    "FR",
    "IT",
    "ES",
    "IN",
    "BR",
    "CN",
    "JP",
    "AU",
    "NL",
    "SE",
    "CH",
    "PL",
    "MX",
    "ZA",
    "KR",
    "BE",
    "AT",
    "NO",
    "DK",
    "FI",
    "PT",
    "CZ",
    "HU",
    "IE",
    "NZ",
    "AR",
    "CL",
    "RU",
    "TR",
    "SG",
    "HK",
    "TW",
    "ID",
    "TH",
    "IL",
    "AE",
    "GR",
    "RO",
    "SI",
    "HR",
    "EE",
    "LT",
    "TN",
    "IS",
    "UY",
    "CY",
]
_WORDS = (
    r"(?:tele)?phones?|phone number|mobile|cell(?:phone)?|telefon[oe]?|tel|fax|whatsapp|hotline|"
    r"desk|office|landline"
    r"|call (?:me|us|him|her|them)(?: back)?(?: (?:on|at))?|dial|reach (?:me|us|him|her)(?: (?:o"
    r"n|at))?|answering at|calling"
    r"|handy(?:nummer)?|portable|t[ée]l[ée]phone|celular|m[óo]vil|msisdn|contact n(?:umber|o)|te"
    r"xt me(?: at)?|sms(?: to)?"
    r"|(?:messages?|texts?)(?: to| on)(?: my)?(?: registered)?|(?:my|his|her|their|our|contact)"
    r" number"
)
_SHAPE = r"(?:\+|00)?\(?\d{1,4}\)?(?:[ .-]{0,2}\(?\d{1,5}\)?){1,6}"
_EXTENSION = r"(?:[ ]?(?:x|ext\.?)[ ]?\d{1,6})?"
_AFTER = r"(?= {0,2}[-(]? ?(?i:office|fax|mobile|cell|work|home|tel)\b)"
_NOT_A_NUMBER = patterns.compile(
    r"\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-](?:\d\d){1,2}|(?:\d{1,3}\.){3}\d{1,3}|\d{3}-\d\d-\d{4}|\d+\.\d+"
    r"|\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{4}"
)
#: 555 is the exchange of films and of directory assistance.
_FICTION = patterns.compile(
    r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]?555[-. ]?\d{4}|555[-. ]?\d{4}|.*(\d)\1{6}|.*1234567|.*2345678"
    r"|.*9876543"
)
_TELLING = patterns.compile(
    r"(?<![A-Za-z])(?:account|order|invoice|ticket|case|id|ssn|social|iban|card|cc|driver|licen[cs]e|passport|serial|model"
    r"|version|isbn|zip|code|reference|tracking|page|line|port|tax)(?![a-z])",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def _regions(number: str) -> tuple[str, ...]:
    """Where such a number is given out."""
    # Imported by the first line that looks like a telephone number: 30 ms and 4 MB.
    import phonenumbers

    def holds(region: str | None) -> bool:
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
        except phonenumbers.NumberParseException:
            return False

    if number.startswith("+"):
        return ("its country",) if holds(None) else ()
    if number.startswith(("001", "0044", "0049", "0033")) and holds("DE"):
        return ("its country",)
    return tuple(region for region in _REGIONS if holds(region))


def _is_international(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    value = match["value"]
    if _FICTION.match(value) or not _regions(value.replace("(0)", "")):
        return None
    return (Weight(1, "given out in its country"), *_where(document))


def _is_national(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    value = match["value"]
    if _FICTION.match(value) or place_of(document.path).kind is not Kind.DATA:
        return None
    before = match.string[max(0, match.start() - 30) : match.start()]
    if _TELLING.search(before) or "US" not in _regions(value):
        return None
    return (Weight(1, "given out in North America"), *_where(document))


def _is_named(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    value = match["value"].strip()
    digits = sum(char.isdigit() for char in value)
    if not 7 <= digits <= 15 or _FICTION.match(value) or _NOT_A_NUMBER.fullmatch(value):
        return None
    if "word" in match.groupdict() and match["word"].lower() in ("office", "desk"):
        before = match.string[max(0, match.start() - 30) : match.start()]
        if _TELLING.search(before) or digits > 13:
            return None
    if value.isdigit() and digits < 9:
        return None
    place = place_of(document.path)
    if place.kind is not Kind.DATA and not _regions(value):
        return None
    given = (Weight(1, "given out somewhere"),) if _regions(value) else ()
    return (*given, *_where(document))


def _where(document: Document) -> tuple[Weight, ...]:
    place = place_of(document.path)
    if place.kind is Kind.DATA:
        return place.weights
    return (*place.weights, Weight(-1, f"in {place.kind.value}"))


_ADVICE = (
    "Replace it by an invented one, as 555-0100 to 555-0199; it is personal data (GDPR art. 4)."
)
_REFERENCES = ("https://github.com/google/libphonenumber",)
_LABELS = ("pii", "pii.contact")
RULES = (
    Rule(
        id="pii_phone.international",
        title="Telephone number with its country code",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"(?<![\w+.=/-])(?P<value>\+[1-9]\d{0,3}[ .-]{0,2}(?:\(\d{1,4}\)[ .-]?)?\d{1,5}("
        r"?:[ .-]?\d{1,5}){1,5})"
        r"(?![\w=]|[.-]\d)",
        signal=r"\+[1-9][\d .()-]{6}",
        keywords=("+",),
        weight=Weight(1, "plus sign and country code"),
        validate=_is_international,
        advice=_ADVICE,
        references=_REFERENCES,
        examples=(
            lambda random: f"Ring +49 1512 {random.randint(2200000, 8399999)} today",
            lambda random: f"name,number\nA,+4477{random.randint(11100000, 11899999)}\n",
        ),
        counterexamples=("x = 1 +100000", "+1 202 555 01<digit:2>", "date +20240101", "a+4912345"),
    ),
    Rule(
        id="pii_phone.north-american",
        title="North American telephone number",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"(?<![\w.+/=-])(?<!\d )(?P<value>(?:\([2-9]\d\d\)[ ]?|[2-9]\d\d([-. ]))[2-9]\d"
        r"\d[-. ]\d{4})"
        rf"(?P<extension>{_EXTENSION})(?![\w@/]|[-.]\d)",
        signal=r"\d{3}[). -] ?\d{3}[-. ]\d{4}",
        keywords=("-", ".", " "),
        weight=Weight(1, "grouped as in North America"),
        validate=_is_national,
        advice=_ADVICE,
        references=_REFERENCES,
        examples=(lambda random: f"Then she said (212) 7{random.randint(31, 59)}-"
        f"{random.randint(2200, 9700)} and left",),
        counterexamples=("(202) 555-01<digit:2>", "order 212 731 4455", "212-731-44556"),
    ),
    Rule(
        id="pii_phone.named",
        title="Telephone number beside a word for it",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=rf"(?i:(?<![A-Za-z])(?P<word>{_WORDS}))(?:[_ -]?(?:number|no|nr))?[\"'.]{{0,2}}"
        rf"(?:\s{{0,3}}[:=#,>|]{{1,2}}\s{{0,3}}|\s{{1,3}}(?:is |are |was |on |at |to )?)[\"']?"
        rf"(?P<value>{_SHAPE}){_EXTENSION}(?![\w@/]|[.-]\d)",
        lines=2,
        keywords=("phone", "mobil", "cell", "tel", "fax", "whatsapp", "hotline", "desk", "office",
                  "landline", "call", "dial", "reach", "answering", "handy", "portable", "lular",
                  "vil", "msisdn", "contact", "text", "sms", "message", "number"),
        weight=Weight(2, "a word for a telephone beside it"),
        validate=_is_named,
        advice=_ADVICE,
        references=_REFERENCES,
        examples=(
            "Phone: 030 2<digit:3>5 7<digit:2>",
            "please call me on 9<digit:1>72 7<digit:1>16",
            "Fax: (08) 87<digit:2> 63<digit:2>",
        ),
        counterexamples=("phone: 555-01<digit:2>", "call(12345678)", "tel: 2024-01-02", "mobile 5"),
    ),
    Rule(
        id="pii_phone.signed",
        title="Telephone number with its kind behind it",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=rf"(?<![\w.+/=-])(?P<value>{_SHAPE}){_EXTENSION}{_AFTER}",
        signal=r"\d{2}\)?[ ]{0,2}[-(]?[ ]?(?i:office|fax|mobile|cell|work|home|tel)\b",
        keywords=("office", "fax", "mobile", "cell", "work", "home", "tel"),
        weight=Weight(2, "a word for a telephone beside it"),
        validate=_is_named,
        advice=_ADVICE,
        references=_REFERENCES,
        examples=("781 17<digit:2> office\n", "28-6<digit:1>-66-9<digit:1>-Fax"),
        counterexamples=("12 office", "2024-01-02 office"),
    ),
)  # fmt: skip
#: What leads to a number beside a word: a long word, a short one close to it, a way of asking for
#: a call, or the number itself, since the words for it are everywhere in prose.
_LEADS = {
    "long": r"(?i:phone|mobile|telefon|whatsapp|hotline|landline|celular|msisdn)[^\d\n]{0,20}\d",
    "short": r"(?i:tel|fax|cell|sms|dial|desk|office|handy|portable|vil)[. :=#,>|+(\"'-]{1,5}\d",
    "above": r"(?i:phone|mobile|telefon|tel|fax|cell|office|handy|portable|celular|vil)"
    r"[\"']?[:=,>|][ \t]{0,3}\r?\n",
    "asked": r"(?i:call|reach|text) (?i:me|us|him|her|them)\b|(?i:answering at|contact n|calling )"
    r"|(?i:my|his|her|their|our|contact|registered) (?i:number)|(?i:messages?|texts?) (?i:to|on)\b",
    "number": LONG_NUMBER,
}
_SAID = ("tel", "fax", "phone", "cell", "mob", "call", "dial", "reach", "handy", "desk", "office",
         "text", "sms", "message", "number", "contact", "whatsapp", "portable", "vil", "line",
         "answering", "msisdn", "celular", "phon")  # fmt: skip
_NAMED = "pii_phone.named"
_CLOSE = 120


def _signals() -> tuple[Signal, ...]:
    """What the engine looks for, made when a database is built."""
    return (
        *outside_code(rule for rule in RULES if rule.id != _NAMED),
        *(
            Signal(f"{_NAMED}.{kind}", relax(lead), lead, outside_code=True)
            for kind, lead in _LEADS.items()
        ),
    )


SIGNALS = _signals
_confirm = rules_detector(RULES)


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Confirm what the signals saw; all leads to a named number are one rule's."""
    asked: list[Candidate] = []
    for candidate in candidates:
        rule_id, _, lead = candidate.signal.partition(_NAMED + ".")
        if rule_id:
            asked.append(candidate)
        if lead not in ("", "number") or _is_said(document, candidate.end):
            asked.append(candidate._replace(signal=_NAMED))
    yield from _confirm(document, asked, settings)


def _is_said(document: Document, end: int) -> bool:
    """Is there a word for a telephone before the number?"""
    place = document.offset(end)
    before = document.text[max(0, place - _CLOSE) : place].lower()
    return any(word in before for word in _SAID)
