"""The door to suggestions: what could be tagged, and how it is written once somebody agrees."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from promptguard.api.scan import ScanOptions
from promptguard.api.tags.found import found_in, settings_of
from promptguard.api.tags.resolve import open_tree, tagged, top_of
from promptguard.api.tags.within import below
from promptguard.api.workspace import join, read_disk
from promptguard.errors import ConfigError
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
from promptguard.sources.replace import Held, read, replace
from promptguard.sources.trees import LARGEST
from promptguard.tags.accepted import change
from promptguard.tags.marks import aliases_of
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
    changes, refused = _changes(top, proposed, aliases_of(settings))
    return Suggested(top, proposed, changes, len(asked), (*notes, *refused))


def accept(top: str, suggestion: Suggestion, level: Level | None = None) -> str:
    """Write one suggestion, with another level where that is asked; the path that was written.

    The file is either old or new, whatever happens. Raises SourceError where it cannot be
    written, ConfigError where it cannot take the tag.
    """
    wanted = suggestion if level is None else suggestion._replace(level=level)
    held: dict[str, Held | None] = {}

    def reading(path: str) -> bytes | None:
        found = held[path] = read(join(top, path), LARGEST)
        return found.data if found else None

    made = change(wanted, reading, aliases_of(settings_of(open_tree(top), top, ScanOptions())))
    was = held[made.path]
    replace(join(top, made.path), made.after, was.stamp if was else None)
    return made.path


def _changes(
    top: str, proposed: Iterable[Suggestion], aliases: Mapping[str, Level]
) -> tuple[tuple[Change, ...], tuple[Note, ...]]:
    """What all of them together would write, and which of them cannot be written."""
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes] = {}
    notes = []

    def reading(path: str) -> bytes | None:
        if path not in before:
            before[path] = read_disk(join(top, path))
        return after.get(path, before[path])

    for one in proposed:
        try:
            made = change(one, reading, aliases)
        except ConfigError as error:
            notes.append(Note(NoteKind.TAG, Origin(OriginKind.FILE, error.where), error.message))
        else:
            after[made.path] = made.after
    changes = [Change(path, before[path], content) for path, content in sorted(after.items())]
    return tuple(one for one in changes if one.before != one.after), tuple(notes)
