"""SARIF 2.1.0 as the committee's own schema wants it, and as code hosts read it."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from promptguard.model import Confidence, Level, NoteKind, Place, Run
from promptguard.reports import sarif
from tests.samples import runs

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "samples" / "sarif-schema-2.1.0.json").read_text("utf-8")
)


def log(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        sarif.render(run, rule_of=runs.rule_of).encode("utf-8").decode("utf-8")
    )
    return found


def only_run(run: Run) -> dict[str, Any]:
    (found,) = log(run)["runs"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    "run",
    [
        pytest.param(Run(()), id="empty"),
        pytest.param(runs.small(), id="one of everything"),
        pytest.param(
            Run(
                (
                    runs.report("bad\udcff %2e?#.py", runs.finding()),
                    runs.report(
                        "/somewhere/else.py", runs.finding()._replace(place=Place(0, 0, 0, 0))
                    ),
                ),
                notes=(runs.note(NoteKind.BINARY, "a:b", "binary"),) * 2,
            ),
            id="odd names",
        ),
    ],
)
def test_logs_keep_the_published_schema(run: Run) -> None:
    checker = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    checker.validate(log(run))


def test_columns_are_code_points_and_regions_have_no_snippet() -> None:
    found = only_run(runs.small())
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "config/prod.env", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 45},
            }
        }
    ]


def test_rules_come_with_help_and_results_point_at_them() -> None:
    found = only_run(runs.small())
    token, name = found["tool"]["driver"]["rules"]
    assert token["help"]["text"].startswith(runs.TOKEN.advice)
    assert token["helpUri"] == "https://example.com/tokens"
    assert token["properties"] == {"tags": ["security", "secret"], "security-severity": "8.0"}
    assert "helpUri" not in name
    rules = found["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in found["results"])


def test_the_fingerprint_is_not_taken_for_another_algorithms() -> None:
    first = only_run(runs.small())["results"][0]
    assert first["partialFingerprints"] == {"promptguard/v1": "0123456789abcdef01234567"}


@pytest.mark.parametrize(
    ("level", "confidence", "severity"),
    [
        (Level.RESTRICTED, Confidence.LIKELY, "error"),
        (Level.RESTRICTED, Confidence.POSSIBLE, "warning"),
        (Level.CONFIDENTIAL, Confidence.VERY_LIKELY, "warning"),
        (Level.CONFIDENTIAL, Confidence.UNLIKELY, "note"),
        (Level.INTERNAL, Confidence.VERY_LIKELY, "note"),
    ],
)
def test_severity_grows_with_level_and_confidence(
    level: Level, confidence: Confidence, severity: str
) -> None:
    rule = runs.NAME._replace(level=level)
    run = Run((runs.report("a.py", runs.finding(rule, confidence=confidence)),))
    rendered = json.loads(sarif.render(run, rule_of={rule.id: rule}.__getitem__))
    assert rendered["runs"][0]["results"][0]["level"] == severity


def test_what_stops_is_an_error_whatever_its_level() -> None:
    found = runs.finding(runs.NAME, confidence=Confidence.POSSIBLE)
    run = Run((runs.report("a.py", found),), stopping=frozenset({("a.py", found.fingerprint)}))
    assert only_run(run)["results"][0]["level"] == "error"


def test_a_suppressed_finding_is_there_with_its_reason() -> None:
    results = only_run(runs.small())["results"]
    assert [one["suppressions"] for one in results] == [
        [],
        [],
        [
            {
                "kind": "inSource",
                "justification": "a sample from the manual; accepted by ada; until 2027-01-01",
            }
        ],
    ]


def test_notes_are_notifications() -> None:
    (invocation,) = only_run(runs.small())["invocations"]
    assert invocation["exitCode"] == 1
    notifications = invocation["toolExecutionNotifications"]
    assert len(notifications) == 7
    assert notifications[0]["level"] == "note"
    assert notifications[-1] == {
        "descriptor": {"id": "tag", "index": 1},
        "level": "warning",
        "message": {"text": 'no such level: "secrt"'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a.py", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 12},
                }
            }
        ],
    }


@pytest.mark.skipif(os.sep == "\\", reason="names of another platform")
@pytest.mark.parametrize(
    ("name", "location"),
    [
        pytest.param("a b/ü.py", {"uri": "a%20b/%C3%BC.py", "uriBaseId": "%SRCROOT%"}, id="blank"),
        pytest.param("a:b", {"uri": "a%3Ab", "uriBaseId": "%SRCROOT%"}, id="not a scheme"),
        pytest.param("bad\udcff", {"uri": "bad%FF", "uriBaseId": "%SRCROOT%"}, id="not UTF-8"),
        pytest.param(
            "a\\b", {"uri": "a%5Cb", "uriBaseId": "%SRCROOT%"}, id="a backslash is a name"
        ),
        pytest.param("/tmp/a.py", {"uri": "file:///tmp/a.py"}, id="absolute"),
    ],
)
def test_a_path_is_a_uri_of_its_bytes(name: str, location: dict[str, str]) -> None:
    run = Run((runs.report(name, runs.finding()),))
    physical = only_run(run)["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == location
