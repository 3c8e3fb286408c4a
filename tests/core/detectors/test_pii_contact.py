"""Addresses and telephone numbers: data speaks of people, code of its authors."""

import pytest

from promptguard.model import Confidence
from tests.core.detectors.samples import found


def ids(name: str, text: str, path: str = "notes.txt") -> set[str]:
    return {one.rule_id for one in found(name, text, path)}


PERSON = "jo.doe@" + "mailbox-kept.com"


@pytest.mark.parametrize("path", ["customers.csv", "prompt", "app.log", "export.json", "mail.txt"])
def test_an_address_in_data_is_somebodys(path: str) -> None:
    assert ids("pii_contact", f"x,{PERSON},y", path) == {"pii_contact.email"}


@pytest.mark.parametrize(
    "path", ["setup.py", "package.json", "AUTHORS", "src/a.ts", "README.md", "tests/data.csv"]
)
def test_an_address_in_code_is_its_authors(path: str) -> None:
    assert not ids("pii_contact", f"x {PERSON} y", path)


@pytest.mark.parametrize(
    "text",
    [
        "support@kept.com", "git@forge.com:a/b.git", "a@example.com", "ssh://me2@forge.com/x",
        "image@2x.png", f"Author: J <{PERSON}>", f"Signed-off-by: J <{PERSON}>", "a@b.js",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_address(text: str) -> None:
    assert not ids("pii_contact", text)


def test_public_addresses_of_machines_only() -> None:
    assert ids("pii_contact", "client 93.184.7.34 failed") == {"pii_contact.ipv4"}
    for text in (
        "10.1.2.3",
        "192.0.2.7",
        "version 93.184.7.34",
        "8.8.8.8",
        "93.184.7.34.5",
        "1.2.3.4",
    ):
        assert not ids("pii_contact", text), text


@pytest.mark.parametrize(
    "text",
    ["Phone: 0151 23 45 67 89",
     "call me at 780-999-2184", "Phone:\n467 3395\n", "+46 (0)8 928 571 38",
     "tel: (08) 8747 6301", "416 60 039 office"],
)  # fmt: skip
def test_telephone_numbers_as_people_write_them(text: str) -> None:
    assert ids("pii_phone", text)


@pytest.mark.parametrize(
    "text",
    ["phone: 555-0143", "call(12345678)", "tel: 2026-01-02", "part number : 341-0034-01",
     "driver's license number is 2270-66-1551", "id 780-999-21845"],
)  # fmt: skip
def test_what_only_looks_like_a_telephone_number(text: str) -> None:
    assert not ids("pii_phone", text)


def test_one_source_of_numbers_is_not_likely_in_a_test() -> None:
    (one,) = found("pii_phone", "Phone: 0151 23 45 67 89", "tests/data/people.csv")
    assert one.confidence < Confidence.LIKELY
