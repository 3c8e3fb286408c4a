"""What stands for a secret is told from what may be one."""

from random import Random

import pytest

from promptguard.evidence.placeholders import (
    is_hex_of_two_cases,
    is_repetition,
    is_sequence,
    placeholder,
)
from promptguard.evidence.templates import pick

RUN = "a run of the alphabet or the keyboard"
MANUAL = "a sample from the vendor's manual"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        pytest.param("${DB_PASSWORD}", "a reference or a gap to fill", id="shell"),
        pytest.param("{{ vault_password }}", "a reference or a gap to fill", id="jinja"),
        pytest.param("<your-token>", "a reference or a gap to fill", id="angle-brackets"),
        pytest.param("%APP_SECRET%", "a reference or a gap to fill", id="windows"),
        pytest.param("sk-live-********", "a reference or a gap to fill", id="masked"),
        pytest.param("!vault", "a reference or a gap to fill", id="yaml-tag"),
        pytest.param("os.environ['KEY']", "a reference or a gap to fill", id="environment"),
        pytest.param("changeme123", "a word of samples", id="changeme"),
        pytest.param("AKIAIOSFODNN7" + "EXAMPLE", "a word of samples", id="aws-manual"),
        pytest.param("your_api_key", "a word of samples", id="your"),
        pytest.param("foo-bar-key", "a word of samples", id="foo"),
        pytest.param("在此填写你的密钥", "a word of samples", id="chinese"),
        pytest.param("4eC39HqLyjW" + "DarjtT1zdp7dc", MANUAL, id="stripe"),
        pytest.param("ZXhhbXBsZS1rZXk=", "a word of samples in base64", id="base64"),
        pytest.param("xxxxxxxxxxxxxxxx", "the same characters over and over", id="one-character"),
        pytest.param("a1b2a1b2a1b2a1b2", "the same characters over and over", id="period"),
        pytest.param("k9Qz000000000000", "the same characters over and over", id="long-run"),
        pytest.param("1234567890abcdef", "a run of the alphabet or the keyboard", id="digits"),
        pytest.param("00QCjAl4MlV-ABCDEFGHIJKL-0Hm", RUN, id="long-run-inside"),
        pytest.param("px-d4c3b2a1-f6e5", RUN, id="interleaved-down"),
        pytest.param("q-1234-1234-1234-4ddbc1", "the same characters over and over", id="pieces"),
        pytest.param("Qwertyuiop9!", "a run of the alphabet or the keyboard", id="keyboard"),
    ],
)  # fmt: skip
def test_says_why(value: str, why: str) -> None:
    assert placeholder(value) == why


@pytest.mark.parametrize("alphabet", ["hex", "base62", "base64url", "alnum", "ALNUM", "base32"])
def test_random_values_are_none(alphabet: str) -> None:
    random = Random(7)
    wrong = sum(bool(placeholder(pick(random, alphabet, 40))) for _ in range(2000))
    assert wrong <= 6


def test_hexadecimal_digits_in_two_cases_are_told() -> None:
    digits = pick(Random(3), "hex", 40)
    assert not is_hex_of_two_cases(digits)
    assert not is_hex_of_two_cases(digits.upper())
    assert is_hex_of_two_cases(digits[:20] + "aF" + digits[20:])
    assert not is_hex_of_two_cases("aBcD")


def test_short_repetition_is_no_repetition() -> None:
    assert not is_repetition("aab")
    assert not is_sequence("")
