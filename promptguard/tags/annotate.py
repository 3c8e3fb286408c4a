"""Writes an annotation into the text of a CLASSIFICATION.toml, and touches nothing else of it."""

import json

from promptguard.errors import ConfigError
from promptguard.model import Suggestion
from promptguard.tags.annotations import NAME

_HEAD = "version = 1\n"


def path_of(suggestion: Suggestion) -> str:
    """The file that the annotation of a suggestion belongs into."""
    return f"{suggestion.folder}/{NAME}" if suggestion.folder else NAME


def annotated(before: bytes | None, suggestion: Suggestion) -> bytes:
    """The file with one more annotation at its end; None makes a new file.

    Raises ConfigError where it cannot be written: the file is not TOML as it stands, or a name is
    not UTF-8.
    """
    where = path_of(suggestion)
    if any(not _is_utf8(pattern) for pattern in suggestion.patterns):
        raise ConfigError(where, "path", "a file name is not UTF-8, which TOML cannot say")
    text = _checked(before, where) if before else ""
    ending = "\r\n" if "\r\n" in text else "\n"
    start = text if text else _HEAD
    if not start.endswith("\n"):
        start += ending
    block = "\n" + "\n".join(_lines(suggestion)) + "\n"
    return (start + block.replace("\n", ending)).encode("utf-8")


def _checked(content: bytes, where: str) -> str:
    import tomllib

    try:
        text = content.decode("utf-8")
        said = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        hint = "Mend it first: promptguard tag verify says what is wrong."
        raise ConfigError(where, "", "is not TOML in UTF-8", hint) from None
    if "annotations" in said and "[[" not in text:
        hint = "Write them as [[annotations]] tables first."
        raise ConfigError(where, "annotations", "stands in one array, which cannot grow", hint)
    return text


def _lines(suggestion: Suggestion) -> list[str]:
    patterns = [_string(pattern) for pattern in suggestion.patterns]
    lines = ["[[annotations]]"]
    if len(patterns) > 1:
        lines += ["path = [", *(f"    {pattern}," for pattern in patterns), "]"]
    else:
        lines.append(f"path = [{patterns[0]}]")
    lines.append(f"level = {_string(suggestion.level.word)}")
    if suggestion.labels:
        lines.append(f"labels = [{', '.join(map(_string, suggestion.labels))}]")
    lines.append(f"reason = {_string(_plain(suggestion.reason))}")
    return lines


def _string(text: str) -> str:
    """A basic string of TOML: JSON's, and DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)[:200]


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
