"""Tags that cannot be understood as they stand: misspelt, misplaced, opened and never closed."""

from collections.abc import Iterator

from promptguard.model import Kind, Mistake, Note, NoteKind, Problem
from promptguard.tags import annotations
from promptguard.tags.verify._facts import Facts

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

_OF = {
    Mistake.UNKNOWN_LEVEL: _UNKNOWN_LEVEL,
    Mistake.UNKNOWN_KEY: _UNKNOWN_KEY,
    Mistake.UNBALANCED: _UNBALANCED,
    Mistake.MISPLACED: _MISPLACED,
}


def check(facts: Facts) -> Iterator[Problem]:
    """One problem for each thing that a reader of tags has said, wherever it stands."""
    for tagged in facts.tagged.values():
        for note in tagged.notes:
            if note.kind is NoteKind.TAG and note.about is not Mistake.CONTRADICTION:
                yield _problem(note)


def _problem(note: Note) -> Problem:
    kind = _OF.get(note.about or Mistake.MALFORMED, _MALFORMED)
    text, hint = _parted(note.text)
    if kind is _MALFORMED and not hint:
        hint = _hint(note)
    # A comment may speak of this program, too; nobody is stopped for that.
    stops = note.about is not Mistake.NO_TAG
    return Problem(kind.id, note.origin.name, note.line, text, hint or kind.advice, stops)


def _hint(note: Note) -> str:
    """What to do about a mistake that has no word of its own."""
    if note.about is Mistake.MORE:
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
