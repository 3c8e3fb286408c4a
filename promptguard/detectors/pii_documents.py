"""Travel documents, vehicles and places: machine-readable zones, VIN, coordinates."""

import re
from collections.abc import Iterator, Sequence

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.identifier_search import identifier_detector
from promptguard.evidence.identifier_signals import identifier_signals, outside_code
from promptguard.evidence.identifiers import Identifier, identifier_rules
from promptguard.evidence.identity_checks import mrz_check, vin
from promptguard.evidence.places import Kind, place_of
from promptguard.evidence.surroundings import text_around
from promptguard.model import Candidate, Finding, Level, Note, Rule, Settings, Signal, Weight

TYPE_CHECKING = False
if TYPE_CHECKING:
    from random import Random

ROWS = (
    Identifier(
        name="vin",
        loud=True,
        title="Vehicle identification number",
        shape=r"[A-HJ-NPR-Z0-9]{8}[0-9X][A-HJ-NPR-Z0-9]{2}[A-HJ-NPR-Z0-9]{2}\d{4}",
        words=("vin", "vehicle identification", "chassis number", "fahrgestellnummer",
            "vin number", "vehicle",
               "车架号"),
        check=vin,
        share=0.094,
        sample="1HG<digit:5><digit:1><upper:1>A<digit:6>",
        level=Level.INTERNAL,
        lonely=False,
        documented=frozenset({"1M8GDM9AXKP042788", "11111111111111111"}),
        advice="Replace it by an invented one; a vehicle leads to its owner.",
        reference="https://en.wikipedia.org/wiki/Vehicle_identification_number",
    ),
    Identifier(
        name="us-passport",
        title="US passport number",
        shape=r"[A-Za-z]?\d{8,9}",
        words=("us passport", "passport number", "passport no", "passport", "travel document"),
        sample="<digit:9>",
        lonely=False,
        reference="https://en.wikipedia.org/wiki/United_States_passport",
    ),
)  # fmt: skip
_ICAO_SAMPLES = ("ERIKSSON<<ANNA<MARIA", "MUSTERMANN<<", "SPECIMEN", "L898902C")
_GPS_WORDS = patterns.compile(
    r"(?i)(?<![a-z])(?:lat(?:itude)?|lon(?:g|gitude)?|lng|gps|coord\w*|location|position|geo\w*|home|经度|纬度)(?![a-z])"
)
#: What each of them begins with, asked before the expression.
_OF_PLACES = ("lat", "lon", "lng", "gps", "coord", "location", "position", "geo", "home",
    "经度", "纬度")  # fmt: skip


