"""Windows: together they are the source, whatever its size, encoding and line lengths."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.documents import windows as module
from promptguard.documents.windows import windows
from promptguard.model import Origin, OriginKind, Place, Span

ORIGIN = Origin(OriginKind.FILE, "x")


@pytest.fixture(autouse=True)
def _small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WINDOW", 64)
    monkeypatch.setattr(module, "OVERLAP", 16)


def places_of(data: bytes, word: str) -> list[Place]:
    """Where the word begins, each found only in the window that owns it."""
    found = []
    for window, owned in windows(ORIGIN, io.BytesIO(data).read):
        at = window.text.find(word)
        while at >= 0:
            if at < owned:
                found.append(window.place(Span(at, at + len(word))))
            at = window.text.find(word, at + 1)
    return found


def expected(text: str, word: str) -> list[Place]:
    from promptguard.documents.document import Document

    whole = Document(ORIGIN, text.encode())
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    return [whole.place(Span(at, at + len(word))) for at in starts]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_every_word_is_found_once_and_in_its_place(encoding: str) -> None:
    text = "".join(
        f"{number} 资料是内部的 KEY\n" if number % 3 else "plain KEY " for number in range(60)
    )
    assert places_of(text.encode(encoding), "KEY") == expected(text, "KEY")


def test_a_single_long_line_keeps_its_columns() -> None:
    text = "x" * 200 + "KEY" + "y" * 300 + "KEY"
    assert places_of(text.encode(), "KEY") == expected(text, "KEY")


def test_binary_has_no_windows() -> None:
    assert list(windows(ORIGIN, io.BytesIO(b"\0\1\2").read)) == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aK密😀\n\r ", max_size=400))
def test_any_text_is_seen_once(text: str) -> None:
    parts = [
        window.text[:owned] for window, owned in windows(ORIGIN, io.BytesIO(text.encode()).read)
    ]
    assert "".join(parts) == text
