"""The cache of databases: atomic, private, and never believed without a check."""

import os
from pathlib import Path

import pytest

from promptguard.engine import cache
from promptguard.engine.match import Matcher
from promptguard.engine.relax import relax
from promptguard.engine.tiers import Tier, open_engine
from promptguard.model import Signal

KEY = b"k" * 32
OWNERS = [("one", "one.a"), ("two", "two.b")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "promptguard"


def only_file(folder: Path) -> Path:
    (found,) = folder.glob("*.hsdb")
    return found


def tier() -> Tier:
    return Tier(
        "test", b"content", lambda: [("one", Signal("one.a", relax("KEY[0-9]"), "KEY[0-9]"))]
    )


def test_what_was_stored_is_loaded() -> None:
    assert cache.store(KEY, b"blob", OWNERS)
    held = cache.load(KEY)
    assert held is not None
    assert (bytes(held[0]), held[1]) == (b"blob", OWNERS)


def test_files_are_for_this_user_alone(folder: Path) -> None:
    cache.store(KEY, b"blob", OWNERS)
    assert (only_file(folder).stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (
        0o600,
        0o700,
    )


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[:-1], id="truncated"),
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[:60] + b"?" + content[61:], id="flipped"),
        pytest.param(lambda content: b"x" + content, id="foreign"),
    ],
)
def test_a_damaged_file_is_not_used(folder: Path, damage) -> None:  # type: ignore[no-untyped-def]
    engine = open_engine([tier()])
    path = only_file(folder)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.load(bytes.fromhex(path.stem)) is None
    assert open_engine([tier()]).scan(b"a KEY1") == engine.scan(b"a KEY1") == [("one", "one.a", 6)]


def test_a_file_others_may_write_is_not_used(folder: Path) -> None:
    cache.store(KEY, b"blob", OWNERS)
    only_file(folder).chmod(0o666)
    assert cache.load(KEY) is None


def test_a_symbolic_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    cache.store(KEY, b"blob", OWNERS)
    path = only_file(folder)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert cache.load(KEY) is None


def test_a_read_only_folder_only_costs_time(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    child = os.fork()
    if child == 0:  # Root may write everywhere, so the child is nobody.
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            found = open_engine([tier()]).scan(b"KEY1")
            os._exit(0 if found == [("one", "one.a", 4)] else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_only_costs_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert open_engine([tier()]).scan(b"KEY1") == [("one", "one.a", 4)]


def test_two_builders_at_once_leave_one_good_file(folder: Path) -> None:
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            try:
                os._exit(0 if open_engine([tier()]).scan(b"KEY1") else 1)
            finally:
                os._exit(2)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0, 0]
    assert [path.suffix for path in folder.iterdir()] == [".hsdb"]
    held = cache.load(bytes.fromhex(only_file(folder).stem))
    assert held is not None
    assert Matcher(*held).scan(b"KEY1") == [("one", "one.a", 4)]


def test_old_databases_go(folder: Path) -> None:
    for number in range(40):
        cache.store(number.to_bytes(32, "big"), b"blob", OWNERS)
    assert len(list(folder.iterdir())) <= 25


def test_nothing_is_built_where_there_is_no_time(folder: Path) -> None:
    assert open_engine([tier()], build=False).scan(b"KEY1") == [("one", "one.a", 4)]
    assert not folder.exists()
