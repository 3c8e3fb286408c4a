"""Identity, card, account and device numbers: words, forms, columns and the arithmetic said."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard import detectors
from promptguard.evidence.identifiers import Identifier, made
from promptguard.model import Confidence
from tests.core.detectors.samples import found

TABLES = ("pii_bank", "pii_cards", "pii_documents", "pii_health", "pii_national", "pii_telecom")
ROWS = [(name, row) for name in TABLES for row in detectors.load(name).ROWS]
every_row = pytest.mark.parametrize(
    ("name", "row"), ROWS, ids=[f"{name}.{row.name}" for name, row in ROWS]
)


def row_of(name: str, row: str) -> Identifier:
    return next(one for one in detectors.load(name).ROWS if one.name == row)


def ids(name: str, text: str, path: str = "notes.txt", least: int = 2) -> set[str]:
    return {one.rule_id for one in found(name, text, path, least=Confidence(least))}


@every_row
def test_a_word_finds_it_in_prose_json_and_assignments(name: str, row: Identifier) -> None:
    value, word = made(row, Random(7)), row.words[0]
    for text in (f"{word}: {value}\n", f'{{"{word}": "{value}"}}', f"{word} = '{value}'\n"):
        assert f"{name}.{row.name}" in ids(name, text), text.replace(value, "...")


@every_row
def test_it_is_nothing_inside_something_longer(name: str, row: Identifier) -> None:
    value, word = made(row, Random(8)), row.words[0]
    for text in (f"{word}: f3{value}9c", f"{word}: {value}_1", f"{word} a.{value}.b"):
        spans = [text[one.span.start : one.span.end] for one in found(name, text, "notes.txt")]
        assert value not in spans


@every_row
def test_no_evidence_repeats_the_value(name: str, row: Identifier) -> None:
    value = made(row, Random(9))
    for one in found(name, f"{row.words[0]} {value}", "notes.txt", least=Confidence.VERY_UNLIKELY):
        assert all(value not in weight.why for weight in one.evidence)
        assert one.confidence <= max(0, sum(weight.points for weight in one.evidence))


@pytest.mark.parametrize(
    ("name", "row"),
    [(name, row) for name, row in ROWS if row.check is not None and row.share <= 0.12],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None, database=None)
def test_a_changed_digit_seldom_passes(name: str, row: Identifier, seed: int) -> None:
    """Any digit by any other: some numbers check only a part of themselves (NPWP 9 of 15)."""
    value = made(row, Random(seed))
    assert row.check is not None
    passed = [
        row.check(value[:place] + digit + value[place + 1 :])
        for place, char in enumerate(value)
        if char.isdigit()
        for digit in "0123456789".replace(char, "")
    ]
    assert sum(passed) <= 0.6 * len(passed)


def test_a_column_says_it_for_every_row() -> None:
    row, random = row_of("pii_national", "us-ssn"), Random(1)
    values = [made(row, random).replace("-", "") for _ in range(4)]
    lines = [f"{number},P{number},{value},x" for number, value in enumerate(values)]
    text = "id,name,ssn,city\n" + "\n".join(lines) + "\n"
    shown = found("pii_national", text, "people.csv")
    named = [one for one in shown if one.rule_id == "pii_national.us-ssn"]
    assert [text[one.span.start : one.span.end] for one in named] == values
    assert any("three or more" in weight.why for weight in named[-1].evidence)


def test_a_word_is_not_heard_from_afar() -> None:
    value = made(row_of("pii_national", "pl-pesel"), Random(2))
    assert not ids("pii_national", f"pesel{' lorem' * 12} {value}")


def test_a_weak_check_alone_is_not_likely() -> None:
    random = Random(3)
    card = made(row_of("pii_cards", "number"), random)
    (one,) = found("pii_cards", f"value {card} seen", "notes.txt")
    assert one.confidence is Confidence.POSSIBLE
    assert not found("pii_national", "total 12345678903 rows", "notes.txt")


def test_samples_of_manuals_are_nothing() -> None:
    cards = detectors.load("pii_cards").ROWS[0].documented
    assert not [card for card in cards if ids("pii_cards", f"card: {card}")]
    assert not ids("pii_national", "ssn: 078-05-1120, ssn: 987-65-4321, ssn: 123-45-6789")
    assert not ids("pii_health", "npi: 1234567893")
    assert not ids("pii_bank", "iban: GB82WEST12345698765432")


def test_the_whole_text_may_be_one_number() -> None:
    value = made(row_of("pii_national", "pl-pesel"), Random(4))
    assert "pii_national.pl-pesel" in ids("pii_national", f"{value}\n")
    assert not ids("pii_national", f"build {value}\n")


def test_numbers_everywhere_are_not_people() -> None:
    random = Random(5)
    floats = ",".join(f"{random.random():.16f}" for _ in range(3000))
    hashes = "\n".join(f"{random.getrandbits(256):064x}" for _ in range(500))
    times = "\n".join(str(1_700_000_000_000 + random.getrandbits(36)) for _ in range(500))
    path = "M" + " ".join(f"{random.uniform(0, 999):.3f}" for _ in range(3000))
    uuids = "\n".join(
        f"{random.getrandbits(32):08x}-1234-4321-8765-{random.getrandbits(48):012x}"
        for _ in range(300)
    )
    for text in (floats, hashes, times, path, uuids):
        for name in TABLES:
            assert not found(name, text, "data.txt", least=Confidence.LIKELY)


@given(st.text(alphabet="0123456789 -./ABCXYZ\n,:", max_size=300))
@settings(max_examples=150, deadline=None, database=None)
def test_no_input_makes_a_table_raise(text: str) -> None:
    for name in TABLES:
        found(name, f"ssn card iban nhs imei vin {text}", "notes.txt")
