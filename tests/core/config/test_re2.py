"""What Go's regular expressions mean is said in Python's, or refused by name."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.config.re2 import Untranslatable, translate


@pytest.mark.parametrize(
    ("go", "python"),
    [
        ("abc", "abc"),
        ("a(?i)b", "a(?i:b)"),
        ("a(?i)b|c", "a(?i:b)|(?i:c)"),
        ("(x(?i)y)z", "(?P<value>x(?i:y))z"),
        ("(?i)a(?-i:B)", "(?i:a(?:(?-i:B)))"),
        ("(?i)a(?-i)b", "(?i:a)b"),
        ("(?s)a.b", "(?s:a.b)"),
        ("(?m)^a$", "^a$"),
        ("(?P<n>a)(?<m>b)", "(?P<value>a)(b)"),
        (r"a\z", r"a\Z"),
        (r"\Qa.b\Ec", r"a\.bc"),
        ("[[:alpha:]_]", "[A-Za-z_]"),
        ("[]a]", r"[\]a]"),
        ("[^]a]", r"[^\]a]"),
        ("[[a]", r"[\[a]"),
        ("a{,5}", r"a\{,5}"),
        (r"\x{263a}", r"\U0000263a"),
    ],
)
def test_what_differs(go: str, python: str) -> None:
    assert translate(go) == python
    re.compile(python)


@pytest.mark.parametrize(
    ("go", "why"),
    [
        (r"\p{Lu}", r"it has \p, a class of Unicode"),
        ("(?U)a+", "it has (?U), which makes all repetition lazy"),
        ("[[:^alpha:]]", "it has [:^alpha:]"),
        ("(?=a)", "it has (?="),
        ("(a", "it has a ( too many"),
        ("a)", "it has a ) too many"),
        ("[a", "it has a [ too many"),
    ],
)
def test_what_python_cannot_say(go: str, why: str) -> None:
    with pytest.raises(Untranslatable) as caught:
        translate(go)
    assert str(caught.value) == why


def test_the_group_that_is_the_secret() -> None:
    assert translate("(a)(b)", 2) == "(a)(?P<value>b)"
    assert translate("(a)(b)") == "(?P<value>a)(b)"
    with pytest.raises(Untranslatable, match="it has no group 3"):
        translate("(a)(b)", 3)


@given(st.text(alphabet="ab()[]{}?|\\^$.*+-imsUPQEz<>:=,0123x", max_size=40))
def test_whatever_is_written_is_translated_or_refused(text: str) -> None:
    with suppress(Untranslatable):
        translate(text)


@given(st.text(alphabet="AaBb", max_size=6))
def test_flags_inside_mean_what_they_do_in_go(text: str) -> None:
    # a, then b in either case, or a second branch that inherits the flag.
    pattern = re.compile(translate("a(?i)b|aab"))
    assert bool(pattern.fullmatch(text)) == (
        text in ("ab", "aB") or (len(text) == 3 and text.lower() == "aab")
    )
