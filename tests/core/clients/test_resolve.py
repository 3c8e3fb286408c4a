"""Where each client sends on a made-up machine: every variable and file that can redirect it."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.clients.load import load_client, names
from promptguard.clients.machine import Machine
from promptguard.clients.resolve import resolve
from promptguard.errors import ConfigError
from promptguard.model import Destination, DestinationKind, Route
from promptguard.policy.destinations import overridden
from promptguard.policy.load import load_policy

SHIPPED = load_policy(today="2026-11-24").destinations
DEEPSEEK = "https://api.deepseek.com/anthropic"
OPENAI = "https://api.openai.com/v1"


class Box:
    """A machine in a folder: home, project with a repository, and a root for the system's files."""

    def __init__(self, folder: Path) -> None:
        self.home, self.project, self.root = folder / "home", folder / "home/src/p", folder / "root"
        (self.project / ".git").mkdir(parents=True)
        self.environ: dict[str, str] = {}
        self.destinations = SHIPPED

    def write(self, path: str, text: str) -> None:
        """A file by `~/...`, `/...` or a path in the project."""
        place = self.project / path
        if path[0] in "~/":
            place = Path((str(self.home) if path[0] == "~" else f"{self.root}/") + path[1:])
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def route(self, client: str, folder: str = "") -> Route:
        inside = str(self.project / folder) if folder else str(self.project)
        machine = Machine(self.environ, str(self.home), inside, str(self.root))
        return resolve(load_client(client), machine, self.destinations)

    def sends(self, client: str) -> list[tuple[str, str]]:
        """(where it is said, the destination), sorted."""
        found = self.route(client).endpoints
        return sorted((each.source, each.destination.id) for each in found)


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def test_without_settings_a_client_sends_to_its_own_vendor(box: Box) -> None:
    for name in names():
        (only,) = box.route(name).endpoints
        assert only.destination.kind is DestinationKind.ASSISTANT
        assert only.source == "its own default, since nothing redirects it"


@pytest.mark.parametrize(
    ("client", "variable"),
    [
        ("claude-code", "ANTHROPIC_BASE_URL"),
        ("copilot", "COPILOT_PROVIDER_BASE_URL"),
        ("gemini-cli", "GOOGLE_GEMINI_BASE_URL"),
        ("gemini-cli", "GOOGLE_VERTEX_BASE_URL"),
        ("gemini-cli", "CODE_ASSIST_ENDPOINT"),
        ("qwen-code", "OPENAI_BASE_URL"),
        ("codex", "OPENAI_BASE_URL"),
        ("aider", "OPENAI_API_BASE"),
    ],
)
def test_a_variable_redirects(box: Box, client: str, variable: str) -> None:
    box.environ[variable] = DEEPSEEK
    assert box.sends(client) == [(f"the environment variable {variable}", "deepseek")]
    box.environ[variable] = ""
    assert box.sends(client)[0][1] != "deepseek"


JSON = '{"env": {"%s": "%s"}} // a comment'


