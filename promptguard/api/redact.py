"""The door to redaction: what must be taken out of a prompt, and the prompt without it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from promptguard import pipeline
from promptguard.api.situation import labels_of, origins, situation
from promptguard.classification import classify
from promptguard.classification.classify import level_of
from promptguard.documents.decode import to_utf8
from promptguard.model import (
    Action,
    Actor,
    Confidence,
    Destination,
    Finding,
    Labelled,
    Level,
    Piece,
    Policy,
    Report,
    Rule,
    Settings,
    Situation,
    Span,
    Tag,
    TagScope,
)
from promptguard.policy.decide import decide
from promptguard.policy.spans import fewest

Asked = tuple[Policy, Destination, Actor]
Scanned = tuple[Report, Settings]


class Redacted(NamedTuple):
    """A text without what had to go; `places` is how many were replaced."""

    text: str
    places: int


def redactions(
    parts: Sequence[Scanned], texts: Sequence[bytes], asked: Sequence[Asked]
) -> tuple[Piece, ...] | None:
    """The fewest pieces without which the texts may be sent; None where nothing helps.

    All of `asked` must let the rest go. `texts` are the bytes of the reports, in their order.
    """
    pieces: list[Piece] = []
    bare: list[Scanned] = []
    for number, (report, settings) in enumerate(parts):
        rule_of = pipeline.rule_lookup(settings)
        movable = [found for found in report.findings if not found.whole]
        pieces += [_of_finding(number, found, rule_of(found.rule_id)) for found in movable]
        tags = [tag for tag in report.tags if tag.scope is TagScope.REGION]
        text = _decoded(texts[number]) if tags else ""
        pieces += [_of_region(number, tag, text) for tag in tags]
        bare.append((_without(report, rule_of), settings))

    rows = [row for policy, _, _ in asked for layer in policy.layers for row in layer.clauses]
    rest = situation(bare, asked[0][1], asked[0][2])
    return fewest(
        pieces,
        rest,
        rows,
        lambda now: all(
            decide(policy, _asking(now, parts, to, actor)).action <= Action.WARN
            for policy, to, actor in asked
        ),
    )


def _asking(
    now: Situation, parts: Sequence[Scanned], destination: Destination, actor: Actor
) -> Situation:
    """The same text, sent by this actor to this destination."""
    origin, *further = origins(parts, actor)
    return now._replace(
        destination=destination, roles=actor.roles, origin=origin, further=tuple(further)
    )


def _without(report: Report, rule_of: Callable[[str], Rule]) -> Report:
    """The report as it would be without all that can be taken out."""
    findings = tuple(found for found in report.findings if found.whole)
    tags = tuple(tag for tag in report.tags if tag.scope is not TagScope.REGION)
    bare = classify(report.origin, findings, tags, rule_of)
    return report._replace(findings=findings, tags=tags, classification=bare)


def _of_finding(number: int, found: Finding, rule: Rule) -> Piece:
    counts = found.confidence >= Confidence.POSSIBLE
    return Piece(
        number,
        found.span,
        rule.title,
        level_of(found, rule) if counts else Level.PUBLIC,
        labels_of(found, rule),
        found.place.line,
        found.place.end_line,
    )


def _of_region(number: int, tag: Tag, text: str) -> Piece:
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: tag.line - 1]))
    last = lines[tag.line - 1 : tag.end_line]
    end = start + len("".join(last).rstrip("\r\n"))
    labels = tuple(map(Labelled, tag.labels))
    return Piece(
        number, Span(start, end), f"text tagged {tag.level.word}", tag.level, labels,
        tag.line, max(tag.line, tag.end_line),
    )  # fmt: skip


def redact(text: bytes, pieces: Sequence[Piece]) -> Redacted:
    """A text with every piece replaced by a word in brackets that says what it was.

    The plainest replacement there is: what it does to the grammar of code nobody asks here.
    """
    decoded = _decoded(text)
    out: list[str] = []
    at = 0
    for start, end, word in _merged(pieces):
        out += [decoded[at:start], f"[REDACTED:{word}]"]
        at = end
    return Redacted("".join((*out, decoded[at:])), len(out) // 2)


def _merged(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
    """Overlapping spans as one, under the first one's word."""
    current: tuple[int, int, str] | None = None
    for piece in sorted(pieces, key=lambda piece: piece.span):
        start, end = piece.span
        if current is not None and start < current[1]:
            current = (current[0], max(current[1], end), current[2])
            continue
        if current is not None:
            yield current
        current = (start, end, piece.labels[0].label if piece.labels else piece.level.word)
    if current is not None:
        yield current


def _decoded(data: bytes) -> str:
    found = to_utf8(data)
    return (found[0] if found else b"").decode("utf-8", "replace")
