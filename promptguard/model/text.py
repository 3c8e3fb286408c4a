"""Where text comes from, where in it something lies, and what was not scanned."""

from enum import Enum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open offsets in code points of Document.text."""

    start: int
    end: int


class OriginKind(Enum):
    """The kinds of source."""

    FILE = "file"
    STAGED = "staged"
    BUFFER = "buffer"
    PROMPT = "prompt"
    TOOL_INPUT = "tool_input"
    TOOL_OUTPUT = "tool_output"
    HISTORY = "history"
    MESSAGE = "message"


#: Tags and suppressions found in these may raise a level, never lower or silence.
UNTRUSTED = frozenset({OriginKind.PROMPT, OriginKind.TOOL_INPUT, OriginKind.TOOL_OUTPUT})


class Origin(NamedTuple):
    """Where a document was read; `name` is a path or a word such as `<stdin>`."""

    kind: OriginKind
    name: str
    revision: str = ""


class NoteKind(Enum):
    """Why something was not scanned, or not wholly."""

    BINARY = "binary"
    UNREADABLE = "unreadable"
    VANISHED = "vanished"
    EXCLUDED = "excluded"
    SYMLINK = "symlink"
    SPECIAL = "special-file"
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too-large"
    DETECTOR = "detector-failed"
    RULE_TIMEOUT = "rule-timeout"
    TAG = "tag"
    BASELINE = "baseline"
    SUBMODULE = "submodule"
    GIT = "git"
    LIMIT = "limit"


class Mistake(Enum):
    """What is wrong with a tag that a note speaks of."""

    UNKNOWN_LEVEL = "unknown-level"
    UNKNOWN_KEY = "unknown-key"
    UNBALANCED = "unbalanced-region"
    MISPLACED = "misplaced"
    MALFORMED = "malformed"
    CONTRADICTION = "contradiction"
    #: A comment that speaks of this program and is none of its tags.
    NO_TAG = "no-tag"
    #: There are so many mistakes that these are only counted.
    MORE = "more"


class Note(NamedTuple):
    """Something was not scanned; silence means "scanned and clean" and nothing else."""

    kind: NoteKind
    origin: Origin
    text: str
    line: int = 0
    #: Of a note about a tag.
    about: Mistake | None = None
