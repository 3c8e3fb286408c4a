"""Words and identifiers are told from what a generator made."""

from random import Random

import pytest

from promptguard.evidence.templates import pick
from promptguard.evidence.words import is_monotonous, is_random, spread, wordiness


@pytest.mark.parametrize(
    "value",
    [
        "user_authentication_backend",
        "ThisIsAPasswordField",
        "production-database-primary",
        "com.acme.billing.InvoiceService",
        "MaxRetryAttempts2024",
        "hunter2",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "2024-11-23T21:02:29",
        "s3cretPass123",
    ],
)
def test_people_made_it(value: str) -> None:
    assert not is_random(value)


@pytest.mark.parametrize(
    ("alphabet", "length", "least"),
    [("hex", 32, 0.99), ("hex", 64, 0.99), ("base62", 20, 0.95), ("base62", 40, 0.99),
     ("alnum", 32, 0.98), ("base64url", 43, 0.99), ("base62", 16, 0.85)],
)  # fmt: skip
def test_a_generator_made_it(alphabet: str, length: int, least: float) -> None:
    random = Random(11)
    found = sum(is_random(pick(random, alphabet, length)) for _ in range(1000))
    assert found / 1000 >= least


def test_wordiness_separates_words_from_noise() -> None:
    random = Random(3)
    noise = [wordiness(pick(random, "lower", 24)) for _ in range(200)]
    assert max(noise) < wordiness("informationtechnologies")
    assert wordiness("12-34") == 0.0


def test_monotony_and_spread() -> None:
    assert is_monotonous("xxxxxxxxxxxx")
    assert is_monotonous("0000000000000001")
    assert not is_monotonous("0123456789abcdef")
    assert spread("") == 0.0
    assert spread("ab") > 0
