"""Reads policy files so that nobody can slip another one in: no links, no pipes, the right owner.

Whatever is wrong is an error, never "no policy": what cannot be trusted forbids, it stays there.
"""

import os
import stat

from promptguard.errors import ConfigError
from promptguard.folders import ADMINISTRATORS

#: No policy that people read is longer.
LIMIT = 1 << 20
_HINT = "Nothing may be sent until an administrator has mended it."


def managed(path: str, owners: frozenset[int] = ADMINISTRATORS) -> bytes | None:
    """The organisation's file, None only where there is none.

    It and all folders above must belong to `owners` (user ids) and be writable by nobody else; on
    Windows that is left to the folder's own rights. Raises ConfigError for everything else.
    """
    try:
        descriptor = _opened(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(path, "", _refusal(path, error), _HINT) from None
    try:
        state = os.fstat(descriptor)
        wrong = _kind(state) or _rights(state, owners) or _folders(path, owners)
        if wrong:
            raise ConfigError(path, "", wrong, _HINT)
        return _content(path, descriptor)
    except OSError as error:
        raise ConfigError(path, "", _refusal(path, error), _HINT) from None
    finally:
        os.close(descriptor)


def plain(path: str) -> bytes:
    """A policy file of a repository or a user, or one that is proven by its checksum or signature.

    Raises ConfigError.
    """
    what = "the policy"
    try:
        descriptor = _opened(path)
    except FileNotFoundError:
        message = f"{what} does not exist, so nothing can be decided"
        raise ConfigError(path, "", message) from None
    except OSError as error:
        raise ConfigError(path, "", _refusal(path, error)) from None
    try:
        wrong = _kind(os.fstat(descriptor))
        if wrong:
            raise ConfigError(path, "", wrong)
        return _content(path, descriptor)
    except OSError as error:
        raise ConfigError(path, "", _refusal(path, error)) from None
    finally:
        os.close(descriptor)


def _opened(path: str) -> int:
    """A pipe must not make us wait, and a link must not lead elsewhere."""
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, name, 0)
    if not hasattr(os, "O_NOFOLLOW") and os.path.islink(path):
        raise OSError(0, "a symbolic link")
    return os.open(path, flags)


def _refusal(path: str, error: OSError) -> str:
    if os.path.islink(path):
        return "the policy is a symbolic link, which anybody may have put there"
    if os.path.isdir(path):
        return "the policy is not a file"
    return f"the policy cannot be read: {error.strerror or 'read error'}"


def _kind(state: os.stat_result) -> str:
    if stat.S_ISREG(state.st_mode):
        return ""
    pipe = "a pipe, " if stat.S_ISFIFO(state.st_mode) else ""
    return f"the policy is {pipe}not a file"


def _rights(state: os.stat_result, owners: frozenset[int]) -> str:
    if not hasattr(os, "getuid"):
        return ""
    if state.st_uid not in owners:
        return f"the policy belongs to user {state.st_uid}, who is no administrator"
    if state.st_mode & 0o022:
        return "others may write to the policy; set its mode to 0644"
    return ""


def _folders(path: str, owners: frozenset[int]) -> str:
    """Who may write to a folder may put another file there; a sticky one lets only owners."""
    if not hasattr(os, "getuid"):
        return ""
    parent = os.path.dirname(os.path.abspath(path))
    for start in dict.fromkeys((parent, os.path.realpath(parent))):
        folder = start
        while True:
            state = os.stat(folder)
            open_to_all = state.st_mode & 0o002 and not state.st_mode & stat.S_ISVTX
            if state.st_uid not in owners | ADMINISTRATORS:
                return f"its folder {folder} belongs to user {state.st_uid}, no administrator"
            if open_to_all:
                return f"everybody may write to its folder {folder}"
            if folder == os.path.dirname(folder):
                break
            folder = os.path.dirname(folder)
    return ""


def _content(path: str, descriptor: int) -> bytes:
    parts = []
    size = 0
    while part := os.read(descriptor, 1 << 16):
        parts.append(part)
        size += len(part)
        if size > LIMIT:
            raise ConfigError(path, "", "the policy is larger than 1 MiB")
    return b"".join(parts)
