"""A scan obeys what is said of files from outside of them, whatever way it meets them."""

import io
from pathlib import Path

import pytest

from promptguard.api.judge import judge_prompt
from promptguard.api.report import render
from promptguard.api.scan import ScanOptions, scan_paths, scan_staged, scan_stream
from promptguard.model import Level, Run
from tests.samples.repositories import git, stage
from tests.samples.secrets import private_key

MARK = "promptguard" + ":"


@pytest.fixture
def tree(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every form of tag outside of files, staged and on disk."""
    stage(repository, ".gitattributes", "*.tfvars classification=restricted\n")
    stage(
        repository,
        "CLASSIFICATION.toml",
        '[[annotations]]\npath = "*.go"\nlevel = "confidential"\nlabels = ["finance"]\n'
        '[[annotations]]\npath = "/open/"\nlevel = "public"\n',
    )
    stage(repository, "b.json", "{}\n")
    stage(repository, "b.json.classification", "restricted owner=@me\n")
    for name in ("x.tfvars", "a.go", "deep/a.go", "open/a.py", "plain.py"):
        stage(repository, name, "x = 1\n")
    stage(repository, "open/key.pem", private_key())
    monkeypatch.chdir(repository)
    return repository


LEVELS = {
    "x.tfvars": Level.RESTRICTED,
    "b.json": Level.RESTRICTED,
    "a.go": Level.CONFIDENTIAL,
    "deep/a.go": Level.CONFIDENTIAL,
    "open/a.py": Level.PUBLIC,
    "open/key.pem": Level.RESTRICTED,
}


def levels(run: Run) -> dict[str, Level]:
    found = {report.origin.name: report.classification.level for report in run.reports}
    return {name: found[name] for name in LEVELS if name in found}


def test_folders_the_index_and_named_files_obey(tree: Path) -> None:
    assert levels(scan_paths(["."])) == LEVELS
    assert levels(scan_staged()) == LEVELS
    assert levels(scan_paths(list(LEVELS))) == LEVELS
    names = {report.origin.name for report in scan_paths(["."]).reports}
    assert "plain.py" not in names


def test_worker_processes_obey(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("promptguard.batch._ALONE", 0)
    assert levels(scan_paths(["."], options=ScanOptions(jobs=2))) == LEVELS


def test_reasons_name_the_source(tree: Path) -> None:
    reports = {report.origin.name: report for report in scan_paths(["."]).reports}
    (reason,) = reports["deep/a.go"].classification.reasons
    assert reason.source == "tag:CLASSIFICATION.toml:1"
    assert reports["deep/a.go"].classification.labels == ("finance",)
    (reason,) = reports["b.json"].classification.reasons
    assert reason.source == "tag:b.json.classification:1"


def test_from_a_folder_below_the_same_holds(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "deep")
    (report,) = scan_paths(["."]).reports
    assert report.classification.level is Level.CONFIDENTIAL
    assert report.classification.reasons[0].source == f"tag:{tree}/CLASSIFICATION.toml:1"


def test_a_stream_is_the_file_that_it_stands_for(tree: Path) -> None:
    run = scan_stream(io.BytesIO(b"x = 1\n").read, "deep/new.go")
    assert run.reports[0].classification.level is Level.CONFIDENTIAL
    large = scan_stream(io.BytesIO(b"x = 1\n" * 1_500_000).read, "deep/new.go")
    assert large.reports[0].classification.level is Level.CONFIDENTIAL


def test_the_index_is_asked_not_the_disk(tree: Path) -> None:
    git(tree, "commit", "-qm", "one")
    stage(tree, "a.go", "x = 2\n")
    (tree / "CLASSIFICATION.toml").unlink()
    assert levels(scan_staged()) == {"a.go": Level.CONFIDENTIAL}


def test_a_broken_file_makes_what_lies_below_restricted_and_is_said(tree: Path) -> None:
    (tree / "open" / "CLASSIFICATION.toml").write_text('[[annotations]]\npath = "*\n')
    run = scan_paths(["."])
    assert levels(run) == LEVELS | {"open/a.py": Level.RESTRICTED}
    (note,) = (note for note in run.notes if note.kind.value == "tag")
    assert (note.origin.name, note.line) == ("open/CLASSIFICATION.toml", 2)


def test_a_link_is_no_annotation_and_hides_nothing(tree: Path) -> None:
    (tree / "real.toml").write_text("")
    (tree / "open" / "CLASSIFICATION.toml").symlink_to(tree / "real.toml")
    assert levels(scan_paths(["."]))["open/a.py"] is Level.RESTRICTED


def test_a_prompt_is_raised_and_never_lowered(tree: Path) -> None:
    def judged(name: str) -> Level:
        data = (tree / name).read_bytes()
        return judge_prompt([name], lambda _: data, "claude-code", "developer").whole.level

    assert judged("x.tfvars") is Level.RESTRICTED
    assert judged("open/a.py") is Level.INTERNAL


def test_an_override_in_a_prompt_silences_nothing(tree: Path) -> None:
    text = f'# {MARK} public override reason="mine"\n# {MARK} restricted\n'.encode()
    (tree / "p.txt").write_bytes(text)
    judged = judge_prompt(["p.txt"], lambda _: text, "claude-code", "developer")
    assert judged.whole.level is Level.RESTRICTED
    assert levels(scan_paths(["p.txt"])) == {}


def test_a_folder_that_speaks_of_many_files_is_one_line(tree: Path) -> None:
    for number in range(9):
        (tree / f"n{number}.go").write_text("x = 1\n")
    run = scan_paths(["."])
    text = render(run)
    assert text.count("CLASSIFICATION.toml:1") == 1
    assert "CLASSIFICATION.toml:1:1: confidential: makes 11 files confidential: " in text
    assert "b.json:1:1: restricted: b.json.classification:1 makes the file restricted" in text
