"""Words in letters that only look like ASCII: mixed scripts, whole disguises, styled letters."""

import re
import unicodedata

from promptguard import patterns
from promptguard.detectors.covert_text.confusables import LOOKALIKES, STRICT, byte_class, skeleton
from promptguard.documents.document import Document
from promptguard.evidence.surroundings import Surroundings, line_around, surroundings_of
from promptguard.model import Level, Rule, Signal, Span, Weight

_LABELS = ("covert-text",)
_UTS39 = "https://www.unicode.org/reports/tr39/"
_CVE = "https://nvd.nist.gov/vuln/detail/CVE-2021-42694"
_ADVICE = "Type the word again in plain letters, and ask who wrote it otherwise."
_WORD_LIMIT = 80
_TWIN_REACH, _NEARBY = 20_000, 2000
#: Greek letters that formulas put beside Latin ones; alone they are no disguise.
_SYMBOLS = frozenset("\u03b1\u03b3\u03b9\u03bd\u03c1\u03c3\u03c5\u03f1\u03c4\u03ba")
#: Letters that no reader of Latin takes for his own: where they stand, the script is meant.
_MEANT = patterns.compile(
    r"[\u0431\u0434\u0436\u0437\u0438\u0439\u043b\u043f\u0444\u0446\u0447-\u044f\u0414\u0416\u0419"
    r"\u041b\u0424\u0426\u0427-\u042f\u03b4\u03b6\u03b8\u03bb\u03bc\u03be\u03c0\u03c6-\u03c9\u0394"
    r"\u0398\u039b\u039e\u03a0\u03a3\u03a6\u03a8\u03a9\u0562\u0564\u056b-\u056f\u057a\u057f\u0580]"
)
_STYLED = r"[\U0001d400-\U0001d7cb\uff21-\uff3a\uff41-\uff5a]"
_DECLARED = patterns.compile(
    r"(?:\b(?:def|fn|func|function|class|import|from|var|let|const|new|int|struct)\s|[$@.&]|->)$"
)
_USED = patterns.compile(r" ?=|\(|\.[a-z_]|\[|:=")
_VOWEL = patterns.compile(r"[aeiouyAEIOUY]")
_EAST_ASIAN = patterns.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def word_span(match: "re.Match[str]") -> Span:
    """The word around a match, up to a limit on either side."""
    text, start, end = match.string, match.start(), match.end()
    first, last = max(0, start - _WORD_LIMIT), min(len(text), end + _WORD_LIMIT)
    while start > first and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    while end < last and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return Span(start, end)


def _has_twin(match: "re.Match[str]", plain: str) -> bool:
    """Does the word it pretends to be stand nearby as well?"""
    text, limit = match.string, match.end() + _TWIN_REACH
    at = text.find(plain, max(0, match.start() - _TWIN_REACH), limit) if len(plain) > 2 else -1
    while at >= 0:
        around = text[max(0, at - 1) : at] + text[at + len(plain) : at + len(plain) + 1]
        if not any(char.isalnum() or char == "_" for char in around):
            return True
        at = text.find(plain, at + 1, limit)
    return False


def _nearby(match: "re.Match[str]") -> str:
    return match.string[max(0, match.start() - _NEARBY) : match.end() + _NEARBY]


