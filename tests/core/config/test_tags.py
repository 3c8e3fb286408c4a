"""`[tags]` of a configuration: what a team asks of its tags."""

import pytest

from promptguard.config import settings
from promptguard.errors import ConfigError
from promptguard.model import Minimum, TagRules


def test_what_a_team_asks_is_read() -> None:
    said = {"required": ["src/billing/**"], "coverage": {".": 10, "src/": 100, ".github": 5}}
    found = settings.check({"tags": said}, "promptguard.toml")["tags"]
    minimums = (Minimum("", 10), Minimum("src", 100), Minimum(".github", 5))
    assert found == TagRules(("src/billing/**",), minimums)


def test_one_number_is_for_everything() -> None:
    found = settings.check({"tags": {"coverage": 80}}, "promptguard.toml")["tags"]
    assert found.coverage == (Minimum("", 80),)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (3, "tags: expects a table"),
        ({"requird": []}, 'tags.requird: no such key. Did you mean "required"?'),
        ({"required": "src"}, "tags.required: expects an array"),
        ({"required": ["[z-a]"]}, "tags.required[1]: is not a pattern"),
        ({"coverage": 101}, "tags.coverage: expects a whole percentage from 0 to 100"),
        ({"coverage": True}, "tags.coverage: expects a percentage"),
        ({"coverage": {"src": -1}}, "tags.coverage.src: expects a whole percentage"),
        ({"coverage": {"src": "x"}}, "tags.coverage.src: expects a whole percentage"),
    ],
)
def test_a_mistake_is_named(said: object, told: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        settings.check({"tags": said}, "promptguard.toml")
    assert f"promptguard.toml: {told}" in str(wrong.value)
