"""`promptguard check` where a policy redacts, asks for a reason, or manages roles."""

import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest

from promptguard.api.reasons import REASONS, Reason, checked
from promptguard.cli import asking
from promptguard.cli.main import main
from promptguard.errors import FOUND, OK, UsageError
from promptguard.evidence.templates import render
from promptguard.model import Settings
from promptguard.policy import load

HEAD = 'version = 1\n[default]\naction = "allow"\nwhy = "x"\n[[clause]]\nid = "row"\nwhy = "y"\n'
REDACT = HEAD + 'action = "redact"\nlabels = ["secret"]\nlevel_min = "internal"\n'
ASK = HEAD + 'action = "warn"\nlevel_min = "internal"\nask = true\nunattended = "{}"\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(asking, "_TERMINAL", str(tmp_path / "nobody"))


def policy(tmp_path: Path, text: str) -> None:
    (tmp_path / "promptguard.toml").write_text('policy = "own.toml"\n')
    (tmp_path / "own.toml").write_text(text)


def check(monkeypatch: pytest.MonkeyPatch, prompt: str, *args: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(prompt.encode())))
    return main(["check", *args])


def token() -> str:
    return render("ghp_<base62:36>")


def test_redact_names_kind_and_line_and_prints_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    policy(tmp_path, REDACT)
    secret = token()
    prompt = f"please look\ntoken = '{secret}'\nthanks\n"
    assert check(monkeypatch, prompt, "--to", "local", "--format", "json") == FOUND
    said = capsys.readouterr().out
    assert secret not in said
    document = json.loads(said)
    assert document["action"] == "redact"
    assert [(each["text"], each["line"]) for each in document["redactions"]] == [(0, 2)]
    assert check(monkeypatch, prompt, "--to", "local", "--redacted") == OK
    said = capsys.readouterr().out
    assert said == "please look\ntoken = '[REDACTED:secret]'\nthanks\n"


@pytest.mark.parametrize(("unattended", "code"), [("block", FOUND), ("allow", OK)])
def test_where_nobody_can_type_the_row_says_what_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unattended: str, code: int
) -> None:
    policy(tmp_path, ASK.format(unattended))
    assert check(monkeypatch, "hello\n", "--to", "claude-code") == code
    assert not (tmp_path / "state").exists()


def test_a_typed_reason_is_one_line_and_nothing_of_the_prompt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy(tmp_path, ASK.format("block"))
    monkeypatch.setattr(
        "promptguard.cli.commands.check.ask_reason", lambda: Reason("false-positive")
    )
    for _ in range(2):
        assert check(monkeypatch, "hello canary\n", "--to", "claude-code") == OK
    kept = tmp_path / "state" / "promptguard" / "reasons.jsonl"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    lines = [json.loads(line) for line in kept.read_text().splitlines()]
    assert [(each["reason"], each["clause"], each["destination"]) for each in lines] == [
        ("false-positive", "row", "claude-code")
    ] * 2
    assert "canary" not in kept.read_text()


def test_saying_nothing_sends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy(tmp_path, ASK.format("allow"))
    monkeypatch.setattr("promptguard.cli.commands.check.ask_reason", lambda: Reason(""))
    assert check(monkeypatch, "hello\n", "--to", "claude-code") == FOUND


def test_a_reason_that_repeats_a_secret_is_refused() -> None:
    assert checked(Reason("other", "  needed \n now "), Settings()) == Reason("other", "needed now")
    for wrong in (Reason("other"), Reason("because"), Reason("other", f"it is {token()}")):
        with pytest.raises(UsageError):
            checked(wrong, Settings())


def test_the_terminal_is_asked_in_words(tmp_path: Path) -> None:
    answers, questions = io.StringIO("4\nthe customer asked\n"), io.StringIO()
    assert asking._asked(answers, questions) == Reason("other", "the customer asked")
    assert all(said in questions.getvalue() for said in REASONS.values())
    assert asking._asked(io.StringIO("false-positive\n"), questions) == Reason("false-positive")
    assert asking._asked(io.StringIO("\n"), questions) == Reason("")


def test_under_a_managed_policy_a_role_in_an_argument_frees_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = tmp_path / "system.toml"
    row = 'action = "block"\nroles = ["contractor"]\n'
    roles = '[roles]\nmanaged = true\ndefault = "contractor"\n'
    system.write_text(HEAD + row + roles)
    system.chmod(0o644)
    monkeypatch.setattr(load, "SYSTEM_POLICY", str(system))
    owners = frozenset((os.getuid(), 0))
    monkeypatch.setitem(load.load_policy.__kwdefaults__, "owners", owners)
    assert check(monkeypatch, "hello\n", "--to", "claude-code") == FOUND
    capsys.readouterr()
    assert check(monkeypatch, "hello\n", "--to", "claude-code", "--as", "boss") == FOUND
    said = capsys.readouterr().out
    assert said.startswith("allow: ")
    assert "This is a simulation for the role boss" in said
    assert "For you the policy says block, and that is what holds." in said
    system.write_text(HEAD + row + roles.replace("true", "false"))
    assert check(monkeypatch, "hello\n", "--to", "claude-code", "--as", "boss") == OK
