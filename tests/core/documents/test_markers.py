"""Which `promptguard:` is a comment, and which is a string literal or prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.documents.document import Document
from promptguard.documents.markers import Standing, comment_of, markers
from promptguard.documents.prologs import prolog_lines
from promptguard.model import Origin, OriginKind


def document(text: str) -> Document:
    return Document(Origin(OriginKind.FILE, "a.txt"), text.encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("# promptguard: X", id="shell"),
        pytest.param("  ## PromptGuard: X ##", id="shell box, capitals"),
        pytest.param("// promptguard: X", id="c++"),
        pytest.param("/// promptguard: X", id="rust doc"),
        pytest.param("/* promptguard: X */", id="c"),
        pytest.param("/** promptguard: X */ int code;", id="c, code behind it"),
        pytest.param(" * promptguard: X", id="c continuation"),
        pytest.param("-- promptguard: X", id="sql"),
        pytest.param(";; promptguard: X", id="lisp"),
        pytest.param("% promptguard : X", id="tex, blank before the colon"),
        pytest.param("<!-- promptguard: X -->", id="markup"),
        pytest.param("{# promptguard: X #}", id="jinja"),
        pytest.param("{{!-- promptguard: X --}}", id="handlebars"),
        pytest.param("<%-- promptguard: X --%>", id="jsp"),
        pytest.param("{/* promptguard: X */}", id="jsx"),
        pytest.param("(* promptguard: X *)", id="ocaml"),
        pytest.param("{- promptguard: X -}", id="haskell"),
        pytest.param("@* promptguard: X *@", id="razor"),
        pytest.param("#| promptguard: X |#", id="scheme block"),
        pytest.param("! promptguard: X", id="fortran"),
        pytest.param("<?php // promptguard: X ?>", id="php before html"),
        pytest.param("<%# promptguard: X %>", id="erb"),
        pytest.param("{{- /* promptguard: X */ -}}", id="go template"),
        pytest.param("{# promptguard: X -#}", id="jinja that leaves no line behind"),
        pytest.param("{% comment %}promptguard: X{% endcomment %}", id="liquid"),
        pytest.param("(: promptguard: X :)", id="xquery"),
        pytest.param("//- promptguard: X", id="pug"),
        pytest.param("-# promptguard: X", id="haml"),
        pytest.param(".. promptguard: X", id="restructured text"),
        pytest.param("REM promptguard: X", id="batch"),
        pytest.param(":: promptguard: X", id="batch label"),
        pytest.param("dnl promptguard: X", id="m4"),
        pytest.param("' promptguard: X", id="visual basic"),
        pytest.param('" promptguard: X', id="vim"),
        pytest.param('"""promptguard: X"""', id="docstring"),
        pytest.param("r'''promptguard: X", id="raw docstring"),
    ],
)
def test_alone_in_a_comment(line: str) -> None:
    found = list(markers(document(f"first\n{line}\r\nlast")))
    assert [(each.line, each.standing, each.words) for each in found] == [
        (2, Standing.COMMENT, "X")
    ]


@pytest.mark.parametrize(
    ("line", "standing"),
    [
        pytest.param("promptguard: X", Standing.PLAIN, id="plain"),
        pytest.param("\ufeff  promptguard: X", Standing.PLAIN, id="byte order mark"),
        pytest.param("x = 1  # promptguard: X", Standing.TRAILING, id="behind code"),
        pytest.param("x = 'a\\'b'  # promptguard: X", Standing.TRAILING, id="closed string before"),
        pytest.param("it's() // promptguard: X", Standing.TRAILING, id="apostrophe before"),
        pytest.param("f(); /* promptguard: X */", Standing.TRAILING, id="block behind code"),
    ],
)
def test_other_places(line: str, standing: Standing) -> None:
    assert [each.standing for each in markers(document(line))] == [standing]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('"promptguard: X"', id="string"),
        pytest.param("'promptguard: X',", id="string in a list"),
        pytest.param('" promptguard: X",', id="string with a blank"),
        pytest.param('x = "# promptguard: X"', id="comment in a string"),
        pytest.param("x = ' promptguard: X'", id="no visual basic comment"),
        pytest.param("see `# promptguard: X`", id="code in prose"),
        pytest.param("https://promptguard: X", id="address"),
        pytest.param("about promptguard: X", id="prose"),
        pytest.param('x = """promptguard: X', id="assigned long string"),
        pytest.param('{"promptguard": "X"}', id="json key"),
    ],
)
def test_no_marker(line: str) -> None:
    assert list(markers(document(line))) == []
    assert comment_of(line) is None


@pytest.mark.parametrize(
    "before",
    [
        "> ",
        ">> ",
        "+",
        "-",
        " 12: ",
        "    12\u2192",
        "12\t",
        "src/a.py:12:",
        "src/a.py:12: + ",
        "3| ",
    ],
)
def test_quoted_lines_are_read_through(before: str) -> None:
    line = document(f"{before}# promptguard: X")
    assert [each.standing for each in markers(line, quoted=True)] == [Standing.COMMENT]


def test_comment_of_answers_only_for_comments() -> None:
    assert comment_of("x = 1  # promptguard: allow") is not None
    assert comment_of("promptguard: allow") is None
    assert comment_of("") is None


def test_a_line_of_megabytes_is_linear() -> None:
    line = document("-" * 2_000_000 + " promptguard: X " + "#" * 2_000_000)
    assert [each.standing for each in markers(line)] == [Standing.TRAILING]


@given(
    st.lists(
        st.sampled_from(["promptguard:", "#", "//", '"', "'", "\n", "\r", " ", "x", "é", "*/"])
    )
)
def test_random_text_never_raises(parts: list[str]) -> None:
    text = "".join(parts)
    for marker in markers(document(text), quoted=True):
        assert text.splitlines()
        assert marker.line <= text.count("\n") + text.count("\r") + 1
    comment_of(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", 0, id="empty"),
        pytest.param("import os", 0, id="none"),
        pytest.param("#!/bin/sh\n", 1, id="shebang"),
        pytest.param("#!/usr/bin/python\n# -*- coding: utf-8 -*-\n", 2, id="shebang and encoding"),
        pytest.param("# coding: latin-1\n", 1, id="encoding"),
        pytest.param('<?xml version="1.0"?>\n<!DOCTYPE html>\n', 2, id="xml and doctype"),
        pytest.param("<?php\n", 1, id="php"),
        pytest.param("---\ntitle: x\n---\ntext", 3, id="front matter"),
        pytest.param("+++\ntitle='x'\n+++\n", 3, id="toml front matter"),
        pytest.param("---\na: 1\nb: 2\n", 0, id="yaml document, no front matter"),
        pytest.param("\ufeff#!/bin/sh\n", 1, id="byte order mark"),
    ],
)
def test_prolog(text: str, lines: int) -> None:
    assert prolog_lines(document(text)) == lines
