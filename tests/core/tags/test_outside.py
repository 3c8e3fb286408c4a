"""Sidecars, notebooks, .gitattributes and marks: what they say, and that doubt never lowers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.documents.document import Document
from promptguard.errors import SourceError
from promptguard.model import Level, Origin, OriginKind, Settings, TagForm
from promptguard.tags import attributes, marks, metadata, outside, sidecar

MARK = "promptguard" + ":"
ALIASES = marks.aliases_of(Settings(marks=(("streng geheim", Level.RESTRICTED),)))


def beside(text: str | bytes) -> tuple[list[str], list[str]]:
    content = text if isinstance(text, bytes) else text.encode()
    tags, notes = sidecar.read(content, "a.json.classification", ALIASES)
    assert {tag.form for tag in tags} == {TagForm.SIDECAR}
    shown = [" ".join([tag.level.word, str(tag.line), *tag.labels]) for tag in tags]
    return shown, [f"{note.line} {note.text}" for note in notes]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (f"{MARK} confidential labels=pii\n", ["confidential 1 pii"]),
        ("confidential\n", ["confidential 1"]),
        (f"\ufeff# written by hand\r\n\r\n# {MARK} public\r\n", ["public 3"]),
        ("TLP:AMBER\n", ["confidential 1"]),
        ("streng geheim labels=x\n", ["restricted 1 x"]),
    ],
)
def test_a_sidecar_holds_one_tag_a_line(text: str, tags: list[str]) -> None:
    assert beside(text) == (tags, [])


@pytest.mark.parametrize("text", ["", "# only a comment", b"\xff\x00", f"{MARK} end", "begin"])
def test_a_sidecar_without_a_tag_counts_as_restricted(text: str | bytes) -> None:
    shown, problems = beside(text)
    assert shown[0].startswith("restricted")
    assert problems


@given(st.binary(max_size=100))
def test_a_sidecar_of_any_bytes_says_something(content: bytes) -> None:
    assert beside(content)[0]


def notebook(**more: object) -> bytes:
    return json.dumps({"cells": [], "metadata": {}, "nbformat": 4} | more, indent=1).encode()


def test_a_notebook_says_it_in_its_metadata() -> None:
    content = notebook(metadata={"promptguard": 'public override reason="open data"'})
    (tag,), notes = metadata.read(content, "a.ipynb", ALIASES)
    assert (tag.level, tag.override, tag.form) == (Level.PUBLIC, True, TagForm.METADATA)
    assert tag.source == "a.ipynb:4"
    assert notes == ()
    assert metadata.read(content, "a.json", ALIASES) == ((), ())


def test_a_cell_speaks_of_its_notebook_and_lowers_nothing() -> None:
    cells = [{"metadata": {"promptguard": f"{level} override reason=x"}} for level in
             ("restricted", "public")]  # fmt: skip
    tags, _ = metadata.read(notebook(cells=cells), "a.ipynb", ALIASES)
    assert [(tag.level, tag.override) for tag in tags] == [
        (Level.RESTRICTED, False),
        (Level.INTERNAL, False),
    ]


@pytest.mark.parametrize("value", [3, None, ["public"], {"level": "public"}, "", "end", "pubic"])
def test_metadata_that_is_not_understood_counts_as_restricted(value: object) -> None:
    (tag,), notes = metadata.read(notebook(metadata={"promptguard": value}), "a.ipynb", ALIASES)
    assert tag.level is Level.RESTRICTED
    assert notes[0].line == 4


def test_a_notebook_that_is_no_json_counts_as_restricted_where_it_may_hold_a_tag() -> None:
    (tag,), (note,) = metadata.read(b'{\n"promptguard": ', "a.ipynb", ALIASES)
    assert (tag.level, note.line) == (Level.RESTRICTED, 2)
    assert metadata.read(b"{ broken", "a.ipynb", ALIASES) == ((), ())


def test_gitattributes_point_at_their_line() -> None:
    content = b"*.tfvars classification=restricted\n# no\n/a/*.md text classification=TLP:GREEN\n"
    lines = attributes.lines_of(content)
    assert attributes.place_of("x.tfvars", "restricted", [("", lines)]) == (".gitattributes", 1)
    assert attributes.place_of("a/b.md", "TLP:GREEN", [("", lines)]) == (".gitattributes", 3)
    assert attributes.place_of("a/b.md", "else", [("", lines)]) == (".gitattributes", 0)
    assert attributes.tag_of("TLP:GREEN", ("x", 1), ALIASES)[0].level is Level.INTERNAL


@pytest.mark.parametrize(("value", "said"), [("secrt", '"secrt"'), ("set", "without a value")])
def test_an_attribute_that_is_no_level_counts_as_restricted(value: str, said: str) -> None:
    tag, (note,) = attributes.tag_of(value, (".gitattributes", 7), ALIASES)
    assert tag.level is Level.RESTRICTED
    assert note.line == 7
    assert said in note.text


@pytest.mark.parametrize(
    "line",
    ["[attr]secretive classification=restricted", '"a b" classification=restricted',
     "[ab].md classification=restricted", "a\\*b classification=restricted"],
)  # fmt: skip
def test_git_is_asked_of_everything_where_only_git_can_tell(line: str) -> None:
    assert attributes.may_mean(line.encode())("anything/at.all")


def test_git_is_asked_whatever_case_a_path_has() -> None:
    meant = attributes.may_mean(b"*.TFvars classification=restricted\n*.md text\n")
    assert [bool(meant(path)) for path in ("A.tfVARS", "a.md")] == [True, False]


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("# TLP:RED\n", Level.RESTRICTED),
        ("/* TLP:AMBER+STRICT */\n", Level.CONFIDENTIAL),
        ("# CUI//SP-CTI//NOFORN\n", Level.RESTRICTED),
        ("# 数据分级: 核心数据\n", Level.RESTRICTED),
        ("-- Streng Geheim --\n", Level.RESTRICTED),
        ("# TLP:CLEAR\n", None),
        ('x = "TLP:RED"\n', None),
        ("# Files marked TLP:RED stay here.\n", None),
    ],
)
def test_marks_at_the_head_raise(head: str, level: Level | None) -> None:
    data = head.encode()
    document = Document(Origin(OriginKind.FILE, "a.py"), data)
    found = list(marks.read(document, ALIASES))
    assert [tag.level for tag in found] == ([] if level is None else [level])
    assert marks.may_stand_in(data.lower(), ALIASES) or level is None


def test_licences_are_evidence() -> None:
    for licence, level in (("MIT", Level.PUBLIC), ("LicenseRef-Proprietary", Level.CONFIDENTIAL)):
        data = f"# SPDX-License-Identifier: {licence}\n".encode()
        (tag,) = marks.read(Document(Origin(OriginKind.FILE, "a.py"), data), ALIASES)
        assert (tag.form, tag.level, tag.reason) == (TagForm.LICENCE, level, licence)


def test_rules_that_cannot_be_read_fail_closed() -> None:
    gone = SourceError("no permission")
    rules = {"CLASSIFICATION.toml": gone, "b.json.classification": gone}
    said = outside.gather(["a.py", "b.json"], rules, lambda paths: {}, ALIASES)
    assert {path: max(tag.level for tag in tags) for path, tags in said.tags.items()} == {
        "a.py": Level.RESTRICTED,
        "b.json": Level.RESTRICTED,
    }
    assert "no permission" in said.notes[0].text


def test_a_hundred_nested_folders_each_with_annotations() -> None:
    folders = ["/".join(["d"] * depth) for depth in range(100)]
    rules = {
        (f"{folder}/" if folder else "") + "CLASSIFICATION.toml": (
            b'[[annotations]]\npath = "x"\nlevel = "internal"\n'
        )
        for folder in folders
    }
    path = f"{folders[-1]}/x"
    said = outside.gather([path], rules, lambda paths: {}, ALIASES)
    assert len(said.tags[path]) == 100
