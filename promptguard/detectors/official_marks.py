"""Marks of states and alliances: CUI, grades and portion marks, NATO, VS-NfD, export control."""

import re
from collections.abc import Iterator, Sequence

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.marks import (
    CLOSE,
    OPEN,
    OWN_LINE,
    is_said,
    margin_detector,
    place_of,
)
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Candidate, Finding, Level, Note, Rule, Settings, Weight
from promptguard.model.rule import Example

_ADVICE = "Stop: ask the security officer before any of it leaves; such text has a legal owner."
_LABEL = ("internal-docs",)
_CUI = (
    "https://www.archives.gov/cui/registry/category-marking-list",
    "https://www.archives.gov/cui/registry/limited-dissemination",
)
_DISTRIBUTION = ("https://assist.dla.mil/Online/help/dist_stmt.cfm",)
#: `SP-CTI/PRVCY`, `NOFORN`, `REL TO USA, GBR`, `FED ONLY`: categories and controls after `//`.
_PARTS = r"(?://[A-Z][A-Z0-9 ,/_-]{0,60}){1,5}"
_PORTION = r"(?:TS|S|C|CUI|U)(?://[A-Z][A-Z0-9 ,-]{0,24}){1,5}|CUI|TS|S"
_AT_LINE_START = r"^[ \t#*>\d.-]{0,12}"
#: How much text is asked for a second portion mark.
_REACH = 65_536
_PLAIN_PORTION = patterns.compile(
    rf"{_AT_LINE_START}\((?:U|CUI|TS|(?:U|C|S|TS)//[A-Z/ ]+)\)[ \t]", re.M
)


