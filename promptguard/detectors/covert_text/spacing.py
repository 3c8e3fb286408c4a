"""Marks in plain sentences: other apostrophes, dates, spaces, and what stands behind a line."""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.surroundings import line_around
from promptguard.model import Level, Rule, Signal, Weight

_LABELS = ("covert-text",)
_WATERMARK = "https://www.unicode.org/reports/tr39/"
#: Everything that prints like U+0027 (UTS 39), beside the two typographic ones.
_RARE = "\u02bc\u02b9\u02bb\u201b\u2032\uff07\u055a\u05f3\ua78c"
_TYPED = "\u2018\u2019\u0060\u00b4"
_SPACES = "\u1680\u2000-\u200a\u202f\u205f"
_GAPS = patterns.compile(rf"(?<=[A-Za-z,.;])[ \u00a0{_SPACES}](?=[A-Za-z])")
_BEHIND = patterns.compile(r"[ \t]{4,400}\r?$", re.MULTILINE)
_LINES_BEHIND = 2000


def _date(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """An assistant's client wrote this sentence, and marked it, in releases 2.1.91 to 2.1.197."""
    weights = []
    if match["mark"] in _RARE:
        weights.append(Weight(2, "an apostrophe that no keyboard types"))
    elif match["mark"] != "'":
        weights.append(Weight(1, "a typographic apostrophe in a client's own sentence"))
    if match["by"] != "-":
        weights.append(Weight(1, "a date written otherwise than the client's template has it"))
    return tuple(weights) or None


def _apostrophe(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    line = line_around(match)
    others = sum(not char.isascii() for char in line) - line.count(match["mark"])
    return None if others else ()


def _spaces(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Spaces of several widths between plain words carry bits; one kind throughout is a style."""
    gaps = _GAPS.findall(line_around(match))
    odd = [gap for gap in gaps if gap != " "]
    kinds = set(gaps)
    if len(odd) < 4 or len(kinds - {"\u00a0"}) < 2:
        return None
    return (Weight(2, f"{len(odd)} of {len(kinds)} kinds between plain words"),)


def _behind(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Blanks and tabs in turn behind a line, and behind the lines around it."""
    if _turns(match["blank"]) < 3:
        return None
    around = match.string[max(0, match.start() - _LINES_BEHIND) : match.end() + _LINES_BEHIND]
    lines = sum(_turns(found) >= 3 for found in _BEHIND.findall(around))
    if lines < 2 and len(match["blank"]) < 16:
        return None
    return (Weight(1, "blanks and tabs in turn"), *_more(lines))


def _more(lines: int) -> tuple[Weight, ...]:
    return (Weight(1, f"behind {lines} lines"),) if lines > 2 else ()


def _turns(blank: str) -> int:
    return len(re.findall(r" +\t|\t+ ", blank))


RULES = (
    Rule(
        id="covert_text.date-marker",
        title="A mark in the sentence that tells an assistant the date",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=rf"\b[Tt]oday(?P<mark>['{_RARE}{_TYPED}])s date is "
        r"\d{4}(?P<by>[-/.])\d{2}(?P=by)\d{2}",
        keywords=("s date is ",),
        weight=Weight(1, "a sentence of an assistant's own template"),
        validate=_date,
        advice="Update the client, and let the gateway write apostrophe and date in plain form.",
        references=(_WATERMARK,),
        examples=(
            "Today\u2019s date is 20<digit:2>-06-30.",
            "Today\u02bcs date is 2026-06-30.",
            "Today\u02b9s date is 2026/06/30.",
            "Today's date is 2026/06/30.",
        ),
        counterexamples=("Today's date is 2026-06-30.", "today's date is printed on the ticket"),
    ),
    Rule(
        id="covert_text.apostrophe",
        title="A look-alike of the apostrophe in a plain sentence",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=rf"[A-Za-z](?P<mark>[{_RARE}])(?:s|t|re|ve|ll|d|m)\b",
        keywords=tuple(_RARE),
        weight=Weight(2, "an apostrophe that no keyboard types, in an English contraction"),
        validate=_apostrophe,
        advice="Write a plain apostrophe, and ask which program put the other one in.",
        references=(_WATERMARK,),
        examples=("It\u02bcs done, and it doesn\u02bct matter.", "we\u2032re ready"),
        counterexamples=("Hawai\u02bbi", "don\u2019t", "f\u2032(x)", "Qur\u02bcan"),
    ),
    Rule(
        id="covert_text.odd-space",
        title="Spaces of several widths between plain words",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=rf"(?<=[A-Za-z,.;])[\u00a0{_SPACES}](?=[A-Za-z])",
        keywords=("\u1680", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f"),
        weight=Weight(1, "a space that is not U+0020"),
        validate=_spaces,
        advice="Write plain spaces, and ask which program put the others in.",
        references=(_WATERMARK, "https://www.unicode.org/reports/tr14/"),
        examples=("we\u2009meet at\u2005noon by\u2009the old\u2004mill and\u2009wait",),
        counterexamples=(
            "10\u2009km in 2\u00a0h",
            "Le\u00a0prix\u00a0: 10\u202f000\u00a0euros",
            "z.\u2009B. das Wort",
        ),
    ),
    Rule(
        id="covert_text.trailing-whitespace",
        title="Bits in the white space behind lines",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"[^\s](?P<blank>[ \t]{6,400})\r?$",
        keywords=(" \t", "\t "),
        weight=Weight(1, "white space behind a line"),
        validate=_behind,
        advice="Strip the white space behind the lines, and ask how it came there.",
        references=("https://darkside.com.au/snow/",),
        examples=(
            "one\t   \t \t  \t \ntwo\t \t     \t   \t\nthree\t  \t \t \t  \t\nend\n",
            "a note\t    \t  \t \t     \t  \t \n",
        ),
        counterexamples=("one      \ntwo\t\t\t\t\t\t\nthree        \n", "a\t \nb \t\n"),
    ),
)
ODD_SPACE = RULES[2]
SIGNALS = (
    Signal(RULES[0].id, r"s date is [0-9]{4}[-/.]", RULES[0].pattern, RULES[0].keywords, once=True),
    Signal(
        RULES[1].id,
        r"(?:\xca[\xb9\xbb\xbc]|\xe2\x80[\x9b\xb2]|\xef\xbc\x87|\xd5\x9a|\xd7\xb3|\xea\x9e\x8c)"
        r"(?:[stdm][^A-Za-z0-9_]|re|ve|ll)",
        RULES[1].pattern,
        once=True,
        beyond_ascii=True,
    ),
    Signal(
        RULES[3].id,
        # Three turns leave a tab, blanks and a tab among the last four runs.
        r"\t {1,7}\t{1,8} {0,15}\r?\n",
        RULES[3].pattern,
        RULES[3].keywords,
        once=True,
    ),
)
