"""Marks at the head or foot of a document: where they may stand, and what may frame them."""

import re
from collections.abc import Iterator, Sequence

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import Detect, rules_detector
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Candidate, Finding, Note, Rule, Settings, Weight

#: How near to the beginning or the end of a document a mark stands, in lines.
MARGIN = 30
#: The points of a mark for its shape alone.
OWN_LINE = Weight(2, "a mark on a line of its own")

_PROSE = patterns.compile(
    r"\.(?:md|mdx|rst|txt|adoc|asciidoc|tex|html?|org|eml|msg|log|csv|rtf|wiki|textile|markdown)$"
    r"|(?:^|/)[^./]*$|^<[^>]*>$",
    re.IGNORECASE,
)
#: The names of source files.
CODE = (
    r"\.(?:pyi?|pyx|pxd|[cm]?[jt]sx?|java|kts?|scala|groovy|go|rs|c|h|cc|cpp|cxx|hh|hpp|hxx|inl|cs"
    r"|vb|fs|rb|php\d?|swift|mm?|pl|pm|lua|r|jl|sh|bash|zsh|ps[dm]?1|bat|cmd|p?sql|vhdl?|s?v|svh"
    r"|dart|exs?|erl|hrl|hs|clj[cs]?|f\d\d|for|asm|s|cu|cuh|proto|graphql|css|s[ac]ss|less|vue"
    r"|svelte|pas|ad[abs]|cob|cbl|tcl|cls|trigger|sol|zig|nim|ino)$"
)
_CODE = patterns.compile(CODE, re.IGNORECASE)
_COMMENT = patterns.compile(r"\s*(?:#|//|/\*|\*|--|<!--|;|%|'|REM |\{#|\(\*|\.\. )")
_BULLET = patterns.compile(r"\s*(?:[-*+•]|#{2,6})[ \t]+")
_RULED = patterns.compile(r"[ \t]*\r?\n[=\-~^]{3,}[ \t]*\r?(?:\n|$)")

#: What may frame a mark: comment signs, boxes, list and heading marks, brackets, stars.
FRAME = r"[ \t#*/\\=_|<>!;%.:~\-\[\]()【】〔〕（）《》「」『』★☆●■◆▲※—–·•\u00a0\u3000]"
OPEN = rf"^\ufeff?{FRAME}{{0,60}}"
CLOSE = rf"(?=(?!;|:|=[^=]){FRAME}{{0,60}}\r?$)"
#: `Classification: `, `密级：` and a company's name may stand before it.
_LEAD = (
    r"(?:@(?i:licen[cs]e|copyright|classification|security)[ \t]{1,20}"
    r"|(?:(?i:(?:document |data |information |security )?"
    r"(?:classification|sensitivity|marking|confidentiality|confidentialité|klassifi(?:zierung"
    r"|kation)|vertraulichkeit(?:sstufe)?|clasificación|classificação|classificazione|klauzula"
    r"|rubricering|classificatie|gizlilik(?: derecesi)?)(?: level)?)|Гриф|ГРИФ"
    r"|密级|密級|保密级别|保密等级|机密等级|機密区分|機密性|取扱区分|보안등급|보안 등급|문서등급)"
    r"\*{0,2}[ \t\u00a0]{0,3}[:：]\*{0,2}[ \t\u3000]{0,3})?"
)
_COMPANY = r"(?:[A-ZÀ-ÖØ-Þ][\w&.,'-]{0,30}[ \t]+){0,4}"
#: Behind it: other marks, a copyright, a date or a page number.
_MORE = (
    r"(?i:confidential|proprietary|privileged|sensitive|draft|trade secret|need to know"
    r"|(?:for )?internal(?: use)?(?: only)?|all rights reserved|authorized personnel only"
    r"|do not (?:distribute|copy|share|forward|disclose|disseminate|duplicate|redistribute)"
    r"[^\n]{0,80}"
    r"|no distribution(?: please)?"
    r"|not for (?:distribution|release|external use)|attorney.client(?: privileged?)?"
    r"|v(?:ersion)?\.? ?\d[\d.]*|(?:page|seite|página|pagina|strona|sayfa|стр\.?|страница) \d+"
    r"(?:[ ](?:of|von|sur|de|di|z|van|из|/)[ ]\d+)?)"
    r"|社外秘|極秘|機密|机密|秘密|内部资料|대외비|기밀|Vertraulich|VERTRAULICH|Confidentiel|CONFIDENTIEL"
    r"|Confidencial|CONFIDENCIAL|Riservato|RISERVATO"
    r"|(?:©|\([cC]\)|Copyright|COPYRIGHT)[^\n]{0,60}|[12]\d{3}[\d./ -]{0,8}|\d{1,2}\.\d{1,2}\.\d{4}"
)
_MORE_ZH = "严禁外传|禁止外传|请勿外传|注意保密|仅限内部使用|内部资料"


