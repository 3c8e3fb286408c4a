"""Encodings: what a source says, in UTF-8; binary is said, never guessed."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.documents.decode import to_utf8

CHINESE = "内部资料，请勿外传。本文件描述计费接口的结构和密钥的保存方式，仅供公司内部使用。"
JAPANESE = "社外秘。このファイルは課金インターフェースのこうぞうをせつめいします。"
FRENCH = "Ce document décrit l'accès à l'interface; il est réservé à l'équipe."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(CHINESE, "utf-8", id="utf-8"),
        pytest.param(CHINESE, "gb18030", id="gb18030"),
        pytest.param(JAPANESE, "shift_jis", id="shift-jis"),
        pytest.param(FRENCH, "latin-1", id="latin-1"),
        pytest.param("plain words", "utf-8", id="ascii"),
    ],
)
def test_text_survives_its_encoding(text: str, encoding: str) -> None:
    assert to_utf8(text.encode(encoding)) == (text.encode(), encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8-sig"),  # the codec writes its mark itself
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_marks_are_obeyed_and_dropped(mark: bytes, encoding: str) -> None:
    text = "key = 1\n" + CHINESE
    assert to_utf8(mark + text.encode(encoding)) == (text.encode(), encoding)


def test_a_nul_near_the_beginning_is_binary() -> None:
    assert to_utf8(b"\x7fELF\0\0\0") is None


def test_a_late_nul_is_text() -> None:
    data = b"x" * 9000 + b"\0" + b"y"
    assert to_utf8(data) == (data, "utf-8")


def test_a_few_broken_bytes_do_not_make_text_latin() -> None:
    data = CHINESE.encode() * 20 + b"\xff" + b" end"
    decoded = to_utf8(data)
    assert decoded is not None
    assert decoded[1] == "utf-8?"
    assert decoded[0].decode().count("\ufffd") == 1


@given(st.binary(max_size=400))
def test_any_bytes_become_utf8_or_binary(data: bytes) -> None:
    decoded = to_utf8(data)
    if decoded is not None:
        decoded[0].decode("utf-8")


@given(
    st.text(max_size=200).filter(lambda text: "\0" not in text and not text.startswith("\ufeff"))
)
def test_utf8_is_left_alone(text: str) -> None:
    assert to_utf8(text.encode("utf-8", "replace")) == (text.encode("utf-8", "replace"), "utf-8")