def _is_mark(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    place = place_of(match, document)
    return None if place is None or not is_said(match, document.path) else (place,)


def _is_dictated(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A form that regulation prescribes: it says the same anywhere but in a translation."""
    if surroundings_of(document.path) in (Surroundings.LOCALE, Surroundings.LOCK):
        return None
    return ()


def _is_portion(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A mark with controls speaks alone; `(S)` and `(CUI)` ask for another beside them."""
    if _is_dictated(match, document) is None:
        return None
    if "//" in match["value"]:
        return (Weight(1, "a grade with its controls opens a paragraph"),)
    text, start = match.string, match.start()
    head = text[max(0, start - _REACH) : start]
    others = _PLAIN_PORTION.search(head) or _PLAIN_PORTION.search(
        text, match.end(), match.end() + _REACH
    )
    return (Weight(1, "other paragraphs carry portion marks too"),) if others else None


def _banner(
    name: str,
    title: str,
    core: str,
    *,
    keywords: tuple[str, ...],
    examples: tuple[Example, ...],
    counterexamples: tuple[Example, ...],
    signal: str = "",
    weight: Weight = OWN_LINE,
    references: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        id=f"official_marks.{name}",
        title=title,
        level=Level.RESTRICTED,
        labels=_LABEL,
        pattern=f"{OPEN}(?P<value>{core}){CLOSE}",
        signal=signal or f"(?:{core})",
        keywords=keywords,
        weight=weight,
        validate=_is_mark,
        advice=_ADVICE,
        examples=examples,
        counterexamples=counterexamples,
        references=references,
    )


_AT_THE_MARGIN = (
    _banner(
        "cui",
        "Mark: controlled unclassified information (CUI)",
        rf"(?:CUI|CONTROLLED){_PARTS}|CUI|CONTROLLED UNCLASSIFIED INFORMATION(?:[ ]\(CUI\))?"
        rf"|(?:UNCLASSIFIED//)?(?:FOR OFFICIAL USE ONLY(?: \(FOUO\))?|FOUO){_PARTS[:-5]}{{0,3}}",
        signal=r"(?:CUI|CONTROLLED)//[A-Z]|CONTROLLED UNCLASSIFIED|FOR OFFICIAL USE|//FOUO"
        r"|^[^\w\n]{0,60}(?:CUI|FOUO)[^\w\n]{0,60}\r?$",
        keywords=("cui", "controlled", "official use only", "fouo"),
        examples=(
            "CUI//SP-CTI//NOFORN\n",
            "CUI\n\nStatement of work",
            "# CUI//SP-PRVCY/SP-HLTH//FED ONLY\n",
            "UNCLASSIFIED//FOUO\n",
        ),
        counterexamples=(
            "The banner CUI//SP-CTI//NOFORN is explained in the handbook.",
            'BANNER = "CUI//SP-CTI"',
            "Sample('CUI')\n",
            "CUI = 3\n",
        ),
        references=_CUI,
    ),
    _banner(
        "classified",
        "Mark: classified by a state (SECRET//NOFORN)",
        rf"(?:TOP SECRET|SECRET|CONFIDENTIAL){_PARTS}",
        signal=r"(?:SECRET|CONFIDENTIAL)//[A-Z]",
        weight=Weight(3, "a grade with its controls on a line of its own"),
        keywords=("secret//", "confidential//"),
        examples=("SECRET//NOFORN\n", "TOP SECRET//SI//NOFORN\n", "// SECRET//REL TO USA, GBR\n"),
        counterexamples=("Marked SECRET//NOFORN by mistake.", 'x = "SECRET//NOFORN"', "SECRET\n"),
        references=_CUI[1:],
    ),
    _banner(
        "allied",
        "Mark: NATO, European Union or United Kingdom grade",
        r"NATO (?:RESTRICTED|CONFIDENTIAL|SECRET)|COSMIC TOP SECRET(?: ATOMAL)?"
        r"|(?:RESTREINT|CONFIDENTIEL|SECRET|TR[EÈ]S SECRET) UE(?:/EU (?:RESTRICTED|CONFIDENTIAL"
        r"|SECRET|TOP SECRET))?|EU (?:RESTRICTED|CONFIDENTIAL|SECRET)"
        r"|(?:UK )?OFFICIAL[ -]{1,3}SENSITIVE(?:[: -]{1,3}(?:COMMERCIAL|PERSONAL|LOCSEN))?"
        r"|UK (?:SECRET|TOP SECRET)",
        keywords=("nato", "cosmic", " ue", "eu ", "official", "uk "),
        examples=(
            "NATO RESTRICTED\n",
            "RESTREINT UE/EU RESTRICTED\n",
            "OFFICIAL-SENSITIVE\n",
            "COSMIC TOP SECRET\n",
        ),
        counterexamples=(
            "NATO RESTRICTED documents are kept apart.",
            '"NATO SECRET"',
            "OFFICIAL\n",
        ),
    ),
    _banner(
        "vs-nfd",
        "Mark: German classified matter (VS-NfD and above)",
        r"VS[ ]?[-–—][ ]?(?:NfD|NFD|(?i:nur f[üÜ]r den dienstgebrauch)|(?i:vertraulich)"
        r"|(?i:geheim))|VERSCHLUSSSACHE(?:[ ][-–—][ ][^\n]{0,40})?"
        r"|(?i:nur f[üÜ]r den dienstgebrauch)",
        signal=r"VS[ ]?(?:-|–|—)[ ]?(?:[Nn]|[Vv][Ee][Rr]|[Gg])|VERSCHLUSSSACHE|(?i:dienstgebrauch)",
        keywords=("vs", "verschluss", "dienstgebrauch"),
        examples=(
            "VS-NfD\n",
            "VS – NUR FÜR DEN DIENSTGEBRAUCH\n",
            "VS - Nur für den Dienstgebrauch\n",
        ),
        counterexamples=("Das Merkblatt zu VS-NfD regelt das.", '"VS-NfD"', "VS-Code\n"),
    ),
)
_ANYWHERE = (
    Rule(
        id="official_marks.portion",
        title="Portion mark: a paragraph with a grade of its own",
        level=Level.RESTRICTED,
        labels=_LABEL,
        pattern=rf"{_AT_LINE_START}(?P<value>\((?:{_PORTION})\))[ \t]+[A-Z0-9\"'(]",
        signal=r"\((?:TS|S|C|CUI|U)//[A-Z][A-Z0-9 ,/-]{0,60}\)|\((?:CUI|TS)\)[ \t]"
        r"|^[ \t#*>\d.-]{0,12}\(S\)[ \t]+[A-Z]",
        keywords=("(ts", "(s", "(c//", "(cui", "(u//"),
        weight=Weight(2, "a portion mark opens a paragraph"),
        validate=_is_portion,
        advice=_ADVICE,
        examples=(
            "(S//NF) The site is in use.\n",
            "1. (TS//SI//NF) Sources say so.\n",
            "(U) Title\n\n(CUI) The part that is controlled.\n",
        ),
        counterexamples=(
            "(S) Small\n(M) Medium\n",
            "f(S//comment\n",
            "(CUI) is an abbreviation.\n",
            "(C) Copyright by the authors\n",
        ),
        references=_CUI[:1],
    ),
    Rule(
        id="official_marks.distribution-statement",
        title="DoD distribution statement B to F",
        level=Level.RESTRICTED,
        labels=_LABEL,
        pattern=rf"{OPEN}(?P<value>(?i:distribution statement )[B-F]\b)"
        r"(?:[ \t]{0,3}[.:–—-][ \t]{0,3}|[ \t]{1,3})(?=$|\r?\n|(?i:distribution|further dissem"
        r"|dissemination))",
        signal=r"(?i:distribution statement )[B-F]\b",
        keywords=("distribution statement",),
        weight=Weight(3, "a statement that the regulation words"),
        validate=_is_dictated,
        advice=_ADVICE,
        examples=(
            "DISTRIBUTION STATEMENT D. Distribution authorized to the Department of Defense and"
            " U.S. DoD contractors only.\n",
            "Distribution Statement B: Distribution authorized to U.S. Government agencies.\n",
            "# DISTRIBUTION STATEMENT F. Further dissemination only as directed.\n",
        ),
        counterexamples=(
            "DISTRIBUTION STATEMENT A. Approved for public release. Distribution is unlimited.\n",
            "A distribution statement C would restrict it to contractors.\n",
            "Distribution Statement D means that only contractors may see it.\n",
        ),
        references=_DISTRIBUTION,
    ),
    Rule(
        id="official_marks.export-controlled",
        title="Export control statement (ITAR or EAR)",
        level=Level.RESTRICTED,
        labels=_LABEL,
        pattern=r"(?P<value>(?i:contains? (?:technical )?(?:data|information) (?:whose export|the "
        r"export of which|that) is (?:restricted|controlled) (?:by|under))"
        r"|(?i:contains? (?:ITAR|export)[- ]controlled (?:technical )?(?:data|information))"
        rf"|(?m:{OPEN})(?:ITAR[ -](?:CONTROLLED|RESTRICTED)|EXPORT[ -]CONTROLLED(?: (?:INFORMATION"
        rf"|DATA|DOCUMENT))?|ECCN:? ?(?!5[DE]00|5D992)\d[A-E]\d{{3}}(?:\.[a-z0-9.]{{1,8}})?)"
        rf"{CLOSE})",
        signal=r"(?i:(?:export|of which|information that|data that) is (?:restricted|controlled))"
        r"|(?i:contains? (?:itar|export)[- ]controlled)|ITAR[ -](?:CONTROLLED|RESTR)"
        r"|EXPORT[ -]CONTROLLED|ECCN:?[ ]?\d[A-E]\d{3}",
        keywords=("export", "itar", "eccn", "data", "information"),
        weight=Weight(3, "the words of an export control warning"),
        validate=_is_dictated,
        advice=_ADVICE,
        examples=(
            "WARNING - This document contains technical data whose export is restricted by the Arms"
            " Export Control Act\n",
            "ITAR CONTROLLED\n",
            "ECCN: 3A001.b\n",
            "This drawing contains ITAR-controlled technical data.\n",
        ),
        counterexamples=(
            "You may not export the software in breach of the International Traffic in Arms"
            " Regulations.\n",
            "This software is classified as ECCN 5D002.c.1\n",
            "ECCN: 5D002\n",
            "EAR99\n",
        ),
        references=("https://www.ecfr.gov/current/title-22/chapter-I/subchapter-M",),
    ),
)
RULES = (*_AT_THE_MARGIN, *_ANYWHERE)
_margin = margin_detector(_AT_THE_MARGIN)
_everywhere = rules_detector(_ANYWHERE)


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Banners at the head and the foot; prescribed statements and portion marks anywhere."""
    yield from _margin(document, candidates, settings)
    yield from _everywhere(document, candidates, settings)
