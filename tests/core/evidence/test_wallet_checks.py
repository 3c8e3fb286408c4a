"""Check sums of wallets against the standards' own vectors, and against damage."""

from random import Random

import pytest

from promptguard.evidence.wallet_checks import (
    base58check,
    base58check_made,
    eip55,
    eip55_made,
    keccak256,
    segwit,
)


def test_keccak_of_nothing() -> None:
    assert keccak256(b"").hex().startswith("c5d2460186f7233c927e7db2dcc703c0")


@pytest.mark.parametrize("size", [1, 135, 136, 137, 300])
def test_keccak_takes_any_length(size: int) -> None:
    assert keccak256(b"a" * size) != keccak256(b"a" * (size - 1))


def test_the_standards_own_vectors() -> None:
    assert eip55("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
    assert not eip55("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed")
    assert segwit("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")
    assert not segwit("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")


def test_what_is_made_holds_and_what_is_damaged_does_not() -> None:
    random = Random(1)
    for _ in range(50):
        address = base58check_made(b"\0" + random.randbytes(20))
        assert base58check(address)
        assert not base58check(address[:-1] + ("2" if address[-1] != "2" else "3"))
        assert eip55(eip55_made(random.randbytes(20)))