def _mixed(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """All its foreign letters must be look-alikes: `pdf` with a Russian ending is no disguise."""
    span = word_span(match)
    word = match.string[span.start : span.end]
    plain = skeleton(word)
    foreign = [char for char in word if not char.isascii()]
    latin = sum(char.isascii() and char.isalpha() for char in word)
    if not plain.isascii() or latin < 2 or len(word) < 4:
        return None
    if set(foreign) <= _SYMBOLS and (latin < 4 or word[0] == foreign[0] or word[-1] == foreign[-1]):
        return None
    if all(unicodedata.name(char, "").startswith("LATIN") for char in foreign):
        spoken = "\u0131" in foreign or not _has_twin(match, plain)
        return None if spoken else (Weight(1, "of rare Latin letters"),)
    weights = [Weight(1, f"{len(foreign)} of its {len(word)} letters are from another script")]
    if _has_twin(match, plain):
        weights.append(Weight(1, "the word it looks like stands nearby"))
    if _MEANT.search(line_around(match)):
        weights.append(Weight(-1, "in a line that really uses that script"))
    return tuple(weights)


def _disguised(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A word wholly of look-alikes: a true one has neighbours in its own language."""
    word = match[0]
    plain = skeleton(word)
    if not plain.isascii() or set(word) <= _SYMBOLS:
        return None
    weights = []
    if _MEANT.search(_nearby(match)):
        weights.append(Weight(-1, "in a text that really uses that script"))
    if _names_something(match):
        weights.append(Weight(1, "as a name in code"))
    if _has_twin(match, plain):
        weights.append(Weight(1, "the word it looks like stands nearby"))
    return tuple(weights)


def _names_something(match: "re.Match[str]") -> bool:
    text = match.string
    before, behind = (
        text[max(0, match.start() - 12) : match.start()],
        text[match.end() : match.end() + 3],
    )
    return _DECLARED.search(before) is not None or _USED.match(behind) is not None


def _styled(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Full width is at home in East Asian text, letters of it side by side in a formula."""
    if match[0][0] > "\uffff":
        tested = surroundings_of(document.path) is Surroundings.TEST
        weights = (Weight(-1, "in a test"),) if tested else ()
        if match.string[match.end() : match.end() + 1] in ("(", "=", "."):
            return (Weight(1, "called as a function"), *weights)
        return weights if _VOWEL.search(skeleton(match[0])) else None
    around = match.string[max(0, match.start() - 400) : match.end() + 400]
    return None if _EAST_ASIAN.search(around) else ()


#: No word of a dotless i alone is told, and Turkish has it in every line.
_TOLD = LOOKALIKES.replace("\u0131", "")
_ALIEN = f"[{_TOLD}]"
#: The rare letter first: so the search skips from one to the next.
_NEAR_LATIN = rf"{_ALIEN}(?:(?=[0-9_]?[A-Za-z])|(?<=[A-Za-z]{_ALIEN})|(?<=[A-Za-z][0-9_]{_ALIEN}))"
RULES = (
    Rule(
        id="covert_text.mixed-script",
        title="A word that mixes look-alike letters of two scripts",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=_NEAR_LATIN,
        keywords=tuple(dict.fromkeys(LOOKALIKES.lower())),
        weight=Weight(1, "look-alike letters beside Latin ones"),
        validate=_mixed,
        advice=_ADVICE,
        references=(_UTS39, _CVE),
        examples=(
            "def say\u041dello():\n    return 1\n\nsayHello()\n",
            "if us\u0435r.is_\u0430dmin:",
            "p\u0430ssword = load()",
        ),
        counterexamples=(
            "\u0444\u0430\u0439\u043b pdf\u2011\u0444\u0430\u0439\u043b \u0438 json\u044b",
            "\u0394t = \u03c32 + \u03bbx",
            "\u03b1x + \u03c1g",
        ),
    ),
    Rule(
        id="covert_text.disguised-word",
        title="A word written wholly in look-alike letters",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=rf"(?u:(?<!\w)[{STRICT}][{STRICT}0-9_]{{2,40}}(?!\w))",
        keywords=tuple(dict.fromkeys(LOOKALIKES.lower())),
        weight=Weight(1, "every letter of it looks like an ASCII one"),
        validate=_disguised,
        advice=_ADVICE,
        references=(_UTS39, _CVE),
        examples=("\u0455\u0441\u043e\u0440\u0435 = scope", "import \u043e\u0455\u0455"),
        counterexamples=(
            "\u0421\u0430\u0440\u0430 \u0440\u043e\u0441\u043b\u0430 \u0434\u043e\u043c\u0430",
            "\u03b1\u03c1 = 1",
        ),
    ),
    Rule(
        id="covert_text.styled-letters",
        title="A word in mathematical or full-width letters",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=rf"{_STYLED}{{3,200}}",
        keywords=tuple(map(chr, (*range(0xFF41, 0xFF5B), *range(0x1D400, 0x1D800)))),
        weight=Weight(2, "letters that a compiler or a model reads as plain ones"),
        validate=_styled,
        advice=_ADVICE,
        references=(_UTS39, "https://www.unicode.org/reports/tr15/"),
        examples=("\U0001d626\U0001d637\U0001d622\U0001d62d(code)", "\uff45\uff56\uff41\uff4c"),
        counterexamples=(
            "\U0001d465 + \U0001d466",
            "\uff21\uff30\uff29\u3092\u4f7f\u3046",
        ),
    ),
)


def signals() -> tuple[Signal, ...]:
    """What the engine looks for; made when a database is built, since they are many."""
    strict, alien = byte_class(STRICT), byte_class(_TOLD)
    return (
        # Behind a Latin letter. One signal a look-alike: so each has a literal for the engine to
        # look for, where all of them in one would begin at every letter (five times the cost).
        *(
            Signal(
                RULES[0].id,
                rf"[A-Za-z][0-9_]?{byte_class(char)}",
                rf"[A-Za-z][0-9_]?{char}",
                (char.lower(),),
                once=True,
                beyond_ascii=True,
            )
            for char in _TOLD
        ),
        Signal(
            RULES[0].id,
            rf"{alien}[0-9_]?[A-Za-z]",
            rf"{_ALIEN}[0-9_]?[A-Za-z]",
            once=True,
            beyond_ascii=True,
        ),
        Signal(
            RULES[1].id,
            rf"{strict}{{3}}(?:{strict}|[0-9_]){{0,38}}(?: ?=|\(|\.[a-z_]|\[|:=)"
            r"|(?:def|fn|func|function|class|import|from|var|let|const|new|int|struct) "
            rf"{strict}{{3}}",
            rf"[{STRICT}]{{3}}[{STRICT}0-9_]{{0,38}}(?: ?=|\(|\.[a-z_]|\[|:=)"
            r"|(?:def|fn|func|function|class|import|from|var|let|const|new|int|struct) "
            rf"[{STRICT}]{{3}}",
            once=True,
            beyond_ascii=True,
        ),
        Signal(
            RULES[2].id,
            r"(?:\xf0\x9d[\x90-\x9f][\x80-\xbf]){3}|(?:\xef\xbc[\xa1-\xba]|\xef\xbd[\x81-\x9a]){3}",
            RULES[2].pattern,
            once=True,
            beyond_ascii=True,
        ),
    )
