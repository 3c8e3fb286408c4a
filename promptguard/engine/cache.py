"""Compiled databases on disk: per user, outside every repository, checked before use.

A hyperscan blob is memory-unsafe to load from a stranger, so that a file is used only if it is a
regular file of this user, closed to others, and carries the digest of what was written.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_MAGIC = b"promptguard-db-1\n"
_DIGEST = 32
_KEEP = 24


def folder() -> str:
    """The cache folder of this user, which may not exist yet."""
    explicit = os.environ.get("XDG_CACHE_HOME")
    if explicit and os.path.isabs(explicit):
        return os.path.join(explicit, "promptguard")
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "promptguard")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        return os.path.join(base, "promptguard")
    return os.path.join(home, ".cache", "promptguard")


def digest(*parts: bytes) -> bytes:
    """A 32-byte BLAKE2b over the parts and their lengths."""
    from _blake2 import blake2b  # hashlib would load OpenSSL: 4 ms

    state = blake2b(digest_size=_DIGEST)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return bytes(state.digest())


def load(key: bytes) -> tuple[bytes, list[tuple[str, str]]] | None:
    """The blob and its (owner, signal) names, or None where there is none fit to use."""
    path = os.path.join(folder(), key.hex() + ".hsdb")
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
    return _unpack(content)


def _is_ours(state: os.stat_result) -> bool:
    if (state.st_mode & 0o170000) != 0o100000:
        return False
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & 0o077


def _unpack(content: bytes) -> tuple[bytes, list[tuple[str, str]]] | None:
    start = len(_MAGIC) + _DIGEST
    if content[: len(_MAGIC)] != _MAGIC or digest(content[start:]) != content[len(_MAGIC) : start]:
        return None
    size = int.from_bytes(content[start : start + 4], "little")
    names = content[start + 4 : start + 4 + size].decode("utf-8")
    owners = [tuple(line.split("\t")) for line in names.split("\n")] if names else []
    return content[start + 4 + size :], owners  # type: ignore[return-value]


def store(key: bytes, blob: bytes, owners: "Sequence[tuple[str, str]]") -> bool:
    """Write atomically, mode 0600; False where the folder cannot be written (the run goes on)."""
    names = "\n".join("\t".join(owner) for owner in owners).encode("utf-8")
    body = len(names).to_bytes(4, "little") + names + blob
    base = folder()
    partial = os.path.join(base, f".{key.hex()[:16]}.{os.getpid()}.partial")
    try:
        os.makedirs(base, mode=0o700, exist_ok=True)
        create = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(partial, create, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(_MAGIC + digest(body) + body)
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
