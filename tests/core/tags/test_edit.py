"""Tags written into files: read back as they were asked for, and taken out without a trace."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.api.tags.edit import Chosen, Order, plan, write
from promptguard.api.tags.resolve import show
from promptguard.model import Level
from promptguard.sources.trees import FolderTree
from promptguard.tags.comments import STYLES, type_of
from promptguard.tags.edit import (
    NO_ALIASES,
    Editing,
    Unwritable,
    header_removed,
    header_set,
    opened,
    said_in,
)
from promptguard.tags.wording import Wording, wording
from tests.core.tags.parsers import errors
from tests.core.tags.samples import SAMPLES, Sample

MARK = "promptguard" + ":"
FULL = wording(
    "confidential", labels=("pii", "x-"), origin="EU", owner="@billing", reason="made up data"
)
OTHER = wording("public", reason="released", override=True)
EACH = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.kind}-{sample.name}")

_TOKENS = r"""
x = 1|'|"|`|'''|/*|*/|<!--|-->|#|//|--|;|%|{|}|(|)|---|+++|#!/bin/sh|# coding: utf-8
@charset "x";|<?xml version='1.0'?>|<!DOCTYPE html>|<?php|?>|%&|# -*-|é|漢字|😀|begin|end
allow|=begin|{#|{%|@echo off
""".strip().replace("\n", "|")
_PIECES = st.one_of(
    st.sampled_from(["\n", "\r\n", "\r", " ", "\t", "\u2028", "\x85", "\f", "\0", '"""']),
    st.sampled_from(_TOKENS.split("|")),
    st.text(max_size=5),
)
CONTENT = st.lists(_PIECES, max_size=12).map("".join)
ENCODINGS = st.sampled_from(
    ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "latin-1", "shift_jis")
)
WORDINGS = st.builds(
    wording,
    st.sampled_from([level.word for level in Level]),
    labels=st.lists(st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True), max_size=12).map(
        tuple
    ),
    origin=st.sampled_from(("", "EU", "CN-31")),
    owner=st.sampled_from(("", "@billing", "team/x", "a@example.com")),
    reason=st.sampled_from(("", "made up", "see ticket 12: all is synthetic.", "made up - all")),
)


def editing(data: bytes, name: str) -> Editing:
    found = opened(data, name, NO_ALIASES)
    assert found is not None
    return found


def put(data: bytes, name: str, wanted: Wording) -> bytes:
    return header_set(data, editing(data, name), wanted)


def out(data: bytes, name: str) -> bytes:
    return header_removed(data, editing(data, name))


def holds(data: bytes, name: str, wanted: Wording) -> bytes:
    """Set, checked by everything that must hold; answers the tagged file."""
    tagged = put(data, name, wanted)
    said = said_in(tagged, name)
    assert len(said.headers) == 1
    assert wanted.is_said_by(said.headers[0])
    assert put(tagged, name, wanted) == tagged
    assert out(tagged, name) == data
    return tagged


@EACH
def test_a_small_file_of_every_type(sample: Sample) -> None:
    data = sample.text.encode()
    assert type_of(sample.name, sample.text) == sample.kind
    tagged = holds(data, sample.name, FULL)
    changed = put(tagged, sample.name, OTHER)
    assert changed == put(data, sample.name, OTHER)
    assert out(changed, sample.name) == data
    if sample.parser != "-":
        assert errors(sample.parser, data) == 0
        assert errors(sample.parser, tagged) == 0


def test_every_type_has_a_sample_and_enough_are_parsed() -> None:
    assert set(STYLES) == {sample.kind for sample in SAMPLES}
    assert len({sample.kind for sample in SAMPLES if sample.parser != "-"}) >= 80


@EACH
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_missing_last_one(sample: Sample, ending: str) -> None:
    text = sample.text.replace("\r\n", "\n").replace("\n", ending)
    for data in (text.encode(), text.rstrip("\r\n").encode(), text.encode("utf-16"), b""):
        if opened(data, sample.name, NO_ALIASES) is None:
            assert sample.name in ("a", "a.m")  # Only its content tells what it is.
            continue
        holds(data, sample.name, FULL)


def test_a_quote_on_the_next_line_of_a_file_of_carriage_returns() -> None:
    holds(b"\r'", "a.vb", FULL)


@settings(max_examples=500)
@given(sample=st.sampled_from(SAMPLES), content=CONTENT, encoding=ENCODINGS, wanted=WORDINGS)
def test_random_content(sample: Sample, content: str, encoding: str, wanted: Wording) -> None:
    data = content.encode(encoding, "replace")
    try:
        if opened(data, sample.name, NO_ALIASES) is None:
            return  # Of a shared extension another language's, which cannot be told.
        put(data, sample.name, wanted)
    except Unwritable as refused:
        told = str(refused)
    else:
        holds(data, sample.name, wanted)
        return
    assert "binary" in told or "cannot hold" in told


@pytest.mark.parametrize("kind", ["python", "html", "go", "css", "batch", "jinja", "sql", "vim"])
def test_what_was_set_is_what_is_shown(kind: str, tmp_path: Path) -> None:
    sample = next(sample for sample in SAMPLES if sample.kind == kind)
    path = tmp_path / sample.name
    for encoding in ("utf-8", "utf-16", "gb18030"):
        path.write_bytes(f"{sample.text}{sample.text}".encode(encoding))
        (edit,) = write(plan([Chosen(str(path), named=True)], Order(FULL)))
        assert not edit.refused
        shown = show(FolderTree(str(tmp_path)), sample.name)
        assert shown.resolved.level is Level.CONFIDENTIAL
        assert shown.resolved.labels == FULL.labels
        assert (shown.resolved.origins, shown.resolved.owners) == (("EU",), ("@billing",))
        assert shown.notes == ()


def test_words_that_the_comment_or_the_encoding_cannot_hold_are_refused() -> None:
    dashes = wording("public", reason="a -- b")
    with pytest.raises(Unwritable, match='cannot hold "--"'):
        put(b"<p>", "a.html", dashes)
    assert b"a -- b" in put(b"x", "a.py", dashes)
    with pytest.raises(Unwritable, match="no such characters"):
        put("# é à\n".encode("latin-1") * 9, "a.py", wording("public", reason="漢"))


def test_a_tag_written_by_hand_is_changed_where_it_stands() -> None:
    block = f"/*\n * Copyright\n * {MARK} public\n */\nint a;\n".encode()
    assert put(block, "a.c", wording("internal")) == block.replace(b"public", b"internal")
    assert out(block, "a.c") == b"/*\n * Copyright\n */\nint a;\n"
    doc = f'"""Doc.\n\n{MARK} public"""\nx = 1\n'.encode()
    assert put(doc, "a.py", wording("internal")) == doc.replace(b"public", b"internal")
    assert out(doc, "a.py") == b'"""Doc.\n\n"""\nx = 1\n'


def test_several_headers_become_one_and_a_misplaced_one_moves_up() -> None:
    twice = f"# {MARK} public\n# {MARK} restricted\nx = 1\n".encode()
    assert put(twice, "a.py", wording("internal")) == f"# {MARK} internal\nx = 1\n".encode()
    low = f"import os\n# {MARK} public\nx = 1\n".encode()
    said = f"# {MARK} internal\nimport os\nx = 1\n".encode()
    assert put(low, "a.py", wording("internal")) == said
