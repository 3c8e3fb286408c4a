"""What stops a commit or fails a run: `--fail-on` conditions, read and asked of a report."""

from collections.abc import Callable, Iterable

from promptguard import patterns
from promptguard.errors import UsageError, did_you_mean
from promptguard.model import Condition, Confidence, Finding, Level, Report, Rule

_LABEL = patterns.compile(r"[A-Za-z0-9][\w.-]{0,63}")
_NONE = "none"
_LEVEL = "level:"
_CONFIDENCES = tuple(step.word for step in Confidence)
_LEVELS = tuple(level.word for level in Level)


def parse_conditions(written: str | Iterable[str]) -> tuple[Condition, ...]:
    """`secret@likely,state-secret,level:confidential` or its parts; `none` for no condition.

    A label without `@confidence` means any finding that is reported.
    Raises UsageError.
    """
    listed = written.split(",") if isinstance(written, str) else written
    parts = [part.strip() for part in listed]
    if parts == [_NONE]:
        return ()
    return tuple(dict.fromkeys(_condition(part) for part in parts))


def _condition(part: str) -> Condition:
    if part == _NONE:
        raise UsageError(f'"{_NONE}" stands alone: it means that nothing stops a run')
    if part.startswith(_LEVEL):
        word = part.removeprefix(_LEVEL)
        if word not in _LEVELS:
            raise UsageError(f'"{word[:40]}" is not a level. {did_you_mean(word, _LEVELS)}')
        return Condition(level=Level[word.upper()])
    label, separator, word = part.partition("@")
    if not _LABEL.fullmatch(label):
        raise UsageError(
            f'"{part[:40]}" is not a condition. Write LABEL, LABEL@CONFIDENCE or level:LEVEL,'
            f" separated by commas, such as secret@likely,level:confidential; or {_NONE}."
        )
    if separator and word not in _CONFIDENCES:
        raise UsageError(f'"{word[:40]}" is not a confidence. {did_you_mean(word, _CONFIDENCES)}')
    return Condition(label, Confidence[word.upper()] if separator else Confidence.VERY_UNLIKELY)


def stops_by_level(report: Report, conditions: Iterable[Condition]) -> bool:
    """Does a report meet any of the conditions by its level, whatever its findings?"""
    levels = [condition.level for condition in conditions if condition.level is not None]
    return bool(levels) and report.classification.level >= min(levels)


def stopping(
    report: Report, conditions: Iterable[Condition], rule_of: Callable[[str], Rule]
) -> tuple[Finding, ...]:
    """The findings that meet a condition; a condition on the level is no single finding's."""
    least = _least(conditions)
    if not least:
        return ()
    return tuple(
        finding
        for finding in report.findings
        if any(
            finding.confidence >= least[label]
            for label in rule_of(finding.rule_id).labels
            if label in least
        )
    )


def _least(conditions: Iterable[Condition]) -> dict[str, Confidence]:
    """The lowest confidence at which each label stops."""
    least: dict[str, Confidence] = {}
    for condition in conditions:
        if condition.level is None:
            known = least.get(condition.label, condition.confidence)
            least[condition.label] = min(known, condition.confidence)
    return least
