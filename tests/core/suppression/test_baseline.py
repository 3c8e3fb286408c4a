"""A `.secrets.baseline`: what it says, what it accepts, and how it steers detect-secrets."""

import hashlib
import json
import os
import textwrap
from pathlib import Path
from typing import Any

import pytest
from detect_secrets.core import baseline as reference
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import default_settings, transient_settings

from promptguard.engine.tiers import Engine
from promptguard.errors import ConfigError
from promptguard.evidence.templates import render
from promptguard.model import Note, NoteKind, Settings
from promptguard.suppression import baseline
from promptguard.suppression.baseline import rule_of_type
from tests.samples import parity

WHERE = ".secrets.baseline"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return parity.engine()


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def value(seed: int, template: str = "<hex:40>") -> str:
    return render(template, seed)


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def settings(said: dict[str, Any], trusted: tuple[str, ...] = ()) -> Settings:
    content = json.dumps({"version": "1.5.0", **said}).encode()
    return Settings(foreign=baseline.parse(content, WHERE), trusted_plugins=trusted)


def both(name: str, said: dict[str, Any], engine: Engine) -> parity.Secrets:
    """What both find under a baseline's settings, which must be the same."""
    with transient_settings(said):
        expected = parity.theirs(name)
    actual, notes = parity.ours(name, engine, settings(said))
    assert notes == []
    assert actual == expected
    return actual


_FILE = """\
a = "{hex}"
b = "{low}"
password = "{word}"  # note
url = "http://u:{word}@h"
host = 8.8.8.8
"""


def sample() -> str:
    low = "0123456789abcdef"[:6] * 3
    return _FILE.format(hex=value(1), low=low, word=value(2, "<base62:12>"))


DEFAULTS = [{"name": "HexHighEntropyString", "limit": 3.0}, {"name": "KeywordDetector"}]
CASES: dict[str, dict[str, Any]] = {
    "fewer plugins": {"plugins_used": [{"name": "BasicAuthDetector"}]},
    "no plugins": {"plugins_used": []},
    "a lower limit": {"plugins_used": [{"name": "HexHighEntropyString", "limit": 2.0}]},
    "no limit": {"plugins_used": [{"name": "Base64HighEntropyString", "limit": 0}]},
    "a higher limit": {"plugins_used": [{"name": "HexHighEntropyString", "limit": 3.9}]},
    "an excluded keyword": {
        "plugins_used": [{"name": "KeywordDetector", "keyword_exclude": "note"}]
    },
    "no filters": {"plugins_used": [*DEFAULTS, {"name": "IPPublicDetector"}], "filters_used": []},
    "excluded files": {
        "plugins_used": DEFAULTS,
        "filters_used": [
            {"path": "detect_secrets.filters.regex.should_exclude_file", "pattern": ["^a"]}
        ],
    },
    "excluded lines": {
        "plugins_used": DEFAULTS,
        "filters_used": [
            {"path": "detect_secrets.filters.regex.should_exclude_line", "pattern": ["note$"]}
        ],
    },
    "excluded secrets": {
        "plugins_used": DEFAULTS,
        "filters_used": [
            {"path": "detect_secrets.filters.regex.should_exclude_secret", "pattern": ["^[0-9]"]}
        ],
    },
    "some heuristics": {
        "plugins_used": DEFAULTS,
        "filters_used": [
            {"path": "detect_secrets.filters.heuristic.is_sequential_string"},
            {"path": "detect_secrets.filters.heuristic.is_likely_id_string"},
            {"path": "detect_secrets.filters.allowlist.is_line_allowlisted"},
        ],
    },
}


@pytest.mark.parametrize("name", ["a.py", "a.yml", "b.ini", "c"])
@pytest.mark.parametrize("said", CASES.values(), ids=CASES)
def test_its_settings_give_what_detect_secrets_gives(
    said: dict[str, Any], name: str, engine: Engine
) -> None:
    write(name, sample().replace(" = ", ": ") if name == "a.yml" else sample())
    both(name, said, engine)


def test_settings_change_what_is_found(engine: Engine) -> None:
    write("c.py", sample())
    assert {rule for rule, _, _ in both("c.py", CASES["no filters"], engine)} == {
        "known_secrets.hex-high-entropy-string",
        "known_secrets.public-ip-ipv4",
        "known_secrets.secret-keyword",
    }
    assert both("c.py", CASES["no plugins"], engine) == frozenset()
    low = both("c.py", CASES["a lower limit"], engine)
    assert len(low) > len(both("c.py", CASES["a higher limit"], engine))