def _is_zone(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """ICAO 9303: number, birth and expiry each carry a check digit."""
    if any(sample in match[0] for sample in _ICAO_SAMPLES):
        return None
    second = match["second"]
    fields = ((0, 9), (13, 19), (21, 27))
    try:
        right = [str(mrz_check(second[a:b])) == second[b] for a, b in fields]
    except ValueError:
        return None
    if not all(right):
        return None
    return (
        Weight(2, "three check digits hold, as for 0.10% of random ones"),
        *place_of(document.path).weights,
    )


def _is_position(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A position of a person's precision: in range, four decimals or more, called one."""
    north, east = float(match["north"]), float(match["east"])
    if abs(north) > 90 or abs(east) > 180 or not _GPS_WORDS.search(text_around(match, 40)):
        return None
    place = place_of(document.path)
    doubt = () if place.kind is Kind.DATA else (Weight(-1, f"in {place.kind.value}"),)
    return (Weight(1, "a word for a position within 40 characters"), *doubt, *place.weights)


def _zone(random: "Random") -> str:
    from promptguard.evidence.templates import render

    number = render("C<digit:8>", random.randrange(1 << 30))
    born, ends = f"7{random.randint(0, 9)}0203", f"3{random.randint(0, 9)}0405"
    name = render("<upper:7><<<upper:5>", random.randrange(1 << 30))
    second = f"{number}{mrz_check(number)}UTO{born}{mrz_check(born)}F{ends}{mrz_check(ends)}".ljust(
        42, "<"
    )
    return f"P<UTO{name}".ljust(44, "<") + "\n" + second + "<0\n"


_OWN = (
    Rule(
        id="pii_documents.mrz",
        title="Machine-readable zone of a passport or visa",
        level=Level.RESTRICTED,
        labels=("pii",),
        pattern=r"(?P<value>[PV][A-Z<][A-Z<]{3}[A-Z<]{31,39})[ \t]*\r?\n[ \t]*(?P<second>[A-Z0-9"
        r"<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{8,16})(?![A-Z0-9<])",
        signal=r"[PV][A-Z<][A-Z<]{3}[A-Z]{1,30}<<",
        keywords=("<<",),
        lines=2,
        weight=Weight(2, "the two lines of a travel document"),
        validate=_is_zone,
        advice="Remove both lines: they hold name, nationality, birth and number of a passport.",
        references=("https://www.icao.int/publications/doc-series/doc-9303",),
        examples=(_zone,),
        counterexamples=(lambda random: _zone(random).replace("UTO7", "UTO8"), "P<UTO<<<<<<<<<<\n"),
    ),
    Rule(
        id="pii_documents.position",
        title="Position of a person or a home",
        level=Level.INTERNAL,
        labels=("pii", "pii.location"),
        pattern=r"(?<![\w.+/-])(?P<value>(?P<north>[+-]?\d{1,2}\.\d{4,15})[\"']?[ ]{0,2}(?:°[ ]?"
        r"[NS]?)?[,;][ ]{0,3}(?:[\"']?\w{0,12}[\"']?[ ]?[:=][ ]?[\"']?)?"
        r"(?P<east>[+-]?\d{1,3}\.\d{4,15}))(?![\w.])",
        signal=r"\d\.\d{4,15}[\"']?[ ]{0,2}(?:°[ ]?[NS]?)?[,;][ ]{0,3}(?:[\"']?\w{0,12}[\"']?[ ]"
        r"?[:=][ ]?[\"']?)?[+-]?\d{1,3}\.\d{4}",
        keywords=(".",),
        weight=Weight(1, "two numbers with four decimals, which is ten metres"),
        validate=_is_position,
        advice="Round it to one decimal, which is ten kilometres, or leave it out.",
        references=("https://www.rfc-editor.org/rfc/rfc5870",),
        examples=("home position: 47.3<digit:5>, 8.5<digit:5>",
                  '"lat": 47.3<digit:5>, "lng": 8.5<digit:5>'),
        counterexamples=("points 47.3<digit:5>, 8.5<digit:5>", "lat 147.33333, 8.55555",
            "lat 47.3, 8.5"),
    ),
)  # fmt: skip
RULES = (*identifier_rules("pii_documents", ROWS), *_OWN)


def _signals() -> tuple[Signal, ...]:
    """What the engine looks for, made when a database is built."""
    return (*identifier_signals("pii_documents", ROWS), *outside_code(_OWN))


SIGNALS = _signals
_confirm = identifier_detector("pii_documents", ROWS, _OWN)
_POSITION = _OWN[1].id
#: A line's first numbers and the word before them.
_BESIDE = 120


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Tables of numbers are many, and few of them speak of positions: the word is asked first."""
    asked = [
        candidate
        for candidate in candidates
        if candidate.signal != _POSITION or _speaks_of_places(document, candidate.end)
    ]
    yield from _confirm(document, asked, settings)


def _speaks_of_places(document: Document, end: int) -> bool:
    place = document.offset(end)
    around = document.text[max(0, place - _BESIDE) : place + _BESIDE].lower()
    return any(word in around for word in _OF_PLACES) and _GPS_WORDS.search(around) is not None
