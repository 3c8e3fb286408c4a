"""Bidirectional controls that make code read otherwise than it runs (Trojan Source)."""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Level, Rule, Weight

_OPEN_EMBEDDING, _OPEN_ISOLATE = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_OVERRIDES = "\u202d\u202e"
#: Of so many blocks of 256 are only lists of characters, as in a regex library.
_BLOCKS = 8
_BEFORE = 200
_RIGHT_TO_LEFT = patterns.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_LATIN = patterns.compile(r"[A-Za-z]")
_CODE = patterns.compile(r"\*/|/\*|//|\"\"\"|'''|[;{}#\"'`]|--")
#: What ends a comment or a string; braces alone are a translator's gap.
_ESCAPES = patterns.compile(r"\*/|/\*|//|[;\"'`#]|\(.{0,80}\)")


def _controls(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A line of right-to-left text may hold them, balanced; what carries code may not."""
    text, start = match.string, match.start()
    line = text[text.rfind("\n", max(0, start - _BEFORE), start) + 1 : start][-_BEFORE:] + match[0]
    native = len(_RIGHT_TO_LEFT.findall(line))
    genuine = native > 0 and 2 * native >= len(_LATIN.findall(line))
    if surroundings_of(document.path) is Surroundings.LOCALE:
        return (Weight(0, "in a translation, where it turns the gaps round"),)
    if len({ord(char) >> 8 for char in line}) > _BLOCKS:
        return (Weight(-1, "in a table of characters"),)
    if _left_open(line):
        if not genuine:
            return (Weight(2, "still in force at the end of the line"),)
        return (Weight(1, "in force to the end of a line of code"),) if _CODE.search(line) else None
    if any(char in line for char in _OVERRIDES):
        return None if genuine else (Weight(2, "turns the order of characters round"),)
    if genuine or _wraps_one_thing(line):
        return None
    return (Weight(1, "in a line without right-to-left text"),)


def _left_open(line: str) -> bool:
    """Does an embedding or isolate reach the line's end, or a pop close what nobody opened?"""
    stack: list[str] = []
    for char in line:
        if char in _OPEN_EMBEDDING or char in _OPEN_ISOLATE:
            stack.append(char)
        elif char == _POP and stack and stack[-1] in _OPEN_EMBEDDING:
            stack.pop()
        elif char == _POP_ISOLATE:
            while stack and stack[-1] in _OPEN_EMBEDDING:
                stack.pop()
            if stack:
                stack.pop()
    return bool(stack)


def _wraps_one_thing(line: str) -> bool:
    """Isolates around a name or number, as translations of every language have them."""
    inside = re.findall(r"[\u2066-\u2068]([^\u2066-\u2069\n]{0,200})\u2069", line)
    return bool(inside) and not any(_ESCAPES.search(piece) for piece in inside)


RULES = (
    Rule(
        id="covert_text.bidi-control",
        title="Characters that reorder the text (Trojan Source)",
        level=Level.INTERNAL,
        labels=("covert-text",),
        pattern=r"[\u202a-\u202e\u2066-\u2069][^\n]{0,400}",
        keywords=tuple("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
        weight=Weight(1, "bidirectional controls"),
        validate=_controls,
        advice="Remove the controls, and read the line again as the compiler reads it.",
        references=(
            "https://trojansource.codes/",
            "https://nvd.nist.gov/vuln/detail/CVE-2021-42574",
            "https://www.unicode.org/reports/tr9/",
        ),
        examples=(
            "/*\u202e } \u2066if (allowed)\u2069 \u2066 only for members */",
            "'''Take the sum from the account \u2067''' ;return",
            'if level != "guest\u202e \u2066// checked\u2069 \u2066":',
        ),
        counterexamples=(
            "\u05e9\u05dc\u05d5\u05dd \u202aWorld\u202c \u05e9\u05dc\u05d5\u05dd",
            "Welcome, \u2068{ $name }\u2069!",
            "\u202b\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645\u202c",
        ),
    ),
)
