"""`promptguard tag report` as people type it: what it reads, what it writes, what it refuses."""

import json
from pathlib import Path

import pytest

from promptguard.cli.main import main
from tests.samples.repositories import commit, git, stage

MARK = "promptguard" + ":"


@pytest.fixture
def shop(repository: Path) -> Path:
    """A confidential module committed, a restricted one staged, others that nobody tagged."""
    stage(repository, "billing/rates.py", f"# {MARK} confidential owner=@billing\nRATE = 1\n")
    commit(repository)
    stage(repository, "billing/keys.py", f"# {MARK} restricted\nA = 1\n")
    (repository / "web").mkdir()
    (repository / "web" / "app.py").write_text("B = 2\nC = 3\n")
    (repository / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\n\n")
    return repository


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["tag", "report", "--format", "json", *arguments]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def levels(found: dict[str, object]) -> dict[str, str | None]:
    files = found["files"]
    assert isinstance(files, list)
    return {one["path"]: one["level"] for one in files}


def test_the_files_on_disk(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys)
    assert levels(found) == {
        "billing/keys.py": "restricted",
        "billing/rates.py": "confidential",
        "logo.png": None,
        "web/app.py": None,
    }
    assert found["title"] == "repository"
    assert found["summary"] == {
        "files": 4,
        "lines": 6,
        "tagged_files": 2,
        "tagged_lines": 4,
        "levels": {
            "untagged": {"files": 2, "lines": 2},
            "public": {"files": 0, "lines": 0},
            "internal": {"files": 0, "lines": 0},
            "confidential": {"files": 1, "lines": 2},
            "restricted": {"files": 1, "lines": 2},
        },
    }


def test_what_is_staged_and_what_was_committed(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "billing" / "keys.py").write_text("changed since\n")
    staged = report(capsys, "--staged")
    assert levels(staged) == {"billing/keys.py": "restricted", "billing/rates.py": "confidential"}
    assert staged["source"] == "the index"
    assert levels(report(capsys, "--revision", "HEAD")) == {"billing/rates.py": "confidential"}


def test_a_folder_or_a_file_alone(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = report(capsys, "billing")
    assert (found["path"], len(levels(found))) == ("billing", 2)
    assert list(levels(report(capsys, "web/app.py"))) == ["web/app.py"]
    monkeypatch.chdir(shop / "web")
    assert list(levels(report(capsys, "."))) == ["web/app.py"]
    assert list(levels(report(capsys, "../billing/rates.py", "--staged"))) == ["billing/rates.py"]


def test_a_folder_of_a_commit_that_is_gone_from_disk(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(shop, "rm", "-rqf", "billing")
    assert list(levels(report(capsys, "billing", "--revision", "HEAD"))) == ["billing/rates.py"]


def test_what_the_folders_above_say_counts_for_a_part_too(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / ".gitattributes").write_text("*.png classification=public\n")
    assert levels(report(capsys, "logo.png")) == {"logo.png": "public"}


def test_a_bare_repository(
    shop: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(shop), "shop.git")
    monkeypatch.chdir(tmp_path / "shop.git")
    found = report(capsys, "--revision", "main")
    assert (found["title"], levels(found)) == ("shop", {"billing/rates.py": "confidential"})


def test_the_table_and_the_page(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tag", "report"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("repository, the files on disk: 4 files, 6 lines, 50 % of the files")
    assert "\x1b" not in said
    assert main(["tag", "report", "--format", "html", "--output", "map.html"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "promptguard: 4 files, 2 of them tagged, in map.html\n"
    assert (shop / "map.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_builds_agree_on_a_day(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert main(["tag", "report", "--format", "html"]) == 0
    assert '<time datetime="2020-09-13">13 September 2020</time>' in capsys.readouterr().out


def test_a_narrow_terminal(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert main(["tag", "report"]) == 0
    rows = capsys.readouterr().out.split("\n\n")[1].splitlines()
    assert max(map(len, rows)) <= 40


def test_a_repository_without_files(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tag", "report"]) == 0
    assert capsys.readouterr().out.startswith("repository, the files on disk: no files\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere"], 3, "nowhere: no such file or folder"),
        (["--revision", "nowhere"], 3, "nowhere: no such commit"),
        (["--staged", "--revision", "HEAD"], 2, "exclude each other"),
        (["--format", "htm"], 2, 'Did you mean "html"?'),
        (["--output", "no/where.html"], 2, "there is no folder no"),
        (["--depth", "-1"], 2, "depth"),
        (["web", "--staged"], 3, "web: there is no file of that name in the index"),
        (["ignored"], 3, "there is no file of that name in what git tracks or does not ignore"),
    ],
)
def test_what_cannot_be_is_said(
    shop: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    (shop / "ignored").mkdir()
    assert main(["tag", "report", *arguments]) == code
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""
