"""Regions written and taken out: idempotent, nested, never cutting one another."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from promptguard.model import Level, TagForm
from promptguard.tags.edit import NO_ALIASES, Editing, Unwritable, opened, said_in
from promptguard.tags.regions import region_removed, region_set
from promptguard.tags.wording import wording

MARK = "promptguard" + ":"
SECRET = wording("restricted", labels=("pii",))
MILD = wording("confidential")
LINES = "a = 1\nif a:\n    b = 2\n    c = 3\nd = 4\n"


def editing(data: bytes, name: str) -> Editing:
    found = opened(data, name, NO_ALIASES)
    assert found is not None
    return found


def put(data: bytes, first: int, last: int, wanted=SECRET, name: str = "a.py") -> bytes:
    return region_set(data, editing(data, name), (first, last), wanted)


def out(data: bytes, first: int, last: int, name: str = "a.py") -> bytes:
    return region_removed(data, editing(data, name), (first, last))


def test_comments_stand_around_the_lines_with_their_indentation() -> None:
    assert put(LINES.encode(), 3, 4).decode() == (
        "a = 1\nif a:\n"
        f"    # {MARK} begin restricted labels=pii\n"
        "    b = 2\n    c = 3\n"
        f"    # {MARK} end\n"
        "d = 4\n"
    )


def test_asking_twice_changes_nothing_and_another_level_changes_the_one_tag() -> None:
    once = put(LINES.encode(), 3, 4)
    assert put(once, 3, 4) == once
    assert put(once, 4, 5) == once  # The same lines, as they are numbered now.
    changed = put(once, 3, 4, MILD)
    assert changed == put(LINES.encode(), 3, 4, MILD)
    assert out(changed, 3, 6) == LINES.encode()


def test_regions_nest_and_are_taken_out_one_by_one() -> None:
    outer = put(LINES.encode(), 2, 5, MILD)
    inner = put(outer, 4, 5)
    levels = {tag.level for tag in said_in(inner, "a.py").others}
    assert levels == {Level.CONFIDENTIAL, Level.RESTRICTED}
    assert out(inner, 5, 5) == outer
    assert out(inner, 1, 9) == LINES.encode()


@pytest.mark.parametrize(
    ("name", "text", "lines", "why"),
    [
        ("a.py", LINES, (4, 9), "has 5 lines"),
        ("a.py", "#!/usr/bin/python\nx\n", (1, 2), "begin the region at line 2"),
        ("a.py", f"a\n# {MARK} begin public\nb\n# {MARK} end\nc\n", (1, 3), "would cut"),
        ("a.html", "<p>\n<script>\nlet a;\n</script>\n", (1, 3), "tag all of it or none"),
        ("a.php", "<h1>\n<?php\necho 1;\n", (3, 3), "begins as HTML"),
    ],
)
def test_what_cannot_be_a_region_is_refused(
    name: str, text: str, lines: tuple[int, int], why: str
) -> None:
    with pytest.raises(Unwritable, match=why):
        put(text.encode(), *lines, name=name)


def test_a_script_in_a_page_has_its_own_comments() -> None:
    page = b"<p>a</p>\n<script>\nlet a = 1;\n</script>\n"
    assert b"/* " + MARK.encode() in put(page, 3, 3, name="a.html")
    assert b"<!-- " + MARK.encode() in put(page, 1, 1, name="a.html")


_TEXT = st.lists(
    st.sampled_from(["x = 1", "    y", "\tz", "", "漢字", "# a", "'", '"""']), min_size=1
)


@settings(max_examples=300)
@given(
    lines=_TEXT,
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    final=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    numbers=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    name=st.sampled_from(["a.py", "a.js", "a.css", "a.md", "a.lua", "a.go", "a.yaml", "a.vim"]),
)
def test_any_lines(
    lines: list[str],
    ending: str,
    final: bool,
    encoding: str,
    numbers: tuple[int, int],
    name: str,
) -> None:
    data = (ending.join(lines) + ending * final).encode(encoding)
    first, last = sorted(numbers)
    try:
        tagged = put(data, first, last, name=name)
    except Unwritable:
        assume(False)
    (tag,) = [tag for tag in said_in(tagged, name).others if tag.form is TagForm.REGION]
    assert SECRET.is_said_by(tag)
    assert (tag.line, tag.end_line) == (first, last + 2)
    assert put(tagged, first, last, name=name) == tagged
    assert out(tagged, first, last + 2, name=name) == data
