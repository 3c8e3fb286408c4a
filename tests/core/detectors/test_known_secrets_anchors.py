"""Each plugin's anchor is in whatever its own expressions match."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from detect_secrets.__version__ import VERSION
from detect_secrets.plugins import keyword
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.detectors.known_secrets import adapter
from promptguard.detectors.known_secrets.anchors import ANCHORS, PROVEN
from promptguard.engine.relax import RULE_FLAGS, relax

_ANCHORS = {anchor.plugin: anchor for anchor in ANCHORS}


def expressions() -> Iterator[tuple[str, "re.Pattern[str]"]]:
    """(plugin, expression) of all plugins that are made of expressions."""
    for name, plugin in adapter.built_in().items():
        yield from ((name, pattern) for pattern in getattr(plugin, "denylist", ()))
    tables: list[Any] = [
        keyword.QUOTES_REQUIRED_DENYLIST_REGEX_TO_GROUP,
        *keyword.REGEX_BY_FILETYPE.values(),
    ]
    for pattern in {one for table in tables for one in table}:
        yield "KeywordDetector", pattern


CASES = list(expressions())
IDS = [f"{name}-{index}" for index, (name, _) in enumerate(CASES)]


def test_the_installed_release_is_the_one_that_the_anchors_were_made_from() -> None:
    assert VERSION in PROVEN
    assert set(_ANCHORS) == set(adapter.built_in())


@pytest.mark.parametrize(("name", "pattern"), CASES, ids=IDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_match_holds_the_anchor(name: str, pattern: "re.Pattern[str]", data: Any) -> None:
    text = data.draw(st.from_regex(pattern))
    match = pattern.search(text)
    if match is None or not text.isprintable():
        return
    # With one character around it, which an anchor may ask to be no letter.
    around = text[max(0, match.start() - 1) : match.end() + 1]
    anchor = _ANCHORS[name].pattern
    assert re.search(anchor, around, RULE_FLAGS)
    assert re.search(relax(anchor).encode(), around.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("anchor", ANCHORS, ids=lambda anchor: anchor.plugin)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_anchor_holds_one_of_its_words(anchor: Any, data: Any) -> None:
    if anchor.words:
        text = data.draw(st.from_regex(re.compile(anchor.pattern, RULE_FLAGS), fullmatch=True))
        assert any(word in text.casefold() for word in anchor.words)
