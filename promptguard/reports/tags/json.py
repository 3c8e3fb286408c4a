"""The tag report for machines: a versioned contract, described by schemas/tag-report-1.json.

Within a version keys are added, never renamed, removed or given another meaning.
"""

import json
from collections.abc import Iterable
from typing import Any

from promptguard import __version__
from promptguard.model import Note, Tagged
from promptguard.reports import _shown as shown
from promptguard.tags.coverage import SLOTS, Counts, Coverage, decisive, walk, word_of

VERSION = 1


def render(coverage: Coverage) -> str:
    """The report as JSON, a folder, a file, a note a line; it holds no line of any file."""
    parts = as_data(coverage).items()
    return "{\n" + ",\n".join(f"  {_text(key)}: {_part(value)}" for key, value in parts) + "\n}\n"


def _part(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _text(value)
    return "[\n" + ",\n".join(f"    {_text(item)}" for item in value) + "\n  ]"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_data(coverage: Coverage) -> dict[str, Any]:
    """The report as plain data."""
    folders = list(walk(coverage.top))
    return {
        "version": VERSION,
        "tool": {"name": "promptguard", "version": __version__},
        "title": shown.utf8(coverage.title),
        "source": shown.utf8(coverage.source),
        "path": shown.utf8(coverage.top.path),
        "summary": _counts(coverage.top.counts),
        "folders": [
            {"path": shown.utf8(folder.path), **_counts(folder.counts)} for folder in folders
        ],
        "files": [_file(file) for folder in folders for file in folder.files],
        "notes": [_note(note) for note in coverage.notes],
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "files": counts.files,
        "lines": counts.lines,
        "tagged_files": counts.tagged,
        "tagged_lines": counts.tagged_lines,
        "levels": {
            word_of(slot): {"files": counts.files_by[slot], "lines": counts.lines_by[slot]}
            for slot in range(SLOTS)
        },
    }


def _file(file: Tagged) -> dict[str, Any]:
    resolved = file.resolved
    link = decisive(resolved)
    return {
        "path": shown.utf8(file.path),
        "lines": file.lines,
        "level": None if resolved.level is None else resolved.level.word,
        "labels": _clean(resolved.labels),
        "origins": _clean(resolved.origins),
        "owners": _clean(resolved.owners),
        "why": link
        and {
            "form": link.tag.form.value,
            "source": shown.utf8(link.tag.source),
            "reason": shown.utf8(link.tag.reason),
        },
    }


def _clean(words: Iterable[str]) -> list[str]:
    return [shown.utf8(word) for word in words]


def _note(note: Note) -> dict[str, Any]:
    return {
        "kind": note.kind.value,
        "path": shown.utf8(note.origin.name),
        "line": note.line,
        "text": shown.utf8(note.text),
    }
