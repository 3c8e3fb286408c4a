"""Fenced code in Markdown, as CommonMark has it."""

import pytest

from promptguard.documents.document import Document
from promptguard.documents.fences import fenced
from promptguard.model import Origin, OriginKind


def _lines(text: str, name: str = "a.md", *, whole: bool = True) -> list[int]:
    document = Document(Origin(OriginKind.FILE, name), text.encode(), whole=whole)
    return [line for block in fenced(document) for line in block]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n```\nb\n```\nc\n", [2, 3, 4]),
        ("```sh\nb\n```\n~~~\nc\n~~~\n", [1, 2, 3, 4, 5, 6]),
        ("````\n```\nb\n```\n````\nc\n", [1, 2, 3, 4, 5]),
        ("```\nb\n~~~\n```\nc\n", [1, 2, 3, 4]),
        ("- a\n  ```\n  b\n  ```\n> ```\n> c\n> ```\nd\n", [2, 3, 4, 5, 6, 7]),
        ("```\nb\n``` no end\n```\nc", [1, 2, 3, 4]),
        ("a\n```\nb\n", [2, 3, 4]),
        ("inline ```code``` here\n", []),
        ("", []),
    ],
)
def test_a_block_reaches_from_fence_to_fence(text: str, lines: list[int]) -> None:
    assert _lines(text) == lines


def test_only_markdown_has_fences_and_only_a_whole_file_is_sure_of_them() -> None:
    text = "```\nb\n```\n"
    assert _lines(text, "a.MD") == [1, 2, 3]
    assert _lines(text, "a.py") == _lines(text, whole=False) == []
