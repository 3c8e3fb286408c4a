"""The hook through the real pre-commit tool, which clones this repository and installs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples.repositories import commit, git, stage
from tests.samples.secrets import github_token
from tests.samples.trees import MARK

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which pre-commit keeps what it installs: once for all tests here."""
    return os.environ | {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit"))}


def try_repo(
    folder: Path, environment: dict[str, str], *arguments: str, hook: str = "promptguard"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), hook, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_staged_key_is_refused_and_the_tree_untouched(
    repository: Path, tool: dict[str, str]
) -> None:
    token = github_token()
    stage(repository, "src/app.py", f'import os\n\nTOKEN = "{token}"\n')
    stage(repository, "notes.md", "nothing here\n")
    (repository / "unstaged.txt").write_text("left alone\n")
    before = git(repository, "status", "--porcelain=v2")
    done = try_repo(repository, tool)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "src/app.py:3:10:" in said
    assert "[source_hosting." in said
    assert "why:" in said
    assert "fix:" in said
    assert token not in said
    assert git(repository, "status", "--porcelain=v2") == before
    assert (repository / "src/app.py").read_text() == f'import os\n\nTOKEN = "{token}"\n'


def test_a_clean_commit_passes(repository: Path, tool: dict[str, str]) -> None:
    stage(repository, "a.py", "x = 1\n")
    done = try_repo(repository, tool)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_all_files_means_all_files(repository: Path, tool: dict[str, str]) -> None:
    stage(repository, "old.py", f'TOKEN = "{github_token()}"\n')
    commit(repository)
    assert try_repo(repository, tool).returncode == 0
    done = try_repo(repository, tool, "--all-files")
    assert done.returncode == 1
    assert "old.py:1:10:" in done.stdout


def test_a_tag_lost_in_a_rename_is_refused(repository: Path, tool: dict[str, str]) -> None:
    body = "".join(f"rate_{number} = {number} * base\n" for number in range(30))
    stage(repository, "rates.py", f"# {MARK} restricted\n{body}")
    stage(repository, "kept.py", f"# {MARK} restricted\ny = 1\n")
    commit(repository)
    git(repository, "mv", "kept.py", "still.py")
    done = try_repo(repository, tool, hook="promptguard-tags")
    assert done.returncode == 0, done.stdout + done.stderr
    git(repository, "mv", "rates.py", "prices.py")
    stage(repository, "prices.py", body)
    done = try_repo(repository, tool, hook="promptguard-tags")
    assert done.returncode == 1
    assert "prices.py: was rates.py" in done.stdout
