"""The commit hook on real repositories, as git runs it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples.repositories import commit, git, stage
from tests.samples.secrets import github_token, private_key


def hook(folder: Path, *files: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-m", "promptguard_hooks.main", "git", "pre-commit", *files],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_clean_commit_says_nothing(repository: Path) -> None:
    stage(repository, "a.py", "x = 1\n")
    hook(repository)  # the first run ever may say that it builds
    done = hook(repository)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_nothing_staged_says_nothing(repository: Path) -> None:
    assert hook(repository).returncode == 0


def test_a_staged_key_is_refused_with_where_what_why_and_how(repository: Path) -> None:
    token = github_token()
    stage(repository, "src/settings.py", f'import os\n\nTOKEN = "{token}"\n')
    done = hook(repository)
    assert done.returncode == 1
    assert "src/settings.py:3:10:" in done.stderr
    assert "[source_hosting.github" in done.stderr
    assert "why:" in done.stderr
    assert "fix:" in done.stderr
    assert "promptguard stopped this commit" in done.stderr
    assert token not in done.stderr + done.stdout


def test_the_index_is_judged_not_the_working_tree(repository: Path) -> None:
    path = stage(repository, "settings.py", f'TOKEN = "{github_token()}"\n')
    path.write_text("TOKEN = None\n")
    assert hook(repository).returncode == 1
    assert path.read_text() == "TOKEN = None\n"


def test_a_secret_only_on_disk_does_not_stop(repository: Path) -> None:
    path = stage(repository, "settings.py", "TOKEN = None\n")
    path.write_text(f'TOKEN = "{github_token()}"\n')
    assert hook(repository).returncode == 0


def test_what_is_already_committed_is_left_alone(repository: Path) -> None:
    stage(repository, "old.py", f'TOKEN = "{github_token()}"\n')
    commit(repository)
    stage(repository, "new.py", "x = 1\n")
    assert hook(repository).returncode == 0


def test_a_tagged_file_is_reported_and_passes(repository: Path) -> None:
    stage(repository, "plan.py", "# promptguard: restricted\nx = 1\n")
    done = hook(repository)
    assert done.returncode == 0
    assert "plan.py" in done.stderr
    assert "restricted" in done.stderr


def test_a_binary_is_named(repository: Path) -> None:
    stage(repository, "logo.png", b"\x89PNG\r\n\x1a\n\0\0\0")
    hook(repository)
    done = hook(repository)
    assert (done.returncode, done.stderr) == (0, "promptguard: not scanned, binary: logo.png\n")


def test_the_staged_configuration_holds(repository: Path) -> None:
    stage(repository, "promptguard.toml", "fail_on = []\n")
    stage(repository, "settings.py", f'TOKEN = "{github_token()}"\n')
    (repository / "promptguard.toml").write_text("this is not even TOML")
    assert hook(repository).returncode == 0


def test_a_broken_configuration_stops_the_commit(repository: Path) -> None:
    stage(repository, "promptguard.toml", 'min_confidense = "likely"\n')
    stage(repository, "a.py", "x = 1\n")
    done = hook(repository)
    assert done.returncode == 2
    assert 'Did you mean "min_confidence"?' in done.stderr


def test_what_the_configuration_leaves_out_does_not_stop(repository: Path) -> None:
    stage(repository, "sub/promptguard.toml", 'exclude = ["vendor/**"]\n')
    stage(repository, "sub/vendor/a.py", f'TOKEN = "{github_token()}"\n')
    assert hook(repository).returncode == 0
    assert hook(repository, "sub/vendor/a.py").returncode == 0
    stage(repository, "vendor/a.py", f'TOKEN = "{github_token()}"\n')
    assert hook(repository).returncode == 1
    assert hook(repository, "vendor/a.py").returncode == 1


def test_a_vocabulary_word_is_seen(repository: Path) -> None:
    stage(
        repository, "promptguard.toml", 'vocabulary = ["Nightingale"]\nfail_on = ["vocabulary"]\n'
    )
    stage(repository, "a.md", "about nightingale, our next\n")
    done = hook(repository)
    assert done.returncode == 1
    assert "a.md:1:7:" in done.stderr


def test_files_named_by_the_framework_are_judged_as_they_lie(repository: Path) -> None:
    (repository / "key.pem").write_text(private_key())
    (repository / "a.py").write_text("x = 1\n")
    assert hook(repository, "a.py").returncode == 0
    assert hook(repository, "a.py", "key.pem").returncode == 1


def test_a_large_blob_is_read_in_pieces_and_those_behind_it_too(repository: Path) -> None:
    stage(repository, "a.log", b"nothing to see here\n" * 500_000)
    stage(repository, "b.log", b"nothing to see here\n" * 400_000 + f"{github_token()}\n".encode())
    stage(repository, "c.py", f'TOKEN = "{github_token(1)}"\n')
    done = hook(repository)
    assert done.returncode == 1
    assert "b.log:400001:1:" in done.stderr
    assert "c.py:1:10:" in done.stderr
    assert "3 files" in done.stderr


def test_outside_a_repository_git_speaks(tmp_path: Path) -> None:
    done = hook(tmp_path)
    assert done.returncode == 3
    assert "not a git repository" in done.stderr


def test_inside_git_commit(repository: Path) -> None:
    path = repository / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -I -m promptguard_hooks.main git pre-commit\n'
    )
    path.chmod(0o755)
    stage(repository, "a.py", f'TOKEN = "{github_token()}"\n')
    refused = subprocess.run(
        ["git", "commit", "-m", "x"], cwd=repository, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1
    assert "a.py:1:10:" in refused.stderr
    stage(repository, "a.py", "TOKEN = None\n")
    git(repository, "commit", "-q", "-m", "x")
    assert git(repository, "log", "--format=%s") == "x\n"


def test_a_partial_commit_is_judged_by_what_it_takes(repository: Path) -> None:
    stage(repository, "base.py", "x = 1\n")
    commit(repository)
    path = repository / ".git" / "hooks" / "pre-commit"
    path.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -I -m promptguard_hooks.main git pre-commit\n'
    )
    path.chmod(0o755)
    stage(repository, "secret.py", f'TOKEN = "{github_token()}"\n')
    (repository / "base.py").write_text("x = 2\n")
    git(repository, "commit", "-q", "-m", "only base", "--only", "base.py")
    assert git(repository, "log", "--format=%s").splitlines()[0] == "only base"


@pytest.mark.parametrize("words", [["git"], ["git", "pre-comit"], ["x"], []])
def test_a_wrong_command_line_says_how(repository: Path, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-m", "promptguard_hooks.main", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("usage: promptguard-hook")
