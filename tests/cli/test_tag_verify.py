"""`promptguard tag verify` as it is typed: what it prints, and its exit code."""

import json
from pathlib import Path

import pytest

from promptguard.cli.main import main
from tests.samples.repositories import commit, git, stage
from tests.samples.secrets import github_token
from tests.samples.trees import MARK

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def team(repository: Path) -> Path:
    """A repository of a team that tags its files, with nothing wrong."""
    stage(repository, "promptguard.toml", '[tags]\nrequired = ["src/billing/**"]\n')
    stage(repository, "src/billing/rates.py", f"# {MARK} restricted\nx = 1\n")
    stage(repository, "src/main.py", "y = 2\n")
    commit(repository)
    return repository


def test_nothing_wrong_is_0_and_one_line(team: Path, capsys: Capture) -> None:
    assert main(["tag", "verify", "--quiet"]) == 0
    out, err = capsys.readouterr()
    assert out == (
        "Tagged: src 1 of 2 (50 %)\n"
        f"3 files in {team}, 1 tagged (33 %): nothing is wrong with their tags.\n"
    )
    assert err == ""


def test_a_missing_tag_is_1_and_says_what_to_do(team: Path, capsys: Capture) -> None:
    (team / "src/billing/new.py").write_text("z = 3\n")
    assert main(["tag", "verify", "--quiet"]) == 1
    assert capsys.readouterr().out.startswith(
        "src/billing/new.py: must be tagged, as `required` in the configuration says, and is not "
        "[tags.required]\n"
        "    Say how sensitive it is: promptguard tag set LEVEL src/billing/new.py\n"
    )


def test_a_part_of_the_repository_is_judged_by_rules_from_above(
    team: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (team / "src/billing/new.py").write_text("z = 3\n")
    (team / "CLASSIFICATION.toml").write_text('[[annotations]]\npath = "gone"\nlevel="public"\n')
    monkeypatch.chdir(team / "src")
    assert main(["tag", "verify", "--quiet", "main.py"]) == 0
    assert main(["tag", "verify", "--quiet", "billing"]) == 1
    assert "tags.dead-glob" not in capsys.readouterr().out
    assert main(["tag", "verify", "--quiet"]) == 1
    assert "tags.dead-glob" in capsys.readouterr().out


def test_a_secret_in_a_public_file_is_told_without_its_text(team: Path, capsys: Capture) -> None:
    token = github_token()
    (team / "src/open.py").write_text(f'# {MARK} public\nTOKEN = "{token}"\n')
    assert main(["tag", "verify", "--quiet"]) == 1
    out = capsys.readouterr().out
    assert "src/open.py:2: is tagged public, but restricted material stands here: GitHub" in out
    assert token not in out
    assert main(["tag", "verify", "--quiet", "--no-scan"]) == 0


def test_what_is_staged_is_judged_and_only_what_the_commit_does(
    team: Path, capsys: Capture
) -> None:
    stage(team, "CLASSIFICATION.toml", '[[annotations]]\npath = "gone"\nlevel = "public"\n')
    stage(team, "src/billing/old.py", "old = 1\n")
    commit(team)
    assert main(["tag", "verify", "--quiet", "--staged"]) == 0
    path = stage(team, "src/billing/new.py", "z = 3\n")
    path.write_text(f"# {MARK} internal\nz = 3\n")
    assert main(["tag", "verify", "--quiet", "--staged"]) == 1
    out = capsys.readouterr().out
    assert "src/billing/new.py: must be tagged" in out
    assert "old.py" not in out
    assert "gone" not in out


def test_a_commit_that_makes_a_pattern_dead_is_told(team: Path, capsys: Capture) -> None:
    stage(
        team, "CLASSIFICATION.toml", '[[annotations]]\npath = "src/main.py"\nlevel = "internal"\n'
    )
    commit(team)
    git(team, "mv", "src/main.py", "src/app.py")
    assert main(["tag", "verify", "--quiet", "--staged"]) == 1
    assert "the pattern src/main.py matches no file" in capsys.readouterr().out


def test_a_commit_can_be_judged_with_its_own_configuration(team: Path, capsys: Capture) -> None:
    stage(team, "src/billing/new.py", "z = 3\n")
    commit(team)
    (team / "promptguard.toml").write_text("")
    assert main(["tag", "verify", "--quiet", "--revision", "HEAD"]) == 1
    assert main(["tag", "verify", "--quiet", "--revision", "HEAD~1"]) == 0
    assert main(["tag", "verify", "--quiet"]) == 0
    del capsys


def test_content_of_a_commit_is_scanned_too(team: Path, capsys: Capture) -> None:
    stage(team, "src/key.py", f'TOKEN = "{github_token()}"\n')
    commit(team)
    (team / "src/key.py").write_text("")
    assert main(["tag", "verify", "--quiet", "--revision", "HEAD"]) == 1
    assert "src/key.py:1: has no tag, but restricted" in capsys.readouterr().out


def test_a_rename_that_loses_its_tag_is_told_against_a_base(team: Path, capsys: Capture) -> None:
    body = "".join(f"rate_{number} = {number} * base\n" for number in range(30))
    stage(team, "src/a.py", f"# {MARK} confidential\n{body}")
    commit(team)
    git(team, "mv", "src/a.py", "src/b.py")
    stage(team, "src/b.py", body)
    commit(team)
    assert main(["tag", "verify", "--quiet"]) == 0
    assert main(["tag", "verify", "--quiet", "--base", "HEAD~1"]) == 1
    assert "src/b.py: was src/a.py" in capsys.readouterr().out


def test_reports_for_machines_go_where_they_are_asked(team: Path, capsys: Capture) -> None:
    (team / "src/billing/new.py").write_text("z = 3\n")
    assert main(["tag", "verify", "--quiet", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["id"] == "tags.required"
    assert main(["tag", "verify", "--format", "sarif", "--output", "tags.sarif"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", "promptguard: 1 problem with tags\n")
    assert json.loads((team / "tags.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--staged", "--revision", "HEAD"], 2, "choose one"),
        (["--revision", "nowhere"], 3, "nowhere: no such commit"),
        (["--base", "nowhere"], 3, "nowhere: no such commit"),
        (["gone.py"], 3, "gone.py: there is no such file"),
        (["src", ".."], 3, "does not lie in"),
        (["--format", "jsn"], 2, 'Did you mean "json"?'),
        (["--output", "no/where"], 2, "there is no folder no"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    team: Path, capsys: Capture, words: list[str], code: int, told: str
) -> None:
    assert main(["tag", "verify", "--quiet", *words]) == code
    assert told in capsys.readouterr().err


def test_a_folder_outside_of_git_can_be_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_text(f"# {MARK} intrenal\n")
    assert main(["tag", "verify", "--quiet"]) == 1
    assert 'Did you mean "internal"?' in capsys.readouterr().out
    assert main(["tag", "verify", "--quiet", "--staged"]) == 3
