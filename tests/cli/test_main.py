"""Every way a command can end: one sentence, one exit code, nothing half-written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from promptguard import __version__
from promptguard.cli.main import COMMANDS, main

RUN = "import sys; from promptguard.cli.main import main; sys.exit(main())"


def started(*words: str, **more: object) -> "subprocess.CompletedProcess[bytes]":
    """A real process: what happens as an interpreter exits shows in nothing less."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-I", "-c", RUN, *words],
        check=False,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )


def test_every_command_is_a_file() -> None:
    folder = Path(sys.modules["promptguard.cli.main"].__file__ or "").parent / "commands"
    assert sorted(COMMANDS) == sorted(
        file.stem for file in folder.iterdir() if not file.stem.startswith("__")
    )


@pytest.mark.parametrize(
    ("words", "code"), [([], 2), (["--help"], 0), (["-h"], 0), (["help"], 0)], ids=str
)
def test_the_overview_names_every_command(
    words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == code
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown and what in shown for name, what in COMMANDS.items())


def test_the_overview_imports_no_command() -> None:
    script = (
        "import sys; from promptguard.cli.main import main; main(['--help']);"
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, check=True)
    loaded = done.stderr.decode().split()
    assert not [name for name in loaded if name.startswith("promptguard.cli.commands")]
    assert not {"promptguard.api", "promptguard.pipeline", "detect_secrets"} & set(loaded)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    first = capsys.readouterr().out
    assert f"usage: promptguard {name} " in first
    assert main(["help", name]) == 0
    assert capsys.readouterr().out == first


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"promptguard {__version__}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(
            ["scna"], '"scna" is not a command. Did you mean "scan"?', id="a slip of the finger"
        ),
        pytest.param(
            ["zzz"],
            '"zzz" is not a command. Known: scan, check, explain, rules, policy, tag.',
            id="nothing near",
        ),
        pytest.param(["--verbose"], "--verbose is not an option of promptguard.", id="an option"),
        pytest.param(
            ["rules", "--fromat", "json"],
            '--fromat is not expected here. Did you mean "--format"?',
            id="an option of a command",
        ),
        pytest.param(["rules", "extra"], "extra is not expected here.", id="a word too many"),
        pytest.param(
            ["rules", "--format", "jsn"],
            '--format: "jsn" is not a format. Did you mean "json"?',
            id="a value",
        ),
        pytest.param(["rules", "--format"], "--format: expected one argument.", id="no value"),
        pytest.param(["explain"], "the following arguments are required: RULE.", id="no argument"),
        pytest.param(["evil\n\x1b[31m"], r'"evil\n\x1b[31m" is not a command.', id="obeys nothing"),
    ],
)
def test_a_wrong_command_line_is_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"promptguard: {sentence}")


def test_a_path_instead_of_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "src").mkdir()
    assert main(["src"]) == 2
    assert capsys.readouterr().err == (
        'promptguard: "src" is not a command. Did you mean "promptguard scan src"?\n'
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a disk that is always full")
@pytest.mark.parametrize("words", [["rules"], ["rules", "--help"], ["--version"], ["--help"]])
def test_a_full_disk_is_said(words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = started(*words, stdout=full)
    assert (done.returncode, done.stderr) == (
        3,
        b"promptguard: the report could not be written: No space left on device\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of another platform")
def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = started("rules", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that can close a stream")
def test_a_closed_stream_is_said() -> None:
    script = f'"{sys.executable}" -I -c "{RUN}" rules >&-'
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (
        3,
        b"promptguard: the report could not be written: standard output is closed\n",
    )


def test_an_interrupt_is_130_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from promptguard.cli.commands import rules

    def interrupted(args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(rules, "run", interrupted)
    assert main(["rules"]) == 130
    assert capsys.readouterr() == ("", "promptguard: interrupted\n")
