"""`*.tfvars classification=restricted` in .gitattributes: git says what holds, we what it means."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from promptguard.model import (
    Level,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Span,
    Tag,
    TagForm,
    TagScope,
)
from promptguard.tables import shown
from promptguard.tags.globs import Matches, matcher
from promptguard.tags.grammar import hint_for, level_named

NAME = ".gitattributes"
ATTRIBUTE = "classification"
_SIGN = ATTRIBUTE.encode()
_WHOLE = Span(0, 0)


def mentions(content: bytes | None) -> bool:
    """May a .gitattributes file say something of our attribute? git need not be asked otherwise."""
    return content is not None and _SIGN in content


def tag_of(
    value: str, where: tuple[str, int], aliases: Mapping[str, Level]
) -> tuple[Tag, tuple[Note, ...]]:
    """The tag that git's answer for a path means; `where` is the file and line it stands on.

    A value that is no level counts as restricted, and is said.
    """
    file, line = where
    source = f"{file}:{line}" if line else file
    level = level_named(value, aliases)
    notes: tuple[Note, ...] = ()
    if level is None:
        hint = hint_for(value, aliases)
        named = "`classification` without a value" if value == "set" else f'"{shown(value)}"'
        told = f"{named} is not a level and counts as restricted. {hint}"
        notes = (Note(NoteKind.TAG, Origin(OriginKind.FILE, file), told, line),)
    known = Level.RESTRICTED if level is None else level
    return Tag(known, (), TagScope.FILE, source, _WHOLE, line, line, TagForm.ATTRIBUTE), notes


#: In a pattern: a macro or a set of characters, an escape, a quoted one.
_UNSURE = frozenset('[]\\!"')


class Line(NamedTuple):
    """A line of a .gitattributes file that may give a path our attribute."""

    number: int
    value: str
    matches: Matches


def lines_of(content: bytes) -> tuple[Line, ...]:
    """The lines that speak of our attribute and can be read simply, the last one first.

    git alone says what holds; these only tell people where to look.
    """
    found = []
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        pattern, *words = line.split() or [""]
        value = next(filter(None, map(_value, reversed(words))), "")
        if value and not pattern.startswith(("#", "!", "[attr]", '"')):
            try:
                found.append(Line(number, value, matcher((pattern,))))
            except ValueError:
                continue
    return tuple(reversed(found))


def may_mean(content: bytes) -> Matches:
    """Says of a path below a .gitattributes whether git may say something of it.

    It leaves out only what no line with our attribute can mean. Where one defines a macro, or is
    written in a way that only git reads surely, everything may be meant.
    """
    patterns = []
    for line in content.decode("utf-8", "replace").splitlines():
        pattern, *words = line.split() or [""]
        if any(ATTRIBUTE in word for word in words):
            patterns.append(pattern)
    if any(_UNSURE & set(pattern) for pattern in patterns):
        return bool
    try:
        # git may have been told that case does not matter.
        return matcher(tuple(patterns), any_case=True)
    except ValueError:
        return bool


def _value(word: str) -> str:
    return "set" if word == ATTRIBUTE else word.partition(f"{ATTRIBUTE}=")[2]


def place_of(
    path: str, value: str, speaking: Sequence[tuple[str, tuple[Line, ...]]]
) -> tuple[str, int]:
    """The file and line that give a path this value, so that people find it; line 0 where unsure.

    `speaking` are the folders whose .gitattributes speak of the attribute, nearest first.
    """
    for folder, lines in speaking:
        below = path[len(folder) + 1 :] if folder else path
        for line in lines:
            if line.value == value and line.matches(below):
                return join(folder), line.number
    return join(speaking[-1][0] if speaking else ""), 0


def join(folder: str) -> str:
    """The path of a folder's .gitattributes."""
    return f"{folder}/{NAME}" if folder else NAME
