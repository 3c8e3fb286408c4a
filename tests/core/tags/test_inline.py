"""Header tags and regions: what they mean, what is wrong with them, and that doubt raises."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.documents.document import Document
from promptguard.model import Level, NoteKind, Origin, OriginKind, Span, Tag, TagForm, TagScope
from promptguard.tags import SIGNALS
from promptguard.tags.inline import read

MARK = "promptguard" + ":"


def document(text: str, kind: OriginKind = OriginKind.FILE) -> Document:
    return Document(Origin(kind, "a.py"), text.encode("utf-8", "replace"))


def said(text: str, kind: OriginKind = OriginKind.FILE) -> tuple[list[str], list[str]]:
    """Tags as `scope level lines labels`, problems as `line text`."""
    tags, notes = read(document(text, kind))
    shown = [
        " ".join([tag.scope.value, tag.level.word, f"{tag.line}-{tag.end_line}", *tag.labels])
        for tag in tags
    ]
    return shown, [f"{note.line} {note.text}" for note in notes]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        pytest.param("# promptguard: confidential\n", ["file confidential 1-1"], id="header"),
        pytest.param("// PromptGuard: RESTRICTED", ["file restricted 1-1"], id="any case"),
        pytest.param("promptguard: public\n", ["file public 1-1"], id="plain line"),
        pytest.param(
            "# promptguard: internal labels=pii,Finance\n",
            ["file internal 1-1 pii finance"],
            id="labels",
        ),
        pytest.param(
            '<!-- promptguard: internal labels="a,b" -->', ["file internal 1-1 a b"], id="quoted"
        ),
        pytest.param(
            "#!/bin/sh\n" + "\n" * 29 + "# promptguard: internal",
            ["file internal 31-31"],
            id="thirtieth line behind a shebang",
        ),
        pytest.param(
            "\n# promptguard: public\n# promptguard: restricted\n",
            ["file public 2-2", "file restricted 3-3"],
            id="two headers",
        ),
        pytest.param("a = 1  # promptguard: restricted", ["region restricted 1-1"], id="statement"),
        pytest.param(
            "a\n# promptguard: begin confidential labels=x\nb\n# promptguard: end\nc",
            ["region confidential 2-4 x"],
            id="region",
        ),
        pytest.param(
            "# promptguard: begin restricted\n"
            "# promptguard: begin internal\n"
            "# promptguard: end\n"
            "# promptguard: end\n",
            ["region restricted 1-4", "region internal 2-3"],
            id="nested",
        ),
        pytest.param("# promptguard: allow x", [], id="a suppression is no tag"),
        pytest.param('x = "# promptguard: restricted"', [], id="a string is no tag"),
        pytest.param("promptguard: knows what may be sent", [], id="prose"),
        pytest.param("promptguard: internal tools and more", [], id="prose with a level's word"),
        pytest.param("promptguard: strictly for tests", [], id="prose that begins like a level"),
        pytest.param("promptguard: true", [], id="a key of yaml"),
        pytest.param("promptguard: end of the story", [], id="prose with a reserved word"),
        pytest.param("promptguard: begin here", [], id="prose with the other reserved word"),
        pytest.param("# promptguard:", [], id="nothing behind it"),
    ],
)
def test_clear_tags(text: str, tags: list[str]) -> None:
    assert said(text) == (tags, [])


@pytest.mark.parametrize(
    ("text", "tags", "problem"),
    [
        pytest.param(
            "# promptguard: confidental",
            ["file restricted 1-1"],
            '1 "confidental" is not a level and counts as restricted. Did you mean "confidential"?',
            id="misspelt in a comment",
        ),
        pytest.param(
            "promptguard: restrictd",
            ["file restricted 1-1"],
            'Did you mean "restricted"?',
            id="misspelt in plain text",
        ),
        pytest.param(
            "# promptguard: secret",
            ["file restricted 1-1"],
            "Known: public, internal",
            id="another word",
        ),
        pytest.param("# promptguard: see the wiki", [], "no tag", id="prose"),
        pytest.param(
            "# promptguard: strictly confidential",
            ["file restricted 1-1"],
            '"strictly" is not a level',
            id="prose that begins like a level",
        ),
        pytest.param(
            "# promptguard: public but see the wiki",
            ["file internal 1-1"],
            "`public` is not obeyed",
            id="doubt never lowers",
        ),
        pytest.param(
            "# promptguard: restricted, see the wiki",
            ["file restricted 1-1"],
            "not understood",
            id="doubt still raises",
        ),
        pytest.param(
            "# promptguard: confidential label=x",
            ["file confidential 1-1"],
            'Did you mean "labels"?',
            id="unknown key",
        ),
        pytest.param(
            "# promptguard: confidential labels=a/b",
            ["file confidential 1-1"],
            "a label is",
            id="odd label",
        ),
        pytest.param(
            "# promptguard: begin",
            ["region restricted 1-1"],
            "needs a level",
            id="begin without a level",
        ),
        pytest.param(
            "# promptguard: begin foo\n# promptguard: end",
            ["region restricted 1-2"],
            '"foo" is not a level',
            id="begin with another word",
        ),
        pytest.param(
            "# promptguard: begin internal\nx\n",
            ["region internal 1-3"],
            "reaches to the end",
            id="unclosed",
        ),
        pytest.param("x\n# promptguard: end", [], "without a `begin`", id="end alone"),
        pytest.param(
            "# promptguard: begin internal\n# promptguard: end internal\ny",
            ["region internal 1-3"],
            "closes nothing",
            id="doubtful end",
        ),
        pytest.param(
            "# promptguard: begin internal\nx()  # promptguard: end\ny",
            ["region internal 1-3"],
            "closes nothing",
            id="end behind code",
        ),
        pytest.param(
            "\n" * 30 + "# promptguard: restricted",
            [],
            "31 stands below line 30",
            id="too low",
        ),
        pytest.param(
            "import os\n# promptguard: restricted\n",
            ["file restricted 2-2"],
            "2 stands below line 0",
            id="behind code raises until it is moved",
        ),
        pytest.param(
            "import os\n# promptguard: public\n",
            ["file internal 2-2"],
            "so it is no header",
            id="behind code it lowers nothing",
        ),
        pytest.param(
            "# promptguard: public override",
            ["file internal 1-1"],
            'only with a reason="..."',
            id="override without a reason",
        ),
        pytest.param(
            "# promptguard: confidential origin=E%U owner=@billing",
            ["file confidential 1-1"],
            "an origin is one word",
            id="doubtful origin",
        ),
    ],
)
def test_unclear_tags_are_said_and_never_lower(text: str, tags: list[str], problem: str) -> None:
    shown, problems = said(text)
    assert shown == tags
    assert any(problem in each for each in problems)


def test_everything_a_tag_may_say() -> None:
    words = 'c3 labels=pii,x origin=EU owner=@billing override reason="synthetic data"'
    (tag,), notes = read(document(f"# promptguard: {words}"), {"c3": Level.CONFIDENTIAL})
    assert notes == ()
    assert tag[:2] == (Level.CONFIDENTIAL, ("pii", "x"))
    assert tag[7:12] == (TagForm.HEADER, "EU", "@billing", "synthetic data", True)


@pytest.mark.parametrize(
    "head",
    [
        "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# SPDX-License-Identifier: MIT\n\n",
        "/*\n * Copyright\n\n   x = 1;\n */\n",
        '<?xml version="1.0"?>\n<!--\n  a\n-->\n',
        "<?php\n// a\n",
        '"""Docstring\n\nof several lines."""\n',
        "-- a\n--[[ b\n c ]]\n",
        "%{\n a\n%}\n% b\n",
        "---\ntitle: x\n---\n",
    ],
)
def test_a_head_is_what_stands_before_the_first_code(head: str) -> None:
    assert said(head + "# promptguard: restricted\n")[1] == []
    assert "no header" in said(head + "x = 1\n# promptguard: restricted\n")[1][0]


def test_in_pasted_text_a_header_counts_anywhere() -> None:
    text = "please fix\n" * 40 + "> # promptguard: restricted\n"
    assert said(text, OriginKind.PROMPT) == (["file restricted 41-41"], [])


def test_spans_cover_whole_lines_in_code_points() -> None:
    text = "é\n# promptguard: begin internal\n漢\n# promptguard: end\nlast"
    (tag,), _ = read(document(text))
    assert text[tag.span.start : tag.span.end] == "\n".join(text.split("\n")[1:4]) + "\n"
    assert (tag.scope, tag.source) == (TagScope.REGION, "a.py:2")


def test_a_window_of_a_large_file() -> None:
    window = Document(
        Origin(OriginKind.FILE, "a.py"),
        b"x\n# promptguard: end\n# promptguard: begin internal\n# promptguard: restricted",
        base=1000,
        base_line=500,
        whole=False,
    )
    tags, notes = read(window)
    assert [(tag.line, tag.end_line, tag.span.start) for tag in tags] == [(502, 503, 1021)]
    assert [note.line for note in notes] == [503]


def test_problems_are_counted_beyond_a_limit() -> None:
    _, notes = read(document("# promptguard: end\n" * 500))
    assert len(notes) == 21
    assert notes[-1].text == "480 further problems with tags are not shown"
    assert {note.kind for note in notes} == {NoteKind.TAG}


def test_a_hundred_deep_nesting() -> None:
    text = "# promptguard: begin internal\n" * 100 + "# promptguard: end\n" * 100
    tags, notes = read(document(text))
    assert [(tag.line, tag.end_line) for tag in tags] == [(n, 201 - n) for n in range(1, 101)]
    assert notes == ()


_LINES = st.lists(st.sampled_from(["x", *(f"begin {level.word}" for level in Level), "end"]))


@given(_LINES)
def test_regions_agree_with_a_naive_model(lines: list[str]) -> None:
    text = "\n".join(line if line == "x" else f"# promptguard: {line}" for line in lines) + "\n"
    tags, notes = read(document(text))
    levels, stack, unbalanced = [], [], 0
    for line in lines:
        if line.startswith("begin"):
            stack.append(Level[line.split()[1].upper()])
        levels.append(max(stack, default=None))
        if line == "end":
            unbalanced += not stack
            del stack[-1:]
    assert [_level_at(tags, number) for number in range(1, len(lines) + 1)] == levels
    assert len(notes) == min(unbalanced + len(stack), 21)


def _level_at(tags: tuple[Tag, ...], line: int) -> Level | None:
    return max((tag.level for tag in tags if tag.line <= line <= tag.end_line), default=None)


_TAG_WORDS = "promptguard: Promptguard begin end public restricted labels=a labels= x 漢 \x00 ="
_COMMENTS = "# // <!-- --> ''' \" :"
_WORDS = st.sampled_from([*_TAG_WORDS.split(" "), *_COMMENTS.split(" "), "\n", "\r\n", " ", "\t"])


@given(st.lists(_WORDS), st.sampled_from(OriginKind))
def test_random_text_never_raises_and_spans_lie_inside(parts: list[str], kind: OriginKind) -> None:
    text = "".join(parts)
    tags, _ = read(document(text, kind))
    for tag in tags:
        assert Span(0, 0) <= tag.span
        assert tag.span.end <= len(text)
        assert tag.line <= tag.end_line


@given(st.lists(_WORDS))
def test_whatever_is_read_the_engine_looks_for(parts: list[str]) -> None:
    text = "".join(parts)
    if any(read(document(text))):
        assert re.search(SIGNALS[0].expression.encode(), text.encode())
        assert re.search(SIGNALS[0].pattern, text)


@pytest.mark.parametrize("opener", ["??", "@comment", "~~"])
@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("restricted", ["file restricted 1-1"]),
        ('public override reason="x"', ["file internal 1-1"]),
        ("end", []),
    ],
)
def test_behind_an_unknown_comment_a_tag_may_raise_and_is_said(
    opener: str, words: str, tags: list[str]
) -> None:
    shown, problems = said(f"{opener} promptguard: {words}\n")
    assert shown == tags
    assert any("sidecar" in problem for problem in problems)


@pytest.mark.parametrize("before", ["-", "+", ">", "$", "say", "|", "1."])
def test_a_list_a_diff_or_prose_is_no_comment(before: str) -> None:
    assert said(f"{before} promptguard: restricted\n") == ([], [])


def test_an_example_in_markdown_tags_nothing() -> None:
    example = f"# How to\n\n```py\n# {MARK} restricted\n# {MARK} begin restricted\n```\n"
    document = Document(Origin(OriginKind.FILE, "a.md"), example.encode())
    assert read(document) == ((), ())
    commented = f"<!-- {MARK} confidential -->\n{example}"
    tags, notes = read(Document(Origin(OriginKind.FILE, "a.md"), commented.encode()))
    assert ([tag.level for tag in tags], notes) == ([Level.CONFIDENTIAL], ())
    pasted = Document(Origin(OriginKind.PROMPT, "a.md"), example.encode())
    assert max(tag.level for tag in read(pasted)[0]) is Level.RESTRICTED