def test_a_made_baseline_is_read_and_accepts_its_own_findings(engine: Engine) -> None:
    for name in ("a.py", "sub/b.yml"):
        write(name, sample())
    found = SecretsCollection()
    with default_settings():
        for name in ("a.py", "sub/b.yml"):
            found.scan_file(name)
        content = json.dumps(reference.format_for_output(found)).encode()
    foreign = baseline.parse(content, WHERE)
    assert foreign.version == "1.5.0"
    for name in ("a.py", "sub/b.yml"):
        read = parity.document(name, Path(name).read_bytes())
        assert read is not None
        findings, notes = parity.said(read, engine, Settings(foreign=foreign))
        assert notes == []
        assert findings
        for finding in findings:
            assert baseline.accepted(finding, name, foreign)
            assert baseline.accepted(finding, os.path.abspath(name), foreign)
            assert not baseline.accepted(finding, "other.py", foreign)
            assert not baseline.accepted(finding._replace(legacy_digest="0"), name, foreign)
            assert not baseline.accepted(finding._replace(legacy_digest=""), name, foreign)


def test_paths_are_those_of_the_baselines_folder(engine: Engine) -> None:
    results = {"sub\\b.py": [{"type": "Secret Keyword", "hashed_secret": "f" * 40}]}
    content = json.dumps({"version": "1.5.0", "results": results}).encode()
    foreign = baseline.parse(content, os.path.join("top", WHERE))
    write("c.py", sample())
    read = parity.document("c.py", Path("c.py").read_bytes())
    assert read is not None
    finding = parity.said(read, engine)[0][0]._replace(
        rule_id=rule_of_type("Secret Keyword"), legacy_digest="f" * 40
    )
    assert baseline.accepted(finding, "top/sub/b.py", foreign)
    assert not baseline.accepted(finding, "sub/b.py", foreign)


def test_the_baseline_itself_is_not_full_of_secrets(engine: Engine) -> None:
    results = {"a.py": [{"type": "Secret Keyword", "hashed_secret": value(7)}]}
    write(WHERE, json.dumps({"version": "1.5.0", "results": results}, indent=2))
    assert parity.ours(WHERE, engine)[0] != frozenset()
    assert parity.ours(WHERE, engine, settings({"results": results}))[0] == frozenset()


