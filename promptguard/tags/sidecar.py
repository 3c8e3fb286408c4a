"""`NAME.classification`: the tag of a file that cannot hold comments, in a file beside it."""

from collections.abc import Mapping

from promptguard.model import (
    Level,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Span,
    Tag,
    TagForm,
    TagScope,
)
from promptguard.tags.grammar import Saying, Verb, parse

SUFFIX = ".classification"
_WHOLE = Span(0, 0)
_MARKER = "promptguard"
#: One tag says everything; more lines than this are no sidecar.
_MOST_LINES = 1000


def sidecar_of(path: str) -> str:
    """The path of a file's sidecar."""
    return path + SUFFIX


def read(
    content: bytes, path: str, aliases: Mapping[str, Level]
) -> tuple[tuple[Tag, ...], tuple[Note, ...]]:
    """The tags in a sidecar at this path, a line each, with or without the marker before them.

    Lines that begin with `#` and hold no marker are for people. A sidecar of which no tag can be
    read counts as restricted: somebody meant something.
    """
    origin = Origin(OriginKind.FILE, path)
    tags: list[Tag] = []
    notes: list[Note] = []
    text = content.decode("utf-8-sig", "replace")
    for number, line in enumerate(text.splitlines()[:_MOST_LINES], 1):
        words = _words(line)
        if words is None:
            continue
        saying = parse(words, deliberate=True, aliases=aliases)
        problem = "" if saying is None else saying.problem
        if saying is not None and saying.verb is Verb.LEVEL:
            tags.append(tag_of(saying, f"{path}:{number}", number, TagForm.SIDECAR))
        elif not problem:
            problem = "a sidecar speaks of the whole file; regions are marked inside it"
        if problem:
            notes.append(Note(NoteKind.TAG, origin, problem, number))
    if not tags:
        told = "no tag can be read here, so the file beside it counts as restricted"
        notes.append(Note(NoteKind.TAG, origin, told, 1))
        saying = Saying(Verb.LEVEL, Level.RESTRICTED)
        tags.append(tag_of(saying, f"{path}:1", 1, TagForm.SIDECAR))
    return tuple(tags), tuple(notes)


def _words(line: str) -> str | None:
    """What a line says behind the marker, if it says something."""
    stripped = line.strip()
    said = stripped.lstrip("#; \t")
    if said[: len(_MARKER)].lower() == _MARKER:
        return said[len(_MARKER) :].lstrip(" ").removeprefix(":").strip()
    return None if not stripped or stripped.startswith("#") else stripped


def tag_of(saying: Saying, source: str, line: int, form: TagForm) -> Tag:
    """The tag on a whole file that something outside of its text says."""
    added = saying.added
    return Tag(
        saying.level,
        added.labels,
        TagScope.FILE,
        source,
        _WHOLE,
        line,
        line,
        form,
        added.origin,
        added.owner,
        added.reason,
        added.override,
    )
