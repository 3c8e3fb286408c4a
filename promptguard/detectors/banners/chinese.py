"""Chinese marks: companies' own, the grades of GB/T 43697-2024, and state secrets."""

import re

from promptguard.detectors.banners.rules import banner
from promptguard.documents.document import Document
from promptguard.evidence.mark_words import CONFIDENTIAL_ZH, INTERNAL_ZH
from promptguard.evidence.marks import FRAME, OPEN
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Level, Rule, Weight

_GRADE = "https://openstd.samr.gov.cn/bzgk/gb/index"


def _is_state_secret(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The starred form is fixed by regulation; `启用前` behind the star is an examination paper."""
    if surroundings_of(document.path) in (Surroundings.LOCALE, Surroundings.LOCK):
        return None
    starred = "★" in match["value"]
    return (Weight(1, "grade, star and period, as the regulation prescribes"),) if starred else ()


def _grade(name: str, title: str, level: Level, word: str) -> Rule:
    lead = (
        r"(?:数据(?:安全)?(?:分级|级别|等级|分类分级)|安全级别|数据定级)"
        r"[ \t]{0,3}[:：][ \t\u3000]{0,3}"
    )
    return banner(
        f"grade-{name}",
        title,
        level,
        rf"{lead}{word}(?:数据)?|(?:【|〔|\[){word}数据(?:】|〕|\])",
        ("数据", "级"),
        (f"数据分级：{word}数据\n", f"【{word}数据】\n", f"# 数据级别: {word}\n"),
        (f"{word}数据\n", f"{word}数据是指在特定领域的数据。\n", f'"{word}数据": 1\n'),
        references=(_GRADE,),
    )


RULES = (
    banner(
        "company-secret-zh",
        "Mark: 机密, 商业秘密 or 保密",
        Level.CONFIDENTIAL,
        CONFIDENTIAL_ZH,
        ("机密", "秘密", "保密", "外传", "商密", "涉密", "機密", "密件"),
        ("机密\n", "【商业秘密】\n", "密级：保密", "<!-- 公司机密 严禁外传 -->"),
        ("机密性、完整性和可用性是三个目标。", '"机密": "confidential"', "签订保密协议"),
    ),
    banner(
        "internal-zh",
        "Mark: 内部资料, 内部使用",
        Level.INTERNAL,
        INTERNAL_ZH,
        ("内部", "仅限", "內部", "對內"),
        ("内部资料 注意保密\n", "【内部使用】", "密级：内部公开\n"),
        ("内部资料的处理方法如下所述", '"内部使用": "internal"'),
    ),
    _grade("core", "Data grade: core data (GB/T 43697)", Level.RESTRICTED, "核心"),
    _grade("important", "Data grade: important data (GB/T 43697)", Level.RESTRICTED, "重要"),
    _grade("general", "Data grade: general data (GB/T 43697)", Level.INTERNAL, "一般"),
)
STATE_SECRET = Rule(
    id="banners.state-secret-zh",
    title="State-secret mark (绝密, 机密 or 秘密 with its period)",
    level=Level.RESTRICTED,
    labels=("state-secret", "internal-docs"),
    pattern=rf"{OPEN}(?:(?:密级|等级)[:：][ \t\u3000]{{0,3}})?"
    r"(?P<value>(?:绝密|机密|秘密)[ \u3000]?★[ \u3000]?(?:长期|解密|[12]\d{3}年"
    rf"|\d{{1,2}}[ ]?(?:年|个月|月|天))?|绝[ \u3000]?密){FRAME}{{0,60}}\r?$",
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
)
