"""Marks at the head or foot of a document, and the same words elsewhere."""

import pytest

from promptguard.model import Confidence
from tests.core.detectors.samples import found

FILLER = "Some ordinary line of text.\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("guide.md", "The confidential client keeps its secret on a server."),
        ("guide.md", "confidential\n"),
        ("guide.md", "Confidential clients are safer."),
        ("app.py", 'LEVEL = "CONFIDENTIAL"'),
        ("app.py", "CONFIDENTIAL = 2"),
        ("Level.java", "    CONFIDENTIAL,"),
        ("policy.yaml", "- RESTRICTED"),
        ("parallel.sql", "LANGUAGE C STRICT PARALLEL RESTRICTED;"),
        ("messages.po", "CONFIDENTIAL"),
        ("exam.md", "绝密★启用前\n2024年普通高等学校招生全国统一考试"),
        ("notes.md", "保密性是信息安全的三个目标之一。"),
        ("notes.md", "签订保密协议"),
    ],
)
def test_stays_silent(path: str, text: str) -> None:
    assert not found("banners", text, path)


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("plan.md", "# STRICTLY CONFIDENTIAL\n", "banners.restricted"),
        ("plan.md", "CONFIDENTIAL - DO NOT DISTRIBUTE\n", "banners.confidential"),
        ("rates.yaml", "# ACME Corp. Proprietary and confidential.\n", "banners.confidential"),
        ("plan.txt", "Classification: Confidential | Page 1 of 9\n", "banners.confidential"),
        ("plan.txt", "INTERNAL USE ONLY", "banners.internal"),
        ("plan.txt", "<!-- TLP:AMBER+STRICT -->", "banners.tlp-amber"),
        ("计划.md", "【内部资料 注意保密】", "banners.internal-zh"),
        ("计划.md", "密级：机密", "banners.company-secret-zh"),
        ("计划.md", "机密★10年", "banners.state-secret-zh"),
    ],
)  # fmt: skip
def test_finds_the_mark(path: str, text: str, rule: str) -> None:
    assert [one.rule_id for one in found("banners", text, path)] == [rule]


def test_only_at_head_and_foot() -> None:
    banner = "CONFIDENTIAL\n"
    assert found("banners", FILLER * 29 + banner + FILLER * 90, "a.md")
    assert not found("banners", FILLER * 60 + banner + FILLER * 60, "a.md")
    assert found("banners", FILLER * 90 + banner, "a.md")


def test_a_window_knows_no_foot() -> None:
    assert not found("banners", "CONFIDENTIAL\n", "a.md", whole=False, base_line=5000)
    assert found("banners", "CONFIDENTIAL\n", "a.md", whole=False)


def test_state_secrets_are_likely_at_least() -> None:
    for text in ("机密★10年", "绝密", "秘密★长期"):
        (finding,) = [
            one
            for one in found("banners", text, "a.txt")
            if one.rule_id.endswith("state-secret-zh")
        ]
        assert finding.confidence >= Confidence.LIKELY
