"""The door to suggestions: what could be tagged, and how it is written once somebody agrees."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from promptguard.api.scan import ScanOptions
from promptguard.api.tags.found import found_in, settings_of
from promptguard.api.tags.resolve import open_tree, tagged, top_of
from promptguard.api.tags.within import below
from promptguard.api.workspace import join, read_disk
from promptguard.errors import ConfigError, SourceError
from promptguard.model import (
    Change,
    Confidence,
    Level,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Suggested,
    Suggestion,
)
from promptguard.tags.annotate import annotated, path_of
from promptguard.tags.suggest import suggest

Progress = Callable[[int, int, str], None]


class SuggestOptions(NamedTuple):
    """How sure a proposal must be, and how the scan runs."""

    min_confidence: Confidence = Confidence.LIKELY
    jobs: int = 0
    say: Callable[[str], None] | None = None


def suggest_tags(
    paths: Sequence[str] = (),
    *,
    options: SuggestOptions | None = None,
    progress: Progress | None = None,
) -> Suggested:
    """What to tag among these files on disk, and what that would write; nothing is written.

    No path means the whole repository. Raises SourceError for a path that is not there,
    ConfigError for a wrong configuration.
    """
    options = options or SuggestOptions()
    top = top_of(paths[0] if paths else ".")
    tree = open_tree(top)
    asked = below(tree, top, paths)
    scanning = ScanOptions(jobs=options.jobs, say=options.say)
    settings = settings_of(tree, top, scanning)
    said = {one.path: one for one in tagged(tree, asked, settings=settings)}
    found, notes = found_in(tree, top, asked, scanning, progress)
    proposed = suggest(said, found, options.min_confidence)
    changes, refused = _changes(top, proposed)
    return Suggested(top, proposed, changes, len(asked), (*notes, *refused))


def accept(top: str, suggestion: Suggestion, level: Level | None = None) -> str:
    """Write one suggestion, with another level where that is asked; the file that was written.

    The file is either old or new, whatever happens. Raises SourceError where it cannot be
    written, ConfigError where it cannot take an annotation.
    """
    wanted = suggestion if level is None else suggestion._replace(level=level)
    path = path_of(wanted)
    full = join(top, path)
    after = annotated(read_disk(full), wanted)
    _replace(full, after)
    return path


def _changes(
    top: str, proposed: Iterable[Suggestion]
) -> tuple[tuple[Change, ...], tuple[Note, ...]]:
    """What all of them together would write, and which of them cannot be written."""
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes] = {}
    notes = []
    for one in proposed:
        path = path_of(one)
        if path not in before:
            before[path] = read_disk(join(top, path))
        try:
            after[path] = annotated(after.get(path, before[path]), one)
        except ConfigError as error:
            notes.append(Note(NoteKind.TAG, Origin(OriginKind.FILE, path), error.message))
    changes = tuple(Change(path, before[path], content) for path, content in sorted(after.items()))
    return changes, tuple(notes)


def _replace(path: str, content: bytes) -> None:
    partial = f"{path}.{os.getpid()}.partial"
    try:
        with open(partial, "xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(partial, path)
    except OSError as error:
        if os.path.exists(partial):
            os.unlink(partial)
        raise SourceError(f"{path}: cannot be written: {error.strerror}") from None