def test_nothing_is_verified_over_the_network(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise AssertionError("a request")

    monkeypatch.setattr("requests.get", fail)
    monkeypatch.setattr("requests.post", fail)
    write("a.py", f"key = sk_live_{value(3, '<base62:24>')}\n")
    path = "detect_secrets.filters.common.is_ignored_due_to_verification_policies"
    for level, notes in ((2, 0), (3, 1)):
        said = settings({"filters_used": [{"path": path, "min_level": level}]})
        found, told = parity.ours("a.py", engine, said)
        assert len(found) == 1
        assert len(told) == notes


_PLUGIN = """
import re
from detect_secrets.plugins.base import RegexBasedDetector

class Badge(RegexBasedDetector):
    secret_type = "Badge"
    denylist = (re.compile(r"badge-\\w+"),)

def is_blue(secret: str) -> bool:
    return "blue" in secret
"""


def test_a_plugin_file_runs_only_if_the_user_trusts_its_digest(engine: Engine) -> None:
    code = textwrap.dedent(_PLUGIN) + "open('ran', 'w').close()\n"
    write("badges.py", code)
    write("a.txt", "badge-red\nbadge-blue\n")
    digest = hashlib.sha256(Path("badges.py").read_bytes()).hexdigest()
    said = {
        "plugins_used": [{"name": "Badge", "path": "file://badges.py"}],
        "filters_used": [{"path": "file://badges.py::is_blue"}],
    }
    for trusted in ((), (hashlib.sha256(b"other").hexdigest(),)):
        found, notes = parity.ours("a.txt", engine, settings(said, trusted))
        assert found == frozenset()
        assert [note.kind for note in notes] == [NoteKind.BASELINE] * 2
        assert digest in notes[0].text
        assert not os.path.exists("ran")
    found, notes = parity.ours("a.txt", engine, settings(said, (digest.upper(),)))
    assert notes == []
    assert {(rule, line) for rule, _, line in found} == {("known_secrets.custom-plugin", 1)}


_REFUSED: dict[str, dict[str, Any]] = {
    "a plugin it does not know": {"plugins_used": [{"name": "NewDetector"}]},
    "options it does not know": {"plugins_used": [{"name": "KeywordDetector", "x": 1}]},
    "a limit out of range": {"plugins_used": [{"name": "HexHighEntropyString", "limit": 9}]},
    "a plugin file that is missing": {"plugins_used": [{"name": "X", "path": "file://x.py"}]},
    "a filter of a module": {"filters_used": [{"path": "os.system"}]},
    "a filter it does not have": {"filters_used": [{"path": "detect_secrets.filters.new.f"}]},
    "a filter without name": {"filters_used": [{"path": "detect_secrets.filters.regex.f"}]},
    "a broken pattern": {
        "filters_used": [
            {"path": "detect_secrets.filters.regex.should_exclude_line", "pattern": ["("]}
        ]
    },
    "a missing word list": {
        "filters_used": [
            {"path": "detect_secrets.filters.wordlist.should_exclude_secret", "file_name": "w"}
        ]
    },
    "a model": {
        "filters_used": [
            {"path": "detect_secrets.filters.gibberish.should_exclude_secret", "model": "m"}
        ]
    },
}


@pytest.mark.parametrize("said", _REFUSED.values(), ids=_REFUSED)
def test_what_cannot_be_honoured_is_a_note(said: dict[str, Any], engine: Engine) -> None:
    write("a.yml", sample())
    _, notes = parity.ours("a.yml", engine, settings(said))
    kinds = {(note.kind, note.origin.name) for note in notes if isinstance(note, Note)}
    assert kinds <= {(NoteKind.BASELINE, WHERE)}
    if "plugins_used" not in said:
        assert len(notes) == 1


def test_a_word_list_is_honoured(engine: Engine) -> None:
    write("words.txt", "Example\nab\n")
    write("a.py", f'password = "{value(4, "<digit:8>")}example1"\nsecret = "{value(5)}"\n')
    path = "detect_secrets.filters.wordlist.should_exclude_secret"
    said = {"filters_used": [{"path": path, "min_length": 3, "file_name": "words.txt"}]}
    found, notes = parity.ours("a.py", engine, settings(said))
    assert notes == []
    assert {line for _, _, line in found} == {2}


def test_a_baseline_of_before_1_0_is_upgraded_without_running_anything() -> None:
    old = {
        "version": "0.14.3",
        "exclude": {"files": "^docs/", "lines": "example"},
        "plugins_used": [{"name": "HexHighEntropyString", "hex_limit": 3}],
        "custom_plugin_paths": ["own.py"],
        "word_list": {"file": "words.txt", "hash": "x"},
        "results": {},
    }
    foreign = baseline.parse(json.dumps(old).encode(), WHERE)
    assert json.loads(foreign.plugins) == [
        {"name": "HexHighEntropyString", "limit": 3},
        {"name": "", "path": "file://own.py"},
    ]
    paths = {one["path"].rpartition(".")[2] for one in json.loads(foreign.filters)}
    assert {"should_exclude_file", "should_exclude_line", "is_lock_file"} <= paths


_WRONG = {
    "no JSON": (b"{", "is not JSON"),
    "not UTF-8": (b"\xff\xfe", "is not JSON"),
    "a list": (b"[]", "expected an object, found a list"),
    "no version": (b"{}", "version: expected a version"),
    "a strange version": (b'{"version": "x"}', "version: expected a version"),
    "plugins of another kind": (
        b'{"version": "1.5.0", "plugins_used": {}}',
        "plugins_used: expected a list, found an object",
    ),
    "a plugin without name": (
        b'{"version": "1.5.0", "plugins_used": [{}]}',
        "plugins_used[0].name: expected a text, found nothing",
    ),
    "results of another kind": (
        b'{"version": "1.5.0", "results": []}',
        "results: expected an object, found a list",
    ),
    "a result that is none": (
        b'{"version": "1.5.0", "results": {"a.py": [1]}}',
        "results.a.py[0]: expected an object, found a number",
    ),
    "a result without hash": (
        b'{"version": "1.5.0", "results": {"a.py": [{"type": "x"}]}}',
        "results.a.py[0].hashed_secret: expected a text, found nothing",
    ),
}


@pytest.mark.parametrize(("content", "message"), _WRONG.values(), ids=_WRONG)
def test_a_malformed_baseline_is_one_clear_sentence(content: bytes, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        baseline.parse(content, WHERE)
    assert str(caught.value).startswith(f"{WHERE}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
