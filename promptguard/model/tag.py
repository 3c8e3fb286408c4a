"""What a human wrote about how sensitive a text is."""

from enum import Enum
from typing import NamedTuple

from promptguard.model.ladders import Level
from promptguard.model.text import Span


class TagScope(Enum):
    """What a tag speaks of."""

    FILE = "file"
    REGION = "region"


class Tag(NamedTuple):
    """A level somebody wrote: `source` is `path:line`."""

    level: Level
    labels: tuple[str, ...]
    scope: TagScope
    source: str
    span: Span
    line: int
    end_line: int
