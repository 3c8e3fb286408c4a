"""Reports leave whole or not at all, and a terminal is treated as its owner wants."""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from promptguard.cli import terminal
from promptguard.errors import ReportError

posix = pytest.mark.skipif(sys.platform == "win32", reason="terminals of another platform")


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, TextIO]]:
    """A terminal of forty columns: where its output is read, and the stream that writes it.

    A test makes it standard error itself: pytest puts its own there after a fixture has run.
    """
    import fcntl
    import pty
    import struct
    import termios

    reading, writing = pty.openpty()
    fcntl.ioctl(writing, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        yield reading, stream
    os.close(reading)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")
    terminal.save("né\udcff\n", str(target))
    assert target.read_bytes() == b"n\xc3\xa9\\udcff\n"
    assert os.listdir(tmp_path) == ["report.json"]


@posix
def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    terminal.save("new", str(link))
    assert (target.read_text(), link.is_symlink()) == ("new", True)


@posix
def test_a_pipe_is_written_and_not_replaced(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    terminal.save("through", f"/dev/fd/{writing}")
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert pipe.read() == "through"


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ReportError, match=r"report\.json: .* Permission denied"):
        terminal.save("new", str(tmp_path / "report.json"))


def test_what_was_there_stays_where_the_new_one_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")

    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        terminal.save("new", str(target))
    assert (target.read_text(), os.listdir(tmp_path)) == ("old", ["report.json"])


def test_what_an_encoding_lacks_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    terminal.emit("报\n")
    terminal.emit("报\n", encoding="utf-8")
    assert raw.getvalue() == b"\\u62a5\n\xe6\x8a\xa5\n"


def test_a_message_is_one_line_that_obeys_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say("a\nb\x1b[31m")
    assert capsys.readouterr().err == "promptguard: a\\nb\\x1b[31m\n"


@posix
@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        pytest.param({}, True, id="a terminal"),
        pytest.param({"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param({"NO_COLOR": ""}, True, id="NO_COLOR but empty"),
        pytest.param({"TERM": "dumb"}, False, id="a dumb terminal"),
    ],
)
def test_colour_is_for_terminals_whose_owner_wants_it(
    environment: dict[str, str],
    wanted: bool,
    screen: tuple[int, TextIO],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal.wants_colour(screen[1]) is wanted
    assert terminal.wants_colour(io.StringIO()) is False
    assert terminal.wants_colour(None) is False


@posix
def test_progress_is_one_line_that_fits_and_goes(
    screen: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_QUIET_FOR", 0.0)
    monkeypatch.setattr(sys, "stderr", screen[1])
    with terminal.Progress() as progress:
        progress(1_200, 5_000, "文" * 30 + "\n.py")
        progress(1_201, 5_000, "too soon after the last")
    written = b""
    while written.count(b"\r") < 2:  # a terminal hands on what it is given when it likes
        written += os.read(screen[0], 1000)
    assert written.decode() == f"\r\x1b[K1,200 of 5,000 files  {'文' * 8}\r\x1b[K"


@posix
def test_a_short_run_shows_no_progress(
    screen: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", screen[1])
    with terminal.Progress() as progress:
        progress(1, 2, "a.py")
    os.set_blocking(screen[0], False)
    with pytest.raises(BlockingIOError):
        os.read(screen[0], 1)


@pytest.mark.parametrize("quiet", [True, False])
def test_no_terminal_no_progress(
    quiet: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "_QUIET_FOR", 0.0)
    with terminal.Progress(quiet=quiet) as progress:
        progress(1, 2, "a.py")
    assert capsys.readouterr().err == ""
