"""`promptguard policy show`: the same table as text, for machines and for a README."""

import json
from pathlib import Path

import pytest

from promptguard.cli.main import main
from promptguard.errors import OK, USAGE
from promptguard.policy.load import load_policy


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def show(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(["policy", "show", *args]) == OK
    return capsys.readouterr().out


def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    lines = show(capsys).splitlines()
    assert lines[0] == "What may be sent where, by the shipped policy:"
    assert lines[2].split() == [
        "destination", "public", "internal", "confidential", "restricted", "facts"]  # fmt: skip
    assert lines[3].split() == ["claude-code", "allow", "allow", "block", "block", "bad"]
    assert "  default: allow, when no row allows" in lines
    assert "      whether it trains models on the text is unknown" in lines


def test_markdown_is_a_table_with_rows_and_facts(capsys: pytest.CaptureFixture[str]) -> None:
    lines = show(capsys, "--format", "markdown").splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + len(load_policy().destinations)
    assert {line.count("|") for line in table} == {7}
    assert table[-1] == (
        "| `local` | allow [local] | allow [local] | allow [local] | allow [local] | stays here |"
    )
    assert "- `restricted-stays`: block, when the text is restricted, it leaves this machine, " in (
        "\n".join(lines)
    )


def test_json_holds_every_fact_with_its_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(show(capsys, "--format", "json", "--as", "developer"))
    assert (document["version"], document["role"]) == (1, "developer")
    by_id = {each["id"]: each for each in document["destinations"]}
    assert by_id["qoder"]["facts"]["trains"] == {"value": "unknown"}
    assert by_id["zhipu"]["facts"]["retention_days"]["value"] == 0
    assert by_id["claude-code"]["facts"]["trains"] == {
        "value": True,
        "source": "code.claude.com/docs/en/data-usage.md",
        "seen": "2026-11",
        "expires": "2027-11",
        "evidence": "documented",
        "note": "by the user's setting; Team, Enterprise and API: no",
    }
    assert by_id["deepseek"]["decisions"]["restricted"] == {
        "action": "block", "clause": "restricted-stays"}  # fmt: skip
    assert [each["id"] for each in document["layers"][0]["clauses"]][-1] == "default"


def test_the_policy_in_force_is_shown(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "promptguard.toml").write_text('policy = "own.toml"\n')
    (tmp_path / "own.toml").write_text(
        'version = 1\n[default]\naction = "allow"\nwhy = "x"\n'
        '[[clause]]\nid = "contractors"\naction = "warn"\nroles = ["contractor"]\nwhy = "y"\n'
    )
    for role, action in (("contractor", "warn"), ("employee", "allow")):
        lines = show(capsys, "--as", role).splitlines()
        assert ["claude-code", action] in [line.split()[:2] for line in lines]
    text = show(capsys)
    assert "own.toml and the shipped policy" in text.splitlines()[0]
    assert "  contractors: warn, when sent as contractor" in text


def test_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "--format", "xml"]) == USAGE
    assert '"xml" is not a format' in capsys.readouterr().err
    assert main(["policy"]) == USAGE
