"""Text made to break detectors: none raises, none points outside, none repeats what it found."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard import detectors, pipeline, reports
from promptguard.evidence.templates import path_of, render
from promptguard.model import Report, Rule, Run
from tests.samples import hostile

_PIECE = 8
_NAMES = detectors.names()
_RULES = [rule for name in _NAMES for rule in detectors.rules(name) if rule.examples]
_bounded = settings(max_examples=25, deadline=None, derandomize=True)


@pytest.mark.parametrize("name", _NAMES)
def test_bent_examples_break_no_detector(name: str) -> None:
    @_bounded
    @given(st.integers(0, 1 << 32), st.booleans())
    def feed(seed: int, whole: bool) -> None:
        path, data = hostile.bent(name, Random(seed))
        hostile.scan(data, path, whole=whole)

    feed()


@_bounded
@given(st.binary(max_size=2000))
def test_bytes_of_any_kind_break_nothing(data: bytes) -> None:
    hostile.scan(data, "notes.txt")


@_bounded
@given(
    st.lists(st.tuples(st.sampled_from(_NAMES), st.integers(0, 99), st.text(max_size=20))),
    st.sampled_from(("notes.txt", "a.py", "values.yaml")),
)
def test_words_of_all_detectors_among_any_text(
    parts: list[tuple[str, int, str]], path: str
) -> None:
    mixed = "".join(
        f"{hostile.words(name)[number % len(hostile.words(name))]}{text}"
        for name, number, text in parts
    )
    hostile.scan(mixed.encode("utf-8", "surrogatepass"), path)


@pytest.mark.parametrize("length", range(88, 92))
def test_a_token_cut_anywhere_is_no_crash(length: int) -> None:
    """Fuzzing found a length that no base64 has."""
    for prefix in ("pypi-AgEIcHlwaS5vcmc", "xoxb-", "eyJhbGciOiJIUzI1NiJ9."):
        hostile.scan((prefix + "Zm9vYmFy" * 12)[:length].encode(), ".pypirc")


@pytest.mark.parametrize("length", range(23, 29))
def test_a_bot_token_with_a_head_of_any_length_is_no_crash(length: int) -> None:
    """Fuzzing found a head of a length that no base64 has."""
    head = ("MTk4NjIyNDgzNDcxOTI1MjQ4" * 2)[:length]
    hostile.scan(f"discord = {head}.GxAb3-.{'aB3_' * 8}".encode(), "bot.py")


def _pieces(text: str) -> set[str]:
    return {text[start : start + _PIECE] for start in range(len(text) - _PIECE + 1)}


def _said(report: Report) -> str:
    """All that any format, or a log of the noun itself, could say."""
    rule_of = pipeline.rule_lookup(hostile.SETTINGS)
    rules = {found.rule_id: rule_of(found.rule_id) for found in report.findings}
    run = Run((report,), files=1, notes=report.notes, rules=tuple(rules.values()))
    shown = [reports.load(name).render(run, rule_of=rule_of) for name in reports.names()]
    return "\n".join([repr(report), *shown])


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_nothing_of_a_value_is_said(rule: Rule) -> None:
    for number, example in enumerate(rule.examples):
        first, *others = (render(example, seed) for seed in (101, 202))
        drawn = _pieces(first).difference(*map(_pieces, others))
        one, *rest = (hostile.scan(t.encode(), path_of(example)) for t in (first, *others))
        assert one is not None
        # What is said of other values as well is the rule's own word, not the value's.
        own = "".join(_said(report) for report in rest if report is not None)
        said = _said(one)
        leaked = [piece for piece in drawn if piece in said and piece not in own]
        assert leaked == [], f"example {number}: {len(leaked)} pieces"
