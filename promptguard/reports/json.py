"""The report for machines: a versioned contract, described by schemas/report-1.json.

Within a version keys are added, never renamed, removed or given another meaning.
"""

import json
from collections.abc import Callable
from typing import Any

from promptguard import __version__
from promptguard.model import Finding, Note, Report, Rule, Run, Suppression
from promptguard.reports import _shown as shown

VERSION = 1
#: `json.dumps` would make one for every finding.
_text = json.JSONEncoder(ensure_ascii=False).encode


def render(run: Run, *, rule_of: Callable[[str], Rule], colour: bool = False) -> str:
    """The report as JSON; it holds no matched text."""
    del colour
    parts = as_data(run, rule_of).items()
    return "{\n" + ",\n".join(f"  {_text(key)}: {_part(value)}" for key, value in parts) + "\n}\n"


def _part(value: Any) -> str:
    """A finding, a file, a note a line: to be read, and by the quick encoder, which indents not."""
    if not isinstance(value, list) or not value:
        return _text(value)
    return "[\n" + ",\n".join(f"    {_text(item)}" for item in value) + "\n  ]"


def as_data(run: Run, rule_of: Callable[[str], Rule]) -> dict[str, Any]:
    """The report as plain data."""
    findings = [
        {**_finding(report, found, rule_of), "stops": shown.stops(run, report, found)}
        for report, found in shown.findings(run)
    ]
    suppressed = [_suppressed(report, item, rule_of) for report, item in shown.suppressed(run)]
    notes = [_note(note) for note in shown.notes(run)]
    return {
        "version": VERSION,
        "tool": {"name": "promptguard", "version": __version__},
        "findings": findings,
        "files": [_file(report) for report in run.reports],
        "notes": notes,
        "suppressed": suppressed,
        "summary": {
            "files": run.files,
            "bytes": run.size,
            "findings": len(findings),
            "suppressed": len(suppressed),
            "notes": len(notes),
            "stopping": sum(found["stops"] for found in findings),
            "stops": run.stops or bool(run.stopping),
            "min_confidence": run.min_confidence,
        },
    }


def _finding(report: Report, finding: Finding, rule_of: Callable[[str], Rule]) -> dict[str, Any]:
    rule = rule_of(finding.rule_id)
    line, column, end_line, end_column = finding.place
    return {
        "path": shown.utf8(report.origin.name),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "rule": rule.id,
        "title": rule.title,
        "labels": list(rule.labels),
        "level": shown.level(finding, rule).word,
        "confidence": finding.confidence.word,
        "fingerprint": finding.fingerprint,
        "evidence": [{"points": term.points, "why": term.why} for term in finding.evidence],
    }


def _suppressed(
    report: Report, item: Suppression, rule_of: Callable[[str], Rule]
) -> dict[str, Any]:
    return {
        **_finding(report, item.finding, rule_of),
        "suppression": {
            "kind": item.kind,
            "reason": shown.utf8(item.reason),
            "owner": shown.utf8(item.owner),
            "until": shown.utf8(item.until),
        },
    }


def _file(report: Report) -> dict[str, Any]:
    found = report.classification
    return {
        "path": shown.utf8(report.origin.name),
        "level": found.level.word,
        "labels": list(found.labels),
        "stops": report.stops,
        "reasons": [
            {
                "source": shown.utf8(reason.source),
                "level": reason.level.word,
                "line": reason.line,
                "text": shown.utf8(reason.text),
            }
            for reason in found.reasons
        ],
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "kind": note.kind.value,
        "path": shown.utf8(note.origin.name),
        "line": note.line,
        "text": shown.utf8(note.text),
    }