@pytest.mark.parametrize(
    ("client", "path", "text", "key"),
    [
        pytest.param("claude-code", "~/.claude/settings.json",
                     JSON % ("ANTHROPIC_BASE_URL", DEEPSEEK), "env.ANTHROPIC_BASE_URL", id="user"),
        pytest.param("claude-code", ".claude/settings.json",
                     JSON % ("ANTHROPIC_BASE_URL", DEEPSEEK), "env.ANTHROPIC_BASE_URL",
                     id="project"),
        pytest.param("claude-code", ".claude/settings.local.json",
                     JSON % ("ANTHROPIC_BASE_URL", DEEPSEEK), "env.ANTHROPIC_BASE_URL", id="local"),
        pytest.param("claude-code", "/etc/claude-code/managed-settings.json",
                     JSON % ("ANTHROPIC_BASE_URL", DEEPSEEK), "env.ANTHROPIC_BASE_URL",
                     id="managed"),
        pytest.param("claude-code", "/etc/claude-code/managed-settings.d/10-x.json",
                     JSON % ("ANTHROPIC_BASE_URL", DEEPSEEK), "env.ANTHROPIC_BASE_URL",
                     id="managed folder"),
        pytest.param("qwen-code", "~/.qwen/settings.json", JSON % ("OPENAI_BASE_URL", DEEPSEEK),
                     "env.OPENAI_BASE_URL", id="qwen env"),
        pytest.param("qwen-code", ".qwen/settings.json",
                     '{"modelProviders": {"openai": [{"baseUrl": "' + DEEPSEEK + '"}]}}',
                     "modelProviders.openai.1.baseUrl", id="qwen providers"),
        pytest.param("qwen-code", ".env", f"OPENAI_BASE_URL={DEEPSEEK}\n", "OPENAI_BASE_URL",
                     id="qwen .env"),
        pytest.param("gemini-cli", "~/.gemini/.env", f"export GOOGLE_GEMINI_BASE_URL='{DEEPSEEK}'",
                     "GOOGLE_GEMINI_BASE_URL", id="gemini .env"),
        pytest.param("codex", "~/.codex/config.toml",
                     f'model_provider = "x"\n[model_providers.x]\nbase_url = "{DEEPSEEK}"\n',
                     "model_providers.x.base_url", id="codex"),
        pytest.param("codex", "/etc/codex/managed_config.toml",
                     f'model_provider = "x"\n[model_providers.x]\nbase_url = "{DEEPSEEK}"\n',
                     "model_providers.x.base_url", id="codex managed"),
        pytest.param("kimi", "~/.kimi-code/config.toml",
                     f'[providers.x]\ntype = "kimi"\nbase_url = "{DEEPSEEK}"\n',
                     "providers.x.base_url", id="kimi"),
        pytest.param("kimi", "~/.kimi/config.toml", f'[providers.x]\nbase_url = "{DEEPSEEK}"\n',
                     "providers.x.base_url", id="older kimi"),
        pytest.param("opencode", "~/.config/opencode/opencode.json",
                     '{"model": "x/m", "provider": {"x": {"options": {"baseURL": "'
                     + DEEPSEEK + '"}}}}', "provider.x.options.baseURL", id="opencode"),
        pytest.param("mistral-vibe", "~/.vibe/config.toml",
                     f'[[providers]]\nname = "x"\napi_base = "{DEEPSEEK}"\n',
                     "providers.x.api_base", id="vibe"),
        pytest.param("aider", ".aider.conf.yml", f"openai-api-base: {DEEPSEEK}\n",
                     "openai-api-base", id="aider"),
        pytest.param("continue", "~/.continue/config.yaml",
                     f"models:\n  - name: x\n    apiBase: {DEEPSEEK}\n", "models.x.apiBase",
                     id="continue"),
    ],
)  # fmt: skip
def test_a_settings_file_redirects(box: Box, client: str, path: str, text: str, key: str) -> None:
    box.write(path, text)
    shown = path if path[0] == "~" else f"{box.root}{path}" if path[0] == "/" else f"./{path}"
    assert box.sends(client) == [(f"{key} in {shown}".replace("/", os.sep), "deepseek")]


def test_settings_are_found_from_a_folder_inside_the_project(box: Box) -> None:
    box.write(".claude/settings.json", JSON % ("ANTHROPIC_BASE_URL", DEEPSEEK))
    (box.project / "a/b").mkdir(parents=True)
    (only,) = box.route("claude-code", "a/b").endpoints
    assert only.destination.id == "deepseek"
    (box.project / "a/.git").mkdir()  # Another repository: the settings above are not its own.
    (only,) = box.route("claude-code", "a/b").endpoints
    assert only.destination.id == "claude-code"


@pytest.mark.parametrize(
    ("client", "variable", "path", "text"),
    [
        ("claude-code", "CLAUDE_CONFIG_DIR", "settings.json",
         JSON % ("ANTHROPIC_BASE_URL", DEEPSEEK)),
        ("codex", "CODEX_HOME", "config.toml",
         f'model_provider = "x"\nmodel_providers.x.base_url = "{DEEPSEEK}"'),
        ("kimi", "KIMI_CODE_HOME", "config.toml", f'providers.x.base_url = "{DEEPSEEK}"'),
    ],
)  # fmt: skip
def test_a_variable_moves_the_settings(
    box: Box, tmp_path: Path, client: str, variable: str, path: str, text: str
) -> None:
    (tmp_path / path).write_text(text)
    box.environ[variable] = str(tmp_path)
    assert [each.destination.id for each in box.route(client).endpoints] == ["deepseek"]


def test_settings_that_contradict_each_other_all_count(box: Box) -> None:
    box.environ["ANTHROPIC_BASE_URL"] = "https://api.anthropic.com"
    box.write(".claude/settings.json", JSON % ("ANTHROPIC_BASE_URL", DEEPSEEK))
    route = box.route("claude-code")
    assert {each.destination.id for each in route.endpoints} == {"claude-code", "deepseek"}
    assert "its settings name different places; the strictest of them counts" in route.notes
    box.environ["ANTHROPIC_BASE_URL"] = DEEPSEEK
    assert not any("different" in note for note in box.route("claude-code").notes)


