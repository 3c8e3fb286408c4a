"""The organisation's file: the one at the system path, or the pinned one that it points to.

Nothing is fetched here: a pinned file or commit was fetched beforehand, by whoever manages the
machine. What is pinned by its checksum, commit or signature may lie anywhere and belong to anybody.
"""

import os
from collections.abc import Callable
from typing import Any

from promptguard.errors import ConfigError, SourceError
from promptguard.policy import trusted
from promptguard.policy.checks import Check, Expected, read_table, sentence
from promptguard.policy.include import Part, parsed, parts

_KEY = "organisation"
_DIGITS = frozenset("0123456789abcdef")


def _hexadecimal(*sizes: int) -> Check:
    def check(value: object) -> str:
        found = sentence(value)
        if len(found) not in sizes or not set(found) <= _DIGITS:
            expected = " or ".join(map(str, sizes))
            raise Expected(f"must be {expected} hexadecimal digits in lower case")
        return found

    return check


def _absolute(value: object) -> str:
    path = sentence(value)
    if not os.path.isabs(path):
        raise Expected("must be an absolute path")
    return path


_POINTER: dict[str, Check] = {
    "file": _absolute,
    "sha256": _hexadecimal(64),
    "public_key": sentence,
    "git": _absolute,
    "revision": _hexadecimal(40, 64),
    "path": sentence,
}


def parts_of(path: str, data: bytes, owners: frozenset[int]) -> list[Part]:
    """The organisation's policy, whose file at `path` was read and trusted, with all it includes.

    Raises ConfigError for everything that cannot be trusted or read.
    """
    if b"organisation" not in data:
        return parts(path, data, _managed(owners))
    raw = parsed(path, data)
    if _KEY not in raw:
        return parts(path, data, _managed(owners))
    others = sorted(raw.keys() - {_KEY, "version"})
    if others:
        message = "cannot stand beside [organisation], which says that the policy lies elsewhere"
        raise ConfigError(path, others[0], message)
    return _pointed(path, read_table(path, _KEY, raw[_KEY], _POINTER), owners)


def _managed(owners: frozenset[int]) -> Callable[[str], bytes]:
    def inner(path: str) -> bytes:
        found = trusted.managed(path, owners)
        if found is None:
            raise ConfigError(path, "", "the policy includes it, and it does not exist")
        return found

    return inner


def _alone(path: str) -> bytes:
    message = "is included by a policy that is pinned, and nothing vouches for it"
    raise ConfigError(path, "", message, "Write the policy as one file.")


def _pointed(where: str, pointer: dict[str, Any], owners: frozenset[int]) -> list[Part]:
    if ("file" in pointer) is ("git" in pointer):
        raise ConfigError(where, _KEY, "needs either `file`, or `git` with `revision` and `path`")
    if "git" in pointer:
        return _of_commit(where, pointer)
    path = pointer["file"]
    if "sha256" not in pointer and "public_key" not in pointer:
        inner = _managed(owners)
        return parts(path, inner(path), inner)
    data = trusted.plain(path)
    _refuse_changed(path, data, pointer)
    if "public_key" in pointer:
        from promptguard.policy.signature import verify

        verify(path, data, trusted.plain(f"{path}.minisig"), pointer["public_key"])
    return parts(path, data, _alone)


def _refuse_changed(path: str, data: bytes, pointer: dict[str, Any]) -> None:
    if "sha256" not in pointer:
        return
    from hashlib import sha256  # It loads OpenSSL, which most policies never need.

    if sha256(data).hexdigest() != pointer["sha256"]:
        message = "is not the file that the organisation pinned: its SHA-256 is another"
        raise ConfigError(path, "", message, "Nothing may be sent until it is the pinned one.")


def _of_commit(where: str, pointer: dict[str, Any]) -> list[Part]:
    for key in ("revision", "path"):
        if key not in pointer:
            message = "is missing: a policy in git is pinned to a commit, and a file in it"
            raise ConfigError(where, f"{_KEY}.{key}", message)
    if "public_key" in pointer:
        raise ConfigError(where, f"{_KEY}.public_key", "is for files; a commit is its own pin")
    # Few policies lie in a repository.
    from promptguard.policy.pinned import content

    revision = pointer["revision"]
    path = f"{pointer['git']}@{revision[:12]}:{pointer['path']}"
    try:
        data = content(pointer["git"], revision, pointer["path"])
    except SourceError as error:
        message = f"the pinned policy cannot be read: {error}"
        raise ConfigError(path, "", message, "Fetch the pinned commit first.") from None
    if len(data) > trusted.LIMIT:
        raise ConfigError(path, "", "the policy is larger than 1 MiB")
    _refuse_changed(path, data, pointer)
    return parts(path, data, _alone)
