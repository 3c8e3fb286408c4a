"""CLASSIFICATION.toml: what a folder says of the files below it.

Keys, nesting and precedence are those of REUSE.toml, the globs are .gitignore's:

    version = 1

    [[annotations]]
    path = ["*.tfvars", "/secrets/"]
    level = "restricted"
    labels = ["credentials"]          # also origin, owner, reason
    precedence = "closest"            # or "aggregate", or "override" with a reason

A file that is not understood fails closed: where it cannot be told what it says, or of which files
it says it, everything below its folder counts as restricted until it is mended.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from promptguard.errors import did_you_mean
from promptguard.model import (
    Level,
    Mistake,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Span,
    Tag,
    TagForm,
    TagScope,
)
from promptguard.tables import parse_toml, shown
from promptguard.tags.globs import Matches, matcher, means_everything
from promptguard.tags.grammar import LEVELS, hint_for, level_named, wrong_with
from promptguard.tags.places import Places, places_of

NAME = "CLASSIFICATION.toml"
KEYS = ("path", "level", "labels", "origin", "owner", "reason", "precedence")
TOP = ("version", "annotations")
PRECEDENCES = ("closest", "aggregate", "override")
#: More annotations, or globs in one, than this are a mistake.
MOST = 5000
_WHOLE = Span(0, 0)
_CLOSED = "everything below its folder counts as restricted until that is mended"


class Annotation(NamedTuple):
    """One table: the tag that it gives to every path that `matches`."""

    tag: Tag
    matches: Matches
    #: As they are written; none where everything is meant.
    globs: tuple[str, ...] = ()


class Annotations(NamedTuple):
    """One file: its tables in the order of the file, and what was wrong with it."""

    folder: str
    items: tuple[Annotation, ...]
    notes: tuple[Note, ...] = ()
    #: Does any of the items mean a path? Of most paths none does, and one question settles it.
    may_match: Matches = bool

    def of(self, path: str) -> list[Tag]:
        """The tags of a path of the tree that lies below the folder, in the order of the file."""
        below = path[len(self.folder) + 1 :] if self.folder else path
        return [item.tag for item in self.items if item.matches(below)]


class _Unclear(Exception):
    """What leaves open what is said, or of which files; `line` is where it stands."""

    def __init__(self, why: str, line: int, about: Mistake = Mistake.MALFORMED) -> None:
        self.why, self.line, self.about = why, line, about
        super().__init__(why)


class _Table(NamedTuple):
    """One `[[annotations]]` as it is read: what is said about it lands in `problems`."""

    values: Mapping[str, object]
    number: int
    places: Places
    problems: list[tuple[str, int, Mistake]]

    def line(self, key: str) -> int:
        return self.places.key(key, self.number)

    def say(self, text: str, key: str, about: Mistake = Mistake.MALFORMED) -> None:
        self.problems.append((text, self.line(key), about))

    def word(self, key: str) -> str:
        """A key's string; what is no string is said and counts as nothing."""
        value = self.values.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.say(f"`{key}` expects a string", key)
            return ""
        wrong = wrong_with(key, value)
        if wrong:
            self.say(wrong, key)
        return "" if wrong else value


def read(content: bytes, path: str, aliases: Mapping[str, Level]) -> Annotations:
    """What a CLASSIFICATION.toml at this path of a tree says; whatever is wrong is a Note."""
    problems: list[tuple[str, int, Mistake]] = []
    items: list[Annotation] = []
    try:
        tables, places = _tables(content)
        for number, values in enumerate(tables):
            if not isinstance(values, dict):
                raise _Unclear("annotations are written as [[annotations]]", places.table(number))
            items.append(_annotation(_Table(values, number, places, problems), path, aliases))
    except _Unclear as unclear:
        problems.append((f"{unclear.why}; {_CLOSED}", unclear.line, unclear.about))
        tag = _tag(Level.RESTRICTED, path, unclear.line)._replace(reason="it is not understood")
        items = [item._replace(tag=_harmless(item.tag)) for item in items]
        items.append(Annotation(tag, bool))
    origin = Origin(OriginKind.FILE, path)
    notes = tuple(Note(NoteKind.TAG, origin, *problem) for problem in problems)
    everything = [glob for item in items for glob in item.globs]
    plain = all(item.globs for item in items) and not any(map(_excludes, everything))
    may_match = matcher(tuple(everything)) if plain and everything else bool
    return Annotations(path.rpartition("/")[0], tuple(items), notes, may_match)


def _excludes(glob: str) -> bool:
    return glob.startswith("!")


def unreadable(path: str, why: str) -> Annotations:
    """What a CLASSIFICATION.toml says that is there and cannot be read."""
    tag = _tag(Level.RESTRICTED, path, 1)._replace(reason="it cannot be read")
    told = f"cannot be read ({why}); {_CLOSED}"
    note = Note(NoteKind.TAG, Origin(OriginKind.FILE, path), told, 0, Mistake.MALFORMED)
    return Annotations(path.rpartition("/")[0], (Annotation(tag, bool),), (note,))


