"""Git is asked, and nothing of a repository is executed on the way."""

import os
from pathlib import Path

import pytest

from promptguard import git
from promptguard.errors import SourceError
from promptguard.sources import staged
from tests.samples import repositories
from tests.samples.repositories import commit, stage


def test_blobs_come_in_order_and_missing_ones_are_none(repository: Path) -> None:
    stage(repository, "a", b"one\n")
    stage(repository, "b c", b"\0\xff\n\n")
    answers = list(git.blobs(str(repository), [":a", ":nothing", ":b c"]))
    assert answers == [(":a", b"one\n"), (":nothing", None), (":b c", b"\0\xff\n\n")]


def test_more_names_than_a_pipe_holds(repository: Path) -> None:
    for number in range(300):
        (repository / f"file-{number:04}").write_text(str(number))
    repositories.git(repository, "add", ".")
    names = [f":file-{number:04}" for number in range(300)]
    assert [content for _, content in git.blobs(str(repository), names)] == [
        str(number).encode() for number in range(300)
    ]


def test_outside_a_repository_gits_own_words_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a git repository"):
        git.output(str(tmp_path), "rev-parse", "--show-toplevel")


def test_no_git_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="git is not installed"):
        git.output(".", "--version")


def test_a_git_in_the_current_folder_is_not_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    trap = tmp_path / "git"
    trap.write_text("#!/bin/sh\ntouch trapped\n")
    trap.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "." + os.pathsep + os.environ["PATH"])
    git.output(".", "--version")
    assert not (tmp_path / "trapped").exists()


@pytest.mark.parametrize(
    "settings",
    [
        {"core.fsmonitor": "touch trapped; false"},
        {"diff.external": "touch trapped"},
        {"diff.trap.textconv": "touch trapped", "diff.trap.command": "touch trapped"},
        {"filter.trap.clean": "touch trapped", "filter.trap.smudge": "touch trapped"},
        {"core.pager": "touch trapped", "core.hooksPath": "."},
    ],
    ids=["fsmonitor", "external", "textconv", "filter", "pager"],
)
def test_a_repositorys_programs_are_not_run(repository: Path, settings: dict[str, str]) -> None:
    stage(repository, "file.txt", "old\n")
    commit(repository)
    stage(repository, "file.txt", "new\n")
    for key, value in settings.items():
        repositories.git(repository, "config", key, value)
    # Written after staging: adding it would have made git itself run the filter.
    (repository / ".gitattributes").write_text("* diff=trap filter=trap\n")
    ((name, identity),) = staged.changed(str(repository))[0]
    assert list(staged.contents(str(repository), [(name, identity)])) == [("file.txt", b"new\n")]
    assert not (repository / "trapped").exists()


def test_what_is_staged_is_what_the_index_adds(repository: Path) -> None:
    stage(repository, "kept.txt", "same\n")
    stage(repository, "gone.txt", "gone\n")
    commit(repository)
    repositories.git(repository, "rm", "-q", "gone.txt")
    repositories.git(repository, "mv", "kept.txt", "moved.txt")
    stage(repository, "a b\n\t\u5bc6.txt", "odd name\n")
    stage(repository, os.fsdecode(b"caf\xe9.txt"), "latin name\n")
    blobs, submodules = staged.changed(str(repository))
    found = dict(staged.contents(str(repository), blobs))
    assert submodules == []
    assert found == {
        "moved.txt": b"same\n",
        "a b\n\t\u5bc6.txt": b"odd name\n",
        os.fsdecode(b"caf\xe9.txt"): b"latin name\n",
    }


def test_a_submodule_is_named_not_read(repository: Path, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    repositories.git(inner, "init", "-q")
    stage(inner, "x", "x")
    commit(inner)
    head = repositories.git(inner, "rev-parse", "HEAD").strip()
    repositories.git(
        repository, "update-index", "--add", "--cacheinfo", f"160000,{head},vendor/inner"
    )
    assert staged.changed(str(repository)) == ([], ["vendor/inner"])


def test_the_index_is_read_not_the_disk(repository: Path) -> None:
    stage(repository, "promptguard.toml", "staged")
    (repository / "promptguard.toml").write_text("on disk")
    reader = staged.IndexReader(str(repository))
    assert reader.read("promptguard.toml") == b"staged"
    assert reader.read("sub/promptguard.toml") is None
