"""Marks of states and alliances as they are printed, and the same words elsewhere."""

import pytest

from promptguard.model import Confidence
from tests.core.detectors.samples import found

FILLER = "Some ordinary line of text.\n"


def _rules(text: str, path: str = "plan.txt", **where) -> list[str]:
    return [one.rule_id.partition(".")[2] for one in found("official_marks", text, path, **where)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("CUI//SP-CTI//NOFORN\n", "cui"),
        ("CUI//SP-PRVCY/SP-HLTH//FED ONLY\n", "cui"),
        ("CONTROLLED UNCLASSIFIED INFORMATION (CUI)\n", "cui"),
        ("UNCLASSIFIED//FOUO\n", "cui"),
        ("TOP SECRET//SI//NOFORN\n", "classified"),
        ("SECRET//REL TO USA, GBR\n", "classified"),
        ("NATO CONFIDENTIAL\n", "allied"),
        ("RESTREINT UE/EU RESTRICTED\n", "allied"),
        ("OFFICIAL-SENSITIVE: COMMERCIAL\n", "allied"),
        ("VS – NUR FÜR DEN DIENSTGEBRAUCH\n", "vs-nfd"),
        ("VS-NfD\n", "vs-nfd"),
        ("(TS//SI//NF) Sources say so.\n", "portion"),
        ("(U) Title\n\n(CUI) The part that is controlled.\n", "portion"),
        (
            "DISTRIBUTION STATEMENT C. Distribution authorized to U.S. Government agencies and"
            " their contractors.\n",
            "distribution-statement",
        ),
        ("ITAR CONTROLLED\n", "export-controlled"),
        ("ECCN: 3A001.b\n", "export-controlled"),
    ],
)
def test_finds_the_mark(text: str, rule: str) -> None:
    assert _rules(text) == [rule]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "The banner CUI//SP-CTI//NOFORN is explained in chapter two.\n"),
        ("a.py", 'BANNER = "SECRET//NOFORN"\n'),
        ("a.py", "CUI = 3\n"),
        ("locale/de.po", "VS-NfD\n"),
        ("a.md", "DISTRIBUTION STATEMENT A. Approved for public release.\n"),
        ("a.md", "(C) Copyright by the authors\n(S) Small\n"),
        ("a.md", "This software is classified as ECCN 5D002.c.1.\n"),
        ("a.md", "You may not export it in breach of the EAR or ITAR.\n"),
        ("a.md", "NATO RESTRICTED is the lowest grade of the alliance.\n"),
    ],
)
def test_stays_silent(path: str, text: str) -> None:
    assert not _rules(text, path)


def test_a_banner_stands_at_head_or_foot_and_a_statement_anywhere() -> None:
    assert not _rules(FILLER * 60 + "CUI//SP-CTI\n" + FILLER * 60)
    assert _rules(FILLER * 60 + "CUI//SP-CTI\n") == ["cui"]
    middle = FILLER * 60 + "(S//NF) The second site is in use.\n" + FILLER * 60
    assert _rules(middle) == ["portion"]


def test_they_are_likely_at_least() -> None:
    for text in ("CUI//SP-CTI\n", "SECRET//NOFORN\n", "(S//NF) One.\n", "NATO SECRET\n"):
        assert found("official_marks", text, "a.txt")[0].confidence >= Confidence.LIKELY