def test_what_has_the_last_word_beats_the_other_files_but_no_variable(box: Box) -> None:
    box.write("~/.qwen/settings.json", JSON % ("OPENAI_BASE_URL", DEEPSEEK))
    box.write("/etc/qwen-code/settings.json", JSON % ("OPENAI_BASE_URL", OPENAI))
    assert [each.destination.id for each in box.route("qwen-code").endpoints] == ["openai"]
    box.environ["OPENAI_BASE_URL"] = DEEPSEEK
    assert {name for _, name in box.sends("qwen-code")} == {"openai", "deepseek"}
    del box.environ["OPENAI_BASE_URL"]
    box.write(".env", f"OPENAI_BASE_URL={DEEPSEEK}")
    assert {name for _, name in box.sends("qwen-code")} == {"openai", "deepseek"}


def test_the_selected_provider_counts_wherever_it_is_defined(box: Box) -> None:
    tables = f'[model_providers.a]\nbase_url = "{DEEPSEEK}"\n'
    tables += f'[model_providers.b]\nbase_url = "{OPENAI}"\n'
    box.write("~/.codex/config.toml", tables)
    assert [name for _, name in box.sends("codex")] == ["codex"]
    box.write(".codex/config.toml", 'model_provider = "a"\n')
    assert [name for _, name in box.sends("codex")] == ["deepseek"]
    box.write(".codex/config.toml", 'model_provider = "openai"\n')
    assert [name for _, name in box.sends("codex")] == ["codex"]
    for odd in ('"none"', "7", '""'):
        box.write(".codex/config.toml", f"model_provider = {odd}\n")
        ((source, name),) = box.sends("codex")
        assert (source, name) == ("model_provider in ./.codex/config.toml", "unknown")


def test_where_nothing_is_selected_every_provider_may_be_meant(box: Box) -> None:
    provider = '"x": {"options": {"baseURL": "' + DEEPSEEK + '"}}'
    box.write("opencode.json", '{"provider": {' + provider + ', "y": {}}}')
    assert {name for _, name in box.sends("opencode")} == {"unknown", "deepseek", "opencode"}
    box.write("opencode.json", '{"model": "x/m", "provider": {' + provider + ', "y": {}}}')
    assert {name for _, name in box.sends("opencode")} == {"deepseek"}
    box.environ["OPENCODE_CONFIG_CONTENT"] = "{}"
    assert "unknown" in [name for _, name in box.sends("opencode")]


_PLACES = ("", "~/.claude/settings.json", ".claude/settings.json", ".claude/settings.local.json",
           "/etc/claude-code/managed-settings.json")  # fmt: skip
_URLS = {
    "https://api.anthropic.com": "claude-code",
    DEEPSEEK: "deepseek",
    OPENAI: "openai",
    "https://api.anthropic.com.evil.example": "unknown",
    "not a url": "unknown",
}


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(_PLACES), st.sampled_from(list(_URLS))))
def test_nothing_that_is_said_anywhere_hides_what_is_said_elsewhere(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, str]
) -> None:
    box = Box(tmp_path_factory.mktemp("box"))
    for place, url in said.items():
        if place:
            box.write(place, JSON % ("ANTHROPIC_BASE_URL", url))
        else:
            box.environ["ANTHROPIC_BASE_URL"] = url
    expected = {_URLS[url] for url in said.values()} or {"claude-code"}
    assert {name for _, name in box.sends("claude-code")} == expected
    different = any("different places" in note for note in box.route("claude-code").notes)
    assert different == (len(set(said.values())) > 1 or len(expected) > 1)


