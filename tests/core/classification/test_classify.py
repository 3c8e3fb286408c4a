"""How findings and tags add up, and that more of either never lowers a level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.classification import classify, combine
from promptguard.model import (
    Classification,
    Confidence,
    Finding,
    Level,
    Origin,
    OriginKind,
    Place,
    Reason,
    Rule,
    Span,
    Tag,
)
from promptguard.model.tag import TagScope
from promptguard.model.text import UNTRUSTED

FILE = Origin(OriginKind.FILE, "a.py")
PROMPT = Origin(OriginKind.PROMPT, "<stdin>")
DEFAULT = Reason("default", Level.INTERNAL, "internal unless something says otherwise")


def rule_of(rule_id: str) -> Rule:
    name, level = rule_id.split(".")
    return Rule(rule_id, f"A {name}", Level[level.upper()], (name,), "", "", ())


def found(rule_id: str, confidence: Confidence = Confidence.LIKELY, line: int = 1) -> Finding:
    return Finding(rule_id, Span(0, 1), confidence, place=Place(line, 1, line, 2))


def tag(level: Level, line: int = 1, end_line: int = 0, *labels: str) -> Tag:
    scope = TagScope.REGION if end_line else TagScope.FILE
    return Tag(level, labels, scope, f"a.py:{line}", Span(0, 1), line, end_line or line)


def test_nothing_is_internal_with_a_reason() -> None:
    assert classify(FILE, (), (), rule_of) == Classification(Level.INTERNAL, (), (DEFAULT,))


def test_one_reason_a_rule_with_its_first_line() -> None:
    findings = [found("mark.confidential", Confidence.POSSIBLE, 9),
                found("mark.confidential", Confidence.VERY_LIKELY, 4)]  # fmt: skip
    assert classify(FILE, findings, (), rule_of) == Classification(
        Level.CONFIDENTIAL,
        ("mark",),
        (
            Reason(
                "mark.confidential", Level.CONFIDENTIAL, "A mark, very likely, found 2 times", 4
            ),
            DEFAULT,
        ),
    )


@pytest.mark.parametrize(
    ("rule_id", "confidence", "level"),
    [
        pytest.param("secret.restricted", "LIKELY", "RESTRICTED", id="likely secret"),
        pytest.param("secret.restricted", "POSSIBLE", "CONFIDENTIAL", id="possible secret"),
        pytest.param("secret.internal", "POSSIBLE", "INTERNAL", id="possible, never raised"),
        pytest.param("secret.restricted", "UNLIKELY", "INTERNAL", id="unlikely counts nothing"),
        pytest.param("mark.restricted", "POSSIBLE", "RESTRICTED", id="possible mark"),
        pytest.param("mark.public", "VERY_LIKELY", "INTERNAL", id="a finding lowers nothing"),
    ],
)
def test_what_a_finding_makes_of_a_text(rule_id: str, confidence: str, level: str) -> None:
    got = classify(FILE, [found(rule_id, Confidence[confidence])], (), rule_of)
    assert got.level is Level[level]
    assert got.labels == ((rule_id.split(".")[0],) if confidence != "UNLIKELY" else ())


@pytest.mark.parametrize(
    ("origin", "findings", "tags", "level"),
    [
        pytest.param(FILE, [], [tag(Level.PUBLIC)], "PUBLIC", id="a header may lower a file"),
        pytest.param(PROMPT, [], [tag(Level.PUBLIC)], "INTERNAL", id="not a prompt"),
        pytest.param(PROMPT, [], [tag(Level.RESTRICTED)], "RESTRICTED", id="but raise it"),
        pytest.param(
            FILE,
            [found("mark.confidential")],
            [tag(Level.PUBLIC)],
            "CONFIDENTIAL",
            id="never below a finding",
        ),
        pytest.param(
            FILE,
            [],
            [tag(Level.PUBLIC), tag(Level.CONFIDENTIAL, 2)],
            "CONFIDENTIAL",
            id="the higher of two headers",
        ),
        pytest.param(
            FILE,
            [],
            [tag(Level.PUBLIC), tag(Level.RESTRICTED, 2, 3)],
            "RESTRICTED",
            id="a region raises",
        ),
        pytest.param(FILE, [], [tag(Level.PUBLIC, 2, 3)], "INTERNAL", id="no region lowers"),
    ],
)
def test_tags(origin: Origin, findings: list[Finding], tags: list[Tag], level: str) -> None:
    assert classify(origin, findings, tags, rule_of).level is Level[level]


def test_reasons_say_what_a_tag_did() -> None:
    tags = [
        tag(Level.PUBLIC, 2),
        tag(Level.CONFIDENTIAL, 12, 13),
        tag(Level.CONFIDENTIAL, 5, 9, "pii"),
    ]
    got = classify(FILE, (), tags, rule_of)
    assert got.labels == ("pii",)
    assert [(each.source, each.line, each.text) for each in got.reasons] == [
        ("tag:5", 5, "a tag makes lines 5 to 9 confidential (and 1 more)"),
        ("tag:2", 2, "a tag makes the file public; findings and other tags count all the same"),
    ]


def test_combine_is_the_highest_with_all_reasons() -> None:
    parts = [classify(FILE, [found("mark.confidential")], (), rule_of),
             classify(FILE, (), (), rule_of)]  # fmt: skip
    assert combine(parts) == parts[0]
    assert combine([]).level is Level.INTERNAL


_levels = st.sampled_from(Level)
_findings = st.lists(
    st.builds(found, st.sampled_from([f"{name}.{level.word}" for name in ("secret", "mark")
                                      for level in Level]),
              st.sampled_from(Confidence), st.integers(1, 9))
)  # fmt: skip
_regions = st.builds(tag, _levels, st.integers(1, 5), st.integers(6, 9))
_tags = st.lists(st.one_of(_regions, st.builds(tag, _levels, st.integers(1, 9))))
_origins = st.builds(Origin, st.sampled_from(OriginKind), st.just("x"))


@given(_origins, _findings, _findings, _tags, _tags)
def test_more_never_lowers(
    origin: Origin, some: list[Finding], more: list[Finding], tags: list[Tag], others: list[Tag]
) -> None:
    less = classify(origin, some, tags, rule_of)
    assert classify(origin, some + more, tags, rule_of).level >= less.level
    # In a file the first header may lower the default; nothing else ever lowers.
    if origin.kind in UNTRUSTED or any(each.scope is TagScope.FILE for each in tags):
        assert classify(origin, some, tags + others, rule_of).level >= less.level


@given(_origins, _findings, _tags)
def test_every_level_has_its_reason_and_order_does_not_matter(
    origin: Origin, findings: list[Finding], tags: list[Tag]
) -> None:
    got = classify(origin, findings, tags, rule_of)
    assert got.level is max(reason.level for reason in got.reasons)
    turned = classify(origin, findings[::-1], tags[::-1], rule_of)
    assert (turned.level, turned.labels, set(turned.reasons)) == (
        got.level, got.labels, set(got.reasons))  # fmt: skip
