"""The suggestions as JSON; the format's number rises when a key changes its meaning."""

import json
from typing import Any

from promptguard import __version__
from promptguard.model import Suggested, Suggestion
from promptguard.reports import _shown as shown

_FORMAT = 1


def render(suggested: Suggested, *, colour: bool = False) -> str:
    """One object: `suggestions[]`, the most sensitive and surest first, and `notes[]`."""
    del colour
    whole = {
        "format": _FORMAT,
        "promptguard": __version__,
        "tree": shown.utf8(suggested.tree),
        "files": suggested.files,
        "suggestions": [_suggestion(one) for one in suggested.suggestions],
        "notes": [
            {
                "kind": note.kind.value,
                "path": shown.utf8(note.origin.name),
                "text": shown.utf8(note.text),
            }
            for note in suggested.notes
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "folder": shown.utf8(one.folder or "."),
        "path": [shown.utf8(pattern) for pattern in one.patterns],
        "level": one.level.word,
        "labels": list(one.labels),
        "confidence": one.confidence.word,
        "reason": shown.utf8(one.reason),
        "evidence": [shown.utf8(line) for line in one.evidence],
        "files": [shown.utf8(path) for path in one.files],
    }
