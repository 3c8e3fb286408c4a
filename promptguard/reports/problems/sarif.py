"""The problems as SARIF 2.1.0, the format code hosts and dashboards read."""

import json
from typing import Any

from promptguard import __version__
from promptguard.model import Kind, Note, Problem, Verified
from promptguard.reports import _shown as shown
from promptguard.reports.sarif import BASE, SCHEMA, location


def render(verified: Verified, *, colour: bool = False) -> str:
    """A log of one run."""
    del colour
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(verified)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(verified: Verified) -> dict[str, Any]:
    index = {kind.id: number for number, kind in enumerate(verified.kinds)}
    kinds = sorted({note.kind.value for note in verified.notes})
    return {
        "tool": {
            "driver": {
                "name": "promptguard tag verify",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(kind) for kind in verified.kinds],
                "notifications": [{"id": kind} for kind in kinds],
            }
        },
        "originalUriBaseIds": {BASE: {"description": {"text": "The top of the repository."}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "exitCode": 1 if verified.stops else 0,
                "toolExecutionNotifications": [_notification(note) for note in verified.notes],
            }
        ],
        "results": [_result(problem, index) for problem in verified.problems],
    }


def _rule(kind: Kind) -> dict[str, Any]:
    return {
        "id": kind.id,
        "name": kind.id,
        "shortDescription": {"text": kind.title},
        "fullDescription": {"text": f"{kind.title}."},
        "help": {"text": kind.advice},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["classification"]},
    }


def _result(problem: Problem, index: dict[str, int]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": location(problem.path)}
    if problem.line:
        physical["region"] = {"startLine": problem.line}
    return {
        "ruleId": problem.id,
        "ruleIndex": index[problem.id],
        "level": "error" if problem.stops else "warning",
        "message": {"text": shown.utf8(f"{problem.text}. {problem.hint}")},
        "locations": [{"physicalLocation": physical}],
    }


def _notification(note: Note) -> dict[str, Any]:
    return {
        "descriptor": {"id": note.kind.value},
        "level": "warning",
        "message": {"text": shown.utf8(note.text)},
        "locations": [{"physicalLocation": {"artifactLocation": location(note.origin.name)}}],
    }
