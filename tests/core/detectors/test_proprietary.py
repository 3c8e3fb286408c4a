"""Owners' notices as they open real files, and open licences that use the same words."""

import pytest

from promptguard.model import Confidence
from tests.core.detectors.samples import found

ARR = "// Copyright (c) 2024 Acme Inc. All rights reserved.\n"
BSD = (
    "// Redistribution and use in source and binary forms, with or without modification, are\n"
    "// permitted provided that neither the name of Acme is used without specific prior written\n"
    "// permission.\n"
)


def _rules(text: str, path: str = "rates.js") -> list[str]:
    return [one.rule_id.partition(".")[2] for one in found("proprietary", text, path)]


@pytest.mark.parametrize(
    "notice",
    [
        "// Unauthorized copying of this file, via any medium, is strictly prohibited.\n",
        "// This file is proprietary and confidential to Acme.\n",
        "// Any use, reproduction or disclosure without an express written license from Acme\n"
        "// is strictly prohibited.\n",
        "// It contains trade secrets of Acme and may not be disclosed without its consent.\n",
        "// License: https://www.acme.example/EULA/universal.html\n",
    ],
)
def test_knows_an_owners_notice(notice: str) -> None:
    (finding,) = found("proprietary", ARR + notice + "\nlet x = 1;\n", "rates.js")
    assert finding.rule_id == "proprietary.notice"
    assert finding.confidence >= Confidence.LIKELY


@pytest.mark.parametrize(
    "text",
    [
        ARR,
        ARR + BSD,
        ARR + "// Licensed under the Apache License, Version 2.0.\n",
        ARR + "// SPDX-License-Identifier: MPL-2.0\n",
        ARR + "// Use of this source code is governed by a license that can be found in the\n"
        "// LICENSE file.\n",
        "/** Accepts the EULA of the image. */\n",
    ],
)
def test_open_code_is_open(text: str) -> None:
    assert not _rules(text)


def test_a_notice_stands_at_the_head() -> None:
    sentence = "say('unauthorized copying is prohibited');\n"
    assert not _rules("let x = 1;\n" * 300 + sentence)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package.json", '{"name": "rates", "license": "UNLICENSED"}'),
        ("pyproject.toml", '[project]\nclassifiers = ["Private :: Do Not Upload"]\n'),
        ("composer.json", '{"license": "proprietary"}'),
        ("setup.py", 'setup(name="x", classifiers=["License :: Other/Proprietary License"])'),
    ],
)
def test_knows_a_closed_manifest(path: str, text: str) -> None:
    assert _rules(text, path) == ["manifest"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package.json", '{"license": "Unlicense"}'),
        ("package.json", '{"license": "MIT"}'),
        ("pyproject.toml", 'classifiers = ["License :: OSI Approved :: MIT License"]\n'),
        ("terms.md", "The license: proprietary or open, as you like.\n"),
    ],
)
def test_an_open_manifest_is_open(path: str, text: str) -> None:
    assert not _rules(text, path)


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("rates.c", "/*\n * ACME CONFIDENTIAL\n */\n", "confidential-mark"),
        ("rates.go", "// Streng vertraulich\n", "restricted-mark"),
        ("rates.cc", "/*\n * (C) 2024 Acme\n * CONFIDENTIAL/社外秘\n */\n", "confidential-mark"),
        ("rates.h", "/*\n@License        Strictly Confidential.\n*/\n", "restricted-mark"),
        ("rates.c", "/* ===FOR INTERNAL USE ONLY. NO DISTRIBUTION PLEASE=== */\n", "internal-mark"),
        (
            "rates.cpp",
            "* Strictly Confidential - Do not duplicate or distribute without consent\n",
            "restricted-mark",
        ),
        ("run", "#!/bin/sh\n# 社外秘\n", "confidential-mark"),
    ],
)
def test_a_mark_in_a_source_file_is_the_codes(path: str, text: str, rule: str) -> None:
    assert _rules(text, path) == [rule]
    assert not found("banners", text, path)
