"""A shape is read three ways, and all three agree."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.evidence.shapes import beginning_of, literals_of, pattern_of, sample_of
from promptguard.evidence.templates import render

TEXT = st.text(alphabet="abcXYZ019-_.:/+$^*()[]\\", max_size=6)
SLOT = st.one_of(
    st.just("<uuid>"),
    st.builds(
        "<{}:{}>".format,
        st.sampled_from(["hex", "base62", "base64", "base64url", "base32low", "digit"]),
        st.integers(1, 40),
    ),
    st.builds("<hex:{}-{}>".format, st.integers(1, 9), st.integers(10, 40)),
)
CHOICE = st.lists(st.one_of(TEXT, SLOT), min_size=1, max_size=3).map(
    lambda ways: "{" + "|".join(ways) + "}"
)
SHAPES = st.builds(
    lambda head, parts: head + "".join(parts),
    TEXT,
    st.lists(st.one_of(TEXT, SLOT, CHOICE), max_size=5),
)


@given(SHAPES, st.integers(0, 5))
def test_a_sample_has_the_pattern_its_beginning_and_one_of_its_literals(
    shape: str, seed: int
) -> None:
    sample = render(sample_of(shape), seed)
    assert re.fullmatch(pattern_of(shape), sample, re.ASCII)
    assert re.match(beginning_of(shape), sample, re.ASCII)
    assert any(word in sample.lower() for word in literals_of(shape))


@pytest.mark.parametrize(
    ("shape", "pattern", "literals"),
    [
        ("ghp_<base62:36>", "ghp_(?P<body>[0-9A-Za-z]{36})", ("ghp_",)),
        ("k.<hex:2-4>", r"k\.(?P<body>[0-9a-f]{2,4})", ("k.",)),
        ("{live|test}_<digit:3>", r"(?:live|test)_(?P<body>\d{3})", ("live_", "test_")),
        ("<hex:4>-US<digit:1>", r"(?P<body>[0-9a-f]{4}\-US\d{1})", ("-us",)),
    ],
)
def test_what_a_shape_means(shape: str, pattern: str, literals: tuple[str, ...]) -> None:
    assert pattern_of(shape) == pattern
    assert literals_of(shape) == literals


def test_only_a_slot_is_left_to_chance() -> None:
    match = re.fullmatch(pattern_of("shippo_{live|test}_<hex:40>"), "shippo_test_" + "a" * 40)
    assert match is not None
    assert match["body"] == "a" * 40


def test_an_unknown_alphabet_is_an_error() -> None:
    with pytest.raises(KeyError):
        pattern_of("<runes:4>")
