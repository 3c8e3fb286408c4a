"""Settings files of clients become plain values: bounded, read once, nothing in them executed."""

import os
import re
import stat
from typing import Any

from promptguard import patterns

_MOST_BYTES = 256 << 10
#: PyYAML needs seconds for more.
_MOST_YAML = 64 << 10
#: Python's reader of TOML takes time that grows with the square of the dots in a key.
_MOST_DOTS = 300
#: A comment, or a comma before a closing bracket; and strings, in which both are text. What has no
#: end is taken to the end of the text, so that no text is searched again and again.
_COMMENTS = patterns.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|//[^\n]*|/\*[\s\S]*?\*/|/\*[\s\S]*')
_COMMAS = patterns.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|,(?=\s*[}\]])')
_DOTENV = patterns.compile(
    r"^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*"
    r"(?:'([^'\n]*)'|\"([^\"\n]*)\"|([^#\n]*))",
    re.MULTILINE,
)


class Unreadable(Exception):
    """A settings file is there but cannot be understood; the text holds nothing of it."""


def read(path: str, form: str) -> Any:
    """The values of a settings file (form: json, toml, yaml or dotenv); None where there is none.

    Raises Unreadable.
    """
    data = _bytes(path)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8") from None
    try:
        return _PARSERS[form](text)
    except RecursionError:
        raise Unreadable("is nested too deeply") from None
    except ValueError:  # Of JSON and TOML, and of numbers of thousands of digits.
        raise Unreadable(f"is not {form.upper()}") from None


def _bytes(path: str) -> bytes | None:
    """What a plain file holds. A FIFO or a device does not keep anybody waiting."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:  # A path with a zero byte is a ValueError.
        raise Unreadable(f"cannot be read: {_reason(error)}") from None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Unreadable("is not a plain file")
        with open(handle, "rb", closefd=False) as source:
            data = source.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"cannot be read: {_reason(error)}") from None
    finally:
        os.close(handle)
    if len(data) > _MOST_BYTES:
        raise Unreadable("is larger than 256 KiB")
    return data


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or "read error").lower()


def _json(text: str) -> Any:
    import json

    if not text.strip():
        return {}
    return json.loads(plain(text))


def plain(text: str) -> str:
    """JSON as editors let people write it, without its comments and surplus commas.

    Raises ValueError for a comment without end.
    """
    for taken_out in (_COMMENTS, _COMMAS):
        text = taken_out.sub(_kept, text)
    return text


def _kept(found: re.Match[str]) -> str:
    if found[0][0] == '"':
        return found[0]
    if found[0].startswith("/*") and (len(found[0]) < 4 or not found[0].endswith("*/")):
        raise ValueError
    return " "


def _toml(text: str) -> Any:
    import tomllib

    if any(line.count(".") > _MOST_DOTS for line in text.split("\n")):
        raise Unreadable(f"has a line with more than {_MOST_DOTS} dots")
    return tomllib.loads(text.replace("\r\n", "\n"))


def _yaml(text: str) -> Any:
    import yaml

    if len(text) > _MOST_YAML:
        raise Unreadable("is larger than 64 KiB")
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        raise Unreadable("is not YAML") from None


def _dotenv(text: str) -> dict[str, str]:
    return {
        found[1]: found[2] or found[3] or (found[4] or "").strip()
        for found in _DOTENV.finditer(text)
    }


_PARSERS = {"json": _json, "toml": _toml, "yaml": _yaml, "dotenv": _dotenv}


def at(values: Any, key: str) -> list[tuple[str, Any]]:
    """What stands under a dotted key, `*` being every name: (the key without stars, value)."""
    found: list[tuple[str, Any]] = [("", values)]
    for part in key.split("."):
        found = [
            (f"{path}.{name}" if path else name, value)
            for path, outer in found
            for name, value in _inside(outer, part)
        ]
    return found


def _inside(values: Any, part: str) -> list[tuple[str, Any]]:
    if isinstance(values, list) and part == "*":
        return [(_name(one, number), one) for number, one in enumerate(values, 1)]
    if not isinstance(values, dict):
        return []
    if part == "*":
        return [(str(name), value) for name, value in values.items()]
    return [(part, values[part])] if part in values else []


def _name(value: Any, number: int) -> str:
    name = value.get("name") if isinstance(value, dict) else None
    return name if isinstance(name, str) else str(number)
