"""A decision on a prompt, for a person and for machines; never with a word of the prompt."""

import json
from collections.abc import Sequence
from typing import Any

from promptguard.cli.route import as_document, route_lines
from promptguard.model import Action, Judged, NoteKind, Report
from promptguard.reports._shown import printable, utf8

VERSION = 1
_REASONS_SHOWN = 20
_HEADLINES = {
    Action.ALLOW: "allow: you may send this to {}.",
    Action.WARN: "warn: you may send this to {}, with care.",
    Action.REDACT: "redact: send this to {} only without what is named below.",
    Action.BLOCK: "block: do not send this to {}.",
}


def as_text(judged: Judged) -> str:
    """For a person."""
    decision, clause = judged.decision, judged.decision.clause
    out = [
        _HEADLINES[decision.action].format(decision.destination.title),
        f"The text is {judged.whole.level.word}. Clause {clause.id}: {clause.why}.",
    ]
    if judged.actor.simulated:
        out += _simulated(judged)
    if judged.route is not None:
        out += _listed(f"Where {judged.route.title} sends:", route_lines(judged.route))
    out += _listed("Why:", _reasons(judged))
    if decision.because and clause.id != "not-scanned":
        plan = decision.destination.plan
        assumed = f"; plan assumed: {plan}" if plan else ""
        out += _listed(f"About {decision.destination.title}{assumed}:", decision.because)
    out += _listed("Exceptions that hold:", _exemptions(judged))
    out += _listed("To take out:", _redactions(judged))
    tags, others = _notes(judged)
    out += _listed("About its tags:", tags)
    out += _listed("Not scanned:", others)
    out += _listed("What to do:", judged.advice)
    return "\n".join(out) + "\n"


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return ["", title, *(f"  - {line}" for line in lines)] if lines else []


def _simulated(judged: Judged) -> list[str]:
    out = [f"This is a simulation for the role {judged.role}; your own roles are not asked."]
    if judged.binding > judged.decision.action:
        out.append(f"For you the policy says {judged.binding.word}, and that is what holds.")
    return out


def _exemptions(judged: Judged) -> list[str]:
    return [
        f"{each.id} from {each.clause}, granted by {each.owner}, until {each.expires}:"
        f" {each.reason}"
        for each in judged.decision.exemptions
    ]


def _redactions(judged: Judged) -> list[str]:
    several = len(judged.reports) > 1
    lines = []
    for piece in judged.redactions:
        name = printable(judged.reports[piece.text].origin.name)
        where = f"line {piece.line}"
        if piece.end_line > piece.line:
            where = f"lines {piece.line} to {piece.end_line}"
        lines.append(f"{name}, {where}: {piece.kind}" if several else f"{where}: {piece.kind}")
    more = len(lines) - _REASONS_SHOWN
    return [*lines[:_REASONS_SHOWN], *([f"and {more} more"] if more > 0 else [])]


def _reasons(judged: Judged) -> list[str]:
    several = len(judged.reports) > 1
    lines = []
    for report in judged.reports:
        for reason in report.classification.reasons:
            if reason.source == "default":
                continue
            where = f"line {reason.line}: " if reason.line else ""
            where = f"{printable(report.origin.name)}, {where}" if several else where
            level = "" if reason.source.startswith("tag:") else f": {reason.level.word}"
            lines.append(f"{where}{reason.text}{level}")
    more = len(lines) - _REASONS_SHOWN
    return [*lines[:_REASONS_SHOWN], *([f"and {more} more"] if more > 0 else [])]


def _notes(judged: Judged) -> tuple[list[str], list[str]]:
    """What is wrong with tags, and what was not scanned."""
    tags: list[str] = []
    others: list[str] = []
    for report in judged.reports:
        for note in report.notes:
            line = f", line {note.line}" if note.line else ""
            said = f"{printable(report.origin.name)}{line}: {printable(note.text)}"
            (tags if note.kind is NoteKind.TAG else others).append(said)
    return tags, others


def as_json(judged: Judged) -> str:
    """For machines; the contract is reports/schemas/decision-1.json."""
    decision, clause = judged.decision, judged.decision.clause
    document = {
        "version": VERSION,
        "action": decision.action.word,
        "clause": {"id": clause.id, "why": clause.why},
        "because": list(decision.because),
        "advice": list(judged.advice),
        "destination": {
            "id": decision.destination.id,
            "title": decision.destination.title,
            "plan": decision.destination.plan,
            "local": decision.destination.local,
        },
        "route": as_document(judged.route) if judged.route else None,
        "role": judged.role,
        "simulated": judged.actor.simulated,
        "binding": judged.binding.word,
        "exceptions": [
            {"id": each.id, "clause": each.clause, "owner": each.owner, "expires": each.expires}
            for each in decision.exemptions
        ],
        "redactions": [
            {"text": piece.text, "kind": piece.kind, "line": piece.line, "end_line": piece.end_line}
            for piece in judged.redactions
        ],
        "level": judged.whole.level.word,
        "labels": list(judged.whole.labels),
        "texts": [_report(report) for report in judged.reports],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _report(report: Report) -> dict[str, Any]:
    return {
        "path": utf8(report.origin.name),
        "level": report.classification.level.word,
        "labels": list(report.classification.labels),
        "reasons": [
            {"source": each.source, "level": each.level.word, "text": each.text, "line": each.line}
            for each in report.classification.reasons
        ],
        "findings": [
            {
                "rule": finding.rule_id,
                "confidence": finding.confidence.word,
                "line": finding.place.line,
                "column": finding.place.column,
                "end_line": finding.place.end_line,
                "end_column": finding.place.end_column,
            }
            for finding in report.findings
        ],
        "notes": [
            {"kind": note.kind.value, "text": note.text, "line": note.line} for note in report.notes
        ],
    }
