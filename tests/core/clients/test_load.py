"""The files of facts about clients: each follows the table of keys, and stands on its own."""

import marshal
from pathlib import Path

import pytest

from promptguard import cache
from promptguard.clients.load import load_client, names
from promptguard.clients.table import GATES, parse_client
from promptguard.errors import ConfigError, UsageError
from promptguard.policy.destinations import find
from promptguard.policy.facts import EVIDENCE
from promptguard.policy.load import load_policy

HEAD = 'title = "X"\ndestination = "x"\nseen = "2026-11"\n'


def test_every_assistant_people_use_is_there() -> None:
    assert set(names()) >= {
        "claude-code", "copilot", "gemini-cli", "gemini-code-assist", "qoder", "cursor", "windsurf",
        "codex", "qwen-code", "kimi", "opencode", "kiro", "mistral-vibe", "jetbrains"}  # fmt: skip


@pytest.mark.parametrize("name", names())
def test_every_fact_says_how_it_is_known(name: str) -> None:
    client = load_client(name)
    destinations = load_policy(today="2026-11-24").destinations
    find(client.destination, destinations)
    if client.provider:
        find(client.provider, destinations)
    assert client.seen == "2026-11"
    for settings in client.settings:
        assert settings.evidence in EVIDENCE
        assert settings.env or settings.keys or settings.providers or settings.form == "dotenv"
    for gate in client.gates:
        assert gate.evidence in EVIDENCE
    assert [gate.name for gate in client.gates] in ([], list(GATES))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("", "title: is missing", id="empty"),
        pytest.param(HEAD + "variable = []", "variable: no such key", id="key"),
        pytest.param(HEAD + "settings = [{}]", r"settings\[1\].paths: is missing", id="settings"),
        pytest.param(
            HEAD + '[gates]\nmanaged = { value = "perhaps", evidence = "read" }',
            'gates.managed.value: "perhaps" is not an answer',
            id="answer",
        ),
        pytest.param(
            HEAD + '[gates]\nmanaged = { value = "yes" }',
            "gates.managed.evidence: is missing",
            id="evidence",
        ),
        pytest.param(
            HEAD + '[gates]\nblocks = { value = "yes" }', "gates.blocks: no such key", id="gate"
        ),
    ],
)
def test_mistakes(text: str, error: str) -> None:
    with pytest.raises(ConfigError, match=rf"^x\.toml: {error}"):
        parse_client("x", text)


def test_a_client_nobody_knows_is_named_with_its_neighbour() -> None:
    with pytest.raises(
        UsageError, match=r'"claude" is not a client\. Did you mean "claude-code"\?'
    ):
        load_client("claude")
    for name in ("../policy/default", "claude-code\0", ""):
        with pytest.raises(UsageError, match="is not a client"):
            load_client(name)


def test_what_is_kept_is_what_was_read_and_damage_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name in names():
        read = load_client(name)
        assert load_client(name, kept=True) == read  # written
        assert load_client(name, kept=True) == read  # and used
    files = list((tmp_path / "promptguard").glob("*.client"))
    assert len(files) == len(names())
    for odd in (b"", b"\xe9", marshal.dumps(("codex",)), marshal.dumps(7)):
        for file in files:
            cache.write(file.name, odd, keep=100)
        for name in names():
            assert load_client(name, kept=True) == load_client(name)


def test_who_is_bound_by_an_organisation_is_not_asked_for_the_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert load_client("codex").destination == "codex"
    assert not (tmp_path / "promptguard").exists()
