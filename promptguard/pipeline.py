"""The whole story: a document becomes findings, a classification, a report."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from promptguard import rulebook
from promptguard.classification import classify
from promptguard.documents.document import Document
from promptguard.engine.tiers import Engine
from promptguard.evidence.public_keys import public_key
from promptguard.evidence.published import PUBLISHED, is_published
from promptguard.model import (
    Classification,
    Finding,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Report,
    Rule,
    Settings,
    Span,
    Suppression,
    Tag,
)
from promptguard.model.finding import confidence_of
from promptguard.model.text import UNTRUSTED
from promptguard.policy import gate
from promptguard.suppression import baseline, inline
from promptguard.suppression.fingerprint import fingerprint
from promptguard.tags.inline import read as read_tags
from promptguard.tags.marks import aliases_of
from promptguard.tags.resolve import counting

#: A source with more findings than this is noise; the likeliest are kept, and a Note says so.
FINDINGS_LIMIT = 5000
_NOTHING = classify(Origin(OriginKind.BUFFER, ""), (), (), rulebook.rule_of)
_CUT = f"more than {FINDINGS_LIMIT:,} findings; only the likeliest are shown"


def scan(document: Document, engine: Engine, settings: Settings) -> Report:
    """Everything the rules and tags say about a document."""
    hits = engine.scan(document.data, document.origin.name)
    return report(document, hits, settings, engine)


def report(
    document: Document,
    hits: Sequence[tuple[str, str, int]],
    settings: Settings,
    engine: Engine | None = None,
    around: "Spoken | None" = None,
) -> Report:
    """The same, with the engine's pass already made; without an engine nothing is decoded.

    `around` is what speaks of the document from outside of it.
    """
    findings: list[Finding] = []
    notes: list[Note] = []
    rule_of = rule_lookup(settings)
    owners = {owner for owner, _, _ in hits}
    decoding = engine if rulebook.VIEWS in owners else None
    for said in _said(document, hits, settings, decoding):
        if isinstance(said, Note):
            notes.append(said)
        elif _is_wanted(said, settings):
            known = _public(said, document, rule_of)
            if known is said or _is_wanted(known, settings):
                findings.append(_placed(known, document, settings, rule_of))
    tagged = rulebook.TAGS in owners
    trusted = document.origin.kind not in UNTRUSTED
    if not findings and not tagged:
        if around is None:
            return _plain(document, notes)
        if around.alone is not None and trusted:
            size = len(document.data)
            return around.alone._replace(origin=document.origin, notes=tuple(notes), size=size)
    findings, cut = _likeliest(merge(findings, rule_of))
    notes += [Note(NoteKind.LIMIT, document.origin, _CUT)] if cut else []
    inside, tag_notes = read_tags(document, aliases_of(settings)) if tagged else ((), ())
    tags = (*inside, *around.tags) if around is not None else inside
    kept, suppressed = _suppress(document, findings, settings, rule_of)
    whole = Report(
        origin=document.origin,
        findings=tuple(kept),
        suppressed=tuple(suppressed),
        classification=classify(
            # In a text that came from elsewhere no tag silences another.
            document.origin,
            kept,
            counting(tags) if trusted else tags,
            rule_of,
        ),
        notes=(*notes, *tag_notes),
        tags=tags,
        size=len(document.data),
    )
    stopping = gate.stopping(whole, settings.fail_on, rule_of)
    return whole._replace(
        stopping=frozenset(finding.fingerprint for finding in stopping),
        stops=bool(stopping) or gate.stops_by_level(whole, settings.fail_on),
    )


class Spoken(NamedTuple):
    """What speaks of a source from outside of it: in a folder's annotations, a sidecar and such."""

    tags: tuple[Tag, ...]
    #: The report on a source in which nothing is found, made once for all of which this is said.
    alone: Report | None = None


def spoken(tags: tuple[Tag, ...], settings: Settings) -> Spoken:
    """These tags, ready for many sources."""
    nothing = Document(Origin(OriginKind.FILE, ""), b"")
    return Spoken(tags, report(nothing, (), settings, None, Spoken(tags)))


def _said(
    document: Document,
    hits: Sequence[tuple[str, str, int]],
    settings: Settings,
    engine: Engine | None,
) -> Iterator[Finding | Note]:
    yield from rulebook.detect(document, hits, settings)
    if engine is not None:
        yield from rulebook.detect_inside(document, hits, settings, engine.scan)


def _plain(document: Document, notes: list[Note]) -> Report:
    """The report on a document in which nothing was found and nothing is tagged."""
    return Report(document.origin, (), (), _NOTHING, tuple(notes), size=len(document.data))


def rule_lookup(settings: Settings) -> Callable[[str], Rule]:
    """`rule_of(rule_id)` for a run's settings, each rule looked up once."""
    known: dict[str, Rule] = {}

    def rule_of(rule_id: str) -> Rule:
        if rule_id not in known:
            known[rule_id] = rulebook.rule_of(rule_id, settings)
        return known[rule_id]

    return rule_of


def _is_wanted(finding: Finding, settings: Settings) -> bool:
    """At or above the threshold; all of detect-secrets' own where its baseline applies."""
    if finding.confidence >= settings.min_confidence:
        return True
    return settings.foreign is not None and finding.family == "detect-secrets"


