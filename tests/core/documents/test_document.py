"""Positions: bytes to code points, code points to lines and columns."""

from hypothesis import given
from hypothesis import strategies as st

from promptguard.documents.document import Document
from promptguard.model import Origin, OriginKind, Place, Span

ORIGIN = Origin(OriginKind.BUFFER, "x")


def document(text: str) -> Document:
    return Document(ORIGIN, text.encode())


def test_columns_count_code_points() -> None:
    text = "密钥 = 😀key\r\nnext"
    assert document(text).place(Span(text.index("key"), text.index("key") + 3)) == Place(
        1, 7, 1, 10
    )


def test_a_span_over_lines_ends_where_its_last_character_is() -> None:
    assert document("ab\ncd\nef").place(Span(1, 6)) == Place(1, 2, 2, 4)


def test_every_kind_of_line_end_ends_a_line() -> None:
    assert [document("a\r\nb\nc\rd").line_text(line) for line in (1, 2, 3, 4)] == list("abcd")


def test_a_line_that_is_not_there_is_empty() -> None:
    assert document("a").line_text(7) == ""


@given(st.text(alphabet="aé密😀\n", max_size=60))
def test_byte_offsets_map_to_code_points(text: str) -> None:
    shown = document(text)
    for offset in range(len(text) + 1):
        assert shown.offset(len(text[:offset].encode())) == offset
    for offset in range(len(text), -1, -1):
        assert shown.offset(len(text[:offset].encode())) == offset
