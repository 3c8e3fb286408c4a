"""A bug of ours: two lines for the user, a private log, and no scanned text in either."""

import os
import sys
from pathlib import Path

import pytest

from promptguard.api import crash
from promptguard.cli.commands import rules
from promptguard.cli.main import main
from promptguard.errors import SourceError
from tests.samples import runs


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "promptguard"


def broken(args: object) -> int:
    del args
    value = runs.secret()
    try:
        raise SourceError("git is missing")
    except SourceError as error:
        raise ValueError(f"cannot read {value}") from error


def test_two_lines_and_a_log_without_the_value(
    state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rules, "run", broken)
    assert main(["rules"]) == 3
    out, err = capsys.readouterr()
    log = state / "crash.log"
    first, second, rest = err.split("\n")
    assert out == rest == ""
    assert first.startswith("promptguard: unexpected ValueError in api/test_crash.py, line ")
    assert second.endswith(f"where it happened, without any scanned text, is in {log}")
    written = log.read_text("utf-8")
    assert "builtins.ValueError (message withheld)\n" in written
    assert "promptguard.errors.SourceError: git is missing\n" in written
    assert ", in broken\n" in written
    assert runs.secret() not in written + err
    assert sys.platform == "win32" or log.stat().st_mode & 0o777 == 0o600


def test_an_older_log_is_closed_to_others(state: Path) -> None:
    state.mkdir()
    log = state / "crash.log"
    log.write_text("an older and longer log\n" * 100)
    log.chmod(0o644)
    assert crash.report(ValueError(), "scan") == 3
    assert "older" not in log.read_text("utf-8")
    assert sys.platform == "win32" or log.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs links that are not followed")
def test_a_link_in_its_place_is_not_followed(
    state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state.mkdir()
    other = tmp_path / "other"
    other.write_text("precious")
    (state / "crash.log").symlink_to(other)
    assert crash.report(ValueError(), "scan") == 3
    assert other.read_text() == "precious"
    assert "could not be written" in capsys.readouterr().err


def test_a_state_folder_that_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert crash.report(ValueError("secret"), "") == 3
    err = capsys.readouterr().err
    assert err.count("\n") == 2
    assert "could not be written: Not a directory" in err