def mark(core: str, more: str = "") -> str:
    """The pattern of a mark alone on its line; `more` are further words that may follow it."""
    tail = (
        rf"(?:[ \t]{{0,3}}(?:[-–—|/,;.:&·()*]{{1,3}}|(?i:and|und|et|y|e|i|en|ve))[ \t]{{0,3}}"
        rf"(?:{_MORE}{'|' + more if more else ''})"
        rf"|[ \t\u3000,，;；|/·—-]{{0,3}}(?:{_MORE_ZH})){{0,4}}"
    )
    return f"{OPEN}{_LEAD}{_COMPANY}(?P<value>{core}){tail}{CLOSE}"


def is_code(document: Document) -> bool:
    """Is this source code, whose marks speak of the code rather than of a document?"""
    return _CODE.search(document.path) is not None or document.data.startswith(b"#!")


def is_prose(path: str) -> bool:
    """Is this a text for people, by its name; a prompt and a buffer are."""
    return _PROSE.search(path) is not None


def is_comment(match: "re.Match[str]") -> bool:
    """Does a comment sign open the line a mark stands on?"""
    return _COMMENT.match(_before(match)) is not None


def is_said(match: "re.Match[str]", path: str) -> bool:
    """Prose or a comment: a word alone on a line of code or data is a constant or a list item."""
    return not match["value"].isalpha() or is_prose(path) or is_comment(match)


def is_loud(value: str) -> bool:
    """Capitals, or a script that has none."""
    return value.isupper() or value.upper() == value.lower()


def is_heading(match: "re.Match[str]") -> bool:
    """An item of a list or the title of a section rather than a mark of the document."""
    if is_loud(match["value"]):
        return False
    if _BULLET.fullmatch(_before(match)):
        return True
    return _RULED.match(match.string, match.end("value")) is not None


def place_of(match: "re.Match[str]", document: Document) -> Weight | None:
    """Head or foot, or None where the mark stands in neither."""
    text, start = match.string, match.start("value")
    if document.base_line + text.count("\n", 0, start) <= MARGIN:
        return Weight(1, "in the first lines")
    if document.whole and text.count("\n", start) < MARGIN:
        return Weight(1, "in the last lines")
    return None


def margin_detector(rules: Sequence[Rule]) -> Detect:
    """Like rules_detector, for rules that speak only at the head and the foot."""
    confirm = rules_detector(rules)
    known = frozenset(rule.id for rule in rules)

    def detect(
        document: Document, candidates: Sequence[Candidate], settings: Settings
    ) -> Iterator[Finding | Note]:
        near = [one for one in candidates if one.signal in known]
        if not near or surroundings_of(document.path) in (Surroundings.LOCALE, Surroundings.LOCK):
            return
        head, foot = _margins(document)
        near = [one for one in near if one.end <= head or one.end >= foot]
        if near:
            yield from confirm(document, near, settings)

    return detect


def _margins(document: Document) -> tuple[int, int]:
    """Byte offsets: the head ends at the first, the foot begins at the second."""
    data = document.data
    head = 0
    for _ in range(MARGIN - document.base_line + 1):
        head = data.find(b"\n", head) + 1
        if head == 0:
            return len(data), 0
    foot = len(data)
    if not document.whole:
        return head, foot + 1
    for _ in range(MARGIN):
        foot = max(data.rfind(b"\n", 0, foot), 0)
    return head, foot


def _before(match: "re.Match[str]") -> str:
    text, start = match.string, match.start("value")
    return text[text.rfind("\n", 0, start) + 1 : start]
