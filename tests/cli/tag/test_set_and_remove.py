"""`promptguard tag set` and `tag remove` as somebody types them."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from promptguard.cli.main import main
from promptguard.errors import FOUND, OK, TROUBLE, USAGE

MARK = "promptguard" + ":"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q", "."], check=True)
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.py").write_bytes(b"x = 1\r\n")
    (tmp_path / "src/b.json").write_text("{}\n")
    return tmp_path


@pytest.fixture
def tag(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["tag", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def contents(tree: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(tree)): path.read_bytes()
        for path in tree.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def test_a_tag_with_everything_and_gone_again(tree: Path, tag: Run) -> None:
    before = contents(tree)
    words = ("--labels", "pii,finance", "--origin", "EU", "--owner", "@billing")
    why = ("--reason", "made up", "--override")
    assert tag("set", "internal", "src/a.py", "src/b.json", *words, *why)[0] == OK
    said = f"{MARK} internal labels=pii,finance origin=EU owner=@billing override reason="
    after = contents(tree)
    assert after["src/a.py"] == f'# {said}"made up"\r\nx = 1\r\n'.encode()
    assert after["src/b.json.classification"] == f'{said}"made up"\n'.encode()
    assert tag("remove", "src/a.py", "src/b.json")[0] == OK
    assert contents(tree) == before


def test_a_dry_run_and_a_check_change_nothing(tree: Path, tag: Run) -> None:
    before = contents(tree)
    code, shown, _ = tag("set", "restricted", "--recursive", ".", "--dry-run")
    assert code == OK
    assert f"+# {MARK} restricted" in shown
    assert "x = 1" not in shown
    assert "+++ b/src/b.json.classification" in shown
    assert tag("set", "restricted", "--recursive", ".", "--check")[0] == FOUND
    assert contents(tree) == before
    assert tag("set", "restricted", "--recursive", ".")[0] == OK
    assert tag("set", "restricted", "--recursive", ".", "--check")[0] == OK


def test_a_dry_run_is_a_patch(tree: Path, tag: Run) -> None:
    (tree / "src/a.py").write_bytes(b"x = 1\n")
    patch = tag("set", "restricted", "src/a.py", "src/b.json", "--dry-run")[1]
    command = ["git", "apply", "--unidiff-zero"]
    subprocess.run(command, input=patch.encode(), check=True)
    applied = contents(tree)
    subprocess.run([*command, "--reverse"], input=patch.encode(), check=True)
    assert tag("set", "restricted", "src/a.py", "src/b.json")[0] == OK
    assert contents(tree) == applied


def test_globs_choose(tree: Path, tag: Run) -> None:
    (tree / "src/c.py").write_text("y = 2\n")
    tag("set", "restricted", "--recursive", "src", "--include", "*.py", "--exclude", "c.*")
    assert [name for name, data in contents(tree).items() if MARK.encode() in data] == ["src/a.py"]
    tag("set", "restricted", "src/*.py")
    assert MARK in (tree / "src/c.py").read_text()
    assert "no file matches" in tag("set", "restricted", "src/*.rb")[2]


def test_a_folder_says_it_once(tree: Path, tag: Run) -> None:
    before = contents(tree)
    assert tag("set", "restricted", "--folder", "src", "--labels", "pii")[0] == OK
    assert 'level = "restricted"' in (tree / "src/CLASSIFICATION.toml").read_text()
    assert tag("show", "src/b.json")[1].startswith("src/b.json: restricted\n")
    assert tag("set", "confidential", "--folder", "src", "--include", "*.json")[0] == OK
    assert tag("set", "restricted", "--folder", "src", "--labels", "pii", "--check")[0] == OK
    assert tag("remove", "--folder", "src", "--include", "*.json")[0] == OK
    assert tag("remove", "--folder", "src")[0] == OK
    assert contents(tree) == before
    assert "is no folder" in tag("set", "restricted", "--folder", "src/a.py")[2]
    assert "nothing else goes with it" in tag("set", "public", "--folder", "src", "--sidecar")[2]


def test_a_region(tree: Path, tag: Run) -> None:
    (tree / "src/a.py").write_text("a\nb\nc\n")
    assert tag("set", "restricted", "src/a.py", "--region", "2-2")[0] == OK
    assert (tree / "src/a.py").read_text() == f"a\n# {MARK} begin restricted\nb\n# {MARK} end\nc\n"
    assert tag("remove", "src/a.py", "--region", "2-4")[0] == OK
    assert (tree / "src/a.py").read_text() == "a\nb\nc\n"
    assert "cannot hold comments" in tag("set", "public", "src/b.json", "--region", "1")[2]


def test_a_notebook_keeps_its_tag_in_its_metadata(tree: Path, tag: Run) -> None:
    notebook = tree / "n.ipynb"
    notebook.write_text('{"cells": [], "metadata": {}, "nbformat": 4}\n')
    tag("set", "restricted", "n.ipynb")
    assert json.loads(notebook.read_text())["metadata"] == {"promptguard": "restricted"}
    tag("remove", "n.ipynb")
    assert notebook.read_text() == '{"cells": [], "metadata": {}, "nbformat": 4}\n'


def test_where_a_file_has_both_one_tag_is_left(tree: Path, tag: Run) -> None:
    tag("set", "public", "src/a.py", "--sidecar")
    tag("set", "restricted", "src/a.py")
    assert contents(tree)["src/a.py.classification"] == f"{MARK} restricted\n".encode()
    (tree / "src/a.py").write_text(f"# {MARK} public\n")
    tag("set", "internal", "src/a.py")
    assert "src/a.py.classification" not in contents(tree)
    assert contents(tree)["src/a.py"] == f"# {MARK} internal\n".encode()


GENERATED = "# Code generated" + " by a tool. DO NOT EDIT.\n"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.py", b"x\0y", "binary data"),
        ("a.unknown", b"\0", "binary data"),
        ("g.py", GENERATED.encode(), "is generated (its head says so)"),
        ("package-lock.json", b"{}", "is generated (it is a lock file)"),
        ("a.min.js", b"let a", "is generated (its name says so)"),
        ("m.js", b"let a=1;" * 2000, "is generated (it is minified)"),
        ("node_modules/a/b.js", b"let a", "is somebody else's (it lies in node_modules)"),
        ("made.txt", b"a", ".gitattributes says linguist-generated"),
        ("their/a.c", b"a", ".gitattributes says linguist-vendored"),
        ("p.png", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "LFS pointer"),
        ("s.ps1", b"a\n# SIG # Begin signature block\n", "is signed"),
        ("v.yml", b"$ANSIBLE_VAULT;1.1;AES256\n33\n", "is encrypted"),
        ("CLASSIFICATION.toml", b"", "says what other files are"),
        ("x.classification", b"", "is itself a tag"),
        (".git/config", b"", "belongs to git"),
    ],
)
def test_what_is_left_alone_and_why(
    tree: Path, tag: Run, name: str, content: bytes, why: str
) -> None:
    (tree / ".gitattributes").write_text(
        "made.txt linguist-generated\ntheir/** linguist-vendored=true\n"
    )
    path = tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    before = contents(tree)
    code, _, told = tag("set", "restricted", name)
    assert code == TROUBLE
    assert why in told
    assert contents(tree) == before
    assert tag("set", "restricted", "--recursive", ".")[0] == OK  # Nobody named it.
    assert path.read_bytes() == content


def test_force_writes_into_what_is_generated(tree: Path, tag: Run) -> None:
    (tree / "g.py").write_text(GENERATED)
    assert tag("set", "restricted", "g.py", "--force")[0] == OK
    assert MARK in (tree / "g.py").read_text()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_refused(tree: Path, tag: Run) -> None:
    (tree / "link.py").symlink_to("src/a.py")
    os.link(tree / "src/a.py", tree / "hard.py")
    assert "symbolic link; name the file" in tag("set", "public", "link.py")[2]
    assert "2 names (hard links)" in tag("set", "public", "hard.py")[2]
    assert (tree / "link.py").is_symlink()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("set", "restrictd", "src/a.py"), USAGE, 'Did you mean "restricted"?'),
        (("set", "public", "src"), USAGE, "src is a folder: --recursive"),
        (("set", "public", "gone.py"), TROUBLE, "gone.py: no such file"),
        (("set", "public", "src/a.py", "--override"), USAGE, "`override` lowers only"),
        (("set", "public", "src/a.py", "--region", "x"), USAGE, "START-END, such as 12-34"),
        (("set", "public", "src/a.py", "--region", "0-1"), USAGE, "lines count from 1"),
        (("set", "public", "src/a.py", "--region", "5-9"), TROUBLE, "has 1 lines"),
        (("set", "public", "src/a.py", "src/b.json", "--region", "1"), USAGE, "of one file"),
        (("set", "public", "src/a.py", "--labels", "a/b"), USAGE, "a label is letters"),
        (("set", "public", "src/a.py", "--reason", "a\nb"), USAGE, "a tag cannot say this"),
        (("set", "begin", "src/a.py"), USAGE, '"begin" is not a level'),
    ],
)
def test_mistakes(tree: Path, tag: Run, words: tuple[str, ...], code: int, message: str) -> None:
    before = contents(tree)
    answered, _, told = tag(*words)
    assert answered == code
    assert message in told
    assert contents(tree) == before