def _public(finding: Finding, document: Document, rule_of: Callable[[str], Rule]) -> Finding:
    """What everybody has or may read is no secret, whichever rule it looks like one to.

    detect-secrets' own stay as it has them.
    """
    if finding.family or "secret" not in rule_of(finding.rule_id).labels:
        return finding
    start, end = finding.span
    known = is_published(document.text[start:end])
    weight = PUBLISHED if known else public_key(document.text, start, end)
    if weight is None:
        return finding
    evidence = (*finding.evidence, weight)
    confidence = min(finding.confidence, confidence_of(evidence))
    return finding._replace(confidence=confidence, evidence=evidence)


def _placed(
    finding: Finding, document: Document, settings: Settings, rule_of: Callable[[str], Rule]
) -> Finding:
    value = document.text[finding.span.start : finding.span.end]
    place = finding.place if finding.place.line else document.place(finding.span)
    return finding._replace(
        place=place,
        fingerprint=fingerprint(finding.rule_id, value, settings.salt),
        whole=not finding.family and rule_of(finding.rule_id).whole,
    )


def merge(findings: list[Finding], rule_of: Callable[[str], Rule]) -> list[Finding]:
    """In order of place; of several that overlap, the likeliest, then most specific, speaks.

    Only what is of one kind (the first label) competes: a host inside a secret is both. Of what a
    rule says about the whole file, the first place speaks. detect-secrets' own stay beside ours:
    its baseline counts each of them.
    """
    if len(findings) < 2:
        return findings
    ranked = sorted(
        findings,
        key=lambda found: (
            -found.confidence,
            -found.evidence[0].points if found.evidence else 0,
            found.span.start - found.span.end,
            found.span.start,
            found.rule_id,
        ),
    )
    kept: list[Finding] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    said: set[str] = set()
    for finding in ranked:
        if finding.family:
            kept.append(finding)
        elif finding.whole:
            kept += [] if finding.rule_id in said else [finding]
            said.add(finding.rule_id)
        else:
            kind = taken.setdefault("".join(rule_of(finding.rule_id).labels[:1]), [])
            if not _overlaps(finding, kind):
                kept.append(finding)
                insort(kind, (finding.span.start, finding.span.end))
    return sorted(kept, key=lambda found: (found.span, found.rule_id))


def _likeliest(findings: list[Finding]) -> tuple[list[Finding], bool]:
    """At most FINDINGS_LIMIT of them, in order of place, and whether any was left out."""
    if len(findings) <= FINDINGS_LIMIT:
        return findings, False
    kept = sorted(findings, key=lambda found: -found.confidence)[:FINDINGS_LIMIT]
    return sorted(kept, key=lambda found: (found.span, found.rule_id)), True


def _overlaps(finding: Finding, taken: Sequence[tuple[int, int]]) -> bool:
    index = bisect_left(taken, (finding.span.end, -1))
    return index > 0 and taken[index - 1][1] > finding.span.start


def _suppress(
    document: Document,
    findings: list[Finding],
    settings: Settings,
    rule_of: Callable[[str], Rule],
) -> tuple[list[Finding], list[Suppression]]:
    kept, suppressed = inline.apply(document, findings, rule_of)
    if settings.foreign is None:
        return list(kept), list(suppressed)
    foreign, path = settings.foreign, document.path
    accepted = {found for found in kept if baseline.accepted(found, path, foreign)}
    # What the baseline accepts under detect-secrets' name it accepts under ours: the same text.
    spans = sorted(found.span for found in accepted)
    accepted |= {
        found
        for found in kept
        if not found.family
        and "secret" in rule_of(found.rule_id).labels
        and _overlaps(found, spans)
    }
    by_baseline = [
        Suppression(found, "baseline", foreign.where) for found in kept if found in accepted
    ]
    return [found for found in kept if found not in accepted], [*suppressed, *by_baseline]


def own(part: Report, base: int, end: int) -> Report:
    """A window's report with what begins in the next window left to it, and absolute spans."""

    def moved(finding: Finding) -> Finding:
        return finding._replace(span=Span(finding.span.start + base, finding.span.end + base))

    return part._replace(
        findings=tuple(moved(found) for found in part.findings if found.span.start < end),
        suppressed=tuple(
            item._replace(finding=moved(item.finding))
            for item in part.suppressed
            if item.finding.span.start < end
        ),
    )


def join(first: Report | None, second: Report) -> Report:
    """Two windows' reports of one source as one."""
    if first is None:
        return second
    known = {found.rule_id for found in first.findings if found.whole}
    new = [found for found in second.findings if not (found.whole and found.rule_id in known)]
    findings, cut = _likeliest([*first.findings, *new])
    notes = [*first.notes, *second.notes]
    notes += [Note(NoteKind.LIMIT, first.origin, _CUT)] if cut else []
    one, other = first.classification, second.classification
    return Report(
        origin=first.origin,
        findings=tuple(findings),
        suppressed=(*first.suppressed, *second.suppressed)[:FINDINGS_LIMIT],
        classification=Classification(
            max(one.level, other.level),
            tuple(sorted({*one.labels, *other.labels})),
            tuple(dict.fromkeys((*one.reasons, *other.reasons))),
        ),
        notes=tuple(dict.fromkeys(notes)),
        tags=(*first.tags, *second.tags),
        size=first.size + second.size,
        stopping=first.stopping | second.stopping,
        stops=first.stops or second.stops,
    )
