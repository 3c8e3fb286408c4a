"""Every test runs with folders of its own for cache, settings and state, and a plain git."""

import os
from pathlib import Path

import pytest

from promptguard import clock


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    base = tmp_path_factory.getbasetemp()
    # The cache is shared by the workers of one run: its databases are built once.
    shared = base if worker_id == "master" else base.parent
    os.environ["XDG_CACHE_HOME"] = str(shared / "cache")
    os.environ["XDG_CONFIG_HOME"] = str(base / "config")
    os.environ["XDG_STATE_HOME"] = str(base / "state")
    os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
    os.environ["GIT_CONFIG_SYSTEM"] = os.devnull
    for who in ("AUTHOR", "COMMITTER"):
        os.environ[f"GIT_{who}_NAME"] = "Test"
        os.environ[f"GIT_{who}_EMAIL"] = "test@localhost"
    for name in [name for name in os.environ if name.startswith(("GIT_DIR", "GIT_INDEX", "GIT_W"))]:
        del os.environ[name]
    os.environ.pop("NO_COLOR", None)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty git repository, which is also the current folder."""
    from tests.samples.repositories import git

    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts about destinations expire: a test says on what day it is."""
    monkeypatch.setattr(clock, "today", lambda: "2026-11-24")
