"""Patterns that mean no file: after a folder was renamed, its annotation protects nothing."""

import re
from collections.abc import Callable, Iterator, Sequence

from promptguard.errors import SourceError
from promptguard.model import Kind, Problem
from promptguard.tables import parse_toml
from promptguard.tags import annotations, attributes
from promptguard.tags.globs import matcher
from promptguard.tags.places import places_of
from promptguard.tags.verify._facts import Facts

KINDS = (
    Kind(
        "tags.dead-glob",
        "A pattern of an annotation matches no file",
        "Mend it, or take it out: was the folder renamed?",
    ),
)
_FOLDERS = "Attributes are given to files, never to folders: write {}/**"
_ATTRIBUTE = attributes.ATTRIBUTE.encode()
#: A pattern of .gitattributes, perhaps in quotes, and the attributes behind it.
_LINE = re.compile(rb'[ \t]*("(?:[^"\\]|\\.)*"|[^ \t"][^ \t]*)[ \t]+(.*)')
#: `**` that is no whole step of a path.
_BESIDE = re.compile(r"[^/]\*\*|\*\*[^/]")
_ESCAPE = re.compile(rb"\\([0-3][0-7]{2}|.)", re.DOTALL)
_MEANT = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v",
          b"\\": b"\\", b'"': b'"'}  # fmt: skip


def check(facts: Facts) -> Iterator[Problem]:
    """One problem a pattern."""
    for path in facts.listed:
        name = path.rpartition("/")[2]
        if name == annotations.NAME:
            yield from _dead(facts, path, _annotated)
        elif name == attributes.NAME:
            yield from _dead(facts, path, _attributed)


def _dead(
    facts: Facts, path: str, read: Callable[[bytes], Iterator[tuple[str, int, bool]]]
) -> Iterator[Problem]:
    folder = path[: path.rfind("/") + 1]
    below = [
        other[len(folder) :] for other in facts.listed if other.startswith(folder) and other != path
    ]
    for pattern, line, whole in read(_content(facts, path)):
        if not _matches(pattern, below, whole=whole):
            text = f"the pattern {pattern} matches no file below {folder or 'the top'}"
            folders = whole and any(other.startswith(f"{pattern.strip('/')}/") for other in below)
            hint = _FOLDERS.format(pattern.strip("/")) if folders else KINDS[0].advice
            yield Problem(KINDS[0].id, path, line, text, hint)


def _content(facts: Facts, path: str) -> bytes:
    try:
        return facts.tree.read(path) or b""
    except SourceError:
        return b""  # Whoever asks it for tags has said so.


def _matches(pattern: str, paths: Sequence[str], *, whole: bool) -> bool:
    """Does it match any? `whole`: the path itself, not a folder above it, as git attributes do."""
    if whole and _BESIDE.search(pattern):
        return True  # git's own answers depend on what stands before it; nobody is told wrongly.
    try:
        if not whole:
            return any(map(matcher((pattern,)), paths))
        from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

        expression = GitIgnoreSpecPattern(pattern).regex
    except ValueError:
        return True  # No pattern at all: whoever reads the file says so.
    if expression is None or pattern.endswith("/"):
        return False
    found = map(expression.match, paths)
    return any(one and not one.groupdict().get("ps_d") for one in found)


def _annotated(content: bytes) -> Iterator[tuple[str, int, bool]]:
    """The patterns of a CLASSIFICATION.toml, with the lines of their tables."""
    try:
        said = parse_toml(content.decode("utf-8-sig")).get("annotations")
        places = places_of(content)
    except (ValueError, RecursionError):
        return  # Its reader has said so.
    for number, table in enumerate(said if isinstance(said, list) else ()):
        patterns = table.get("path") if isinstance(table, dict) else None
        listed = patterns if isinstance(patterns, list) else [patterns]
        for pattern in listed:
            if isinstance(pattern, str) and not pattern.startswith("!"):
                yield pattern, places.key("path", number), False


def _attributed(content: bytes) -> Iterator[tuple[str, int, bool]]:
    """The patterns of a .gitattributes that give a classification, with their lines."""
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        found = _LINE.match(line.rstrip(b"\r"))
        if found is None or found[1].startswith((b"#", b"[attr]", b"!")):
            continue
        if any(word.partition(b"=")[0].lstrip(b"-!") == _ATTRIBUTE for word in found[2].split()):
            pattern = _unquoted(found[1])
            yield pattern.decode("utf-8", "surrogateescape"), number, True


def _unquoted(pattern: bytes) -> bytes:
    if not pattern.startswith(b'"'):
        return pattern
    inside = pattern[1:-1]
    if not all(len(said) == 3 or said in _MEANT for said in _ESCAPE.findall(inside)):
        return pattern.split()[0]  # git then takes the quotation mark for a letter, as it stands.

    def meant(match: "re.Match[bytes]") -> bytes:
        said = match[1]
        return bytes([int(said, 8)]) if len(said) == 3 else _MEANT[said]

    return _ESCAPE.sub(meant, inside)
