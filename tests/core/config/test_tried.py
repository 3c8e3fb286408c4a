"""A rule that has held is not tried again at every start; a changed one is."""

from pathlib import Path

import pytest

from promptguard.config import load, trial, tried
from promptguard.errors import ConfigError

RULE = """[[rules]]
id = "{name}"
title = "A ticket"
level = "internal"
pattern = 'TICKET-[0-9]{{4}}'
examples = ["{example}"]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def read(name: str = "ticket", example: str = "TICKET-1234") -> None:
    text = RULE.format(name=name, example=example)
    load([""], {"promptguard.toml": text.encode()}.get, user=lambda: None)


def test_rules_are_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    count: list[str] = []
    monkeypatch.setattr(trial, "try_rule", lambda rule: count.append(rule.id))
    read()
    read()
    assert count == ["user_rules.ticket"]
    read("other")
    assert count == ["user_rules.ticket", "user_rules.other"]


def test_what_does_not_hold_is_never_remembered() -> None:
    for _ in range(2):
        with pytest.raises(ConfigError, match="is not matched by the pattern"):
            read(example="TICKET-1")


def test_markers_do_not_pile_up(cache: Path) -> None:
    for number in range(tried._KEEP + 5):
        read(f"rule-{number}")
    assert len(list(cache.rglob("*.tried"))) == tried._KEEP


def test_without_a_folder_to_write_in_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/x")
    read()
    read()
