"""`promptguard scan` as it is typed: what it prints, where, and its exit code."""

import io
import json
import sys
from pathlib import Path

import pytest

from promptguard.cli.main import main
from promptguard.evidence.templates import pick
from promptguard.rulebook import open_rulebook
from tests.samples.secrets import github_token

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a clean file and one that holds a token, which is also the current one."""
    # Whoever runs first says that the databases are being built: here nobody is told.
    open_rulebook().scan(b"", "prod.env")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clean.py").write_text("print('hello')\n")
    (tmp_path / "prod.env").write_text(f"# settings\nTOKEN={github_token()}\n")
    return tmp_path


def test_a_clean_file_is_one_line_and_0(folder: Path, capsys: Capture) -> None:
    assert main(["scan", "clean.py"]) == 0
    assert capsys.readouterr() == (
        "1 file, 15 bytes: nothing found at possible or above\n",
        "",
    )


def test_a_token_is_said_and_1(folder: Path, capsys: Capture) -> None:
    assert main(["scan"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("prod.env:2:7: restricted, very likely: GitHub personal access token")
    assert "(stops)\n    why: " in out
    assert out.endswith("1 finding stops this run\n")
    assert (github_token() in out, err) == (False, "")


def test_what_fails_is_for_the_caller_to_say(folder: Path, capsys: Capture) -> None:
    assert main(["scan", "--fail-on", "none"]) == 0
    assert capsys.readouterr().out.endswith("nothing stops this run\n")
    (folder / "plan.md").write_text("<!-- promptguard: restricted -->\nOur plan.\n")
    assert main(["scan", "plan.md"]) == 0
    assert main(["scan", "--fail-on", "level:restricted", "plan.md"]) == 1
    assert capsys.readouterr().out.endswith("the level of 1 file stops this run\n")


def test_machines_get_a_report_and_people_a_line(folder: Path, capsys: Capture) -> None:
    assert main(["scan", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["summary"]["stopping"] == 1
    assert err.startswith("promptguard: 2 files, 1 finding; 1 stops this run, first prod.env:2 [")
    assert main(["scan", "--format", "json", "--quiet"]) == 1
    assert capsys.readouterr() == (out, "")


def test_a_report_into_a_file(folder: Path, capsys: Capture) -> None:
    assert main(["scan", "prod.env", "--format", "sarif", "--output", "out.sarif"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.startswith("promptguard: 1 file, 1 finding, in out.sarif; 1 stops")) == (
        "",
        True,
    )
    assert json.loads((folder / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_a_stream_stands_for_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    data = (folder / "prod.env").read_bytes()
    for words, name in (([], "<stdin>"), (["--stdin-filename", "sub/x.env"], "sub/x.env")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert main(["scan", "-", *words]) == 1
        assert capsys.readouterr().out.startswith(f"{name}:2:7: ")


def test_a_closed_stream_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["scan", "-"]) == 3
    assert capsys.readouterr().err == (
        "promptguard: standard input is closed, so there is nothing to read\n"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(
            ["-", "a.py"], "- is stdin and stands alone; write ./- for", id="- and a path"
        ),
        pytest.param(
            ["--stdin-filename", "a"], "--stdin-filename needs -", id="a name for nothing"
        ),
        pytest.param(["--staged", "."], "--staged takes what git has staged", id="staged paths"),
        pytest.param(["--output", "no/x"], "--output: there is no folder no", id="no folder"),
        pytest.param(["--min-confidence", "likly"], '--min-confidence: "likly" is', id="a step"),
        pytest.param(["--fail-on", "secret@likly"], '--fail-on: "likly" is not', id="a condition"),
        pytest.param(["--jobs", "999"], '--jobs: "999" is not a number of', id="too many jobs"),
        pytest.param(["--jobs", "x"], '--jobs: "x" is not a number of', id="no number"),
        pytest.param(["--format", "html"], '--format: "html" is not a format', id="a format"),
    ],
)
def test_a_wrong_command_line_is_2(
    words: list[str], sentence: str, folder: Path, capsys: Capture
) -> None:
    assert main(["scan", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"promptguard: {sentence}")


def test_a_broken_configuration_is_2_and_never_a_scan_of_nothing(
    folder: Path, capsys: Capture
) -> None:
    (folder / "promptguard.toml").write_text("exclud = ['*']\n")
    assert main(["scan"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith('promptguard.toml: exclud: no such key. Did you mean "exclude"?\n')


def test_a_path_that_is_not_there_is_3(folder: Path, capsys: Capture) -> None:
    assert main(["scan", "nowhere"]) == 3
    assert capsys.readouterr() == ("", "promptguard: nowhere: no such file or folder\n")


def test_a_rule_of_ones_own_is_reported_by_its_title(folder: Path, capsys: Capture) -> None:
    (folder / "promptguard.toml").write_text(
        "[[rules]]\nid = 'ticket'\ntitle = 'Ticket of the legal department'\n"
        "level = 'confidential'\npattern = 'LEGAL-[0-9]{5}'\nexamples = ['LEGAL-<digit:5>']\n"
    )
    (folder / "notes.txt").write_text(f"LEGAL-{'4' * 5}\n")
    assert main(["scan", "notes.txt"]) == 0
    assert capsys.readouterr().out.startswith(
        "notes.txt:1:1: confidential, likely: Ticket of the legal department [user_rules.ticket]\n"
    )


@pytest.mark.parametrize("format", ["text", "json", "sarif"])
def test_no_format_shows_the_value(format: str, folder: Path, capsys: Capture) -> None:
    from random import Random

    other = pick(Random(3), "base62", 24)
    (folder / "b.py").write_text(f'password = "{other}"\n')
    main(["scan", "--format", format, "--min-confidence", "very_unlikely"])
    out, err = capsys.readouterr()
    assert "prod.env" in out
    for value in (github_token(), other):
        assert not any(value[at : at + 10] in out + err for at in range(len(value) - 9))
