"""`promptguard tag show` from the outside: the level, the chain, the lines, the exit code."""

import json
from pathlib import Path

import pytest

from promptguard.cli.main import main
from promptguard.errors import OK, TROUBLE, USAGE
from tests.samples.repositories import git, stage

MARK = "promptguard" + ":"


@pytest.fixture(autouse=True)
def _tree(repository: Path) -> None:
    stage(
        repository,
        "CLASSIFICATION.toml",
        '[[annotations]]\npath = "*.py"\nlevel = "confidential"\nlabels = ["finance"]\n',
    )
    lines = ["x = 1", f"# {MARK} begin restricted owner=@me", "y = 2", f"# {MARK} end", "z = 3"]
    stage(repository, "deep/a.py", "\n".join(lines))
    stage(repository, "plain.txt", "x\n")
    stage(repository, "odd:7", "x\n")


def show(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["tag", "show", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_file_shows_every_source_and_who_won(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = show(capsys, "deep/a.py")
    assert code == OK
    assert out.splitlines() == [
        "deep/a.py: restricted",
        "  labels: finance",
        "  owner: @me",
        "",
        "  counts  restricted    deep/a.py:2-4          region      the highest level wins",
        "  counts  confidential  CLASSIFICATION.toml:1  annotation  "
        "counts, but restricted is higher",
    ]


def test_lines_are_what_touches_them(capsys: pytest.CaptureFixture[str]) -> None:
    levels = {}
    for lines in ("1", "3", "4-5", "5"):
        _, out, _ = show(capsys, f"deep/a.py:{lines}", "--format", "json")
        levels[lines] = json.loads(out)["level"]
    assert levels == {"1": "confidential", "3": "restricted", "4-5": "restricted",
                      "5": "confidential"}  # fmt: skip


def test_json_holds_level_labels_and_chain(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(show(capsys, "deep/a.py:1", "--format", "json")[1])
    assert (data["version"], data["path"], data["first_line"]) == (1, "deep/a.py", 1)
    assert (data["level"], data["tagged"], data["labels"]) == ("confidential", True, ["finance"])
    (link,) = data["chain"]
    assert (link["source"], link["form"], link["counts"]) == (
        "CLASSIFICATION.toml:1", "annotation", True,
    )  # fmt: skip


def test_what_nobody_tagged_is_internal(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(capsys, "plain.txt")[1] == (
        "plain.txt: internal, as every file that nobody has tagged\n"
    )
    assert show(capsys, "odd:7")[1].startswith("odd:7: internal")


def test_other_states_and_other_folders(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(Path(), "commit", "-qm", "one")
    Path("CLASSIFICATION.toml").unlink()
    monkeypatch.chdir("deep")
    assert show(capsys, "a.py:1")[1].startswith("deep/a.py:1: internal")
    assert show(capsys, "a.py:1", "--staged")[1].startswith("deep/a.py:1: confidential")
    assert show(capsys, "a.py:1", "--revision", "HEAD")[1].startswith("deep/a.py:1: confidential")


def test_problems_are_told_with_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("CLASSIFICATION.toml").write_text('[[annotations]]\npath = "*.txt"\nlevel = "secrt"\n')
    code, out, _ = show(capsys, "plain.txt")
    assert code == OK
    assert 'CLASSIFICATION.toml:3: "secrt" is not a level and counts as restricted.' in out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nothing.py"], USAGE, "no such file"),
        (["deep"], USAGE, "no such file"),
        (["deep/a.py:9"], USAGE, "the file has 5 lines"),
        (["deep/a.py:3-2"], USAGE, "the first line comes before the last"),
        (["../x"], USAGE, "does not lie in"),
        (["deep/a.py", "--staged", "--revision", "HEAD"], USAGE, "choose one"),
        (["deep/a.py", "--revision", "nothing"], TROUBLE, "no such commit"),
        (["deep/a.py", "--format", "xml"], USAGE, "format"),
    ],
)
def test_what_cannot_be_shown_is_said(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, out, err = show(capsys, *words)
    assert (found, out) == (code, "")
    assert said in err
