"""Code of the team's own, by the names its configuration gives."""

import pytest

from promptguard import pipeline, rulebook
from promptguard.documents.document import Document
from promptguard.model import Level, Origin, OriginKind, Settings

SETTINGS = Settings(companies=("Acme",), scopes=("@acme",), registries=("npm.acme.example",))


@pytest.fixture(scope="module")
def engine():
    return rulebook.open_rulebook(SETTINGS)


def _report(engine, text: str, path: str = "rates.js"):
    document = Document(Origin(OriginKind.FILE, path), text.encode())
    return pipeline.scan(document, engine, SETTINGS)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("// Copyright (c) 2024 Acme Inc.\n", "team_names.company"),
        ('import { rates } from "@acme/rates";\n', "team_names.scope"),
        ("registry=https://npm.acme.example/\n", "team_names.registry"),
    ],
)
def test_what_carries_the_teams_names_is_its_code(engine, text: str, rule: str) -> None:
    report = _report(engine, text)
    assert [one.rule_id for one in report.findings] == [rule]
    assert report.classification.level == Level.CONFIDENTIAL
    assert "proprietary-source" in report.classification.labels


@pytest.mark.parametrize(
    "text",
    [
        "// Copyright (c) 2024 Acme Inc.\n// SPDX-License-Identifier: MIT\n",
        "// Copyright (c) 2024 Acmeology Inc.\n",
        'import { rates } from "@acmeology/rates";\n',
        "see npm.acme.examples\n",
    ],
)
def test_open_code_and_other_names_are_not(engine, text: str) -> None:
    assert not _report(engine, text).findings
