"""Tags that cannot be understood as they stand: misspelt, misplaced, opened and never closed."""

from collections.abc import Iterator

from promptguard.model import Kind, Note, NoteKind, Problem
from promptguard.tags import annotations
from promptguard.tags.verify._facts import Facts
from promptguard.tags.verify.contradictions import is_told

_FORM = "A tag is a level and what you know of it: confidential labels=pii owner=@billing"

_TABLE = 'An annotation is path = ["*.csv"] and level = "confidential" below [[annotations]]'

_UNKNOWN_LEVEL = Kind(
    "tags.unknown-level",
    "A tag names a level that there is not",
    "Write public, internal, confidential or restricted; until then it counts as restricted.",
)
_UNKNOWN_KEY = Kind(
    "tags.unknown-key",
    "A tag has a key that there is not",
    "The keys are labels, origin, owner and reason.",
)
_UNBALANCED = Kind(
    "tags.unbalanced-region",
    "A region is opened and not closed, or the other way round",
    "Every `begin LEVEL` needs an `end`, each alone in a comment.",
)
_MISPLACED = Kind(
    "tags.misplaced",
    "A tag stands where it means nothing",
    "A tag for the file belongs above its first code; one for a part goes between begin and end.",
)
_MALFORMED = Kind("tags.malformed", "A tag cannot be read as it is written", _FORM)
KINDS = (_UNKNOWN_LEVEL, _UNKNOWN_KEY, _UNBALANCED, _MISPLACED, _MALFORMED)

#: Words of the sentences that readers of tags say, and what kind of mistake each is about.
_SAID = (
    ("is not a level", _UNKNOWN_LEVEL),
    ("is not a key", _UNKNOWN_KEY),
    ("no such key", _UNKNOWN_KEY),
    ("`begin` without", _UNBALANCED),
    ("`end` without", _UNBALANCED),
    ("`end` must stand alone", _UNBALANCED),
    ("so it is no header", _MISPLACED),
)


def check(facts: Facts) -> Iterator[Problem]:
    """One problem for each thing that a reader of tags has said, wherever it stands."""
    for tagged in facts.tagged.values():
        for note in tagged.notes:
            if note.kind is NoteKind.TAG and not is_told(note):
                yield _problem(note)


def _problem(note: Note) -> Problem:
    kind = next((kind for words, kind in _SAID if words in note.text), _MALFORMED)
    text, hint = _parted(note.text)
    if kind is _MALFORMED and not hint:
        hint = _hint(note)
    # A comment may speak of this program, too; nobody is stopped for that.
    stops = not note.text.startswith("no tag:")
    return Problem(kind.id, note.origin.name, note.line, text, hint or kind.advice, stops)


def _hint(note: Note) -> str:
    """What to do about a mistake that has no word of its own."""
    if "further problems" in note.text:
        return "Mend the ones above first"
    if note.origin.name.endswith(annotations.NAME):
        return _TABLE
    return _FORM


def _parted(sentence: str) -> tuple[str, str]:
    """A reader's sentence, and the hint it ends with."""
    for mark in (" Did you mean ", " Known: "):
        text, found, hint = sentence.partition(mark)
        if found:
            return text.rstrip("."), found.lstrip() + hint
    text, found, hint = sentence.partition(": move it up")
    return (text, f"Move it up{hint}") if found else (sentence, "")
