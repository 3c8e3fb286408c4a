"""`promptguard policy destination` and `check --client`: where it really goes, and who says so."""

import io
import json
import os
import sys
from pathlib import Path

import jsonschema
import pytest

from promptguard import reports
from promptguard.cli.main import main
from promptguard.clients.load import names
from promptguard.errors import FOUND, OK, USAGE

SCHEMA = Path(reports.__file__).parent / "schemas" / "decision-1.json"
SECRET = "hunter2-do-not-print"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up home and an empty project in it, without a variable that redirects anything."""
    for name in list(os.environ):
        if name.endswith(("_BASE_URL", "_ENDPOINT", "_API_BASE")) or "CLAUDE" in name:
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    (home / "p/.git").mkdir(parents=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.chdir(home / "p")
    return home


def destination(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(["policy", "destination", *args]) == OK
    return capsys.readouterr().out


def test_the_client_itself_with_every_fact_and_its_evidence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = destination(capsys, "--client", "claude-code").splitlines()
    assert lines[:2] == [
        "Claude Code sends to Claude Code:",
        "  - Claude Code, by its own default, since nothing redirects it",
    ]
    assert "  contract with         unknown" in lines
    assert (
        "  keeps text, days      1825 [documented, code.claude.com/docs/en/data-usage.md, "
        "seen 2026-11, expires 2027-11]; 5 years when training is allowed, else 30 days; "
        "Team, Enterprise and API: 30 days"
    ) in lines


def test_a_settings_file_is_named_and_its_credential_is_not(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    url = f"https://me:{SECRET}@api.z.ai/api/anthropic?key={SECRET}"
    (home / ".claude").mkdir()
    settings = {"env": {"ANTHROPIC_BASE_URL": url, "ANTHROPIC_AUTH_TOKEN": SECRET}}
    (home / ".claude/settings.json").write_text(json.dumps(settings))
    for form in ("text", "json"):
        out = destination(capsys, "--client", "claude-code", "--format", form)
        assert "env.ANTHROPIC_BASE_URL in ~/.claude/settings.json" in out.replace("\\\\", "/")
        assert SECRET not in out
    (route,) = json.loads(out)["routes"]
    assert route["endpoints"][0]["host"] == "api.z.ai"
    (place,) = route["destinations"]
    assert (place["id"], place["tenancy"]) == ("zhipu", "unknown")
    assert place["facts"]["jurisdictions"]["value"] == ["SG"]
    assert place["facts"]["regions"]["evidence"] == "reported"
    assert place["facts"]["transfer_basis"] == {"value": "unknown"}


def test_a_host_that_only_looks_like_the_vendor_is_unknown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://api.anthropic.com.evil.example")
    assert destination(capsys, "--client", "claude-code").splitlines()[:2] == [
        "Claude Code sends to an unknown destination (api.anthropic.com.evil.example):",
        "  - unknown: the environment variable ANTHROPIC_BASE_URL names "
        "api.anthropic.com.evil.example, and who runs that is not known",
    ]


def test_all_clients_are_listed_without_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    lines = destination(capsys).splitlines()
    assert [line.split()[0] for line in lines] == list(names())


def test_a_settings_file_forges_no_line(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    (home / ".codex").mkdir()
    (home / ".codex/config.toml").write_text(
        '[model_providers."x\\n\\u001b[2J"]\nbase_url = "https://a.example"\n'
        'model_provider = "x\\n\\u001b[2J"\n'.replace("model_provider =", "\n# ", 1)
    )
    (home / ".kimi").mkdir()
    (home / ".kimi/config.toml").write_text('[providers."x\\n\\u001b[2J"]\nbase_url = "x"\n')
    out = destination(capsys, "--client", "kimi")
    assert "\x1b" not in out
    assert len(out.splitlines()) == 5


def check(monkeypatch: pytest.MonkeyPatch, prompt: str, *args: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(prompt.encode())))
    return main(["check", *args])


MARK = "promptguard" + ":"
CONFIDENTIAL = f"# {MARK} confidential\nx"


def test_check_judges_the_host_behind_the_client(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    (home / "p/.claude").mkdir()
    (home / "p/.claude/settings.json").write_text(
        json.dumps({"env": {"ANTHROPIC_BASE_URL": "https://api.deepseek.com/anthropic"}})
    )
    assert check(monkeypatch, CONFIDENTIAL, "--client", "claude-code") == FOUND
    out = capsys.readouterr().out
    assert out.startswith("block: do not send this to DeepSeek.")
    assert (
        "Where Claude Code sends:\n"
        "  - DeepSeek (api.deepseek.com), by env.ANTHROPIC_BASE_URL in ./.claude/settings.json\n"
    ).replace("/.claude/", f"{os.sep}.claude{os.sep}") in out
    assert check(monkeypatch, "hello", "--client", "claude-code", "--format", "json") == OK
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert document["route"]["endpoints"][0]["destination"] == "deepseek"


def test_of_contradictory_settings_the_strictest_decision_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    config = '[providers.a]\napi_base = "https://api.openai.com/v1"\n'
    (home / ".vibe").mkdir()
    (home / ".vibe/config.toml").write_text(config)
    assert check(monkeypatch, CONFIDENTIAL, "--client", "mistral-vibe") == OK
    config += '[providers.b]\napi_base = "https://api.deepseek.com"\n'
    (home / ".vibe/config.toml").write_text(config)
    capsys.readouterr()
    assert check(monkeypatch, CONFIDENTIAL, "--client", "mistral-vibe") == FOUND
    out = capsys.readouterr().out
    assert out.startswith("block: do not send this to DeepSeek.")
    assert "its settings name different places; the strictest of them counts" in out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("policy", "destination", "--client", "claude"), 'Did you mean "claude-code"?'),
        (("check", "--client", "xyz"), '"xyz" is not a client. Known: aider,'),
        (("check", "--client", "codex", "--to", "openai"), "not allowed with"),
        (("check",), "--to"),
    ],
)
def test_mistakes(capsys: pytest.CaptureFixture[str], args: tuple[str, ...], message: str) -> None:
    assert main(list(args)) == USAGE
    assert message in capsys.readouterr().err
