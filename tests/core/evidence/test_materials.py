"""Whole files by their marks: what adds up, what is asked first, and that it stays quick."""

import re
import time

import pytest

from promptguard.documents.document import Document
from promptguard.evidence.materials import CODE, Mark, Material, could_be, matches, recognise
from promptguard.model import Confidence, Level, Origin, OriginKind, Weight

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


def _seen(text: str, path: str = "<prompt>") -> Confidence | None:
    document = Document(Origin(OriginKind.BUFFER, path), text.encode())
    finding = recognise(_LETTER, document, text.find("Dear") + 4)
    return finding.confidence if finding else None


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
    assert could_be(_LETTER, "letter.txt")
    assert not could_be(_LETTER, "letter.py")


@pytest.mark.parametrize("pattern", [r"^b", r"^b|^c", r"(?:^b|^c)", r"b", r"^b|c", r"(?:^b)|(?:c)"])
@pytest.mark.parametrize("text", ["b\nb\nc\n", "xb\nb\n", "\nb\r\nbb\nc", "", "a\nbc\nab\nc"])
def test_leaping_from_line_to_line_finds_what_the_expression_finds(pattern: str, text: str) -> None:
    plain = [found.end() for found in re.finditer(pattern, text, re.MULTILINE)]
    assert [found.end() for found in matches(pattern, text, 0, len(text))] == plain


def test_a_hostile_text_costs_no_more_than_its_length() -> None:
    text = "Dear " + "\nYour" * 200_000
    begun = time.process_time()
    _seen(text)
    assert time.process_time() - begun < 1
