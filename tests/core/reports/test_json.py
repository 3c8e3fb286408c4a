"""The report for machines keeps its contract: the schema that is shipped beside it."""

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from promptguard.model import Confidence, NoteKind, Run
from promptguard.reports import json as format_json
from tests.samples import runs

SCHEMA = json.loads(
    resources.files("promptguard.reports").joinpath("schemas/report-1.json").read_text("utf-8")
)


def data(run: Run) -> dict[str, Any]:
    text = format_json.render(run, rule_of=runs.rule_of)
    assert text.endswith("}\n")
    found: dict[str, Any] = json.loads(text.encode("utf-8"))
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "run", [pytest.param(Run(()), id="empty"), pytest.param(runs.small(), id="one of everything")]
)
def test_reports_keep_the_schema(run: Run) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(data(run))


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_the_schema_misses_what_is_missing(key: str) -> None:
    broken = data(runs.small())
    del broken[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(broken)


def test_every_key_is_described() -> None:
    """The schema allows keys to be added, so that it must be asked whether ours are in it."""
    closed = json.loads(json.dumps(SCHEMA))
    found = data(runs.small())
    finding = closed["$defs"]["finding"]["properties"]
    for place, allowed in (
        (found, closed["properties"]),
        (found["summary"], closed["properties"]["summary"]["properties"]),
        (found["findings"][0], {**finding, "stops": {}}),
        (found["suppressed"][0], {**finding, "suppression": {}}),
        (found["files"][0], closed["$defs"]["file"]["properties"]),
        (found["notes"][0], closed["$defs"]["note"]["properties"]),
    ):
        assert sorted(place) == sorted(allowed)


def test_a_finding() -> None:
    assert data(runs.small())["findings"][0] == {
        "path": "config/prod.env",
        "line": 3,
        "column": 9,
        "end_line": 3,
        "end_column": 45,
        "rule": "sample.token",
        "title": "Sample service access token",
        "labels": ["secret"],
        "level": "restricted",
        "confidence": "very_likely",
        "fingerprint": "0123456789abcdef01234567",
        "evidence": [
            {"points": 3, "why": "distinct prefix"},
            {"points": -1, "why": "stands in a test folder"},
        ],
        "stops": True,
    }


def test_the_rest() -> None:
    found = data(runs.small())
    assert found["suppressed"][0]["suppression"] == {
        "kind": "inline",
        "reason": "a sample from the manual",
        "owner": "ada",
        "until": "2027-01-01",
    }
    assert found["files"][1] == {
        "path": "docs/strategy.md",
        "level": "restricted",
        "labels": [],
        "stops": False,
        "reasons": [
            {
                "source": "tag:1",
                "level": "restricted",
                "line": 1,
                "text": "a tag makes the file restricted",
            }
        ],
    }
    assert found["notes"][-1] == {
        "kind": "tag",
        "path": "a.py",
        "line": 12,
        "text": 'no such level: "secrt"',
    }
    assert found["summary"] == {
        "files": 120,
        "bytes": 3_400_000,
        "findings": 2,
        "suppressed": 1,
        "notes": 7,
        "stopping": 1,
        "stops": True,
        "min_confidence": "possible",
    }


def test_a_secret_that_is_only_possible_makes_its_file_confidential() -> None:
    weak = runs.finding(confidence=Confidence.POSSIBLE)
    assert data(Run((runs.report("a.py", weak),)))["findings"][0]["level"] == "confidential"


def test_bytes_that_are_not_utf8_are_shown_as_such() -> None:
    bad = "bad\udcff\n.py"
    found = data(
        Run(
            (runs.report(bad, runs.finding()),),
            notes=(runs.note(NoteKind.SYMLINK, bad, f"leads to {bad}"),),
        )
    )
    assert found["findings"][0]["path"] == "bad\\xff\n.py"
    assert found["files"][0]["path"] == "bad\\xff\n.py"
    assert found["notes"][0]["text"] == "leads to bad\\xff\n.py"
