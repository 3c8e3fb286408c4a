"""A team's own names are found in every spelling, and not inside other words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.detectors import vocabulary
from promptguard.documents.document import Document
from promptguard.engine.compile import compile_signals
from promptguard.engine.match import Matcher, extension
from promptguard.engine.portable import PortableMatcher
from promptguard.model import Candidate, Finding, Origin, OriginKind, Settings


def found(text: str, *words: str) -> list[str]:
    """What is found, by both engines alike."""
    wanted = Settings(vocabulary=words)
    signals = vocabulary.signals_of(wanted)
    owners = [("vocabulary", signal.name) for signal in signals]
    matchers = [PortableMatcher([("vocabulary", signal) for signal in signals]).scan]
    if extension() is not None:
        matchers.append(Matcher(compile_signals(signals), owners).scan)
    document = Document(Origin(OriginKind.FILE, "notes.txt"), text.encode())
    seen = []
    for scan in matchers:
        candidates = [Candidate(signal, end) for _, signal, end in scan(document.data)]
        said = vocabulary.detect(document, candidates, wanted)
        spans = {one.span for one in said if isinstance(one, Finding)}
        seen.append([text[span.start : span.end] for span in sorted(spans)])
    assert all(one == seen[0] for one in seen)
    return seen[0]


@pytest.mark.parametrize(
    "spelling",
    [
        "Project Athena",
        "project athena",
        "PROJECT_ATHENA",
        "project-athena",
        "ProjectAthena",
        "projectathena",
    ],
)
@pytest.mark.parametrize("word", ["Project Athena", "project-athena", "PROJECT_ATHENA"])
def test_every_spelling_of_a_name(word: str, spelling: str) -> None:
    assert found(f"x = {spelling};", word) == [spelling]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class NightingaleClient:", ["Nightingale"]),
        ("getNightingale()", ["Nightingale"]),
        ("nightingale_url", ["nightingale"]),
        ("nightingale.corp.acme.test", ["nightingale"]),
        ("nightingales sing", []),
        ("xnightingale", []),
        ("nightingale2", []),
        ("北nightingale京", ["nightingale"]),
    ],
)
def test_a_word_is_a_word_of_its_own(text: str, expected: list[str]) -> None:
    assert found(text, "Nightingale") == expected


def test_a_short_word_is_not_looked_for_in_camel_case() -> None:
    assert found("AdaBoost", "Ada") == []
    assert found("ask Ada.", "Ada") == ["Ada"]


def test_names_in_any_script_and_hosts() -> None:
    assert found("见北极光项目。", "北极光") == ["北极光"]
    assert found("ssh git.int.acme.test", "git.int.acme.test") == ["git.int.acme.test"]
    assert found("ÅNGSTRÖM", "Ångström") == ["ÅNGSTRÖM"]
    assert found("a -- b", "--") == ["--"]


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=2, max_size=12),
    st.text(st.characters(codec="utf-8"), max_size=30),
)
@settings(max_examples=60, deadline=None)
def test_no_word_and_no_text_make_it_raise(word: str, text: str) -> None:
    spots = found(f"{text} {word} {text}", word)
    assert word in spots or not word.isascii() or "\x00" in text
