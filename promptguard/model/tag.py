"""What a human wrote about how sensitive a text is, and what became of it."""

from enum import Enum
from typing import NamedTuple

from promptguard.model.ladders import Level
from promptguard.model.text import Note, Span


class TagScope(Enum):
    """What a tag speaks of."""

    FILE = "file"
    REGION = "region"


class TagForm(Enum):
    """Where a tag is written; the order is that of a chain, nearest to the text first."""

    REGION = "region"
    LINE = "line"
    HEADER = "header"
    METADATA = "metadata"
    SIDECAR = "sidecar"
    ANNOTATION = "annotation"
    ATTRIBUTE = "gitattributes"
    MARK = "mark"
    LICENCE = "licence"


class Tag(NamedTuple):
    """A level somebody wrote: `source` is `path:line`."""

    level: Level
    labels: tuple[str, ...]
    scope: TagScope
    source: str
    span: Span
    line: int
    end_line: int
    form: TagForm = TagForm.HEADER
    #: Where the data comes from (`EU`), who answers for it (`@billing`), and why the level.
    origin: str = ""
    owner: str = ""
    reason: str = ""
    #: May this tag lower what others say? Only with a reason.
    override: bool = False
    #: Does it speak only for files of which nothing nearer speaks?
    closest: bool = False


class Link(NamedTuple):
    """One source of a resolution: what it says, whether it counts, and why or why not."""

    tag: Tag
    counts: bool
    why: str


class Resolved(NamedTuple):
    """What the tags make of a file or a part of it, with the proof: every source that was asked.

    `level` is None where nobody has tagged it.
    """

    level: Level | None
    labels: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    chain: tuple[Link, ...] = ()


class Tagged(NamedTuple):
    """What the tags say of one file, and what was wrong with them.

    `lines` is 0 where the file cannot be read as text.
    """

    path: str
    resolved: Resolved
    notes: tuple[Note, ...] = ()
    lines: int = 0
