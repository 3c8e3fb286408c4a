"""The table fits its terminal, its numbers add up, and it obeys nobody's file names."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.model import Level, Note, NoteKind, Origin, OriginKind, Tagged
from promptguard.reports import _shown as shown
from promptguard.reports.tags import text
from promptguard.reports.tags._shares import percent, shares
from promptguard.tags.coverage import Coverage, fold
from tests.samples.tagged import HOSTILE, file, trees

SHOP = [
    file("billing/rates.py", Level.CONFIDENTIAL, 120),
    file("billing/keys.py", Level.RESTRICTED, 30),
    file("web/index.html", Level.PUBLIC, 50),
    file("web/app.js", None, 200),
    file("logo.png", None, 0),
]


def table(files: list[Tagged], **options: int) -> list[str]:
    said = text.render(Coverage("shop", "the files on disk", fold(files)), **options)
    return said.split("\n\n")[1].splitlines()


def test_a_folder_a_row_with_all_below_it() -> None:
    said = text.render(Coverage("shop", "the files on disk", fold(SHOP)), width=120)
    assert said.startswith("shop, the files on disk: 5 files, 400 lines, 60 % of the files tagged")
    rows = [line.split() for line in table(SHOP, width=120)]
    assert rows[0][:9] == [
        *("folder", "files", "lines", "tagged", "restricted", "confidential"),
        *("internal", "public", "untagged"),
    ]
    assert rows[1] == ["shop/", "5", "400", "60", "%", "1", "1", "-", "1", "2", rows[1][-1]]
    assert rows[2][:5] == ["billing/", "2", "150", "100", "%"]
    assert rows[2][-1].count("C") > rows[2][-1].count("R") > 0
    assert "untagged, which counts as internal: 2 files, 50 % of the lines" in said


@settings(deadline=None, max_examples=60)
@given(trees(), st.integers(1, 200), st.integers(0, 4))
def test_no_row_is_wider_than_the_terminal(files: list[Tagged], width: int, depth: int) -> None:
    rows = table(files, width=width, depth=depth)
    # Below that not even the share fits beside a name's first letter.
    assert all(shown.cells(row) <= max(width, 11) for row in rows)


@settings(deadline=None, max_examples=60)
@given(trees())
def test_colours_change_nothing_but_the_colours(files: list[Tagged]) -> None:
    coverage = Coverage("shop", "the files on disk", fold(files))
    painted = text.render(coverage, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == text.render(coverage)


def test_names_forge_no_line_and_steer_no_terminal() -> None:
    files = [file(f"{name.replace('/', '')}\x1b[2J/f.py", Level.PUBLIC) for name in HOSTILE]
    said = text.render(Coverage("\x1b]0;x\x07", "a\nb", fold(files)), width=200)
    assert all(char == "\n" or char.isprintable() for char in said)


def test_many_folders_beside_each_other_become_one_row_that_adds_up() -> None:
    files = [file(f"part{number:03}/f.py", None, number) for number in range(100)]
    rows = table(files, width=100)
    assert len(rows) == 2 + 12 + 1
    assert rows[-1].split()[:3] == ["88", "more", "folders"]
    lines = [int(re.split(r"\s{2,}", row.strip())[2].replace(",", "")) for row in rows[1:]]
    assert lines[0] == sum(lines[1:]) == sum(range(100))


def test_what_is_wrong_is_said_and_where_to_read_on() -> None:
    note = Note(NoteKind.UNREADABLE, Origin(OriginKind.FILE, "a.py"), "no end", 3)
    said = text.render(Coverage("shop", "disk", fold(SHOP), (note,)))
    assert said.endswith(
        "1 thing to look at; promptguard tag verify lists them:\n  a.py:3: no end\n"
    )


def test_a_repository_without_files_has_a_report() -> None:
    assert text.render(Coverage("shop", "disk", fold([]))).startswith("shop, disk: no files\n")


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "-"),
        (0, 9, "0 %"),
        (1, 1000, "<1 %"),
        (1, 200, "1 %"),
        (999, 1000, ">99 %"),
        (5, 5, "100 %"),
        (1, 8, "13 %"),
    ],
)
def test_shares_in_words(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 10**9), min_size=5, max_size=5), st.integers(5, 60))
def test_a_bar_is_dealt_out_whole_and_shows_the_rarest(amounts: list[int], width: int) -> None:
    parts = shares(amounts, width)
    assert sum(parts) == (width if any(amounts) else 0)
    assert all(bool(part) == bool(amount) for part, amount in zip(parts, amounts, strict=True))
