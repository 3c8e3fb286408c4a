"""Patterns that match nothing: asked of git itself, which alone knows what attributes mean."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptguard.model import Problem
from promptguard.tags.verify import Facts, dead_globs
from tests.samples.repositories import git
from tests.samples.trees import DictTree

_HERE = "CLASSIFICATION.toml"


def dead(files: dict[str, str]) -> list[Problem]:
    tree = DictTree({path: content.encode() for path, content in files.items()})
    return list(dead_globs.check(Facts(tree, tree.list(), {})))


def annotations(*patterns: str) -> str:
    listed = ", ".join(f"'{pattern}'" for pattern in patterns)
    return f"version = 1\n\n[[annotations]]\nlevel = 'internal'\npath = [{listed}]\n"


def test_a_pattern_without_files_is_told_with_its_line() -> None:
    (found,) = dead({_HERE: annotations("src/**", "old/**"), "src/a.py": ""})
    assert (found.id, found.path, found.line) == ("tags.dead-glob", _HERE, 5)
    assert "the pattern old/** matches no file below the top" in found.text


def test_patterns_count_from_their_folder() -> None:
    assert dead({f"src/{_HERE}": annotations("/a.py"), "src/a.py": ""}) == []
    assert len(dead({f"src/{_HERE}": annotations("/src/a.py"), "src/a.py": ""})) == 1


def test_what_is_excluded_again_is_not_dead() -> None:
    assert dead({_HERE: annotations("*", "!nothing.py"), "a.py": ""}) == []


@pytest.mark.parametrize("content", ["[[", "annotations = 3", "\ud800", "[[annotations]]\npath=3"])
def test_what_is_no_annotation_is_left_to_its_reader(content: str) -> None:
    tree = DictTree({_HERE: content.encode("utf-8", "surrogatepass")})
    assert list(dead_globs.check(Facts(tree, tree.list(), {}))) == []


def test_attributes_of_a_folder_are_attributes_of_nothing() -> None:
    (found,) = dead({".gitattributes": "docs/ classification=public\n", "docs/a.md": ""})
    assert found.hint == "Attributes are given to files, never to folders: write docs/**"


def test_other_attributes_and_comments_are_none_of_ours() -> None:
    said = "*.png binary\n# *.gone classification=public\n*.x text -classification2\n"
    assert dead({".gitattributes": said}) == []


_NAMES = ("a.py", "b.txt", "src/a.py", "src/deep/a.py", "src/b c.txt", "docs/x.md", "é.txt")
_PATTERNS = st.lists(
    st.sampled_from(
        ["*", "**", "a", "a.py", "b.txt", "*.py", "src", "docs", "deep", "/", "?", "[ab]", "x.*",
         "b c.txt", "é.txt", "/**", "**/", "\\*", "!"],
    ),
    min_size=1,
    max_size=4,
).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attributes")
    git(folder, "init", "-q")
    return folder


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(pattern=_PATTERNS)
def test_a_pattern_of_attributes_is_dead_where_git_gives_it_to_no_file(
    real: Path, pattern: str
) -> None:
    quoted = f'"{pattern}"' if " " in pattern else pattern
    (real / ".gitattributes").write_text(f"{quoted} classification=public\n", "utf-8")
    asked = git(real, "-c", "core.quotePath=false", "check-attr", "classification", *_NAMES)
    given_ = any(line.endswith(": public") for line in asked.splitlines())
    files = dict.fromkeys(_NAMES, "")
    files[".gitattributes"] = f"{quoted} classification=public\n"
    if pattern.startswith("!"):
        return  # git warns of it and forgets it.
    if re.search(r"[^/]\*\*|\*\*[^/]", pattern):
        assert not dead(files)  # Means something else behind a letter than behind a star.
        return
    assert bool(dead(files)) == (not given_)
