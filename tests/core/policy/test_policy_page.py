"""docs/policy.md: every policy on it is one, and decides what the cases below it say."""

import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from promptguard.policy.cases import outcomes, read_cases
from promptguard.policy.drafts import draft
from promptguard.policy.lint import lint
from promptguard.policy.rows import KIND_WORDS, SAID, conditions
from promptguard.policy.schema import cases_schema, schema

PAGE = (Path(__file__).parents[3] / "docs/policy.md").read_text(encoding="utf-8")
_PARTS = re.split(r"^### \d+\. ", PAGE, flags=re.M)
SITUATIONS = {part.partition("\n")[0]: part for part in _PARTS[1:]}
DAY = "2026-11-24"


def blocks(part: str) -> tuple[str, str]:
    policy, cases = re.findall(r"^```toml\n(.*?)^```", part, flags=re.M | re.S)
    return policy, cases


def test_there_are_six() -> None:
    assert len(SITUATIONS) == 6


@pytest.mark.parametrize("title", SITUATIONS)
def test_a_situation_decides_as_its_cases_say(title: str, tmp_path: Path) -> None:
    text, cases = blocks(SITUATIONS[title])
    (tmp_path / "policy.toml").write_text(text, encoding="utf-8")
    policy = draft(str(tmp_path / "policy.toml"), today=DAY)
    done = outcomes(policy, read_cases("cases", tomllib.loads(cases), policy))
    assert [each.case.name for each in done if not each.holds] == []
    assert len(done) >= 4
    assert [each for each in lint(policy, DAY, ("pii", "secret")) if each.kind.fails] == []
    Draft7Validator(schema(policy.destinations)).validate(tomllib.loads(text))
    Draft7Validator(cases_schema()).validate(tomllib.loads(cases))


def test_every_key_of_a_row_is_on_the_page() -> None:
    for key in (*SAID, *conditions(())):
        assert re.search(rf"`{key}[` =]|^{key} = ", PAGE, flags=re.M), key
    assert all(f"`{kind}`" in PAGE for kind in KIND_WORDS)
