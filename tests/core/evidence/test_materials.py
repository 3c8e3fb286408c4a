"""Whole files by their marks: what adds up, what is asked first, and that it stays quick."""

import re
import time

import pytest

from promptguard.documents.document import Document
from promptguard.evidence.materials import CODE, Mark, Material, materials_detector
from promptguard.model import (
    Candidate,
    Confidence,
    Finding,
    Level,
    Origin,
    OriginKind,
    Settings,
    Weight,
)

_LETTER = Material(
    id="letters.letter",
    title="Letter",
    level=Level.INTERNAL,
    label="letters",
    anchors=(r"^Dear ",),
    marks=(
        Mark(r"^Yours,", Weight(2, "an end")),
        Mark(r"^P\.S\.", Weight(1, "more"), least=2),
        Mark(r"^SPAM", Weight(-3, "a circular")),
    ),
    advice="Send it by post, please.",
    examples=("Dear A\nYours,",),
    counterexamples=("Dear A",),
    keywords=("dear",),
    paths=(CODE,),
)


def _seen(text: str, path: str = "<prompt>", kind: Material = _LETTER) -> Confidence | None:
    document = Document(Origin(OriginKind.BUFFER, path), text.encode())
    seen = Candidate(kind.id, text.find("Dear") + 4)
    for finding in materials_detector([kind])(document, [seen], Settings()):
        assert isinstance(finding, Finding)
        return finding.confidence
    return None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear A\n", Confidence.UNLIKELY),
        ("Dear A\nYours,\n", Confidence.LIKELY),
        ("Dear A\nYours,\nP.S. x\n", Confidence.LIKELY),
        ("Dear A\nYours,\nP.S. x\nP.S. y\n", Confidence.VERY_LIKELY),
        ("SPAM\nDear A\nYours,\n", Confidence.VERY_UNLIKELY),
        ("My Dear A\nYours,\n", None),
    ],
)
def test_marks_add_up(text: str, expected: Confidence | None) -> None:
    assert _seen(text) is expected


def test_a_name_that_leaves_no_chance_is_asked_first() -> None:
    letter = "Dear A\nYours,\n"
    assert _seen(letter, "letter.txt") is not None
    assert _seen(letter, "letter.py") is None


@pytest.mark.parametrize("pattern", [r"^b", r"^b|^c", r"(?:^b|^c)", r"b", r"^b|c", r"(?:^b)|(?:c)"])
@pytest.mark.parametrize("text", ["b\nb\nc\n", "xb\nb\n", "\nb\r\nbb\nc", "", "a\nbc\nab\nc"])
def test_marks_are_counted_as_the_expression_finds_them(pattern: str, text: str) -> None:
    text = "Dear A\n" + text
    count = len(re.findall(pattern, text, re.MULTILINE))
    for least in range(1, 5):
        marks = (Mark(pattern, Weight(2, "an end"), least=least),)
        seen = _seen(text, kind=_LETTER._replace(marks=marks))
        assert seen is (Confidence.LIKELY if count >= least else Confidence.UNLIKELY)


def test_a_hostile_text_costs_no_more_than_its_length() -> None:
    text = "Dear " + "\nYour" * 200_000
    begun = time.process_time()
    _seen(text)
    assert time.process_time() - begun < 1
