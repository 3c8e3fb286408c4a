"""Compiled databases on disk: per user, outside every repository, checked before use.

A hyperscan blob is memory-unsafe to load from a stranger, so that a file is used only if it is a
regular file of this user, closed to others, and carries the checksum of what was written.
"""

import os

from promptguard.folders import user_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_MAGIC = b"promptguard-db-1\n"
_CHECK = 4
_KEEP = 24


def digest(*parts: bytes) -> bytes:
    """A 32-byte BLAKE2b over the parts and their lengths."""
    from _blake2 import blake2b  # hashlib would load OpenSSL: 4 ms

    state = blake2b(digest_size=32)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return bytes(state.digest())


def load(key: bytes) -> tuple[memoryview, list[tuple[str, str]]] | None:
    """The blob and its (owner, signal) names, or None where there is none fit to use."""
    path = os.path.join(user_cache(), key.hex() + ".hsdb")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        state = os.fstat(descriptor)
        if not _is_ours(state):
            return None
        content = os.read(descriptor, state.st_size + 1)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return _unpack(memoryview(content))


def _is_ours(state: os.stat_result) -> bool:
    if (state.st_mode & 0o170000) != 0o100000:
        return False
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & 0o077


def _unpack(content: memoryview) -> tuple[memoryview, list[tuple[str, str]]] | None:
    start = len(_MAGIC) + _CHECK
    body = content[start:]
    if content[: len(_MAGIC)] != _MAGIC or content[len(_MAGIC) : start] != _checked(body):
        return None
    size = int.from_bytes(body[:4], "little")
    owners = []
    for line in str(body[4 : 4 + size], "utf-8").split("\n"):
        owner, _, signal = line.partition("\t")
        owners.append((owner, signal))
    return body[4 + size :], owners


def _checked(body: "bytes | memoryview") -> bytes:
    """Against accidents only (a full disk, a torn write): who may write here may do anything."""
    from binascii import crc32

    return crc32(body).to_bytes(_CHECK, "little")


def store(key: bytes, blob: bytes, owners: "Sequence[tuple[str, str]]") -> bool:
    """Write atomically, mode 0600; False where the folder cannot be written (the run goes on)."""
    names = "\n".join("\t".join(owner) for owner in owners).encode("utf-8")
    body = len(names).to_bytes(4, "little") + names + blob
    base = user_cache()
    partial = os.path.join(base, f".{key.hex()[:16]}.{os.getpid()}.partial")
    try:
        os.makedirs(base, mode=0o700, exist_ok=True)
        create = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(partial, create, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(_MAGIC + _checked(body) + body)
            os.replace(partial, os.path.join(base, key.hex() + ".hsdb"))
        except OSError:
            os.unlink(partial)
            return False
    except OSError:
        return False
    _prune(base)
    return True


def _prune(base: str) -> None:
    """Keep the newest few, so that edited configurations do not pile up databases."""
    files = [entry for entry in os.scandir(base) if entry.name.endswith(".hsdb")]
    if len(files) <= _KEEP:
        return
    try:
        files.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for entry in files[_KEEP:]:
            os.unlink(entry.path)
    except OSError:
        return  # Another process was quicker.
