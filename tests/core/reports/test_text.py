"""The report for people: lines that editors understand and that no path can forge."""

import re

import pytest

from promptguard.model import Level, Note, NoteKind, Reason, Run
from promptguard.reports import text
from tests.samples import runs


def shown(run: Run) -> str:
    return text.render(run, rule_of=runs.rule_of)


def test_one_of_everything() -> None:
    assert shown(runs.small()) == (
        "config/prod.env:7:9: confidential, possible: 内部代号 code name [sample.code-name]\n"
        "    why: distinct prefix +3, stands in a test folder -1\n"
        "    fix: Leave the name out.\n"
        "config/prod.env:3:9: restricted, very likely: Sample service access token"
        " [sample.token] (stops)\n"
        "    why: distinct prefix +3, stands in a test folder -1\n"
        "    fix: Revoke the token, and let the program read the new one from its environment.\n"
        "\n"
        "docs/strategy.md:1:1: restricted: a tag makes the file restricted\n"
        "\n"
        "Not scanned, not wholly, or not understood:\n"
        "  binary (5): logo0.png, logo1.png, logo2.png and 2 more\n"
        '  tag (1), no such level: "secrt": a.py:12\n'
        "  unreadable (1), Permission denied: locked.txt\n"
        "\n"
        "120 files, 3.4 MB: 2 findings at possible or above, 1 suppressed;"
        " 1 finding stops this run\n"
    )


@pytest.mark.parametrize(
    ("run", "line"),
    [
        pytest.param(Run(()), "0 files, 0 bytes: nothing found\n", id="nothing at all"),
        pytest.param(
            Run((), files=1, size=1, min_confidence="very_likely"),
            "1 file, 1 byte: nothing found at very likely or above\n",
            id="clean",
        ),
        pytest.param(
            Run((), files=20_000, size=123_456_789_012),
            "20,000 files, 123 GB: nothing found\n",
            id="big",
        ),
    ],
)
def test_a_clean_run_is_one_line(run: Run, line: str) -> None:
    assert shown(run) == line


def test_the_advice_of_a_rule_is_given_once() -> None:
    many = Run((runs.report("a.py", *(runs.finding(line=line) for line in range(1, 9))),))
    assert (shown(many).count("why:"), shown(many).count("fix:")) == (8, 1)


def test_what_stops_comes_last_and_with_its_advice() -> None:
    weak = runs.finding(line=9, fingerprint="aa")
    run = Run(
        (runs.report("a.py", runs.finding(line=1)), runs.report("b.py", weak)),
        stopping=frozenset({("a.py", weak.fingerprint), ("a.py", runs.finding().fingerprint)}),
    )
    lines = [line for line in shown(run).split("\n") if not line.startswith("    why")]
    assert [line.partition(" ")[0] for line in lines[:2]] == ["b.py:9:9:", ""]
    assert lines[2].startswith("a.py:1:9: ")
    assert lines[2].endswith("(stops)")
    assert lines[3].startswith("    fix: ")


def test_a_level_that_stops_is_named_where_no_finding_does() -> None:
    reason = Reason("default", Level.INTERNAL, "internal unless something says otherwise")
    by_level = runs.report("a.py", level=Level.INTERNAL, reasons=(reason,), stops=True)
    assert shown(Run((by_level,), files=1, stops=True)) == (
        "a.py:1:1: internal: internal unless something says otherwise (stops)\n"
        "\n"
        "1 file, 0 bytes: nothing found; the level of 1 file stops this run\n"
    )


def test_a_tag_that_raises_nothing_is_not_listed() -> None:
    lowered = Reason("tag:1", Level.PUBLIC, "a tag makes the file public", 1)
    public = runs.report("a.py", level=Level.PUBLIC, reasons=(lowered,))
    assert shown(Run((public,))) == "0 files, 0 bytes: nothing found\n"


def test_several_notes_of_a_kind_each_say_why() -> None:
    notes: list[Note] = [
        runs.note(NoteKind.UNREADABLE, f"{number}.txt", f"reason {number}") for number in range(5)
    ]
    notes.append(notes[0])
    assert shown(Run((), notes=tuple(notes))) == (
        "Not scanned, not wholly, or not understood:\n"
        "  unreadable (5):\n"
        "    0.txt: reason 0\n"
        "    1.txt: reason 1\n"
        "    2.txt: reason 2\n"
        "    and 2 more\n"
        "\n"
        "0 files, 0 bytes: nothing found\n"
    )


@pytest.mark.parametrize(
    ("name", "as_shown"),
    [
        pytest.param("a\nb:1:1: restricted.py", r"a\nb:1:1: restricted.py", id="newline"),
        pytest.param("a\r\tb", r"a\r\tb", id="return and tab"),
        pytest.param("\x1b]0;title\x07.py", r"\x1b]0;title\x07.py", id="terminal title"),
        pytest.param("\x9b31m.py", r"\x9b31m.py", id="8-bit escape"),
        pytest.param("a\u202eyp.exe", r"a\u202eyp.exe", id="right to left"),
        pytest.param("a\u2028b", r"a\u2028b", id="line separator"),
        pytest.param("bad\udcff.py", r"bad\xff.py", id="not UTF-8"),
        pytest.param("half\ud800.py", r"half\xed\xa0\x80.py", id="half a character"),
        pytest.param("tag\U000e0041.py", r"tag\U000e0041.py", id="invisible tag character"),
        pytest.param("文档/报表\u3000一.yaml", "文档/报表\u3000一.yaml", id="Chinese"),
    ],
)
def test_a_path_can_forge_nothing(name: str, as_shown: str) -> None:
    note = runs.note(NoteKind.UNREADABLE, name, name)
    tag = Reason("tag:1", Level.RESTRICTED, name, 1)
    report = runs.report(name, runs.finding(), reasons=(tag,))
    lines = shown(Run((report,), notes=(note,))).split("\n")
    assert lines[0].startswith(f"{as_shown}:3:9: restricted, very likely: ")
    assert f"{as_shown}:1:1: restricted: {as_shown}" in lines
    assert f"  unreadable (1), {as_shown}: {as_shown}" in lines
    "\n".join(lines).encode("utf-8")


def test_colour_adds_codes_and_takes_nothing_away() -> None:
    coloured = text.render(runs.small(), rule_of=runs.rule_of, colour=True)
    assert "\x1b[1;31m(stops)\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown(runs.small())


def test_what_raises_nothing_is_a_line_a_rule() -> None:
    rule = runs.NAME._replace(id="sample.manifest", title="Manifest", level=Level.INTERNAL)
    found = [
        runs.report(f"deploy/{number}.yaml")._replace(
            findings=(runs.finding(rule, line=number + 1),)
        )
        for number in range(5)
    ]
    told = text.render(Run(tuple(found), files=5), rule_of={rule.id: rule}.__getitem__)
    assert told == (
        "Also seen, no more sensitive than any other file of a team:\n"
        "  Manifest [sample.manifest] (5): deploy/0.yaml:1, deploy/1.yaml:2, deploy/2.yaml:3"
        " and 2 more\n"
        "\n"
        "5 files, 0 bytes: nothing found, 5 also seen\n"
    )
