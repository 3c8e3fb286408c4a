"""`promptguard tag suggest` as it is typed: proposals, a patch git takes, a talk at a terminal."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from promptguard.cli.main import main
from promptguard.rulebook import open_rulebook
from tests.samples.repositories import commit, git, stage
from tests.samples.secrets import github_token
from tests.samples.trees import MARK

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(repository: Path) -> Path:
    """A repository with one folder full of tokens, one file with one, and clean files."""
    open_rulebook()
    for number in range(5):
        stage(repository, f"secrets/{number}.env", f"TOKEN={github_token(number)}\n")
        stage(repository, f"src/{number}.py", f"x = {number}\n")
    stage(repository, "src/deploy.py", f'import os\r\n\r\nTOKEN = "{github_token(9)}"\r\n')
    commit(repository)
    return repository


def test_a_folder_that_agrees_is_one_proposal_and_a_file_another(
    project: Path, capsys: Capture
) -> None:
    assert main(["tag", "suggest", "--quiet"]) == 0
    out = capsys.readouterr().out
    assert "restricted: secrets/**  (5 files)\n" in out
    assert "    5 of 5 files hold restricted material\n" in out
    assert "restricted: src/deploy.py\n" in out
    assert "11 files: 2 suggestions." in out
    assert git(project, "status", "--porcelain") == ""


def test_the_patch_is_one_that_git_applies_and_then_nothing_is_left(
    project: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    stage(project, "secrets/CLASSIFICATION.toml", "# ours, without a line end\nversion = 1")
    commit(project)
    assert main(["tag", "suggest", "--quiet", "--format", "patch"]) == 0
    patch = capfdbinary.readouterr().out
    subprocess.run(["git", "apply", "--check", "-"], input=patch, check=True)
    subprocess.run(["git", "apply", "-"], input=patch, check=True)
    assert (project / "src/deploy.py").read_bytes().startswith(f"# {MARK} restricted".encode())
    assert b"\n" not in (project / "src/deploy.py").read_bytes().replace(b"\r\n", b"")
    assert main(["tag", "suggest", "--quiet"]) == 0
    assert b"nothing in them asks for a tag" in capfdbinary.readouterr().out
    assert main(["tag", "verify", "--quiet"]) == 0


@pytest.mark.parametrize("name", ["a b.env", "ü.env", 'q"x.env', "tab\t.env", "[x]*.env", " .env"])
def test_odd_names_are_patched_and_then_tagged(
    repository: Path, name: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    stage(repository, f"d/{name}", f"TOKEN={github_token()}\n")
    stage(repository, "d/x.env", "clean = 1\n")
    commit(repository)
    assert main(["tag", "suggest", "--quiet", "--format", "patch"]) == 0
    patch = capfdbinary.readouterr().out
    subprocess.run(["git", "apply", "-"], input=patch, check=True)
    assert main(["tag", "verify", "--quiet"]) == 0


def test_json_says_why(project: Path, capsys: Capture) -> None:
    assert main(["tag", "suggest", "--quiet", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["suggestions"]
    assert {(one["folder"], *one["path"]) for one in found} == {
        ("secrets", "**"),
        ("src", "/deploy.py"),
    }
    assert all(one["level"] == "restricted" and one["evidence"] for one in found)
    assert github_token(9) not in json.dumps(found)


def test_a_part_may_be_asked_about(project: Path, capsys: Capture) -> None:
    assert main(["tag", "suggest", "--quiet", "src"]) == 0
    assert "secrets" not in capsys.readouterr().out


def test_a_review_without_a_terminal_is_refused(project: Path, capsys: Capture) -> None:
    assert main(["tag", "suggest", "--review"]) == 2
    assert "--review needs a terminal" in capsys.readouterr().err
    assert main(["tag", "suggest", "--review", "--format", "json"]) == 2


class Terminal:
    """`tag suggest --review` behind a pseudo-terminal."""

    def __init__(self, folder: Path) -> None:
        self.master, slave = pty.openpty()
        command = [sys.executable, "-m", "promptguard", "tag", "suggest", "--review", "--quiet"]
        environment = os.environ | {"NO_COLOR": "1"}
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=slave, stdout=slave, stderr=slave, env=environment
        )
        os.close(slave)
        self.said = ""

    def until(self, words: str) -> str:
        """Everything since the last time, up to these words."""
        end = time.monotonic() + 30
        while words not in self.said and time.monotonic() < end:
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.said += os.read(self.master, 4096).decode()
                except OSError:
                    break
        assert words in self.said, self.said
        before, found, self.said = self.said.partition(words)
        return before + found

    def type(self, line: str) -> None:
        os.write(self.master, line.encode())

    def finish(self) -> int:
        code = self.process.wait(timeout=30)
        os.close(self.master)
        return code


_QUESTION = "accept, change, skip, why or quit? "


def test_a_review_writes_what_is_accepted_and_nothing_else(project: Path) -> None:
    terminal = Terminal(project)
    assert "1 of 2" in terminal.until(_QUESTION)
    terminal.type("why\n")
    assert "It would hold for 5 files: secrets/0.env" in terminal.until(_QUESTION)
    terminal.type("nonsense\n")
    assert "Known: accept" in terminal.until(_QUESTION)
    terminal.type("c\n")
    terminal.until("public, internal, confidential, restricted? ")
    terminal.type("conf\n")
    terminal.until("confidential, written into secrets/CLASSIFICATION.toml")
    assert "src/deploy.py" in terminal.until(_QUESTION)
    terminal.type("s\n")
    terminal.until("0 accepted, 1 changed, 1 skipped.")
    assert terminal.finish() == 0
    assert git(project, "status", "--porcelain").split() == ["??", "secrets/CLASSIFICATION.toml"]
    assert 'level = "confidential"' in (project / "secrets/CLASSIFICATION.toml").read_text()


def test_leaving_in_the_middle_keeps_what_was_accepted(project: Path) -> None:
    terminal = Terminal(project)
    terminal.until(_QUESTION)
    terminal.type("a\n")
    terminal.until(_QUESTION)
    terminal.type("\x04")
    terminal.until("1 accepted, 0 changed, 0 skipped, 1 left.")
    assert terminal.finish() == 0
    assert 'level = "restricted"' in (project / "secrets/CLASSIFICATION.toml").read_text()


def test_an_interrupted_review_is_an_interrupted_command(project: Path) -> None:
    terminal = Terminal(project)
    terminal.until(_QUESTION)
    terminal.process.send_signal(2)
    assert terminal.finish() == 130
    assert git(project, "status", "--porcelain") == ""
