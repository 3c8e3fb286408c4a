"""How sensitive a text is: the highest of what rules found and what people wrote."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from promptguard.model import (
    Classification,
    Confidence,
    Finding,
    Level,
    Origin,
    Reason,
    Rule,
    Tag,
)
from promptguard.model.tag import TagForm, TagScope
from promptguard.model.text import UNTRUSTED

#: A finding below this step says nothing about the level.
_COUNTS_FROM = Confidence.POSSIBLE
#: Tags that stand in another file than the one they speak of.
_OUTSIDE = frozenset({TagForm.SIDECAR, TagForm.ANNOTATION, TagForm.ATTRIBUTE})


def classify(
    origin: Origin,
    findings: Sequence[Finding],
    tags: Sequence[Tag],
    rule_of: Callable[[str], Rule],
    default: Level = Level.INTERNAL,
) -> Classification:
    """The level of a document, its labels, and the reasons, highest first.

    A tag on a whole file replaces `default` and is the only thing that can lower a text below it;
    in text that came from elsewhere it cannot.
    """
    counted = [found for found in findings if found.confidence >= _COUNTS_FROM]
    reasons = [
        *_of_findings(counted, rule_of),
        *_of_tags(tags, default, trusted=origin.kind not in UNTRUSTED),
    ]
    if origin.kind in UNTRUSTED or not any(tag.scope is TagScope.FILE for tag in tags):
        reasons.append(
            Reason("default", default, f"{default.word} unless something says otherwise")
        )
    labels = {label for found in counted for label in rule_of(found.rule_id).labels}
    labels.update(label for tag in tags for label in tag.labels)
    return _classification(labels, reasons)


def combine(parts: Iterable[Classification]) -> Classification:
    """Several texts that are sent as one."""
    known = tuple(parts)
    labels = {label for part in known for label in part.labels}
    return _classification(labels, [reason for part in known for reason in part.reasons])


def _classification(labels: set[str], reasons: Sequence[Reason]) -> Classification:
    ranked = sorted(dict.fromkeys(reasons), key=lambda reason: (-reason.level, reason.line))
    level = max((reason.level for reason in ranked), default=Level.INTERNAL)
    return Classification(level, tuple(sorted(labels)), tuple(ranked))


def level_of(finding: Finding, rule: Rule) -> Level:
    """What one finding makes of a text.

    A secret that is only possible asks for care (a warning, no stop): a false alarm that blocks
    is how such tools get switched off.
    """
    if "secret" in rule.labels and finding.confidence < Confidence.LIKELY:
        return min(rule.level, Level.CONFIDENTIAL)
    return rule.level


def _of_findings(findings: Sequence[Finding], rule_of: Callable[[str], Rule]) -> Iterator[Reason]:
    """One reason a rule: its highest level, its surest confidence, its first line."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.rule_id, []).append(finding)
    for rule_id, group in grouped.items():
        rule = rule_of(rule_id)
        levels = [level_of(finding, rule) for finding in group]
        level = max(levels)
        raising = [found for found, its in zip(group, levels, strict=True) if its is level]
        surest = max(finding.confidence for finding in raising)
        count = f", found {len(group)} times" if len(group) > 1 else ""
        sure = surest.word.replace("_", " ")
        line = min(finding.place.line for finding in raising)
        yield Reason(rule_id, level, f"{rule.title}, {sure}{count}", line)


def _of_tags(tags: Sequence[Tag], default: Level, *, trusted: bool) -> Iterator[Reason]:
    """One reason a kind of tag: the first, and how many more; every source outside by itself."""
    grouped: dict[tuple[TagScope, Level, str], list[Tag]] = {}
    for tag in tags:
        outside = tag.source if tag.form in _OUTSIDE else ""
        grouped.setdefault((tag.scope, tag.level, outside), []).append(tag)
    for group in grouped.values():
        first = min(group, key=lambda tag: (tag.line, tag.end_line))
        reason = _of_tag(first, default, trusted=trusted)
        more = f" (and {len(group) - 1} more)" if len(group) > 1 else ""
        yield reason._replace(text=reason.text + more)


def _of_tag(tag: Tag, default: Level, *, trusted: bool) -> Reason:
    if tag.scope is TagScope.REGION:
        lines = f"lines {tag.line} to {tag.end_line}" if tag.end_line > tag.line else "this line"
        text = f"a tag makes {lines} {tag.level.word}"
    elif tag.form in _OUTSIDE:
        lowers = "" if trusted or tag.level >= default else ", which lowers nothing here"
        why = f" ({tag.reason})" if tag.reason else ""
        text = f"{tag.source} makes the file {tag.level.word}{why}{lowers}"
        return Reason(f"tag:{tag.source}", tag.level, text)
    elif tag.level >= default:
        text = f"a tag makes the file {tag.level.word}"
    elif trusted:
        text = f"a tag makes the file {tag.level.word}; findings and other tags count all the same"
    else:
        text = f"a tag says {tag.level.word}, but a tag in pasted text lowers nothing"
    return Reason(f"tag:{tag.line}", tag.level, text, tag.line)
