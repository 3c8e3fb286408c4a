"""Folder, index and commit answer alike, and each of its own state alone."""

import os
import subprocess
from pathlib import Path

import pytest

from promptguard.errors import SourceError
from promptguard.sources.trees import LARGEST, CommitTree, FolderTree, IndexTree
from tests.samples.repositories import git, stage


@pytest.fixture
def history(repository: Path) -> Path:
    """One state committed, another staged, a third on disk."""
    stage(repository, ".gitattributes", "*.tfvars classification=restricted\n")
    stage(repository, "a.txt", "committed")
    stage(repository, "deep/ö\n.tfvars", "x")
    git(repository, "commit", "-qm", "one")
    stage(repository, "a.txt", "staged")
    stage(repository, ".gitattributes", "*.tfvars classification=internal\n")
    (repository / "a.txt").write_text("on disk")
    (repository / ".gitattributes").write_text("*.tfvars classification=public\n")
    return repository


def trees(root: Path) -> list[FolderTree | IndexTree | CommitTree]:
    return [FolderTree(str(root)), IndexTree(str(root)), CommitTree(str(root), "HEAD")]


def test_each_reads_its_own_state(history: Path) -> None:
    read = [tree.read("a.txt") for tree in trees(history)]
    assert read == [b"on disk", b"staged", b"committed"]
    assert [tree.read("nothing") for tree in trees(history)] == [None] * 3
    assert [tree.read("deep") for tree in trees(history)] == [None] * 3


def test_each_lists_every_file(history: Path) -> None:
    assert [list(tree.list()) for tree in trees(history)] == [
        [".gitattributes", "a.txt", "deep/ö\n.tfvars"]
    ] * 3


def test_each_asks_its_own_attributes(history: Path) -> None:
    name = "deep/ö\n.tfvars"
    said = [tree.attributes("classification", ["a.txt", name]) for tree in trees(history)]
    assert said == [{name: "public"}, {name: "internal"}, {name: "restricted"}]


def test_a_bare_repository(history: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(history), str(bare))
    tree = CommitTree(str(bare), "main")
    assert tree.read("a.txt") == b"committed"
    assert tree.attributes("classification", ["x.tfvars"]) == {"x.tfvars": "restricted"}


def test_the_index_of_the_repository_stays_as_it_is(history: Path) -> None:
    before = (history / ".git" / "index").read_bytes()
    CommitTree(str(history), "HEAD").attributes("classification", ["a.txt"])
    assert (history / ".git" / "index").read_bytes() == before


def test_no_such_commit(history: Path) -> None:
    for revision in ("nowhere", "--output=x", "HEAD:a.txt"):
        with pytest.raises(SourceError, match="no such commit"):
            CommitTree(str(history), revision)


def test_a_folder_without_git(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    tree = FolderTree(str(tmp_path))
    assert list(tree.list()) == ["a"]
    assert tree.attributes("classification", ["a"]) == {}


def test_what_is_no_plain_file_is_not_there(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/etc/passwd")
    tree = FolderTree(str(tmp_path))
    assert (tree.read("pipe"), tree.read("link")) == (None, None)


def test_a_giant_file_is_refused_by_name(history: Path) -> None:
    (history / "big").write_bytes(b"x" * (LARGEST + 1))
    git(history, "add", "big")
    for tree in trees(history)[:2]:
        with pytest.raises(SourceError, match="big: larger than 4 MiB"):
            tree.read("big")


def test_a_name_with_a_line_end_is_read_like_any_other(history: Path) -> None:
    name = "deep/ö\n.tfvars"
    for tree in trees(history)[1:]:
        assert tree.read(name) == b"x"
        assert tree.read("deep/no\n.tfvars") is None
        asked = [".gitattributes", name, "gone", "deep"]
        found = dict(tree.read_many(asked))
        assert list(found) == asked
        assert (found[name], found["gone"], found["deep"]) == (b"x", None, None)


def test_many_files_are_read_as_few_are(history: Path) -> None:
    for number in range(250):
        stage(history, f"many/{number}", f"{number}\n")
    git(history, "commit", "-q", "-m", "many")
    for tree in (IndexTree(str(history)), CommitTree(str(history), "HEAD")):
        asked = [*(path for path in tree.list() if path.startswith("many/")), "gone", "many"]
        assert list(tree.read_many(asked)) == [(path, tree.read(path)) for path in asked]


def test_of_a_conflict_nothing_is_known(history: Path) -> None:
    """The index then holds two versions, and not the one that would be committed."""
    for branch, text in (("theirs", "two"), ("main", "three")):
        git(history, "switch", "-q", "--force", "--force-create", branch, "HEAD~0")
        stage(history, "bo\nth", text)
        git(history, "commit", "-qm", branch)
        git(history, "switch", "-q", "--detach", "HEAD~1")
    git(history, "switch", "-q", "main")
    with pytest.raises(subprocess.CalledProcessError):
        git(history, "merge", "-q", "theirs")
    assert IndexTree(str(history)).read("bo\nth") is None
