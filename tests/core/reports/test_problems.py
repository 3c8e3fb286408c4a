"""What is wrong with tags as text, JSON and SARIF: the same problems, and no byte that harms."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from promptguard.model import Note, NoteKind, Origin, OriginKind, Problem, Share, Verified
from promptguard.reports import problems
from promptguard.tags.verify import checks

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "samples" / "sarif-schema-2.1.0.json").read_text("utf-8")
)
KINDS = tuple(kind for check in checks() for kind in check.KINDS)
STOPS = Problem("tags.required", "src/a.py", 0, "must be tagged", "Tag it")
MILD = Problem("tags.malformed", "src/a.py", 7, "is no tag", "Write one", stops=False)
ODD = Problem("tags.lost", "b\udcff %\x1b[31m\n.py", 3, "was a\nb\x1b]", "Tag\x07 it")
NOTE = Note(NoteKind.UNREADABLE, Origin(OriginKind.FILE, "c.py"), "no permission")
SHARES = (Share("", 10, 4), Share("src", 4, 4))


def verified(*found: Problem, notes: tuple[Note, ...] = ()) -> Verified:
    return Verified("the index", found, SHARES, KINDS, notes, 10)


EVERY = verified(ODD, STOPS, MILD, notes=(NOTE,))


@pytest.mark.parametrize("run", [verified(), EVERY], ids=["nothing", "everything"])
def test_sarif_keeps_the_published_schema(run: Verified) -> None:
    log = json.loads(problems.load("sarif").render(run).encode("utf-8"))
    checker = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    checker.validate(log)


def only_run(run: Verified) -> dict[str, Any]:
    (found,) = json.loads(problems.load("sarif").render(run))["runs"]
    assert isinstance(found, dict)
    return found


def test_sarif_says_what_stops_where_and_what_to_do() -> None:
    found = only_run(EVERY)
    assert [result["level"] for result in found["results"]] == ["error", "error", "warning"]
    assert found["invocations"][0]["exitCode"] == 1
    required = found["results"][1]
    assert required["message"]["text"] == "must be tagged. Tag it"
    (location,) = required["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "src/a.py", "uriBaseId": "%SRCROOT%"}
    }
    rules = found["tool"]["driver"]["rules"]
    assert rules[required["ruleIndex"]]["id"] == "tags.required"


def test_text_is_one_sentence_and_one_hint_a_problem_and_a_last_line() -> None:
    text = problems.load("text").render(verified(STOPS, MILD, notes=(NOTE,)))
    assert text == (
        "src/a.py: must be tagged [tags.required]\n"
        "    Tag it\n"
        "src/a.py:7: is no tag [tags.malformed]\n"
        "    Write one\n"
        "c.py: not looked at: no permission\n"
        "\n"
        "Tagged: src 4 of 4 (100 %)\n"
        "10 files in the index, 4 tagged (40 %): 1 problem, 1 remark that stops nothing.\n"
    )


def test_nothing_wrong_is_said_with_how_much_is_tagged() -> None:
    assert problems.load("text").render(verified()) == (
        "Tagged: src 4 of 4 (100 %)\n"
        "10 files in the index, 4 tagged (40 %): nothing is wrong with their tags.\n"
    )


@pytest.mark.parametrize("colour", [True, False])
def test_a_name_forges_no_line_and_no_colour(*, colour: bool) -> None:
    text = problems.load("text").render(verified(ODD), colour=colour)
    assert len(text.splitlines()) == 5
    assert "\x1b]" not in text
    assert "\x07" not in text
    assert "\\x1b[31m" in text


def test_a_hint_that_is_said_again_and_again_is_said_three_times() -> None:
    many = [STOPS._replace(path=f"{number}.py") for number in range(50)]
    text = problems.load("text").render(verified(*many))
    assert text.count("Tag it") == 3
    assert text.count("[tags.required]") == 50


def test_json_has_everything() -> None:
    found = json.loads(problems.load("json").render(EVERY).encode("utf-8"))
    assert found["stops"] is True
    assert [one["id"] for one in found["problems"]] == [
        "tags.lost",
        "tags.required",
        "tags.malformed",
    ]
    assert found["problems"][1] == {
        "id": "tags.required",
        "path": "src/a.py",
        "line": 0,
        "text": "must be tagged",
        "hint": "Tag it",
        "stops": True,
    }
    assert found["coverage"][0] == {"folder": ".", "files": 10, "tagged": 4, "percent": 40}
    assert found["notes"][0]["path"] == "c.py"


def test_the_folder_is_the_registry() -> None:
    assert problems.names() == ["json", "sarif", "text"]


def test_what_a_file_says_twenty_times_is_told_once_with_the_count() -> None:
    again = [MILD._replace(line=line) for line in range(1, 21)]
    text = problems.load("text").render(verified(*again))
    assert text.startswith(
        "src/a.py:1: is no tag (and 19 more, the last in line 20) [tags.malformed]\n"
        "    Write one\n\n"
    )
    assert "20 remarks that stop nothing." in text


def test_folders_with_most_left_to_do_are_told_first_and_not_all() -> None:
    shares = (Share("", 100, 50), *(Share(f"f{n}", 10, n) for n in range(8)), Share("f0/in", 5, 0))
    text = problems.load("text").render(Verified("the index", (), shares, KINDS, (), 100))
    assert text.startswith("Tagged: f0 0 of 10 (0 %), f1 1 of 10 (10 %), f2 ")
    assert ", and 3 more folders\n" in text
    done = (Share("", 2, 2), Share("a", 2, 2))
    whole = problems.load("text").render(Verified("the index", (), done, KINDS, (), 2))
    assert whole == "2 files in the index, 2 tagged (100 %): nothing is wrong with their tags.\n"
