"""What a policy is asked: reports and who sends where become one Situation."""

import os
from collections.abc import Iterator, Sequence

from promptguard import clock, pipeline
from promptguard.classification import combine
from promptguard.model import (
    Actor,
    Classification,
    Confidence,
    Destination,
    Finding,
    Labelled,
    OriginKind,
    Report,
    Rule,
    Settings,
    Situation,
    TagScope,
)
from promptguard.model.text import UNTRUSTED
from promptguard.policy.countries import named
from promptguard.policy.paths import NOWHERE

#: Findings below this step say nothing about a text, so that they carry no label either.
_COUNTS_FROM = Confidence.POSSIBLE

Part = tuple[Classification | Report, Settings]


def situation(parts: Sequence[Part], destination: Destination, actor: Actor) -> Situation:
    """Texts that would be sent as one, by this actor, today.

    A bare classification has certain labels, and neither kind nor path: they are unknown.
    """
    reports = [subject for subject, _ in parts if isinstance(subject, Report)]
    whole = combine(_classification(subject) for subject, _ in parts)
    surest: dict[str, Confidence] = {}
    for label, confidence in (each for part in parts for each in _labels(*part)):
        surest[label] = max(confidence, surest.get(label, confidence))
    placed = reports if len(reports) == len(parts) else []
    origin, *further = origins(parts, actor)
    paths = {_path(report) for report in placed}
    return Situation(
        whole.level,
        destination,
        tuple(Labelled(label, surest[label]) for label in sorted(surest)),
        actor.roles,
        origin,
        tuple(sorted({each.origin.kind for each in placed}, key=lambda kind: kind.value)),
        () if "" in paths else tuple(sorted(paths)),
        clock.today(),
        tuple(further),
    )


def origins(parts: Sequence[Part], actor: Actor) -> tuple[str, ...]:
    """The countries that the texts come from; an empty one is unknown, and comes first.

    A tag says it of its text. Where none speaks of the whole text it is the sender's country as
    well, and so it is where the text came from elsewhere: there a tag may add, and take nothing.
    """
    found: set[str] = set()
    for subject, _ in parts:
        tags = [tag for tag in subject.tags if tag.origin] if isinstance(subject, Report) else []
        found.update(named(tag.origin) for tag in tags)
        told = any(tag.scope is TagScope.FILE for tag in tags)
        if not told or (isinstance(subject, Report) and subject.origin.kind in UNTRUSTED):
            found.add(actor.jurisdiction)
    return tuple(sorted(found)) or (actor.jurisdiction,)


def _classification(subject: Classification | Report) -> Classification:
    return subject.classification if isinstance(subject, Report) else subject


def labels_of(finding: Finding, rule: Rule) -> tuple[Labelled, ...]:
    """The labels of a finding, as sure as it is; none where it is too unsure to count."""
    if finding.confidence < _COUNTS_FROM:
        return ()
    return tuple(Labelled(label, finding.confidence) for label in rule.labels)


def _labels(subject: Classification | Report, settings: Settings) -> Iterator[Labelled]:
    """Every label, as sure as its surest finding; what no finding explains, somebody wrote."""
    if isinstance(subject, Classification):
        yield from map(Labelled, subject.labels)
        return
    rule_of = pipeline.rule_lookup(settings)
    found = [
        each
        for finding in subject.findings
        for each in labels_of(finding, rule_of(finding.rule_id))
    ]
    yield from found
    explained = {each.label for each in found}
    written = {label for tag in subject.tags for label in tag.labels}
    for label in subject.classification.labels:
        if label in written or label not in explained:
            yield Labelled(label)


def _path(report: Report) -> str:
    """The path from the top of the repository; empty where it lies outside and is unknown."""
    name = report.origin.name
    if name.startswith("<"):
        return NOWHERE
    if report.origin.kind in (OriginKind.STAGED, OriginKind.HISTORY):
        return name  # git spells these from the top.
    full = os.path.abspath(name)
    folder = os.path.dirname(full)
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            folder = os.getcwd()
            break
        folder = parent
    inner = os.path.relpath(full, folder).replace(os.sep, "/")
    return "" if inner.startswith("../") else inner
