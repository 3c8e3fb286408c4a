"""One source after the other: read, decode, one pass, and the whole story only where it is due."""

import io
import os
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from promptguard import pipeline
from promptguard.documents.decode import to_utf8
from promptguard.documents.document import Document
from promptguard.documents.windows import WINDOW, windows
from promptguard.engine.tiers import Engine
from promptguard.model import Note, NoteKind, Origin, OriginKind, Report, Settings, Tag
from promptguard.pipeline import Spoken
from promptguard.sources.read import Large, Unread, read_file
from promptguard.tags import metadata
from promptguard.tags.marks import aliases_of

_NOBODY: Mapping[str, Spoken] = {}


class Outcome(NamedTuple):
    """What a batch of files came to; clean files are only counted."""

    files: int
    size: int
    reports: tuple[Report, ...]
    notes: tuple[Note, ...]
    folders: tuple[tuple[str, str], ...]


def scan_files(
    files: Sequence[tuple[str, str]],
    engine: Engine,
    settings: Settings,
    *,
    follow: bool = False,
    said: Mapping[str, Spoken] = _NOBODY,
) -> Outcome:
    """Read and scan files one after the other; `said` is what speaks of some, by their path."""
    size = 0
    scanned = 0
    reports: list[Report] = []
    notes: list[Note] = []
    folders: list[tuple[str, str]] = []
    for path, name in files:
        try:
            data = read_file(path, follow=follow)
            if isinstance(data, Large):
                length = data.size
                found = _scan_large(data.descriptor, name, engine, settings, said.get(path))
            else:
                length = len(data)
                origin = Origin(OriginKind.FILE, name)
                found = scan_bytes(data, origin, engine, settings, said.get(path))
        except Unread as unread:
            notes.append(Note(unread.kind, Origin(OriginKind.FILE, name), unread.why))
            continue
        except IsADirectoryError:
            folders.append((path, name))
            continue
        scanned += 1
        size += length
        if found is not None:
            notes += found.notes
            if says_something(found):
                reports.append(found)
    return Outcome(scanned, size, tuple(reports), tuple(notes), tuple(folders))


def says_something(report: Report) -> bool:
    """Is there more to a report than "scanned and clean"?"""
    return bool(report.findings or report.suppressed or report.tags or report.stops)


def scan_bytes(
    data: bytes,
    origin: Origin,
    engine: Engine,
    settings: Settings,
    around: Spoken | None = None,
) -> Report | None:
    """The report on a whole source; None where it was scanned, is clean and nobody speaks of it.

    `around` is what speaks of it from outside. Raises Unread where it is binary.
    """
    if len(data) > WINDOW:
        return scan_stream(io.BytesIO(data).read, origin, engine, settings, around)
    encoding = "utf-8"
    if not data.isascii() or 0 in data:
        decoded = to_utf8(data)
        if decoded is None:
            raise Unread(NoteKind.BINARY, "binary")
        data, encoding = decoded
    hits = engine.scan(data, origin.name)
    notes: tuple[Note, ...] = ()
    if metadata.may_hold_tags(origin.name, data):
        said, notes = metadata.read(data, origin.name, aliases_of(settings))
        around = _more(said, around)
    if not hits and around is None:
        return None
    document = Document(origin, data, encoding=encoding)
    found = pipeline.report(document, hits, settings, engine, around)
    return found._replace(notes=(*found.notes, *notes)) if notes else found


def _more(tags: tuple[Tag, ...], around: Spoken | None) -> Spoken | None:
    """What speaks of a source, and tags beside it."""
    return Spoken((*tags, *(around.tags if around is not None else ()))) if tags else around


def _scan_large(
    descriptor: int, name: str, engine: Engine, settings: Settings, around: Spoken | None
) -> Report | None:
    origin = Origin(OriginKind.FILE, name)
    try:
        with os.fdopen(descriptor, "rb") as source:
            return scan_stream(source.read, origin, engine, settings, around)
    except OSError as error:
        raise Unread(NoteKind.UNREADABLE, error.strerror or "read error") from None


def scan_stream(
    read: Callable[[int], bytes],
    origin: Origin,
    engine: Engine,
    settings: Settings,
    around: Spoken | None = None,
) -> Report | None:
    """The same for a source of any size, read piece by piece.

    `read(size)` answers fewer bytes only at the end. Raises Unread where the source is binary.
    """
    whole: Report | None = None
    any_window = False
    for window, owned in windows(origin, read):
        any_window = True
        hits = engine.scan(window.data, origin.name)
        notes: tuple[Note, ...] = ()
        if metadata.may_hold_tags(origin.name, window.data):
            said, notes = metadata.unread(origin.name, window.base_line)
            around = _more(said, around)
        if hits or notes or (around is not None and whole is None):
            part = pipeline.report(window, hits, settings, engine, around)
            part = part._replace(notes=(*part.notes, *notes)) if notes else part
            whole = pipeline.join(whole, pipeline.own(part, window.base, owned))
    if not any_window:
        raise Unread(NoteKind.BINARY, "binary")
    return whole
