"""The report for people: a line a finding that editors can jump to, then why, then what to do."""

from collections.abc import Callable, Iterator, Sequence

from promptguard.model import Finding, Level, Note, Reason, Report, Rule, Run
from promptguard.reports import _shown as shown

_FIRST = 3
_BOLD, _DIM, _RED, _YELLOW, _GREEN = "1", "2", "31", "33", "32"
_STOP = "1;31"
_LEVEL_COLOUR = {Level.RESTRICTED: _RED, Level.CONFIDENTIAL: _YELLOW}

Paint = Callable[[str, str], str]


def render(run: Run, *, rule_of: Callable[[str], Rule], colour: bool = False) -> str:
    """The report as lines; every finding's begins `path:line:column: `."""
    paint: Paint = _painted if colour else _plain
    blocks = [
        list(_findings(run, rule_of, paint)),
        list(_raised(run, paint)),
        list(_quiet(run, rule_of, paint)),
        list(_notes(shown.notes(run), paint)),
        [_summary(run, rule_of, paint)],
    ]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


def _painted(code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(code: str, text: str) -> str:
    del code
    return text


def _findings(run: Run, rule_of: Callable[[str], Rule], paint: Paint) -> Iterator[str]:
    """By place, but what stops comes last: beside the summary, where a long report is read."""
    loud = (pair for pair in shown.findings(run) if not _is_quiet(run, *pair, rule_of))
    pairs = sorted(loud, key=lambda pair: shown.stops(run, *pair))
    advised: set[tuple[str, bool]] = set()
    for report, finding in pairs:
        rule = rule_of(finding.rule_id)
        yield _headline(run, report, finding, rule, paint)
        yield _indented("why", shown.arithmetic(finding.evidence), paint)
        # Two hundred findings of one rule need its advice once, and once where it stops.
        part = (rule.id, shown.stops(run, report, finding))
        if part not in advised:
            advised.add(part)
            yield _indented("fix", rule.advice, paint)


def _headline(run: Run, report: Report, finding: Finding, rule: Rule, paint: Paint) -> str:
    where = _where(report, finding.place.line, finding.place.column, paint)
    level = _level(shown.level(finding, rule), paint)
    title = shown.printable(rule.title)
    name = paint(_DIM, f"[{rule.id}]")
    mark = _mark(paint) if shown.stops(run, report, finding) else ""
    return f"{where} {level}, {shown.sure(finding.confidence)}: {title} {name}{mark}"


def _where(report: Report, line: int, column: int, paint: Paint) -> str:
    return paint(_BOLD, f"{shown.printable(report.origin.name)}:{line}:{column}:")


def _level(level: Level, paint: Paint) -> str:
    return paint(_LEVEL_COLOUR.get(level, _DIM), level.word)


def _mark(paint: Paint) -> str:
    return " " + paint(_STOP, "(stops)")


def _indented(word: str, text: str, paint: Paint) -> str:
    return f"    {paint(_DIM, word + ':')} {shown.printable(text)}"


def _raised(run: Run, paint: Paint) -> Iterator[str]:
    """The files whose level people have raised, or whose level stops: no finding says so.

    A folder's annotation may speak of ten thousand files: that is one line.
    """
    spoken: dict[Reason, list[Report]] = {}
    for report in run.reports:
        reasons = [reason for reason in report.classification.reasons if _is_rise(reason)]
        stops = shown.stops_by_level(run, report)
        if stops and not reasons:
            reasons = list(report.classification.reasons[:1])
        if not reasons:
            continue
        if not stops and not reasons[0].line and len(reasons) == 1:
            spoken.setdefault(reasons[0], []).append(report)
            continue
        yield _rise(report, reasons, _mark(paint) if stops else "", paint)
    for reason, reports in spoken.items():
        if len(reports) <= _FIRST:
            yield from (_rise(report, [reason], "", paint) for report in reports)
        else:
            where = paint(_BOLD, f"{shown.printable(reason.source.removeprefix('tag:'))}:1:")
            names = ", ".join(shown.printable(report.origin.name) for report in reports[:_FIRST])
            told = f"makes {len(reports):,} files {reason.level.word}: {names} ..."
            yield f"{where} {_level(reason.level, paint)}: {told}"


def _rise(report: Report, reasons: Sequence[Reason], mark: str, paint: Paint) -> str:
    first, more = reasons[0], len(reasons) - 1
    where = _where(report, max(first.line, 1), 1, paint)
    told = shown.printable(first.text) + (f", and {more:,} more" if more else "")
    return f"{where} {_level(first.level, paint)}: {told}{mark}"


def _is_rise(reason: Reason) -> bool:
    return reason.source.startswith("tag:") and reason.level > Level.INTERNAL


def _is_quiet(run: Run, report: Report, finding: Finding, rule_of: Callable[[str], Rule]) -> bool:
    """Does it say no more than what holds for every file, and stop nothing?"""
    raises = shown.level(finding, rule_of(finding.rule_id)) > Level.INTERNAL
    return not raises and not shown.stops(run, report, finding)


def _quiet(run: Run, rule_of: Callable[[str], Rule], paint: Paint) -> Iterator[str]:
    """A line a rule: a repository is full of manifests and addresses that need no action."""
    grouped: dict[str, list[str]] = {}
    for report, finding in shown.findings(run):
        if _is_quiet(run, report, finding, rule_of):
            spot = f"{shown.printable(report.origin.name)}:{finding.place.line}"
            grouped.setdefault(finding.rule_id, []).append(spot)
    if grouped:
        yield paint(_BOLD, "Also seen, no more sensitive than any other file of a team:")
    for rule_id, spots in sorted(grouped.items()):
        more = f" and {len(spots) - _FIRST:,} more" if len(spots) > _FIRST else ""
        title = shown.printable(rule_of(rule_id).title)
        name = paint(_DIM, f"[{rule_id}]")
        yield f"  {title} {name} ({len(spots):,}): {', '.join(spots[:_FIRST])}{more}"


def _notes(notes: Sequence[Note], paint: Paint) -> Iterator[str]:
    grouped: dict[str, list[Note]] = {}
    for note in notes:
        grouped.setdefault(note.kind.value, []).append(note)
    if grouped:
        yield paint(_BOLD, "Not scanned, not wholly, or not understood:")
    for kind, group in sorted(grouped.items()):
        texts = {note.text for note in group}
        more = f" and {len(group) - _FIRST:,} more" if len(group) > _FIRST else ""
        if len(texts) > 1:
            yield f"  {kind} ({len(group):,}):"
            yield from (f"    {_spot(note)}: {_said(note)}" for note in group[:_FIRST])
            yield from ([f"   {more}"] if more else [])
            continue
        same = "" if texts == {kind} else f", {_said(group[0])}"
        spots = ", ".join(_spot(note) for note in group[:_FIRST])
        yield f"  {kind} ({len(group):,}){same}: {spots}{more}"


def _said(note: Note) -> str:
    return shown.printable(note.text)


def _spot(note: Note) -> str:
    name = shown.printable(note.origin.name)
    return f"{name}:{note.line}" if note.line else name


def _summary(run: Run, rule_of: Callable[[str], Rule], paint: Paint) -> str:
    everything = list(shown.findings(run))
    findings = [pair for pair in everything if not _is_quiet(run, *pair, rule_of)]
    accepted = sum(1 for _ in shown.suppressed(run))
    parts = [shown.counted(len(findings), "finding") if findings else "nothing found"]
    if run.min_confidence:
        parts[0] += f" at {run.min_confidence.replace('_', ' ')} or above"
    if len(everything) > len(findings):
        parts.append(f"{len(everything) - len(findings):,} also seen")
    if accepted:
        parts.append(f"{accepted:,} suppressed")
    line = f"{shown.counted(run.files, 'file')}, {shown.size(run.size)}: {', '.join(parts)}"
    stopping = sum(shown.stops(run, report, found) for report, found in findings)
    by_level = sum(shown.stops_by_level(run, report) for report in run.reports)
    if stopping or by_level:
        what = [shown.counted(stopping, "finding")] if stopping else []
        what += [f"the level of {shown.counted(by_level, 'file')}"] if by_level else []
        verb = "stops" if stopping + by_level == 1 else "stop"
        return f"{line}; " + paint(_STOP, f"{' and '.join(what)} {verb} this run")
    return f"{line}; {paint(_GREEN, 'nothing stops this run')}" if findings else line