def _tables(content: bytes) -> tuple[Sequence[object], Places]:
    try:
        parsed = parse_toml(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _Unclear("is not UTF-8", content.count(b"\n", 0, error.start) + 1) from None
    except RecursionError:
        raise _Unclear("is nested too deeply", 1) from None
    except ValueError as error:  # Its own error, and an integer of thousands of digits.
        why, _, where = str(error).partition(" (at ")
        line = where.removeprefix("line ").partition(",")[0]
        last = content.rstrip().count(b"\n") + 1
        raise _Unclear(f"is not TOML: {why}", int(line) if line.isdecimal() else last) from None
    places = places_of(content)
    for name in parsed:
        if name not in TOP:
            said = f'"{shown(name)}" is not a key of this file. {did_you_mean(name, TOP)}'
            raise _Unclear(said.rstrip("."), places.key(name), Mistake.UNKNOWN_KEY)
    version = parsed.get("version", 1)
    if version != 1 or isinstance(version, bool):
        raise _Unclear("only version = 1 is known", places.key("version"))
    tables = parsed.get("annotations", [])
    if not isinstance(tables, list):
        raise _Unclear("annotations are written as [[annotations]]", places.key("annotations"))
    if len(tables) > MOST:
        raise _Unclear(f"holds more than {MOST:,} annotations", places.table(MOST))
    return tables, places


def _annotation(table: _Table, path: str, aliases: Mapping[str, Level]) -> Annotation:
    before = len(table.problems)
    for name in table.values:
        if name not in KEYS:
            said = f'"{shown(name)}" is not a key of an annotation. {did_you_mean(name, KEYS)}'
            table.say(said, name, Mistake.UNKNOWN_KEY)
    patterns, matches = _globs(table)
    level = _level(table, aliases)
    reason, precedence = table.word("reason"), _precedence(table)
    tag = _tag(level, path, table.places.table(table.number))._replace(
        labels=_labels(table),
        origin=table.word("origin"),
        owner=table.word("owner"),
        reason=reason,
        override=precedence == "override",
        closest=precedence == "closest",
    )
    if level is not Level.PUBLIC:
        return Annotation(tag, matches, patterns)
    if len(table.problems) > before:
        table.say("the annotation is not wholly understood, so `public` is not obeyed", "level")
        tag = tag._replace(level=Level.INTERNAL, override=False)
    elif not reason and means_everything(patterns):
        table.say(
            'a glob that matches every file makes nothing public without a reason = "..."', "path"
        )
        tag = tag._replace(level=Level.INTERNAL)
    return Annotation(tag, matches, patterns)


def _tag(level: Level, path: str, line: int) -> Tag:
    source = f"{path}:{line}"
    return Tag(level, (), TagScope.FILE, source, _WHOLE, line, line, TagForm.ANNOTATION)


def _harmless(tag: Tag) -> Tag:
    """What stands beside something that is not understood may raise, and silence nothing."""
    return tag._replace(override=False, closest=False)


def _globs(table: _Table) -> tuple[tuple[str, ...], Matches]:
    """An annotation's globs; without them nobody knows which files it means."""
    line = table.line("path")
    value = table.values.get("path")
    globs = [value] if isinstance(value, str) else value
    if globs is None:
        raise _Unclear("`path` is missing, which says for which files it holds", line)
    if not isinstance(globs, list) or not all(isinstance(glob, str) for glob in globs):
        raise _Unclear("`path` expects a glob, or an array of globs", line)
    if len(globs) > MOST:
        raise _Unclear(f"holds more than {MOST:,} globs", line)
    for number, glob in enumerate(globs, 1):
        try:
            matcher((glob,))
        except ValueError:
            raise _Unclear(
                f"glob {number} is no pattern that .gitignore could hold", line
            ) from None
    patterns = tuple(globs)
    if not any(glob.strip() and not glob.startswith(("#", "!")) for glob in patterns):
        raise _Unclear("`path` holds no glob", line)
    return patterns, matcher(patterns)


def _level(table: _Table, aliases: Mapping[str, Level]) -> Level:
    word = table.values.get("level", "")
    level = level_named(word, aliases) if isinstance(word, str) else None
    if level is not None:
        return level
    about = Mistake.MALFORMED
    if not isinstance(word, str):
        told = "`level` expects a string; it counts as restricted"
    elif "level" not in table.values:
        told = f"`level` is missing ({', '.join(LEVELS)}); it counts as restricted"
    else:
        hint = hint_for(word, aliases)
        told = f'"{shown(word)}" is not a level and counts as restricted. {hint}'
        about = Mistake.UNKNOWN_LEVEL
    table.say(told, "level", about)
    return Level.RESTRICTED


def _labels(table: _Table) -> tuple[str, ...]:
    value = table.values.get("labels", [])
    labels = value.split(",") if isinstance(value, str) else value
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        table.say("`labels` expects an array of strings", "labels")
        return ()
    if wrong := next(filter(None, (wrong_with("labels", label) for label in labels)), ""):
        table.say(wrong, "labels")
    kept = (label.lower() for label in labels if label and not wrong_with("labels", label))
    return tuple(dict.fromkeys(kept))


def _precedence(table: _Table) -> str:
    """Which of the three; what is unclear adds to what others say, and lowers nothing."""
    word = table.values.get("precedence", "closest")
    if not isinstance(word, str) or word not in PRECEDENCES:
        hint = did_you_mean(word if isinstance(word, str) else "", PRECEDENCES)
        table.say(f"`precedence` is not understood. {hint}", "precedence")
        return "aggregate"
    if word == "override" and not table.values.get("reason"):
        table.say('`override` lowers only with a reason = "..." beside it', "precedence")
        return "aggregate"
    return word
