"""Tags that are lost when files move, on real repositories, beside git's own idea of a rename."""

from collections.abc import Callable
from pathlib import Path

import pytest

from promptguard.api.tags.movement import movement
from promptguard.api.tags.resolve import open_tree, tagged
from promptguard.api.tags.verify import VerifyOptions, verify_tags
from promptguard.model import Problem, Settings
from promptguard.tags.verify import Move
from tests.samples.repositories import commit, git, stage
from tests.samples.trees import MARK

TEXT = "".join(f"rate_{number} = base_{number * 3} + share_{number}\n" for number in range(60))
HEADER = f"# {MARK} restricted labels=pii\n"


@pytest.fixture
def rates(repository: Path) -> Path:
    """A repository whose last commit holds a restricted file and others."""
    stage(repository, "src/rates.py", HEADER + TEXT)
    stage(repository, "src/plain.py", "".join(f"plain_{n} = {n} * value\n" for n in range(60)))
    commit(repository)
    return repository


def lost(**options: object) -> list[Problem]:
    asked = VerifyOptions(base="HEAD", content=False)._replace(**options)  # type: ignore[arg-type]
    return [one for one in verify_tags(options=asked).problems if one.id == "tags.lost"]


def moves(**tree: object) -> list[Move]:
    now = open_tree(".", **tree)  # type: ignore[arg-type]
    said = {one.path: one for one in tagged(now)}
    return list(movement(now, ".", "HEAD", said, Settings()).moves)


@pytest.mark.parametrize("staged", [True, False], ids=["in the index", "on disk"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text, id="the same"),
        pytest.param(lambda text: text + "more = 1\n", id="a line more"),
        pytest.param(lambda text: text.replace("rate_7 ", "rate_seven "), id="a line changed"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="other line ends"),
    ],
)
@pytest.mark.parametrize("keeps", [True, False], ids=["copied", "renamed"])
def test_a_copy_and_a_rename_without_the_tag_are_told(
    rates: Path, change: Callable[[str], str], *, keeps: bool, staged: bool
) -> None:
    (rates / "new").mkdir()
    (rates / "new/prices.py").write_bytes(change(TEXT).encode())
    if not keeps:
        (rates / "src/rates.py").unlink()
    if staged:
        git(rates, "add", "-A")
    (found,) = lost(staged=staged)
    assert found.path == "new/prices.py"
    assert "src/rates.py" in found.text
    assert "restricted at commit" in found.text
    assert "promptguard tag set restricted new/prices.py --labels pii" in found.hint


def test_with_its_tag_a_file_may_go_where_it_wants(rates: Path) -> None:
    git(rates, "mv", "src/rates.py", "prices.py")
    assert lost(staged=True) == []


def test_a_region_split_off_into_an_old_or_a_new_file_is_told(rates: Path) -> None:
    lines = (rates / "src/rates.py").read_text().splitlines(keepends=True)
    (rates / "new.py").write_text("import os\n\n" + "".join(lines[20:35]))
    with (rates / "src/plain.py").open("a") as plain:
        plain.write("def inner():\n" + "".join(f"    {line}" for line in lines[40:52]))
    found = {one.path: one for one in lost()}
    assert (found["new.py"].line, found["src/plain.py"].line) == (3, 62)
    assert "lines 3 to 17 stand in lines 21 to 35 of src/rates.py too" in found["new.py"].text


def test_a_region_whose_marks_were_taken_out_is_told(repository: Path) -> None:
    stage(repository, "a.py", f"x = 1\n# {MARK} begin restricted\n{TEXT}# {MARK} end\n")
    commit(repository)
    (repository / "a.py").write_text(f"x = 1\n{TEXT}")
    (found,) = lost()
    assert found.line == 2


def test_a_licence_at_the_head_of_every_file_is_no_secret(repository: Path) -> None:
    licence = "".join(f"# Licensed under the terms of section {n} of it\n" for n in range(20))
    stage(repository, "a.py", HEADER + licence + TEXT)
    stage(repository, "b.py", licence + "x = 1\n")
    commit(repository)
    stage(repository, "c.py", licence + "y = 2\n")
    assert lost(staged=True) == []


