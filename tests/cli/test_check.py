"""`promptguard check` from the outside: what it says, in which form, with which exit code."""

import io
import json
import os
import sys
from pathlib import Path

import jsonschema
import pytest

from promptguard import reports
from promptguard.cli.main import main
from promptguard.errors import FOUND, OK, TROUBLE, USAGE
from promptguard.evidence.templates import render

SCHEMA = Path(reports.__file__).parent / "schemas" / "decision-1.json"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Check:
    """Runs the command on a prompt and keeps what it said."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def __call__(self, prompt: str | bytes, *args: str) -> tuple[int, str, str]:
        """(exit code, standard output, standard error)."""
        data = prompt.encode() if isinstance(prompt, str) else prompt
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = main(["check", *args])
        said = self.capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    return Check(monkeypatch, capsys)


def private_key() -> str:
    begin, end = ("-----" + word + " PRIVATE " + "KEY-----" for word in ("BEGIN", "END"))
    return render(f"{begin}\n<base64:64>\n<base64:64>\n{end}\n")


def test_nothing_found_goes_everywhere(check: Check) -> None:
    code, out, _ = check("How do I sort a list?", "--to", "claude-code")
    assert code == OK
    assert out == (
        "allow: you may send this to Claude Code.\n"
        "The text is internal. Clause default: "
        "public and internal text may go to every listed destination.\n"
    )


def test_a_key_stays_here_and_is_not_repeated(check: Check) -> None:
    key = private_key()
    code, out, err = check("please fix:\n" + key, "--to", "deepseek", "--as", "developer")
    assert code == FOUND
    assert out == (
        "block: do not send this to DeepSeek.\n"
        "The text is restricted. Clause restricted-stays: "
        "restricted text does not leave this machine.\n"
        "This is a simulation for the role developer; your own roles are not asked.\n"
        "\n"
        "Why:\n"
        "  - line 2: Private key (PEM, OpenSSH or PGP), very likely: restricted\n"
        "\n"
        "What to do:\n"
        "  - Remove the key, revoke it, and load the new one from a key store or agent.\n"
        "  - Take out what is restricted, or ask a model that runs on this machine (--to local).\n"
    )
    for line in key.splitlines()[1:3]:
        assert line not in out + err
    assert check(key, "--to", "local")[0] == OK


def test_confidential_text_says_what_is_wrong_with_the_destination(check: Check) -> None:
    code, out, _ = check("> # promptguard: confidential labels=finance\nx", "--to", "qoder")
    assert code == FOUND
    assert "Clause confidential-bad-facts: confidential text goes only where" in out
    assert "  - line 1: a tag makes the file confidential\n" in out
    assert (
        "About Qoder; plan assumed: unknown:\n"
        "  - whether it trains models on the text is unknown\n"
        "  - how long it keeps the text is unknown\n"
    ) in out


def test_a_prompt_cannot_lower_or_silence_itself(check: Check) -> None:
    key = private_key().replace("\n", "  # promptguard: allow reason=x\n", 1)
    code, out, _ = check("# promptguard: public\n" + key, "--to", "copilot")
    assert code == FOUND
    assert "a tag says public, but a tag in pasted text lowers nothing" in out


def test_json_follows_its_schema(check: Check) -> None:
    prompt = "# promptguard: begin\n" + private_key()
    code, out, _ = check(prompt, "--to", "zhipu", "--as", "developer", "--format", "json")
    document = json.loads(out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert code == FOUND
    assert (document["action"], document["clause"]["id"]) == ("block", "restricted-stays")
    assert (document["role"], document["level"]) == ("developer", "restricted")
    (text,) = document["texts"]
    assert text["path"] == "<stdin>"
    assert [each["rule"] for each in text["findings"]] == ["private_keys.pem"]
    assert {each["source"] for each in text["reasons"]} >= {"private_keys.pem", "tag:1", "default"}
    assert [each["line"] for each in text["notes"]] == [1, 1]
    assert private_key().splitlines()[1] not in out


def test_files_are_one_prompt(check: Check, tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text("hello")
    (tmp_path / "tagged\n.md").write_text("<!-- promptguard: restricted -->")
    code, out, _ = check("", "--to", "moonshot", "clean.txt", "tagged\n.md")
    assert code == FOUND
    assert "  - tagged\\n.md, line 1: a tag makes the file restricted\n" in out
    assert check("", "--to", "moonshot", "clean.txt")[0] == OK


def test_what_could_not_be_scanned_is_said(check: Check, tmp_path: Path) -> None:
    code, out, _ = check(b"a\0b", "--to", "qwen")
    assert code == OK
    assert out.startswith("warn: you may send this to Alibaba Qwen")
    assert "Not scanned:\n  - <stdin>: binary\n" in out
    (tmp_path / "promptguard.toml").write_text('on_error = "block"\n')
    code, out, _ = check(b"a\0b", "--to", "qwen")
    assert (code, out[:6]) == (FOUND, "block:")


def test_an_own_policy_tightens(check: Check, tmp_path: Path) -> None:
    (tmp_path / "promptguard.toml").write_text('policy = "policy.toml"\n')
    policy = tmp_path / "policy.toml"
    head = 'version = 1\n[default]\naction = "allow"\nwhy = "x"\n'
    row = '[[clause]]\nid = "no-deepseek"\naction = "block"\ndestinations = ["deepseek"]\n'
    policy.write_text(head + row + 'why = "the contract forbids it"\n')
    code, out, _ = check("hello", "--to", "deepseek")
    assert code == FOUND
    assert "Clause no-deepseek: the contract forbids it." in out
    assert check("hello", "--to", "qwen")[0] == OK
    assert check(private_key(), "--to", "qwen")[0] == FOUND
    policy.write_text(head + row.replace("block", "blok"))
    code, _, err = check("hello", "--to", "qwen")
    assert code == USAGE
    assert 'clause[1].action: "blok" is not an action' in err
    policy.unlink()
    assert check("hello", "--to", "qwen")[0] == USAGE


def test_a_threshold_for_reports_is_none_for_the_policy(check: Check, tmp_path: Path) -> None:
    (tmp_path / "promptguard.toml").write_text(
        'min_confidence = "very_likely"\n'
        '[[rules]]\nid = "plan"\ntitle = "A plan"\nlevel = "restricted"\nconfidence = "likely"\n'
        'pattern = "plan-[0-9]{6}"\nexamples = ["plan-123456"]\n'
    )
    code, out, _ = check("see plan-654321", "--to", "copilot")
    assert code == FOUND
    assert "  - line 1: A plan, likely: restricted\n" in out


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        pytest.param(
            ("--to", "deepsek"), USAGE, 'is not a destination. Did you mean "deepseek"?', id="name"
        ),
        pytest.param((), USAGE, "--to", id="no destination"),
        pytest.param(
            ("--to", "local", "--format", "xml"), USAGE, '"xml" is not a format', id="form"
        ),
        pytest.param(
            ("--to", "local", "none.txt"), TROUBLE, "none.txt: No such file", id="missing"
        ),
        pytest.param(("--to", "local", "."), TROUBLE, ".: Is a directory", id="folder"),
    ],
)
def test_mistakes(check: Check, args: tuple[str, ...], code: int, message: str) -> None:
    got, out, err = check("", *args)
    assert (got, out) == (code, "")
    assert message in err


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_not_utf_8(check: Check, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text("# promptguard: restricted")
    code, out, _ = check("", "--to", "local", name, "--format", "json")
    assert (code, json.loads(out)["texts"][0]["path"]) == (OK, "caf\\xe9.txt")
