"""The header of a file written, changed and taken out again: bytes in, bytes out.

Whatever is written is read back before it is answered, by the reader that every scan uses.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from promptguard.documents.decode import to_utf8
from promptguard.documents.document import Document
from promptguard.model import Level, Note, Origin, OriginKind, Tag, TagForm
from promptguard.tags import inline
from promptguard.tags.comments import Style, is_binary_type, style_of
from promptguard.tags.lines import reworded, with_header, without
from promptguard.tags.lossless import Lossless, lossless
from promptguard.tags.wording import MARKER, Wording

Aliases = Mapping[str, Level]
NO_ALIASES: Aliases = MappingProxyType({})
_SIGN = b"promptguard"
#: As much of a file decides which language it is.
_BEGINNING = 4000


class Unwritable(Exception):
    """Why a file is left as it is: one sentence that goes on behind its name."""


class Said(NamedTuple):
    """What a file says of itself now."""

    headers: tuple[Tag, ...]
    others: tuple[Tag, ...]
    notes: tuple[Note, ...]


class Editing(NamedTuple):
    """A file that is being edited."""

    name: str
    text: Lossless
    style: Style
    aliases: Aliases

    def said(self, body: str) -> Said:
        """What the file would say with this body."""
        return said_in(self.text.data(body), self.name, self.aliases)


def said_in(data: bytes, name: str, aliases: Aliases = NO_ALIASES) -> Said:
    """The tags inside a file."""
    decoded = to_utf8(data)
    text, encoding = decoded or (b"", "")
    last = text.lower().rfind(_SIGN)
    if last < 0:
        return Said((), (), ())
    # No line behind the last marker can change what the markers say: most of a file is unread.
    end = text.find(b"\n", last) + 1
    document = Document(
        Origin(OriginKind.FILE, name), text[:end] if end else text, encoding=encoding
    )
    tags, notes = inline.read(document, aliases)
    headers = tuple(tag for tag in tags if tag.form is TagForm.HEADER)
    return Said(headers, tuple(tag for tag in tags if tag.form is not TagForm.HEADER), notes)


def opened(data: bytes, name: str, aliases: Aliases) -> Editing | None:
    """A file ready for editing; None where its type holds no comments, or none that we know.

    Raises Unwritable for what should be text and is none.
    """
    text = lossless(data)
    beginning = text.body[:_BEGINNING] if text else ""
    style = style_of(name, beginning)
    if style is None and (text is not None or is_binary_type(name)):
        return None
    if text is None or style is None:
        raise Unwritable("holds binary data and is left alone; --sidecar tags it from beside it")
    return Editing(name, text, style, aliases)


def header_set(data: bytes, editing: Editing, wanted: Wording) -> bytes:
    """The file with exactly this tag at its head; the same bytes where it already says so.

    Raises Unwritable.
    """
    body, before = editing.text.body, said_in(data, editing.name, editing.aliases)
    if _says(before, wanted, before):
        return data
    said = own_words(editing, MARKER + wanted.words(editing.style.opener[0]))
    lines = [tag.line for tag in before.headers]
    rest = _without(body, lines, editing.style)
    candidates = [with_header(rest, editing.style, said)]
    if lines:
        others = _without(body, lines[1:], editing.style)
        candidates.insert(0, reworded(others, lines[0], said))
    for candidate in candidates:
        if _says(editing.said(candidate), wanted, before):
            return editing.text.data(candidate)
    raise Unwritable("a tag at its head would not be read as one; --sidecar tags it from beside it")


def header_removed(data: bytes, editing: Editing) -> bytes:
    """The file without a tag at its head; the same bytes where there is none.

    Raises Unwritable.
    """
    said = said_in(data, editing.name, editing.aliases)
    if not said.headers:
        return data
    body = _without(editing.text.body, [tag.line for tag in said.headers], editing.style)
    if editing.said(body).headers:
        raise Unwritable("its tag stands where it cannot be taken out; edit the file by hand")
    return editing.text.data(body)


def own_words(editing: Editing, said: str) -> str:
    """What is said as the file's encoding writes it.

    Raises Unwritable where it cannot be written, or would end the comment.
    """
    closer = editing.style.closer.strip(" -")
    ends = "--" if closer == ">" else closer
    if ends and ends in said:
        raise Unwritable(f'a comment there cannot hold "{ends}": choose other words')
    try:
        return editing.text.own(said)
    except UnicodeEncodeError:
        encoding = editing.text.encoding
        raise Unwritable(f"is {encoding}, which has no such characters as the tag's") from None


def _without(body: str, lines: list[int], style: Style) -> str:
    for line in sorted(lines, reverse=True):
        body = without(body, line, style)
    return body


def _says(said: Said, wanted: Wording, before: Said) -> bool:
    """Is this its one header, and everything else as it was?"""
    if len(said.headers) != 1 or not wanted.is_said_by(said.headers[0]):
        return False
    line = said.headers[0].line
    spoken = [tag[:2] for tag in said.others] == [tag[:2] for tag in before.others]
    return spoken and not any(note.line == line for note in said.notes)