def test_a_picture_that_git_does_not_know_yet_is_told_by_its_bytes(repository: Path) -> None:
    picture = bytes(range(256)) * 20
    stage(repository, "plan.png", picture)
    stage(repository, "plan.png.classification", "restricted\n")
    commit(repository)
    (repository / "copy.png").write_bytes(picture)
    (found,) = lost()
    assert found.path == "copy.png"
    (repository / "copy.png.classification").write_text("restricted\n")
    assert lost() == []


def test_a_tag_that_is_removed_is_told_in_the_folder_too(repository: Path) -> None:
    said = 'version = 1\n\n[[annotations]]\npath = "*.csv"\nlevel = "confidential"\n'
    stage(repository, "data/CLASSIFICATION.toml", said)
    stage(repository, "data/a.csv", "1,2\n")
    commit(repository)
    git(repository, "rm", "-q", "data/CLASSIFICATION.toml")
    for options in (VerifyOptions(staged=True), VerifyOptions(base="HEAD", content=False)):
        (found,) = verify_tags(options=options).problems
        assert (found.id, found.path) == ("tags.lowered", "data/a.csv")


def test_odd_names_are_names(repository: Path) -> None:
    stage(repository, "a\tb'.py", HEADER + TEXT)
    commit(repository)
    git(repository, "mv", "a\tb'.py", 'ü "x".py')
    (repository / 'ü "x".py').write_text(TEXT)
    git(repository, "add", "-A")
    assert [one.path for one in lost(staged=True)] == ['ü "x".py']


def test_no_filter_of_the_repository_is_run(rates: Path) -> None:
    git(rates, "config", "filter.bad.clean", f"touch {rates}/ran; cat")
    git(rates, "config", "diff.bad.textconv", f"touch {rates}/ran; cat")
    (rates / ".gitattributes").write_text("* filter=bad diff=bad\n")
    (rates / "copy.py").write_text(TEXT)
    (rates / "src/plain.py").write_text(TEXT)
    assert {one.path for one in lost()} == {"copy.py", "src/plain.py"}
    assert not (rates / "ran").exists()


@pytest.mark.parametrize("share", [0, 20, 40, 60, 80, 100])
def test_renames_are_those_that_git_tells(rates: Path, share: int) -> None:
    """Whatever git calls a rename or a copy of a tagged file, and the same percentage."""
    lines = TEXT.splitlines(keepends=True)
    kept = len(lines) * share // 100
    other = "".join(f"entirely = other({number})\n" for number in range(len(lines) - kept))
    git(rates, "rm", "-q", "src/rates.py")
    stage(rates, "new.py", "".join(lines[:kept]) + other)
    told = git(rates, "diff", "--cached", "-M", "-C", "--find-copies-harder", "--name-status")
    theirs = [
        (line.split("\t")[0][0], int(line.split("\t")[0][1:]))
        for line in told.splitlines()
        if line[0] in "RC" and "src/rates.py" in line
    ]
    ours = [(move.how[0].upper(), move.alike) for move in moves(staged=True) if move.how != "block"]
    assert ours == theirs
    if share >= 20:
        assert moves(staged=True)


def test_in_a_repository_without_a_commit_there_is_nothing_to_lose(repository: Path) -> None:
    stage(repository, "a.py", HEADER + TEXT)
    assert verify_tags(options=VerifyOptions(staged=True)).problems == ()


def test_a_bare_repository_can_be_verified(rates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(rates, "mv", "src/rates.py", "prices.py")
    stage(rates, "prices.py", TEXT)
    commit(rates)
    git(rates, "clone", "-q", "--bare", ".", "../bare.git")
    monkeypatch.chdir(rates.parent / "bare.git")
    (found,) = lost(revision="HEAD", base="HEAD~1")
    assert found.path == "prices.py"


def test_where_too_many_are_new_that_is_said_and_blocks_are_found_all_the_same(
    rates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("promptguard.api.tags.movement._MOST_PAIRS", 1)
    stage(rates, "copy.py", TEXT)
    found = verify_tags(options=VerifyOptions(staged=True))
    assert [one.path for one in found.problems] == ["copy.py"]
    assert any("so many files are new" in note.text for note in found.notes)
