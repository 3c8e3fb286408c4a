"""A relaxed expression matches wherever the pattern does: fuzzed, since hyperscan trusts it."""

import re
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from promptguard.engine.relax import RULE_FLAGS, relax

_LETTERS = "abkKsSiI01_ -.=\n\t\x0b\x1cé\u0130\u0131\u017f\u212aµμßÅ\u212b٣𐐀"
_ATOMS = (
    *"abkKsSi01_=", r"\.", ".", r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", "[a-c]", "[^a]",
    "[^\\n]", "[kK0]", "[^ks]", r"[\w-]", r"[^\w]", r"[^\s]", r"[^\S\n]", r"[\sx]", r"[^\d]",
    r"[^\D]", "é", "[é-ü]", "[^é]", "µ", "\u212a", "ß", "(?:ab|k)",
)  # fmt: skip
_EDGES = ("", r"\b", r"\B", "^", "$", "(?=a)", "(?!a)", "(?<=a)", "(?<!k)")
_COUNTS = ("", "", "", "?", "*", "+", "{2}", "{1,3}", "{0,2}", "+?", "*?", "{3,}", "++")
_GROUPS = ("{}", "{}", "(?:{})", "({})", "(?i:{})", "(?u:{})", "(?a:{})", "(?>{})", "(?:{}|x)")


@st.composite
def patterns(draw: Any) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        atom = draw(st.sampled_from(_EDGES)) + draw(st.sampled_from(_ATOMS))
        inner = atom + draw(st.sampled_from(_COUNTS))
        group = draw(st.sampled_from(_GROUPS)).format(inner)
        parts.append(group + (draw(st.sampled_from(_COUNTS)) if group.endswith(")") else ""))
    return "".join(parts) + draw(st.sampled_from(_EDGES))


_FLAGS = (RULE_FLAGS, re.MULTILINE, RULE_FLAGS | re.IGNORECASE, re.IGNORECASE, re.DOTALL, 0)


@settings(max_examples=1500, deadline=None)
@given(
    pattern=patterns(),
    flags=st.sampled_from(_FLAGS),
    text=st.text(alphabet=_LETTERS, max_size=14),
)
@example(pattern=r"\D\b", flags=re.ASCII | re.MULTILINE, text="=I")
def test_it_matches_inside_whatever_the_pattern_matches(
    pattern: str, flags: int, text: str
) -> None:
    try:
        match = re.compile(pattern, flags).search(text)
        expression = relax(pattern, flags)
    except (re.error, ValueError):
        assume(False)
        return
    if match is None:
        return
    data = text.encode("utf-8")
    start = len(text[: match.start()].encode("utf-8"))
    stop = len(text[: match.end()].encode("utf-8"))
    found = re.compile(expression.encode("ascii"), re.MULTILINE)
    # Some match ends inside the true one: on its lines, that is.
    assert any(
        hit is not None and hit.end() <= stop
        for at in range(start, stop + 1)
        for hit in _hits(found, data, at, stop)
    ), expression


def _hits(found: "re.Pattern[bytes]", data: bytes, at: int, stop: int) -> Any:
    """Matches from `at`, longest first; `$` and `\\b` see what follows `stop`."""
    yield found.match(data, at)
    for end in range(stop, at, -1):
        yield found.match(data, at, end)
        rest = b"(?=(?s:.{%d})\\Z)" % (len(data) - end)
        yield re.compile(b"(?:%s)%s" % (found.pattern, rest), found.flags).match(data, at)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?i:key)", "\u212aey"),
        ("(?iu:secret)", "\u017fecret"),
        ("(?iu:contrase[ñn]a)", "CONTRASEÑA"),
        ("(?iu:µ)x", "μx"),
        (r"(?u:\d)x", "٣x"),
        (r"a(?u:\w){3}", "aééé"),
    ],
)
def test_letters_that_case_folding_joins(pattern: str, text: str) -> None:
    if re.search(pattern, text, RULE_FLAGS):
        assert re.search(relax(pattern).encode(), text.encode())


@pytest.mark.parametrize("pattern", ["a*", "(?=a)", r"\b", "(a|b*)?", ""])
def test_a_pattern_that_matches_nothing_at_all_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="nothing"):
        relax(pattern)


def test_an_open_tail_is_cut() -> None:
    assert relax("key[0-9]+x*") == relax("key[0-9]{1}")
    assert relax(r"(?u:k\w{9})").endswith("{9})")
