"""`--fail-on`: how conditions are written, and which reports they stop."""

import pytest

from promptguard.errors import UsageError
from promptguard.model import (
    Classification,
    Condition,
    Confidence,
    Finding,
    Level,
    Origin,
    OriginKind,
    Report,
    Rule,
    Settings,
    Span,
)
from promptguard.policy.gate import parse_conditions, stopping, stops_by_level


@pytest.mark.parametrize(
    ("written", "conditions"),
    [
        pytest.param("none", (), id="none"),
        pytest.param("secret@likely,state-secret", Settings().fail_on, id="the default"),
        pytest.param(" pii , level:confidential ", (
            Condition("pii", Confidence.VERY_UNLIKELY), Condition(level=Level.CONFIDENTIAL)),
            id="blanks and levels"),
        pytest.param(("secret@possible",), (Condition("secret", Confidence.POSSIBLE),), id="parts"),
        pytest.param((), (), id="no parts"),
        pytest.param("pii,pii", (Condition("pii", Confidence.VERY_UNLIKELY),), id="twice"),
    ],
)  # fmt: skip
def test_conditions(written: str, conditions: tuple[Condition, ...]) -> None:
    assert parse_conditions(written) == conditions


@pytest.mark.parametrize(
    ("written", "error"),
    [
        pytest.param("secret@likley", '"likley" is not a confidence. Did you mean "likely"?',
                     id="confidence"),
        pytest.param("level:top", '"top" is not a level. Known: public, internal, confidential, '
                     "restricted.", id="level"),
        pytest.param("none,pii", '"none" stands alone: it means that nothing stops a run',
                     id="none with others"),
        pytest.param("", '"" is not a condition. Write LABEL, LABEL@CONFIDENCE or level:LEVEL, '
                     "separated by commas, such as secret@likely,level:confidential; or none.",
                     id="empty"),
        pytest.param("secret@", '"" is not a confidence. Known: very_unlikely, unlikely, possible, '
                     "likely, very_likely.", id="no confidence"),
    ],
)  # fmt: skip
def test_mistakes(written: str, error: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_conditions(written)
    assert str(raised.value) == error


def rule_of(rule_id: str) -> Rule:
    return Rule(rule_id, "", Level.RESTRICTED, tuple(rule_id.split("+")), "", "", ())


def report(level: Level, **findings: Confidence) -> Report:
    found = tuple(Finding(name, Span(0, 1), step) for name, step in findings.items())
    origin = Origin(OriginKind.FILE, "a")
    return Report(origin, found, (), Classification(level, (), ()), ())


@pytest.mark.parametrize(
    ("conditions", "stopped", "stopping_rules"),
    [
        pytest.param("none", False, [], id="nothing"),
        pytest.param("secret@likely", True, ["secret"], id="sure enough"),
        pytest.param("secret@very_likely", False, [], id="not sure enough"),
        pytest.param("secret@very_likely,secret@possible", True, ["secret"], id="the lower holds"),
        pytest.param("pii", True, ["pii"], id="another label"),
        pytest.param("mark", False, [], id="a label that is not there"),
        pytest.param("level:confidential", True, [], id="a level needs no finding"),
        pytest.param("level:restricted", False, [], id="a level not reached"),
    ],
)
def test_stopping(conditions: str, stopped: bool, stopping_rules: list[str]) -> None:
    here = report(Level.CONFIDENTIAL, secret=Confidence.LIKELY, pii=Confidence.UNLIKELY)
    asked = parse_conditions(conditions)
    by_finding = bool(stopping(here, asked, rule_of))
    assert (by_finding or stops_by_level(here, asked)) is stopped
    assert [finding.rule_id for finding in stopping(here, asked, rule_of)] == stopping_rules
