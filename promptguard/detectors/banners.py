"""Confidentiality marks that people put at the head or foot of a document, English and Chinese."""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Level, Rule, Weight

#: How near to the beginning or the end of a document a mark stands.
_MARGIN = 30
_LABEL = ("internal-docs",)
_ADVICE = (
    "Ask the owner named in the document before it leaves, or send a summary without its content."
)

_PROSE = patterns.compile(
    r"\.(?:md|mdx|rst|txt|adoc|asciidoc|tex|html?|org|eml|msg|log|csv|rtf|wiki|textile)$"
    r"|(?:^|/)[^./]*$|^<[^>]*>$",
    re.IGNORECASE,
)
_COMMENT = patterns.compile(r"\s*(?:#|//|/\*|\*|--|<!--|;|%|'|REM )")
#: What may frame a mark: comment signs, boxes, list and heading marks, brackets, stars.
_FRAME = r"[ \t#*/\\=_|<>!;%.:~\-\[\]()【】〔〕（）《》★☆●■◆—–·\u3000]"
_OPEN = rf"^{_FRAME}{{0,60}}"
_CLOSE = rf"(?=(?!;|:|=){_FRAME}{{0,60}}\r?$)"
#: `Classification: `, `密级：` and a company's name may stand before it.
_LEAD = (
    r"(?:(?:(?i:(?:document |data |information |security )?"
    r"(?:classification|sensitivity|marking|confidentiality)(?: level)?)"
    r"|密级|保密级别|保密等级|机密等级)[ \t]{0,3}[:：][ \t\u3000]{0,3})?"
)
_COMPANY = r"(?:[A-Z][\w&.,'-]{0,30}[ \t]+){0,4}"
#: Behind it: other marks, a copyright, a date or a page number.
_MORE = (
    r"(?i:confidential|proprietary|privileged|sensitive|draft|trade secret|need to know"
    r"|(?:for )?internal(?: use)?(?: only)?|all rights reserved|authorized personnel only"
    r"|do not (?:distribute|copy|share|forward|disclose|disseminate)|no distribution"
    r"|not for (?:distribution|release|external use)|attorney.client(?: privileged?)?"
    r"|page \d+(?: of \d+)?)|(?:©|\([cC]\)|Copyright)[^\n]{0,60}|[12]\d{3}[\d./ -]{0,8}"
)
_MORE_ZH = "严禁外传|禁止外传|请勿外传|注意保密|仅限内部使用|内部资料"
_TAIL = (
    rf"(?:[ \t]{{0,3}}(?:[-–—|/,;.:&·()]|(?i:and))[ \t]{{0,3}}(?:{_MORE})"
    rf"|[ \t\u3000,，;；|/·—-]{{0,3}}(?:{_MORE_ZH})){{0,4}}"
)


