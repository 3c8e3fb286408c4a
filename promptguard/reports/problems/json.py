"""The problems as JSON; the format's number rises when a key changes its meaning."""

import json
from typing import Any

from promptguard import __version__
from promptguard.model import Note, Problem, Verified
from promptguard.reports import _shown as shown

_FORMAT = 1


def render(verified: Verified, *, colour: bool = False) -> str:
    """One object: `problems[]` in order of path and line, `coverage[]` by folder, `notes[]`."""
    del colour
    whole = {
        "format": _FORMAT,
        "promptguard": __version__,
        "tree": shown.utf8(verified.tree),
        "files": verified.files,
        "stops": verified.stops,
        "problems": [_problem(problem) for problem in verified.problems],
        "coverage": [
            {
                "folder": shown.utf8(share.folder or "."),
                "files": share.files,
                "tagged": share.tagged,
                "percent": share.percent,
            }
            for share in verified.shares
        ],
        "notes": [_note(note) for note in verified.notes],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "id": problem.id,
        "path": shown.utf8(problem.path),
        "line": problem.line,
        "text": shown.utf8(problem.text),
        "hint": shown.utf8(problem.hint),
        "stops": problem.stops,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "kind": note.kind.value,
        "path": shown.utf8(note.origin.name),
        "line": note.line,
        "text": shown.utf8(note.text),
    }
