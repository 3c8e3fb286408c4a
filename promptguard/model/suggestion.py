"""What could be tagged, how sure that is and why: a proposal, until somebody accepts it."""

from typing import NamedTuple

from promptguard.model.ladders import Confidence, Level
from promptguard.model.text import Note


class Material(NamedTuple):
    """One thing that a detector found: what it is and where, never its text."""

    rule_id: str
    title: str
    level: Level
    labels: tuple[str, ...]
    confidence: Confidence
    line: int
    end_line: int


class Suggestion(NamedTuple):
    """One tag to write: an annotation in `folder`, or the header of a single file.

    `patterns` are as in .gitignore, from the folder; `files` are those that they mean now.
    """

    folder: str
    patterns: tuple[str, ...]
    level: Level
    labels: tuple[str, ...]
    confidence: Confidence
    #: One sentence for the tag itself; then what it rests on, file by file.
    reason: str
    evidence: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def single(self) -> str:
        """The file it is about, where it is about one by its name."""
        return self.files[0] if len(self.files) == 1 and len(self.patterns) == 1 else ""


class Change(NamedTuple):
    """What a file becomes; `before` is None where there is none yet."""

    path: str
    before: bytes | None
    after: bytes


class Suggested(NamedTuple):
    """Every suggestion for a tree, surest and most sensitive first, and what they would write."""

    tree: str
    suggestions: tuple[Suggestion, ...]
    changes: tuple[Change, ...]
    files: int = 0
    notes: tuple[Note, ...] = ()
