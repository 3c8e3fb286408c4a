"""Samples are made at run time, the same from the same seed."""

import pytest

from promptguard.evidence.templates import blank, render


def test_the_seed_decides() -> None:
    assert render("key-<hex:32>", 1) == render("key-<hex:32>", 1) != render("key-<hex:32>", 2)


def test_only_slots_are_filled() -> None:
    assert render("<your-token> <b:3>") == "<your-token> <b:3>"
    assert blank("key-<hex:4>.<base62:2>") == "key-xxxx.xx"


def test_a_function_builds_its_own() -> None:
    assert render(lambda random: f"n{random.randrange(1)}<digit:0>") == "n0"


@pytest.mark.parametrize("length", [0, 1, 64])
def test_length(length: int) -> None:
    assert len(render(f"<base64url:{length}>")) == length
