"""Finds the configuration that holds: the nearest file up the tree, and the user's own below it."""

import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from promptguard.errors import ConfigError
from promptguard.folders import user_settings
from promptguard.model import Settings

FILE = "promptguard.toml"
SHARED_FILE = "pyproject.toml"
SHARED_TABLE = "tool.promptguard"

Read = Callable[[str], "bytes | None"]
UserFile = Callable[[], "tuple[str, bytes] | None"]


class _Found(NamedTuple):
    """A configuration as written: `prefix` is what stands before its keys in messages."""

    folder: str
    path: str
    table: dict[str, Any]
    prefix: str = ""


def read_user_file() -> tuple[str, bytes] | None:
    """The path and content of this user's own configuration, None where there is none."""
    path = user_settings()
    content = _content(path, _from_disk)
    return None if content is None else (path, content)


def load(folders: Sequence[str], read: Read, *, user: UserFile = read_user_file) -> Settings:
    """The settings for `folders[0]`; `folders` are it and all above it, nearest first.

    `read` answers None where there is no such file. Keys that the nearest configuration leaves
    out come from the user's own file. Raises ConfigError for any mistake in either: a broken
    configuration never means to look at less.
    """
    near, own = _nearest(folders, read), user()
    if near is None and own is None:
        return Settings()
    from promptguard.config import settings  # Most folders have no configuration, and pay nothing.

    values: dict[str, Any] = {}
    if own is not None:
        values.update(_of_user(*own))
    if near is not None:
        values.update(settings.check(near.table, near.path, prefix=near.prefix))
    if near is not None:
        return Settings(**values, source=near.path, root=near.folder)
    return Settings(**values, source=own[0] if own else "", root="")


def nearest(folders: Sequence[str], read: Read) -> tuple[str, dict[str, Any], str] | None:
    """The path of the configuration that holds for `folders[0]`, its table, and its keys' prefix.

    Raises ConfigError where it is not TOML.
    """
    found = _nearest(folders, read)
    return (found.path, found.table, found.prefix) if found else None


def one(path: str, content: bytes) -> tuple[str, dict[str, Any], str]:
    """The same for a file that somebody names.

    Raises ConfigError where it is not TOML.
    """
    table = _parse(content, path)
    shared = _shared_table(table, path)
    return (path, table, "") if shared is None else (path, shared, f"{SHARED_TABLE}.")


@lru_cache(maxsize=4)
def _of_user(path: str, content: bytes) -> dict[str, Any]:
    """What the user's own file says; a tree asks for it once a folder with a configuration."""
    from promptguard.config import settings

    return settings.check(_parse(content, path), path, folder=os.path.dirname(path))


def _nearest(folders: Sequence[str], read: Read) -> _Found | None:
    for folder in folders:
        path = _join(folder, FILE)
        content = _content(path, read)
        if content is not None:
            return _Found(folder, path, _parse(content, path))
        path = _join(folder, SHARED_FILE)
        content = _content(path, read)
        # Most pyproject.toml files have no such table, and parsing one costs 20 ms.
        if content is not None and SHARED_TABLE.encode() in content:
            table = _shared_table(_parse(content, path), path)
            if table is not None:
                return _Found(folder, path, table, f"{SHARED_TABLE}.")
    return None


def _shared_table(parsed: dict[str, Any], path: str) -> dict[str, Any] | None:
    tool = parsed.get("tool")
    if not isinstance(tool, dict) or "promptguard" not in tool:
        return None
    table = tool["promptguard"]
    if not isinstance(table, dict):
        raise ConfigError(path, SHARED_TABLE, "expects a table", f"Write [{SHARED_TABLE}].")
    return table


def _parse(content: bytes, path: str) -> dict[str, Any]:
    from promptguard.config.toml import parse

    return parse(content, path)


def _content(path: str, read: Read) -> bytes | None:
    try:
        return read(path)
    except OSError as error:
        raise ConfigError(path, "", f"cannot be read: {error.strerror}") from None


def _from_disk(path: str) -> bytes | None:
    try:
        with open(path, "rb") as source:
            return source.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _join(folder: str, name: str) -> str:
    """Also on Windows with a slash: folders of an index or a commit are spelled with slashes."""
    if not folder:
        return name
    return folder + name if folder.endswith(("/", os.sep)) else f"{folder}/{name}"
