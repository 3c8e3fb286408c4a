"""The tag report for machines keeps its contract: the schema that is shipped beside it."""

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from promptguard.model import Level, Note, NoteKind, Origin, OriginKind, Tagged
from promptguard.reports.tags import json as format_json
from promptguard.tags.coverage import Coverage, fold
from tests.samples.tagged import HOSTILE, file, trees

SCHEMA = json.loads(
    resources.files("promptguard.reports").joinpath("schemas/tag-report-1.json").read_text("utf-8")
)


def data(files: list[Tagged], *notes: Note) -> dict[str, Any]:
    text = format_json.render(Coverage("shop", "the files on disk", fold(files), notes))
    found: dict[str, Any] = json.loads(text.encode("utf-8"))
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@settings(deadline=None, max_examples=60)
@given(trees())
def test_reports_keep_the_schema_and_add_up(files: list[Tagged]) -> None:
    report = data(files)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert report["folders"][0] == {"path": "", **report["summary"]}
    assert report["summary"]["files"] == len(report["files"]) == len(files)
    levels = report["summary"]["levels"].values()
    assert sum(one["lines"] for one in levels) == report["summary"]["lines"]


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_the_schema_misses_what_is_missing(key: str) -> None:
    broken = data([file("a", Level.PUBLIC)])
    del broken[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(broken)


def test_a_file_says_what_led_to_its_level() -> None:
    one = file("a.py", Level.RESTRICTED, 7, owner="@x", reason="keys", labels=("pii",))
    assert data([one, file("b.py")])["files"] == [
        {
            "path": "a.py",
            "lines": 7,
            "level": "restricted",
            "labels": ["pii"],
            "origins": [],
            "owners": ["@x"],
            "why": {"form": "header", "source": "a.py:1", "reason": "keys"},
        },
        {
            "path": "b.py",
            "lines": 10,
            "level": None,
            "labels": [],
            "origins": [],
            "owners": [],
            "why": None,
        },
    ]


def test_names_of_any_bytes_are_json() -> None:
    note = Note(NoteKind.UNREADABLE, Origin(OriginKind.FILE, "\udcff"), "\udcfe", 2)
    report = data([file(name.replace("/", "")) for name in HOSTILE], note)
    assert report["notes"][0]["path"] == "\\xff"
    assert "\\xff\\x80.bin" in [one["path"] for one in report["files"]]
