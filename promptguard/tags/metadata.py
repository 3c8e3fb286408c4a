"""Tags in a notebook's metadata: `"metadata": {"promptguard": "confidential labels=pii"}`."""

import json
from collections.abc import Iterator, Mapping

from promptguard.model import Level, Note, NoteKind, Origin, OriginKind, Tag, TagForm
from promptguard.tags.grammar import Saying, Verb, parse
from promptguard.tags.sidecar import tag_of

SUFFIX = ".ipynb"
KEY = "promptguard"
#: Parsing a notebook is dear; without these bytes in it there is nothing to read.
SIGN = b'"promptguard"'
_SHAPE = f'"{KEY}" holds what stands behind the marker elsewhere, such as "confidential labels=pii"'


def read(
    content: bytes, path: str, aliases: Mapping[str, Level]
) -> tuple[tuple[Tag, ...], tuple[Note, ...]]:
    """The tags of a notebook: its own, and those of its cells, which speak of the whole file.

    A cell's tag never lowers what others say. Content that is no notebook has none.
    """
    if not may_hold_tags(path, content):
        return (), ()
    try:
        parsed = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        line = content.count(b"\n", 0, content.find(SIGN)) + 1
        return _restricted("is no JSON", path, line)
    return _read(parsed, content, path, aliases)


def may_hold_tags(path: str, content: bytes) -> bool:
    """Is it a notebook in whose metadata somebody may have written a tag?"""
    return path.lower().endswith(SUFFIX) and SIGN in content


def unread(path: str, line: int) -> tuple[tuple[Tag, ...], tuple[Note, ...]]:
    """What a part of a notebook that is too large to be read whole comes to."""
    return _restricted("is too large to be read whole", path, line)


def _restricted(why: str, path: str, line: int) -> tuple[tuple[Tag, ...], tuple[Note, ...]]:
    told = f"{why}, so the tags in its metadata are not known: it counts as restricted"
    saying = Saying(Verb.LEVEL, Level.RESTRICTED)
    note = Note(NoteKind.TAG, Origin(OriginKind.FILE, path), told, line)
    return (tag_of(saying, f"{path}:{line}", line, TagForm.METADATA),), (note,)


def _read(
    parsed: object, content: bytes, path: str, aliases: Mapping[str, Level]
) -> tuple[tuple[Tag, ...], tuple[Note, ...]]:
    tags: list[Tag] = []
    notes: list[Note] = []
    for value, of_cell in _said(parsed):
        line = _line_of(value, content)
        words = value if isinstance(value, str) else ""
        saying = parse(words, deliberate=True, aliases=aliases)
        problem = _SHAPE if saying is None else saying.problem
        if saying is None or saying.verb is not Verb.LEVEL:
            problem = problem or _SHAPE
            saying = Saying(Verb.LEVEL, Level.RESTRICTED)
            problem = f"{problem}; it counts as restricted"
        if problem:
            notes.append(Note(NoteKind.TAG, Origin(OriginKind.FILE, path), problem, line))
        tag = tag_of(saying, f"{path}:{line}", line, TagForm.METADATA)
        if of_cell:
            raised = max(tag.level, Level.INTERNAL)
            tag = tag._replace(level=raised, override=False)
        tags.append(tag)
    return tuple(tags), tuple(notes)


def _said(parsed: object) -> Iterator[tuple[object, bool]]:
    """Every value under the key, and whether it is a cell's."""
    if not isinstance(parsed, dict):
        return
    cells = parsed.get("cells")
    for holder in (parsed, *(cells if isinstance(cells, list) else ())):
        metadata = holder.get("metadata") if isinstance(holder, dict) else None
        if isinstance(metadata, dict) and KEY in metadata:
            yield metadata[KEY], holder is not parsed


def _line_of(value: object, content: bytes) -> int:
    """The first line on which the key stands with this value; the key's first line otherwise."""
    written = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    at = content.find(SIGN)
    while at >= 0:
        behind = content[at + len(SIGN) : at + len(SIGN) + len(written) + 20]
        if behind.lstrip(b" \t:").startswith(written):
            return content.count(b"\n", 0, at) + 1
        at = content.find(SIGN, at + 1)
    return content.count(b"\n", 0, max(content.find(SIGN), 0)) + 1
