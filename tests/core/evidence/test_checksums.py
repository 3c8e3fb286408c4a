"""Check digits: published vectors, and each bit that turns."""

import pytest

from promptguard.evidence.checksums import (
    base36,
    bech32,
    bech32_holds,
    crc32_base36,
    crc32_base62,
    crc32_little_endian,
    luhn,
    marvin32,
)


def test_npm_token_of_the_announcement() -> None:
    # GitHub changelog, 2021-09-23; the token was revoked with its publication.
    assert crc32_base62("qkJaB6MffYVzZXWqmcoF49yrUxP3wf") == "0LsakP"


def test_crc32_vector() -> None:
    assert crc32_little_endian("123456789") == 0xCBF43926.to_bytes(4, "little").hex()
    assert int(crc32_base36("123456789"), 36) == 0xCBF43926
    assert len(crc32_base36("")) == 7


def test_base36() -> None:
    assert (base36(0), base36(35), base36(36)) == ("0", "z", "10")


def test_luhn() -> None:
    assert luhn("79927398713")
    assert not luhn("79927398710")


def test_bech32_vector() -> None:
    # BIP 173, valid strings: `A12UEL5L` is the empty data of prefix `A`.
    assert bech32("A", "") == "2UEL5L"
    assert bech32_holds("A", "2UEL5L")


@pytest.mark.parametrize("place", range(26))
def test_bech32_sees_a_changed_character(place: int) -> None:
    data = bech32("AGE-SECRET-KEY-", "QPZRY9X8GF2TVDW0S3JN")
    changed = data[:place] + ("L" if data[place] != "L" else "Q") + data[place + 1 :]
    assert bech32_holds("AGE-SECRET-KEY-", data)
    assert not bech32_holds("AGE-SECRET-KEY-", changed)


@pytest.mark.parametrize(
    ("data", "high", "low"),
    [(b"", 0x30ED35C1, 0x00CD3C7D), (b"\xaf", 0x48E73FC7, 0x7D75DDC1)],
)
def test_marvin_vectors(data: bytes, high: int, low: int) -> None:
    # dotnet/runtime, MarvinTests.cs: 64 bits, of which the checksum is one half xor the other.
    assert marvin32(data, 0x004FB61A001BDBCC) == high ^ low
