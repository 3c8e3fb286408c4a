"""What a vendor prints for everyone is no secret, and only that."""

from hashlib import blake2b
from random import Random

import pytest

from promptguard import pipeline, rulebook
from promptguard.documents.document import Document
from promptguard.evidence import published
from promptguard.evidence.templates import pick
from promptguard.model import Confidence, Origin, OriginKind, Report, Settings

VALUE = "AIza" + pick(Random(5), "base64url", 34) + "x"


def _report(text: str, settings: Settings) -> Report:
    document = Document(Origin(OriginKind.FILE, "app.txt"), text.encode())
    return pipeline.scan(document, rulebook.open_rulebook(settings), settings)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    known = frozenset([published.digest(VALUE)])
    monkeypatch.setattr(published, "_digests", lambda: known)


def test_an_unlisted_value_is_a_secret() -> None:
    assert [found.rule_id for found in _report(VALUE, Settings()).findings] == ["google.api-key"]


@pytest.mark.usefixtures("listed")
def test_a_listed_value_is_none_whatever_rule_finds_it() -> None:
    assert not _report(f'{VALUE}\napi_key = "{VALUE}"', Settings()).findings


@pytest.mark.usefixtures("listed")
def test_who_asks_for_doubtful_findings_is_told_why() -> None:
    settings = Settings(min_confidence=Confidence.VERY_UNLIKELY)
    found = [item for item in _report(VALUE, settings).findings if not item.family]
    assert [item.confidence for item in found] == [Confidence.VERY_UNLIKELY]
    assert found[0].evidence[-1] == published.PUBLISHED


@pytest.mark.parametrize("word", ["minioadmin", '"type": "service_account"', "-" * 5 + "BEGIN" * 5])
def test_what_stands_in_every_file_of_a_kind_cannot_be_listed(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "_digests", lambda: frozenset([published.digest(word)]))
    assert not published.is_published(word)


def test_the_list_holds_digests_under_their_sources_and_no_values() -> None:
    lines = published._LIST.read_text(encoding="utf-8").splitlines()
    digests = [line for line in lines if not line.startswith("# ")]
    size = 2 * blake2b(digest_size=10).digest_size
    assert lines[0].startswith("# ")
    assert all(len(line) == size and int(line, 16) >= 0 for line in digests)
    assert len(set(digests)) == len(digests)
