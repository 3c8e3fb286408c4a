"""`promptguard policy explain, matrix, test, lint, diff, init`: what is printed, and exit codes."""

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from promptguard.cli.commands.policy import ACTIONS
from promptguard.cli.main import main
from promptguard.errors import FOUND, OK, USAGE
from promptguard.policy.presets import NAMES
from tests.samples.secrets import github_token

POLICY = """version = 1
[default]
action = "allow"
why = "nothing speaks against it"

[[clause]]
id = "contractors"
action = "block"
level_min = "internal"
roles = ["contractor"]
local = false
why = "contractors send public text only"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def shown(capsys: pytest.CaptureFixture[str], *words: str, code: int = OK) -> str:
    assert main(["policy", *words]) == code
    out, err = capsys.readouterr()
    return out if code != USAGE else err


def test_every_action_is_a_file_with_help(capsys: pytest.CaptureFixture[str]) -> None:
    from promptguard.cli.commands import policy

    files = Path(policy.__file__ or "").parent.glob("*.py")
    assert sorted(ACTIONS) == sorted(file.stem for file in files if file.stem != "__init__")
    for action in ACTIONS:
        assert f"usage: promptguard policy {action} " in shown(capsys, action, "--help")


@pytest.mark.usefixtures("folder")
def test_explain_a_stated_situation(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "explain", "--to", "copilot", "--level", "internal", "--as", "contractor",
                "--policy", "policy.toml")  # fmt: skip
    assert out.startswith(
        "block: internal text to GitHub Copilot.\n\n"
        'Row "contractors" of policy.toml: block\n'
        "  holds when the text is internal or higher, it leaves this machine, sent as contractor\n"
        "  because contractors send public text only\n"
    )
    assert "  - is sent by contractor\n" in out
    assert "its country, its kind, its path: unknown, so any is assumed" in out
    assert "  - as public text: allow\n" in out
    assert "  - to local: allow\n" in out


def test_explain_files_without_a_word_of_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    token = github_token()
    (folder / "a.py").write_text(f'x = 1\ntoken = "{token}"\n', encoding="utf-8")
    for form in ("text", "json"):
        out = shown(capsys, "explain", "a.py", "--to", "copilot", "--format", form)
        assert "GitHub" in out
        assert token not in out
    told = json.loads(out)
    assert told["decision"]["action"] == "block"
    assert 2 in {each["line"] for each in told["reasons"]}


@pytest.mark.usefixtures("folder")
def test_a_proof_is_replayed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "explain", "--to", "copilot", "--level", "internal", "--policy",
                "policy.toml", "--format", "json")  # fmt: skip
    (folder / "proof.json").write_text(out, encoding="utf-8")
    (folder / "policy.toml").unlink()  # A proof needs no policy.
    assert shown(capsys, "explain", "--replay", "proof.json") == (
        'the proof holds: block by row "contractors" of policy.toml\n'
    )
    changed = json.loads(out)
    changed["decision"]["action"] = "allow"
    (folder / "proof.json").write_text(json.dumps(changed), encoding="utf-8")
    said = shown(capsys, "explain", "--replay", "proof.json", code=FOUND)
    assert said.startswith("the proof does not hold: block")
    (folder / "proof.json").write_text("[]", encoding="utf-8")
    err = shown(capsys, "explain", "--replay", "proof.json", code=USAGE)
    assert "proof.json: is no proof that policy explain --format json wrote" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["explain", "--level", "public"], "--to DESTINATION says where it would go"),
        (["explain", "--to", "copilot"], "name files to explain, or state a situation"),
        (["explain", "--to", "copilt", "--level", "public"], 'Did you mean "copilot"?'),
        (["matrix", "--format", "html", "--output", "no/x.html"], "there is no folder no"),
        (["lint", "nothing.toml"], "nothing.toml: the policy does not exist"),
        (["test", "nothing.toml"], "nothing.toml: the policy does not exist"),
        (["init", "--preset", "startupp"], 'Did you mean "startup"?'),
        (["init", "--preset", "startup"], "policy.toml is there already"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_wrong_is_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    err = shown(capsys, *words, code=USAGE)
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.usefixtures("folder")
def test_the_matrix_is_for_a_role(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = shown(capsys, "matrix", "policy.toml", "--as", "contractor")
    (line,) = [line for line in out.splitlines() if line.startswith("copilot ")]
    assert line.split() == ["copilot", "✓", "allow", *(["✕", "block"] * 3)]
    assert all(len(line) <= 80 for line in out.splitlines())
    free = shown(capsys, "matrix", "policy.toml", "--as", "employee")
    (line,) = [line for line in free.splitlines() if line.startswith("copilot ")]
    assert line.split() == ["copilot", "✓", "allow", "✓", "allow", *(["✕", "block"] * 2)]


def test_the_page_is_written_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown(capsys, "matrix", "policy.toml", "--format", "html", "--output", "matrix.html")
    page = (folder / "matrix.html").read_text(encoding="utf-8")
    assert page.count("data-who=") == 2


def test_cases_fail_a_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = """version = 1
[[case]]
name = "contractors"
level = "internal"
to = "copilot"
roles = ["contractor"]
expect = "block"
"""
    (folder / "cases.toml").write_text(case, encoding="utf-8")
    words = ("test", "cases.toml", "--policy", "policy.toml")
    assert shown(capsys, *words) == "1 case, all as expected\n"
    (folder / "cases.toml").write_text(case.replace("contractor", "employee"), encoding="utf-8")
    assert shown(capsys, *words, code=FOUND) == (
        'failed: "employees": expected block, got allow by row "default" of policy.toml, because'
        " nothing speaks against it\n1 of 1 case failed\n"
    )


def test_lint_fails_a_run_by_what_somebody_wrote_wrongly(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "0 problems, " in shown(capsys, "lint", "policy.toml")
    twice = POLICY + POLICY[POLICY.index("[[clause]]") :].replace('"contractors"', '"again"')
    (folder / "policy.toml").write_text(twice, encoding="utf-8")
    out = shown(capsys, "lint", "policy.toml", code=FOUND)
    assert out.startswith("problem: policy.toml: again: never decides: ")
    assert "\n1 problem, " in out


@pytest.mark.usefixtures("folder")
def test_diff(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "diff", "shipped", "policy.toml", code=FOUND)
    assert "stricter: allow -> block (row default -> contractors)\n    internal text to " in out
    assert "by an unknown role or contractor" in out
    assert "0 looser, " in out
    same = shown(capsys, "diff", "policy.toml", "policy.toml")
    assert same.startswith("no difference in ")


@pytest.mark.parametrize("name", NAMES)
def test_init_writes_a_policy_that_holds(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    out = shown(capsys, "init", "--preset", name)
    assert "Assumes: " in out
    assert "No legal advice" in out
    text = (tmp_path / "policy.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./policy.schema.json\n")
    schema = json.loads((tmp_path / "policy.schema.json").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(tomllib.loads(text))
    assert "0 problems, " in shown(capsys, "lint", "policy.toml")
    if "an organisation's file" not in out:
        (tmp_path / "promptguard.toml").write_text('policy = "policy.toml"\n', encoding="utf-8")
        assert shown(capsys, "diff", "policy.toml").startswith("no difference")


def test_init_lists_the_presets(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "init")
    assert all(f"{name} " in out for name in NAMES)


@pytest.mark.parametrize("name", ["policy", "cases", "configuration", "classification"])
def test_schemas_are_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "promptguard.toml").write_text('[marks]\n"streng geheim" = "restricted"\n')
    printed = json.loads(shown(capsys, "schema", name))
    Draft7Validator.check_schema(printed)
    assert printed["title"]
    assert ("streng geheim" in json.dumps(printed)) is (name == "classification")
    shown(capsys, "schema", name, "--output", "x.json")
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8")) == printed
