"""A folder's annotation in CLASSIFICATION.toml written, changed and taken out again."""

import json
import tomllib
from collections.abc import Sequence

from promptguard import patterns
from promptguard.tables import parse_toml
from promptguard.tags import annotations
from promptguard.tags.edit import Aliases, Unwritable
from promptguard.tags.wording import Wording

#: What a folder says of everything below it.
EVERYTHING = ("**",)
_HEAD = "version = 1\n"
_WIDTH = 90
_ADDS = "aggregate"
_BY_HAND = "is written in a way that only people can edit: use [[annotations]]"
_HEADER = patterns.compile(r"^[ \t]*\[\[annotations\]\]", 8)
_NEXT = patterns.compile(r"^[ \t]*\[", 8)


def annotation_set(
    before: bytes | None, path: str, globs: Sequence[str], wanted: Wording, aliases: Aliases
) -> bytes:
    """The file with an annotation that says this of these globs; None makes a new file.

    Raises Unwritable.
    """
    text = _text(before)
    ending = "\r\n" if "\r\n" in text else "\n"
    found = _block(text, globs)
    if found is None:
        joint = "" if not text or text.endswith("\n") else ending
        begun = text + joint if text else _HEAD
        after = begun + ending + _table(globs, wanted).replace("\n", ending)
    else:
        start, end = found
        older = text[start:end]
        table = _reworded(older, globs, wanted, aliases)
        if table is None:
            return before or b""
        kept = [line for line in older.splitlines() if line.lstrip().startswith("#")]
        table += "".join(f"{line}\n" for line in kept)
        after = text[:start] + table.replace("\n", ending) + text[end:]
    try:
        data = after.encode()
    except UnicodeEncodeError:
        raise Unwritable("is TOML, which cannot name a file that is not UTF-8") from None
    read = annotations.read(data, path, aliases)
    if len(read.notes) > len(annotations.read(before or b"", path, aliases).notes):
        raise Unwritable(f"would not say so: {read.notes[-1].text}")
    return data


def annotation_removed(before: bytes | None, globs: Sequence[str]) -> bytes | None:
    """The file without the annotation of these globs; None where nothing is left to say.

    Raises Unwritable.
    """
    text = _text(before)
    found = _block(text, globs)
    if before is None or found is None:
        return before
    start, end = found
    head = text[:start]
    for blank in ("\r\n\r\n", "\n\n"):
        if head.endswith(blank):  # The line before it was written with it.
            head = head[: -len(blank) // 2]
            break
    after = head + text[end:]
    return None if after == _HEAD else after.encode()


def _text(before: bytes | None) -> str:
    try:
        return (before or b"").decode()
    except UnicodeDecodeError:
        raise Unwritable("is not UTF-8: mend it first") from None


def _block(text: str, globs: Sequence[str]) -> tuple[int, int] | None:
    """From where to where the annotation of just these globs lies."""
    try:
        tables = parse_toml(text.removeprefix("\ufeff")).get("annotations", [])
    except (ValueError, RecursionError):
        raise Unwritable("is not TOML: promptguard tag verify says what is wrong") from None
    starts = [match.start() for match in _HEADER.finditer(text)]
    if not isinstance(tables, list) or len(starts) != len(tables):
        raise Unwritable(_BY_HAND)
    for start, table in zip(starts, tables, strict=True):
        if table.get("path") in (list(globs), *globs[: len(globs) == 1]):
            behind = _NEXT.search(text, text.find("\n", start) + 1 or len(text))
            lines = text[start : behind.start() if behind else len(text)].splitlines(keepends=True)
            while not lines[-1].strip() or lines[-1].lstrip().startswith("#"):
                del lines[-1]  # It speaks of what follows.
            return start, start + len("".join(lines))
    return None


def _reworded(older: str, globs: Sequence[str], wanted: Wording, aliases: Aliases) -> str | None:
    """What an annotation becomes; None where it says the same already."""
    try:
        (said,) = tomllib.loads(older)["annotations"]
    except ValueError:
        raise Unwritable(_BY_HAND) from None
    tags = [item.tag for item in annotations.read(older.encode(), "", aliases).items]
    table = _table(globs, wanted.over(tags))
    if not wanted.override and said.get("precedence") == _ADDS:
        # What others say of these files held too; a new level is no reason to silence them.
        table += f"precedence = {_string(_ADDS)}\n"
    return None if tomllib.loads(table)["annotations"] == [said] else table


def _table(globs: Sequence[str], wanted: Wording) -> str:
    lines = ["[[annotations]]", f"path = {_array(globs)}", *_said(wanted)]
    return "".join(f"{line}\n" for line in lines)


def _said(wanted: Wording) -> list[str]:
    said = [f"level = {_string(wanted.word)}"]
    if wanted.labels:
        said.append(f"labels = {_array(wanted.labels)}")
    keys = (("origin", wanted.origin), ("owner", wanted.owner), ("reason", wanted.reason))
    said += [f"{key} = {_string(value)}" for key, value in keys if value]
    return [*said, *(['precedence = "override"'] if wanted.override else [])]


def _array(values: Sequence[str]) -> str:
    """On one line, or a value a line where that would be long."""
    strings = [_string(value) for value in values]
    line = f"[{', '.join(strings)}]"
    return (
        line if len(line) <= _WIDTH else "[\n" + "".join(f"    {each},\n" for each in strings) + "]"
    )


def _string(text: str) -> str:
    """A basic string of TOML: JSON's, and DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
