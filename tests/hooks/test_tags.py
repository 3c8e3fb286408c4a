"""The tags hook on real repositories, as git and the pre-commit framework run it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples.repositories import commit, git, stage
from tests.samples.secrets import github_token
from tests.samples.trees import MARK

BODY = "".join(f"rate_{number} = {number} * base\n" for number in range(30))


def hook(folder: Path, *files: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-m", "promptguard_hooks.main", "git", "tags", *files],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def team(repository: Path) -> Path:
    """A repository with a tagged file, and something wrong that nobody has mended yet."""
    stage(repository, "src/rates.py", f"# {MARK} restricted\n{BODY}")
    stage(repository, "src/old.py", f"# {MARK} restrictd\nx = 1\n")
    stage(repository, "gone.json.classification", "internal\n")
    commit(repository)
    return repository


def test_a_commit_that_does_nothing_wrong_is_silent(team: Path) -> None:
    stage(team, "src/new.py", "x = 1\n")
    hook(team)  # the first run ever may say that it builds
    done = hook(team)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_rename_without_its_tag_is_stopped_with_the_way_on(team: Path) -> None:
    git(team, "mv", "src/rates.py", "src/prices.py")
    stage(team, "src/prices.py", BODY)
    done = hook(team)
    assert done.returncode == 1
    assert "src/prices.py: was src/rates.py" in done.stderr
    assert "promptguard tag set restricted src/prices.py" in done.stderr
    assert "promptguard stopped this commit" in done.stderr
    assert "old.py" not in done.stderr
    assert "gone.json" not in done.stderr


def test_a_misspelt_tag_and_a_secret_in_a_public_file_are_stopped(team: Path) -> None:
    token = github_token()
    stage(team, "a.py", f"# {MARK} confidental\nx = 1\n")
    stage(team, "b.py", f'# {MARK} public\nTOKEN = "{token}"\n')
    done = hook(team)
    assert done.returncode == 1
    assert 'Did you mean "confidential"?' in done.stderr
    assert "b.py:2: is tagged public, but restricted material" in done.stderr
    assert token not in done.stderr


def test_a_sidecar_whose_file_the_commit_deletes_is_stopped(team: Path) -> None:
    stage(team, "plan.json", "{}\n")
    stage(team, "plan.json.classification", "restricted\n")
    commit(team)
    git(team, "rm", "-q", "plan.json")
    done = hook(team)
    assert done.returncode == 1
    assert "plan.json.classification: there is no plan.json beside it" in done.stderr


def test_the_index_is_judged_not_the_working_tree(team: Path) -> None:
    path = stage(team, "a.py", f"# {MARK} internal\n")
    path.write_text(f"# {MARK} nonsense\n")
    assert hook(team).returncode == 0


def test_where_nothing_is_staged_everything_is_looked_at(team: Path) -> None:
    done = hook(team)
    assert done.returncode == 1
    assert "src/old.py:1" in done.stderr
    assert "gone.json.classification" in done.stderr


def test_a_branch_is_compared_with_where_it_began(team: Path) -> None:
    git(team, "rm", "-q", "src/old.py", "gone.json.classification")
    commit(team)
    start = git(team, "rev-parse", "HEAD").strip()
    git(team, "mv", "src/rates.py", "src/prices.py")
    stage(team, "src/prices.py", BODY)
    commit(team)
    assert hook(team).returncode == 0
    done = hook(team, PRE_COMMIT_FROM_REF=start)
    assert done.returncode == 1
    assert "src/prices.py: was src/rates.py" in done.stderr


def test_outside_of_a_repository_is_one_sentence(tmp_path: Path) -> None:
    done = hook(tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith("promptguard: ")
    assert "Traceback" not in done.stderr
