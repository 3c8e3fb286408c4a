"""What a fact is worth on a given day, and that every shipped one says how it is known."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.errors import ConfigError
from promptguard.model import Fact
from promptguard.policy import facts
from promptguard.policy.destinations import overridden, parse_destinations
from promptguard.policy.facts import EVIDENCE, FACTS, expired, fact_on, has_expired, known_on
from promptguard.policy.load import load_policy

TODAY = "2026-11-24"
GOOD = Fact(30, "a page", "2026-11-01", "documented", expires="2027-11")


@pytest.mark.parametrize(
    ("fact", "doubt"),
    [
        pytest.param(GOOD, "", id="current"),
        pytest.param(GOOD._replace(expires="2026-11-24"), "", id="last day"),
        pytest.param(GOOD._replace(expires="2026-11"), "", id="last month"),
        pytest.param(
            GOOD._replace(expires="2026-11-23"),
            "what was known of it expired with 2026-11-23",
            id="day after",
        ),
        pytest.param(
            GOOD._replace(expires="2026-10"),
            "what was known of it expired with 2026-10",
            id="month after",
        ),
        pytest.param(
            GOOD._replace(seen="2026-12"),
            "it is dated 2026-12, which is after today (2026-11-24): look at the clock",
            id="from the future",
        ),
        pytest.param(
            GOOD._replace(disputes=(Fact(0, "another page"),)),
            "its sources contradict each other: a page and another page",
            id="contradicted",
        ),
        pytest.param(GOOD._replace(disputes=(Fact(30, "another page"),)), "", id="confirmed"),
    ],
)
def test_a_fact_in_doubt_has_no_value_and_says_why(fact: Fact, doubt: str) -> None:
    got = fact_on(fact, TODAY)
    assert (got.value, got.doubt) == (None if doubt else 30, doubt)


def test_what_nobody_stated_is_not_in_doubt_but_unknown() -> None:
    assert fact_on(Fact(), TODAY) == Fact()


_dates = st.integers(1, 3_000_000).map(lambda day: str(date.fromordinal(day)))


@given(_dates, _dates, _dates)
def test_a_fact_that_has_expired_never_comes_back(expires: str, one: str, other: str) -> None:
    fact = GOOD._replace(expires=expires)
    first, later = sorted((one, other))
    assert has_expired(fact, first) <= has_expired(fact, later)
    assert has_expired(fact, first) == (first > expires)


def _every_fact() -> list[tuple[str, Fact]]:
    raw = load_policy(today="2026-11-24").destinations
    return [
        (f"{each.id}.{name}", fact)
        for each in raw
        for name in FACTS
        for fact in (getattr(each, name), *getattr(each, name).disputes)
    ]


def test_every_shipped_fact_is_unknown_or_says_how_it_is_known() -> None:
    stated = [(name, fact) for name, fact in _every_fact() if fact.value is not None]
    assert len(stated) > 100
    for name, fact in stated:
        assert fact.source, name
        assert fact.evidence in EVIDENCE, name
        assert "2026-" in fact.seen <= "2026-11-24", name
        assert fact.seen < fact.expires <= "2027-11", name
        assert fact.evidence != "general" or fact.source == "general knowledge", name


def test_no_shipped_source_goes_uncited() -> None:
    text = (Path(facts.__file__).parent / "destinations.toml").read_text(encoding="utf-8")
    named = set(re.findall(r"^([a-z-]+) = \{ page", text, re.MULTILINE))
    assert named == set(re.findall(r'source = "([^"]+)"', text))


def test_the_assistants_and_providers_that_people_use_are_described() -> None:
    known = {each.id for each in load_policy(today=TODAY).destinations}
    assert known >= {
        "claude-code", "copilot", "gemini-code-assist", "gemini-cli", "qoder", "cursor", "windsurf",
        "codex", "qwen-code", "kimi", "opencode", "kiro", "mistral-vibe", "jetbrains", "anthropic",
        "openai", "google", "github", "qwen", "deepseek", "moonshot", "zhipu", "mistral",
        "self-hosted", "local"}  # fmt: skip


def test_long_after_nothing_is_known() -> None:
    for each in load_policy(today="2035-01-01").destinations:
        for name in FACTS:
            assert getattr(each, name).value is None
    (deepseek,) = (each for each in load_policy(today=TODAY).destinations if each.id == "deepseek")
    assert "contradict" in deepseek.trains.doubt


CONTRACT = {
    "page": "contract 4711",
    "evidence": "contract",
    "seen": "2026-10",
    "expires": "2028-10",
}


def test_an_organisation_states_its_contract_in_place_of_what_ships() -> None:
    shipped = load_policy(today=TODAY).destinations
    found = overridden(
        "own.toml",
        {
            "sources": {"contract": CONTRACT},
            "claude-code": {"retention_days": {"value": 0, "source": "contract"}},
            "in-house": {"title": "Our own", "kind": "self-hosted", "hosts": ["LLM.corp.example."]},
        },
        shipped,
    )
    by_id = {each.id: known_on(each, TODAY) for each in found}
    assert by_id["claude-code"].retention_days.value == 0
    assert by_id["claude-code"].retention_days.source == "contract 4711"
    assert by_id["claude-code"].trains.value is True
    assert by_id["in-house"].hosts == ("llm.corp.example",)
    assert len(found) == len(shipped) + 1


@pytest.mark.parametrize(
    ("table", "error"),
    [
        pytest.param({"x": {"hosts": ["a.example"]}}, "x: needs a title", id="new without title"),
        pytest.param(
            {"x": {"title": "X", "hosts": ["api.deepseek.com"]}},
            'x.hosts: the host api.deepseek.com already belongs to "deepseek"',
            id="a vendor's host",
        ),
        pytest.param(
            {"sources": {"c": {"page": "p"}}}, "sources.c: needs `seen`", id="source without date"
        ),
        pytest.param({"sources": []}, "sources: is not a table", id="sources"),
        pytest.param(
            {"qwen": {"trains": {"value": False, "source": "p", "seen": "2026-02-30"}}},
            'qwen.trains: seen must be a month or day such as "2026-11" or "2026-11-23"',
            id="no such day",
        ),
    ],
)
def test_mistakes(table: dict[str, object], error: str) -> None:
    with pytest.raises(ConfigError) as raised:
        overridden("own.toml", table, load_policy(today=TODAY).destinations)
    assert str(raised.value) == f"own.toml: {error}"


def test_a_dispute_is_a_fact_too() -> None:
    stated = {"source": "a", "seen": "2026-11", "expires": "2027-11", "evidence": "reported"}
    table = {"title": "X", "trains": {"value": True, **stated, "disputes": [{"value": False}]}}
    with pytest.raises(ConfigError, match=r"x\.trains: needs `source`"):
        parse_destinations("d.toml", {"x": table})


def test_expired_facts_are_listed_for_whoever_keeps_them_current() -> None:
    shipped = load_policy(today=TODAY).destinations
    assert list(expired(shipped, TODAY)) == []
    listed = {(name, fact) for name, fact, _ in expired(shipped, "2026-12-13")}
    assert ("deepseek", "jurisdictions") in listed
    assert ("claude-code", "trains") not in listed