@pytest.mark.parametrize("switch", ["BEDROCK", "VERTEX", "FOUNDRY"])
def test_a_switch_sends_it_elsewhere(box: Box, switch: str) -> None:
    box.environ[f"CLAUDE_CODE_USE_{switch}"] = "0"
    assert [name for _, name in box.sends("claude-code")] == ["claude-code"]
    box.environ[f"CLAUDE_CODE_USE_{switch}"] = "1"
    (only,) = box.route("claude-code").endpoints
    assert "sends it through" in only.destination.doubts[0]
    box.environ[f"ANTHROPIC_{switch}_BASE_URL"] = DEEPSEEK
    assert [name for _, name in box.sends("claude-code")] == ["deepseek"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param('{"env": ', "is not JSON", id="broken"),
        pytest.param("[]", "holds no table", id="list"),
        pytest.param('{"env": []}', "is not a table of variables", id="env"),
        pytest.param('{"env": {"ANTHROPIC_BASE_URL": 7}}', "it is not a string", id="number"),
        pytest.param('{"env": {"ANTHROPIC_BASE_URL": ["x"]}}', "it is not a string", id="a list"),
        pytest.param('{"env": {"ANTHROPIC_BASE_URL": "$X"}}', "http or https URL", id="variable"),
    ],
)
def test_settings_that_cannot_be_understood_are_the_worst_case(
    box: Box, text: str, why: str
) -> None:
    box.write("~/.claude/settings.json", text)
    (only,) = box.route("claude-code").endpoints
    assert only.destination.kind is DestinationKind.UNKNOWN
    assert why in only.destination.doubts[0]
    assert "~/.claude/settings.json" in only.destination.doubts[0]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://api.anthropic.com.evil.example", "who runs that is not known"),
        ("https://evil.example/api.anthropic.com", "who runs that is not known"),
        ("https://api.anthropic.com@evil.example", "names evil.example"),
        ("https://evil.example#api.anthropic.com", "names evil.example"),
        ("http://api.anthropic.com", "without encryption"),
        ("https://api.anthropic.com\\.evil.example", "not a plain http or https URL"),
        ("https://api.anthrop\u0456c.com", "letters outside ASCII"),
        ("https://xn--api-anthropic-0ob.com", "who runs that is not known"),
        ("http://127.0.0.1:4000", "is not listed in the policy"),
        ("http://[::1]:4000", "is not listed in the policy"),
        ("http://gateway.internal", "is not listed in the policy"),
        ("https://10.1.2.3", "is not listed in the policy"),
        ("https://api.anthropic.com\nhttps://x", "control characters"),
    ],
)
def test_hostile_and_private_hosts_are_nobody_we_know(box: Box, url: str, why: str) -> None:
    box.environ["ANTHROPIC_BASE_URL"] = url
    (only,) = box.route("claude-code").endpoints
    assert only.destination.kind is DestinationKind.UNKNOWN
    assert why in only.destination.doubts[0]


@pytest.mark.parametrize(
    "url",
    ["https://api.anthropic.com", "https://API.Anthropic.COM./v1", "https://api.anthropic.com:443"],
)
def test_its_own_host_is_the_client_itself_with_the_plan_that_is_assumed(
    box: Box, url: str
) -> None:
    box.environ["ANTHROPIC_BASE_URL"] = url
    assert [name for _, name in box.sends("claude-code")] == ["claude-code"]


def listed(*hosts: str) -> tuple[Destination, ...]:
    own = {"title": "Our gateway", "kind": "self-hosted", "hosts": list(hosts)}
    return overridden("policy.toml", {"gateway": own}, SHIPPED)


def test_a_private_host_is_self_hosted_where_the_policy_lists_it(box: Box) -> None:
    box.destinations = listed("127.0.0.1:4000", "*.llm.corp.example")
    for url, name in (
        ("http://127.0.0.1:4000/v1", "gateway"),
        ("http://127.0.0.1:4001/v1", "unknown"),
        ("http://localhost:4000/v1", "unknown"),
        ("https://a.llm.corp.example", "gateway"),
        ("https://llm.corp.example", "unknown"),
    ):
        box.environ["ANTHROPIC_BASE_URL"] = url
        assert [each for _, each in box.sends("claude-code")] == [name]


_SECRETS = st.text("abcdefghijklmnop0123456789", min_size=8, max_size=20)


@given(_SECRETS, _SECRETS, st.sampled_from(["api.deepseek.com", "10.0.0.1", "a..b", "x.example"]))
def test_nothing_of_a_base_url_but_its_host_gets_out(
    tmp_path_factory: pytest.TempPathFactory, secret: str, other: str, host: str
) -> None:
    box = Box(tmp_path_factory.mktemp("box"))
    url = f"https://{secret}:{other}@{host}/{secret}?key={other}"
    box.environ["ANTHROPIC_BASE_URL"] = url
    box.write("~/.claude/settings.json", JSON % ("ANTHROPIC_BASE_URL", url))
    route = repr(box.route("claude-code"))
    assert secret not in route
    assert other not in route


def test_an_organisation_lists_its_gateway_and_a_repository_cannot(
    box: Box, tmp_path: Path
) -> None:
    rows = 'version = 1\n[default]\naction = "allow"\nwhy = "x"\n'
    gateway = '[destinations.gateway]\ntitle = "Ours"\nkind = "self-hosted"\n'
    file = tmp_path / "policy.toml"
    file.write_text(rows + gateway + 'hosts = ["127.0.0.1:4000"]\n')
    file.chmod(0o600)
    box.environ["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:4000"
    ours = frozenset({file.stat().st_uid})
    box.destinations = load_policy(system=str(file), owners=ours).destinations
    assert [name for _, name in box.sends("claude-code")] == ["gateway"]
    with pytest.raises(ConfigError, match="only in the organisation's own policy"):
        load_policy(str(file))
