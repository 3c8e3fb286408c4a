"""The same answer from a folder, its index and a commit, from wherever it is asked."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from promptguard.api.tags.resolve import open_tree, path_in, show, tagged
from promptguard.errors import SourceError, UsageError
from promptguard.model import Level, Tagged
from tests.samples.repositories import git, stage

MARK = "promptguard" + ":"
WORDS = [level.word for level in Level]


def grow(root: Path, dice: random.Random) -> None:
    """A random tree with every form of tag, some of them wrong, staged."""
    for folder in ("", "a/", "a/ö/", "a/ö/c/", "d e/"):
        for name in ("x.py", "y.json", "z.ipynb", "w.tfvars"):
            word = dice.choice([*WORDS, "confidental"])
            text = f"# {MARK} {word}\n" if name == "x.py" and dice.random() < 0.5 else "{}\n"
            if name == "z.ipynb" and dice.random() < 0.5:
                text = json.dumps({"metadata": {"promptguard": word}})
            stage(root, folder + name, text)
            if dice.random() < 0.3:
                stage(root, f"{folder}{name}.classification", f"{word} labels=l{dice.random()}")
        if dice.random() < 0.6:
            lines = [
                f"*.{dice.choice(['py', 'json'])} classification={dice.choice(WORDS)}",
                f"*.tfvars classification={dice.choice(WORDS)}",
            ]
            stage(root, f"{folder}.gitattributes", "\n".join(lines) + "\n")
        if dice.random() < 0.7:
            tables = [
                f'[[annotations]]\npath = "{dice.choice(["*.py", "*.json", "/a/", "x.*", "**"])}"\n'
                f'level = "{dice.choice(WORDS)}"\nreason = "r"\n'
                f'precedence = "{dice.choice(["closest", "aggregate", "override"])}"\n'
                for _ in range(dice.randrange(3))
            ]
            broken = "x = " if dice.random() < 0.1 else ""
            stage(root, f"{folder}CLASSIFICATION.toml", "".join(tables) + broken)


@pytest.mark.parametrize("seed", range(6))
def test_folder_index_and_commit_give_the_same_answer(repository: Path, seed: int) -> None:
    grow(repository, random.Random(seed))
    git(repository, "commit", "-qm", "one")
    folder = str(repository)
    trees = [open_tree(folder), open_tree(folder, staged=True), open_tree(folder, revision="HEAD")]
    answers = [list(tagged(tree)) for tree in trees]
    assert answers[0] == answers[1] == answers[2]
    for tree in trees:
        for each in answers[0]:
            assert without_evidence(show(tree, each.path)) == without_evidence(each)


def without_evidence(found: Tagged) -> tuple[object, ...]:
    return found.path, found.resolved, sorted(map(str, found.notes)), found.lines


def test_each_tree_answers_of_its_own_state(repository: Path) -> None:
    stage(repository, "CLASSIFICATION.toml", annotation("restricted"))
    stage(repository, "a.py", "x = 1\n")
    git(repository, "commit", "-qm", "one")
    stage(repository, "CLASSIFICATION.toml", annotation("confidential"))
    (repository / "CLASSIFICATION.toml").write_text(annotation("internal"))
    folder = str(repository)
    found = [
        show(tree, "a.py").resolved.level
        for tree in (
            open_tree(folder), open_tree(folder, staged=True), open_tree(folder, revision="HEAD"),
        )
    ]  # fmt: skip
    assert found == [Level.INTERNAL, Level.CONFIDENTIAL, Level.RESTRICTED]


def annotation(level: str) -> str:
    return f'[[annotations]]\npath = "*.py"\nlevel = "{level}"\n'


def test_a_bare_repository_answers_also_from_gitattributes(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stage(repository, ".gitattributes", "*.tfvars classification=restricted\n")
    stage(repository, "deep/x.tfvars", "x = 1\n")
    git(repository, "commit", "-qm", "one")
    bare = tmp_path_factory.mktemp("bare") / "bare.git"
    git(repository, "clone", "-q", "--bare", str(repository), str(bare))
    found = show(open_tree(str(bare), revision="HEAD"), "deep/x.tfvars")
    assert found.resolved.level is Level.RESTRICTED
    assert found.resolved.chain[0].tag.source == ".gitattributes:1"


def test_tags_above_the_folder_hold_and_those_of_another_repository_do_not(
    repository: Path,
) -> None:
    (repository / "deep" / "inner").mkdir(parents=True)
    (repository / "CLASSIFICATION.toml").write_text(annotation("confidential"))
    (repository / "deep" / "a.py").write_text("x = 1\n")
    assert (
        path_in(open_tree(str(repository / "deep")), str(repository / "deep/a.py")) == "deep/a.py"
    )
    assert show(open_tree(str(repository / "deep")), "deep/a.py").resolved.level is (
        Level.CONFIDENTIAL
    )
    git(repository, "init", "-q", "deep/inner")
    (repository / "deep" / "inner" / "b.py").write_text("x = 1\n")
    assert show(open_tree(str(repository / "deep/inner")), "b.py").resolved.level is None


def test_regions_reach_every_excerpt_that_touches_them(repository: Path) -> None:
    lines = ["a", f"# {MARK} begin restricted", "b", f"# {MARK} end", "c", ""]
    (repository / "a.py").write_text("\n".join(lines))
    tree = open_tree(str(repository))
    levels = [
        show(tree, "a.py", *lines).resolved.level for lines in ((1, 1), (1, 2), (4, 9), (5, 5))
    ]
    assert levels == [None, Level.RESTRICTED, Level.RESTRICTED, None]
    assert show(tree, "a.py").resolved.level is Level.RESTRICTED


def test_a_teams_own_words_are_levels(repository: Path) -> None:
    (repository / "promptguard.toml").write_text('[marks]\n"Nur intern" = "confidential"\n')
    (repository / "a.py").write_text(f"# {MARK} nur intern labels=x\n")
    assert show(open_tree(str(repository)), "a.py").resolved.level is Level.CONFIDENTIAL


def test_a_linked_annotation_fails_closed_in_every_tree(repository: Path) -> None:
    stage(repository, "real.toml", annotation("public"))
    (repository / "CLASSIFICATION.toml").symlink_to("real.toml")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "one")
    stage(repository, "a.py", "x = 1\n")
    folder = str(repository)
    for tree in (open_tree(folder), open_tree(folder, staged=True)):
        assert show(tree, "a.py").resolved.level is Level.RESTRICTED
        found = {each.path: each.resolved.level for each in tagged(tree)}
        assert found["a.py"] is Level.RESTRICTED


def test_what_cannot_be_read_is_said(repository: Path) -> None:
    (repository / "big.py").write_bytes(b"x" * (5 << 20))
    (found,) = (each for each in tagged(open_tree(str(repository))) if each.path == "big.py")
    assert "tags in it are not read" in found.notes[0].text
    with pytest.raises(SourceError, match="no such commit"):
        open_tree(str(repository), revision="nothing")
    with pytest.raises(UsageError, match="does not lie in"):
        path_in(open_tree(str(repository)), "/elsewhere")


def test_nothing_is_read_before_somebody_asks(repository: Path) -> None:
    assert isinstance(tagged(open_tree(str(repository))), Iterator)
