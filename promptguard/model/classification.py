"""How sensitive a document is, and every reason for it."""

from typing import NamedTuple

from promptguard.model.ladders import Level


class Reason(NamedTuple):
    """One rise: `source` is a rule id, a tag's place or `default`."""

    source: str
    level: Level
    text: str
    line: int = 0


class Classification(NamedTuple):
    """The highest level of all reasons, and all labels."""

    level: Level
    labels: tuple[str, ...]
    reasons: tuple[Reason, ...]