def _is_banner(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Head or foot, and not a translation or a lock file; upper case is the surest form."""
    if surroundings_of(document.path) in (Surroundings.LOCALE, Surroundings.LOCK):
        return None
    line = document.line_of(match.start("value"))
    last = document.base_line + len(document.line_starts()) - 1
    if line > _MARGIN and not (document.whole and last - line < _MARGIN):
        return None
    value = match["value"]
    if value.isascii() and value.isalpha() and not _is_text(match, document.path):
        return None
    place = "in the first lines" if line <= _MARGIN else "in the last lines"
    loud = value.isupper() or not value.isascii()
    return (Weight(1, place), *((Weight(1, "in capitals"),) if loud else ()))


def _is_text(match: "re.Match[str]", path: str) -> bool:
    """Prose or a comment: a single word on a line of code or data is a constant or a list item."""
    text, start = match.string, match.start("value")
    head = text[text.rfind("\n", 0, start) + 1 : start]
    return _PROSE.search(path) is not None or _COMMENT.match(head) is not None


def _mark(core: str) -> str:
    return f"{_OPEN}{_LEAD}{_COMPANY}(?P<value>{core}){_TAIL}{_CLOSE}"


def _banner(
    name: str,
    title: str,
    level: Level,
    core: str,
    keywords: tuple[str, ...],
    examples: tuple[str, ...],
    counterexamples: tuple[str, ...],
) -> Rule:
    return Rule(
        id=f"banners.{name}",
        title=title,
        level=level,
        labels=_LABEL,
        pattern=_mark(core),
        signal=f"{_OPEN}{_LEAD}{_COMPANY}(?:{core})",
        keywords=keywords,
        weight=Weight(2, "a mark on a line of its own"),
        validate=_is_banner,
        advice=_ADVICE,
        examples=examples,
        counterexamples=counterexamples,
        references=("https://www.first.org/tlp/",) if "tlp" in name else (),
    )


def _is_state_secret(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The starred form is fixed by regulation; `启用前` behind the star is an examination paper."""
    if surroundings_of(document.path) in (Surroundings.LOCALE, Surroundings.LOCK):
        return None
    starred = "★" in match["value"]
    return (Weight(1, "grade, star and period, as the regulation prescribes"),) if starred else ()


RULES = (
    _banner(
        "restricted",
        "Mark: strictly confidential or restricted",
        Level.RESTRICTED,
        r"STRICTLY CONFIDENTIAL|Strictly Confidential|Strictly confidential|HIGHLY "
        r"(?:CONFIDENTIAL|RESTRICTED)"
        r"|Highly Confidential|RESTRICTED(?: DISTRIBUTION| ACCESS)?|TOP SECRET|EYES ONLY"
        r"|Restricted Distribution",
        ("confidential", "restricted", "secret", "eyes only"),
        (
            "STRICTLY CONFIDENTIAL\n\nPlan",
            "# Acme Corp. Strictly Confidential\n",
            "/* RESTRICTED - Do not distribute */",
        ),
        (
            "Restricted\n",
            'LABEL = "RESTRICTED"',
            "The RESTRICTED flag is set here.",
            "RESTRICTED = 3",
            "LANGUAGE C STRICT PARALLEL RESTRICTED;\n",
        ),
    ),
    _banner(
        "confidential",
        "Mark: confidential",
        Level.CONFIDENTIAL,
        r"(?<!STRICTLY )(?<!HIGHLY )(?<!trictly )(?<!ighly )"
        r"(?:(?:COMPANY |COMMERCIAL(?:LY)? |BUSINESS )?CONFIDENTIAL|(?:Company |Commercially "
        r"|Business )?Confidential"
        r"|PROPRIETARY (?:AND|&) CONFIDENTIAL|Proprietary (?:and|&) [Cc]onfidential|CONFIDENTIAL "
        r"(?:AND|&) PROPRIETARY"
        r"|Confidential (?:and|&) [Pp]roprietary|PROPRIETARY INFORMATION|DO NOT DISTRIBUTE|Do "
        r"[Nn]ot [Dd]istribute"
        r"|NOT FOR (?:PUBLIC )?(?:DISTRIBUTION|RELEASE)|TRADE SECRET|PRIVILEGED (?:AND"
        r"|&) CONFIDENTIAL)",
        ("confidential", "proprietary", "distribut", "not for", "trade secret"),
        (
            "CONFIDENTIAL\n",
            "<!-- Confidential - Internal Use Only -->",
            "// Proprietary and confidential\n",
            "Classification: Confidential",
            "ACME Corp. Confidential | Page 3 of 9",
            "** DO NOT DISTRIBUTE **",
        ),
        (
            "A confidential client keeps its secret on a server.",
            'KIND = "Confidential"',
            "confidential\n",
            "class Confidential:",
            "Confidential;",
            "Confidential clients are described in section 2.1 of the RFC.",
        ),
    ),
    _banner(
        "internal",
        "Mark: internal use",
        Level.INTERNAL,
        r"(?:FOR )?INTERNAL(?: USE)? ONLY|Internal (?:[Uu]se )?[Oo]nly|INTERNAL(?: USE)?"
        r"|For [Ii]nternal (?:[Uu]se )?[Oo]nly|COMPANY INTERNAL|Company Internal"
        r"|(?<=[:：] )Internal(?: [Uu]se)?"
        r"|内部资料|内部使用|内部文件|仅限内部|仅供内部(?:使用|参考|交流)?",
        ("internal", "内部", "仅"),
        (
            "INTERNAL USE ONLY\n",
            "> For internal use only",
            "内部资料 注意保密\n",
            "【内部使用】",
            "Classification: Internal",
        ),
        (
            "This function is for internal use only and may change.",
            "内部资料的处理方法如下所述",
            "### Internal",
            "internal = True",
        ),
    ),
    _banner(
        "tlp-red",
        "Mark: TLP:RED",
        Level.RESTRICTED,
        r"TLP:[ ]?RED",
        ("tlp:",),
        ("TLP:RED\n", "Distribution: none\n--- TLP:RED ---"),
        ("TLP:REDUCED", "We use TLP:RED for such reports."),
    ),
    _banner(
        "tlp-amber",
        "Mark: TLP:AMBER",
        Level.CONFIDENTIAL,
        r"TLP:[ ]?AMBER(?:\+STRICT)?",
        ("tlp:",),
        ("TLP:AMBER\n", "# TLP:AMBER+STRICT"),
        ("Reports marked TLP:AMBER may be shared.",),
    ),
    _banner(
        "tlp-green",
        "Mark: TLP:GREEN",
        Level.INTERNAL,
        r"TLP:[ ]?GREEN",
        ("tlp:",),
        ("TLP:GREEN\n",),
        ("Reports marked TLP:GREEN may be shared.",),
    ),
    _banner(
        "company-secret-zh",
        "Mark: 机密, 商业秘密 or 保密",
        Level.CONFIDENTIAL,
        r"(?:公司|企业|商业|高度|严格)?机密(?:文件|资料)?|(?:核心|普通)?商[业務]秘密"
        r"|(?:严格)?保密(?:文件|资料)?|请勿外传|严禁外传|禁止外传",
        ("机密", "秘密", "保密", "外传"),
        ("机密\n", "【商业秘密】\n", "密级：保密", "<!-- 公司机密 严禁外传 -->"),
        ("机密性、完整性和可用性是三个目标。", '"机密": "confidential"', "签订保密协议"),
    ),
    Rule(
        id="banners.state-secret-zh",
        title="State-secret mark (绝密, 机密 or 秘密 with its period)",
        level=Level.RESTRICTED,
        labels=("state-secret",),
        pattern=rf"{_OPEN}(?:(?:密级|等级)[:：][ \t\u3000]{{0,3}})?"
        r"(?P<value>(?:绝密|机密|秘密)[ \u3000]?★[ \u3000]?(?:长期|解密|[12]\d{3}年"
        rf"|\d{{1,2}}[ ]?(?:年|个月|月|天))?|绝[ \u3000]?密){_FRAME}{{0,60}}\r?$",
        signal=r"(?:绝密|机密|秘密)[ \u3000]?★|绝[ \u3000]?密",
        keywords=("★", "密"),
        weight=Weight(3, "a grade of the State Secrets Law on a line of its own"),
        validate=_is_state_secret,
        advice="Stop: such a document may not be on this device at all; tell the security officer.",
        examples=("机密★10年\n", "绝密★长期", "秘密 ★ 5年\n\n关于印发", "密级：绝密"),
        counterexamples=(
            "绝密★启用前\n2024年普通高等学校招生全国统一考试",
            "机密★启用前",
            "绝密档案是一部电影",
            "机密\n",
        ),
    ),
)
detect = rules_detector(RULES)
