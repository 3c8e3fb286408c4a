"""The compiled policy: the same as the tables say, and made again where the cache is not ours."""

import os
from pathlib import Path

import pytest

from promptguard.policy import combined
from promptguard.policy.load import load_policy

DAY = "2026-11-24"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "promptguard"


def only(cache: Path) -> Path:
    (found,) = cache.glob("*.policy")
    return found


def test_it_is_what_the_tables_say_to_the_type(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = load_policy(today=DAY)
    monkeypatch.setattr(combined, "combined", None)  # Not asked again.
    again = load_policy(today=DAY)
    assert repr(again) == repr(made)
    assert again == made


def test_another_day_is_another_policy(cache: Path) -> None:
    now, later = load_policy(today=DAY), load_policy(today="2037-01-01")
    assert [each.trains.value for each in now.destinations] != [None] * len(now.destinations)
    assert {each.trains.value for each in later.destinations} == {None}


@pytest.mark.parametrize("how", ["torn", "open to others", "a link", "nonsense"])
def test_what_is_not_as_we_wrote_it_is_made_again(cache: Path, how: str) -> None:
    made = load_policy(today=DAY)
    file = only(cache)
    if how == "torn":
        file.write_bytes(file.read_bytes()[:-100])
    elif how == "open to others":
        file.chmod(0o644)
    elif how == "a link":
        file.rename(file.with_name("elsewhere"))
        file.symlink_to(file.with_name("elsewhere"))
    else:
        from promptguard import cache as store

        store.write(file.name, b"N", keep=4)
    assert load_policy(today=DAY) == made


def test_an_organisation_is_never_read_from_the_users_cache(cache: Path, tmp_path: Path) -> None:
    system = tmp_path / "policy.toml"
    system.write_text('version = 1\n[default]\naction = "block"\nwhy = "x"\n')
    system.chmod(0o644)
    owners = frozenset((os.getuid(), 0))
    load_policy(today=DAY, system=str(system), owners=owners)
    assert not list(cache.glob("*.policy"))
