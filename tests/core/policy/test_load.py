"""Policy files: every mistake has one sentence with file, key, expectation and what was meant."""

from pathlib import Path

import pytest

from promptguard.errors import ConfigError, UsageError
from promptguard.model import Action, Fact, Level
from promptguard.policy.destinations import find, parse_destinations
from promptguard.policy.load import load_policy

HEAD = 'version = 1\n[default]\naction = "allow"\nwhy = "x"\n'
KNOWN = ", ".join(each.id for each in load_policy(today="2026-11-24").destinations)
ROW = '[[clause]]\nid = "a"\nwhy = "x"\n'


def written(folder: Path, text: str) -> str:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_an_own_file_stands_before_the_shipped_one(tmp_path: Path) -> None:
    rest = 'action = "warn"\nlevel_min = "internal"\ndestinations = ["copilot"]\nlocal = false\n'
    policy = load_policy(written(tmp_path, HEAD + ROW + rest))
    own, shipped = policy.layers
    assert shipped.source == "the shipped policy"
    assert own.retention_days_max == 0
    assert [
        (row.id, row.action, row.level_min, row.destinations, row.local) for row in own.clauses
    ] == [("a", Action.WARN, Level.INTERNAL, ("copilot",), False)]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("", "version: is missing; write `version = 1`", id="empty"),
        pytest.param("version = 2", "version: must be 1, the only version there is", id="version"),
        pytest.param(
            "version = 1",
            "default: is missing, so nothing says what holds otherwise. "
            'Write a table [default] with action = "allow" or another action',
            id="no default",
        ),
        pytest.param(
            "versoin = 1", 'versoin: is not a key here. Did you mean "version"?', id="key"
        ),
        pytest.param("version =", "is not TOML: Invalid value (at end of document)", id="toml"),
        pytest.param(
            HEAD + ROW + 'action = "blok"\n',
            'clause[1].action: "blok" is not an action '
            '(allow, warn, redact, block). Did you mean "block"?',
            id="action",
        ),
        pytest.param(
            HEAD + ROW + "action = 3\n",
            "clause[1].action: must be an action (allow, warn, redact, block), not a number",
            id="type",
        ),
        pytest.param(HEAD + ROW, "clause[1].action: is missing", id="no action"),
        pytest.param(
            HEAD + ROW + 'action = "warn"\nlevel_max = "internal"\n',
            "clause[1].level_max: a row that says warn speaks of `level_min`, so that "
            "a higher level is never treated looser",
            id="not monotone in the level",
        ),
        pytest.param(
            HEAD + ROW + 'action = "allow"\nlevel_min = "public"\n',
            "clause[1].level_min: a row that allows speaks of `level_max`, so that "
            "a higher level is never treated looser",
            id="nor when allowing",
        ),
        pytest.param(
            HEAD + ROW + 'action = "warn"\nfacts = "good"\n',
            "clause[1].facts: a row that says warn cannot ask for good facts: "
            "losing a fact would loosen it",
            id="not monotone in facts",
        ),
        pytest.param(
            HEAD + ROW + 'action = "allow"\nlabels = ["pii"]\n',
            "clause[1].labels: a row "
            "that allows cannot ask for labels: finding more would loosen it",
            id="not monotone in labels",
        ),
        pytest.param(
            HEAD + ROW + 'action = "warn"\ndestinations = ["copilt"]\n',
            "clause[1]."
            f'destinations: "copilt" is not a destination ({KNOWN}). '
            'Did you mean "copilot"?',
            id="destination",
        ),
        pytest.param(
            HEAD + ROW + 'action = "warn"\nroles = []\n',
            'clause[1].roles: must be a list of strings such as ["one", "two"]',
            id="empty list",
        ),
        pytest.param(
            HEAD + (ROW + 'action = "warn"\n') * 2,
            'id: two rows are called "a"; a decision names its row',
            id="twice",
        ),
        pytest.param(
            HEAD + "[clause]\n",
            "clause: must be written as [[clause]], once for each",
            id="table",
        ),
        pytest.param(
            HEAD + "[facts]\nretention_days_max = -1",
            "facts.retention_days_max: must be a whole number from 0",
            id="number",
        ),
        pytest.param(
            HEAD + "[destinations.x]\n",
            "destinations: may stand only in the organisation's own policy",
            id="not the organisation's",
        ),
        pytest.param("a = " + "[" * 5000, "is not TOML: nested too deeply", id="deep"),
        pytest.param("a = " + "9" * 5000, "is not TOML: a number is too long", id="long number"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, error: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as raised:
        load_policy(path)
    assert str(raised.value) == f"{path}: {error}"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match="the policy does not exist, so nothing can be decided"):
        load_policy(missing)
    with pytest.raises(ConfigError, match="the policy is not a file"):
        load_policy(str(tmp_path))
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"version = 1 # \xe9")
    with pytest.raises(ConfigError, match=r"is not UTF-8 \(byte 14\)"):
        load_policy(str(latin))


def test_an_unknown_destination_is_named_with_its_neighbour() -> None:
    for name, hint in (("deepsek", 'Did you mean "deepseek"?'), ("xyz", f"Known: {KNOWN}.")):
        with pytest.raises(UsageError) as raised:
            find(name, load_policy().destinations)
        assert str(raised.value) == f'"{name}" is not a destination. {hint}'


@pytest.mark.parametrize(
    ("table", "error"),
    [
        pytest.param({}, "x: needs a title", id="title"),
        pytest.param(
            {"title": "X", "trains": {}},
            'x.trains: needs a value; write "unknown" where it is not known',
            id="value",
        ),
        pytest.param(
            {"title": "X", "trains": {"value": True}},
            "x.trains: needs `source` and `seen` and `expires` and `evidence`, "
            "since it states something",
            id="evidence",
        ),
        pytest.param(
            {"title": "X", "trains": {"value": 1}},
            "x.trains: value must be true or false, not a number",
            id="type",
        ),
        pytest.param(
            {"title": "X", "train": {}},
            'x.train: is not a key here. Did you mean "trains"?',
            id="key",
        ),
        pytest.param(
            {"title": "X", "trains": {"value": "unknown", "seen": "May"}},
            'x.trains: seen must be a month or day such as "2026-11" or "2026-11-23"',
            id="date",
        ),
    ],
)
def test_mistakes_in_facts(table: dict[str, object], error: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse_destinations("d.toml", {"x": table})
    assert str(raised.value) == f"d.toml: {error}"


def test_a_fact_that_is_absent_is_unknown() -> None:
    (found,) = parse_destinations("d.toml", {"x": {"title": "X"}})
    assert found.trains == found.retention_days == Fact()
