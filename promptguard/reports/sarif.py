"""The report as SARIF 2.1.0, the format code hosts and dashboards read.

Shaped by the OASIS standard and by what GitHub code scanning takes from it. No snippet, ever: a
snippet of a secret is the secret.
"""

import json
import os
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from promptguard import __version__
from promptguard.model import Confidence, Finding, Level, Note, Report, Rule, Run, Suppression
from promptguard.reports import _shown as shown

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE = "%SRCROOT%"
#: `primaryLocationLineHash` would be taken for GitHub's own algorithm.
_FINGERPRINT = "promptguard/v1"
#: GitHub's four bands: above 9.0 critical, from 7.0 high, from 4.0 medium, low.
_SEVERITY = {
    Level.RESTRICTED: "8.0",
    Level.CONFIDENTIAL: "5.0",
    Level.INTERNAL: "2.0",
    Level.PUBLIC: "1.0",
}
#: What a healthy repository holds anyway.
_EXPECTED = frozenset({"binary", "symlink", "submodule"})

Lookup = Callable[[str], Rule]


def render(run: Run, *, rule_of: Lookup, colour: bool = False) -> str:
    """The report as a SARIF log of one run; it holds no matched text."""
    del colour
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run, rule_of)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(run: Run, rule_of: Lookup) -> dict[str, Any]:
    found = list(shown.findings(run))
    accepted = list(shown.suppressed(run))
    notes = shown.notes(run)
    kinds = sorted({note.kind.value for note in notes})
    ids = dict.fromkeys(
        [finding.rule_id for _, finding in found] + [item.finding.rule_id for _, item in accepted]
    )
    index = {rule_id: number for number, rule_id in enumerate(ids)}
    results = [
        _result(report, finding, rule_of(finding.rule_id), index, run) for report, finding in found
    ]
    results += [
        _result(report, item.finding, rule_of(item.finding.rule_id), index, run)
        | {"suppressions": [_suppression(item)]}
        for report, item in accepted
    ]
    return {
        "tool": {"driver": _driver((rule_of(rule_id) for rule_id in ids), kinds)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            BASE: {"description": {"text": "The folder that promptguard was started in."}}
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "exitCode": 1 if run.stops or run.stopping else 0,
                "toolExecutionNotifications": [_notification(note, kinds) for note in notes],
            }
        ],
        "artifacts": [_artifact(report) for report in run.reports],
        "results": results,
    }


def _driver(rules: Iterable[Rule], kinds: list[str]) -> dict[str, Any]:
    return {
        "name": "promptguard",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
        "notifications": [{"id": kind} for kind in kinds],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    lines = [rule.advice, *rule.references]
    described: dict[str, Any] = {
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title}. Its level is {rule.level.word}."},
        "help": {
            "text": "\n".join(lines),
            "markdown": "\n\n".join([rule.advice, *(f"<{link}>" for link in rule.references)]),
        },
        "defaultConfiguration": {"level": _severity(rule.level, rule.ceiling)},
        "properties": {
            "tags": list(dict.fromkeys(("security", *rule.labels))),
            "security-severity": _SEVERITY[rule.level],
        },
    }
    links = [link for link in rule.references if link.startswith(("https://", "http://"))]
    return described | ({"helpUri": links[0]} if links else {})


def _result(
    report: Report, finding: Finding, rule: Rule, index: dict[str, int], run: Run
) -> dict[str, Any]:
    level = shown.level(finding, rule)
    stops = shown.stops(run, report, finding)
    physical: dict[str, Any] = {"artifactLocation": location(report.origin.name)}
    if finding.place.line:
        physical["region"] = {
            "startLine": finding.place.line,
            "startColumn": finding.place.column,
            "endLine": finding.place.end_line,
            "endColumn": finding.place.end_column,
        }
    return {
        "ruleId": rule.id,
        "ruleIndex": index[rule.id],
        "level": "error" if stops else _severity(level, finding.confidence),
        "message": {"text": f"{rule.title} ({shown.sure(finding.confidence)}). {rule.advice}"},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint} if finding.fingerprint else {},
        # The standard: either every result says whether it is suppressed, or none does.
        "suppressions": [],
        "properties": {
            "level": level.word,
            "labels": list(rule.labels),
            "confidence": finding.confidence.word,
            "stops": stops,
            "evidence": [{"points": term.points, "why": term.why} for term in finding.evidence],
        },
    }


def _severity(level: Level, confidence: Confidence) -> str:
    if level >= Level.RESTRICTED and confidence >= Confidence.LIKELY:
        return "error"
    if level >= Level.CONFIDENTIAL and confidence >= Confidence.POSSIBLE:
        return "warning"
    return "note"


def _suppression(item: Suppression) -> dict[str, Any]:
    said = [item.reason or "no reason given"]
    said += [f"accepted by {item.owner}"] if item.owner else []
    said += [f"until {item.until}"] if item.until else []
    return {
        # No status: absent means accepted, and the published schemas disagree on its name.
        "kind": "inSource" if item.kind == "inline" else "external",
        "justification": shown.utf8("; ".join(said)),
    }


def _artifact(report: Report) -> dict[str, Any]:
    found = report.classification
    return {
        "location": location(report.origin.name),
        "roles": ["analysisTarget"],
        "properties": {
            "level": found.level.word,
            "labels": list(found.labels),
            "reasons": [shown.utf8(reason.text) for reason in found.reasons],
            "stops": report.stops,
        },
    }


def _notification(note: Note, kinds: list[str]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": location(note.origin.name)}
    if note.line:
        physical["region"] = {"startLine": note.line}
    return {
        "descriptor": {"id": note.kind.value, "index": kinds.index(note.kind.value)},
        "level": "note" if note.kind.value in _EXPECTED else "warning",
        "message": {"text": shown.utf8(note.text)},
        "locations": [{"physicalLocation": physical}],
    }


def location(name: str) -> dict[str, str]:
    """The path as a URI of its own bytes; relative ones mean the folder of the run."""
    slashed = name.replace("\\", "/") if os.sep == "\\" else name
    uri = quote(shown.raw(slashed))
    if slashed.startswith("/"):
        return {"uri": f"file://{uri}"}
    if slashed[1:3] == ":/":
        return {"uri": f"file:///{slashed[0]}:{quote(slashed[2:])}"}
    return {"uri": uri, "uriBaseId": BASE}
