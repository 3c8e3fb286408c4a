"""What was made once and may be made again, on disk: per user, outside every repository, checked.

Its readers hand the content to native code, so that a file is used only if it is a regular file of
this user, closed to others, and carries the checksum of what was written.
"""

import os

from promptguard.folders import user_cache

_MAGIC = b"promptguard-cache-1\n"
_START = len(_MAGIC) + 4


def digest(*parts: bytes) -> bytes:
    """A 32-byte BLAKE2b over the parts and their lengths."""
    from _blake2 import blake2b  # hashlib would load OpenSSL: 4 ms

    state = blake2b(digest_size=32)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return bytes(state.digest())


def read(name: str) -> memoryview | None:
    """What was written under a name, or None where there is nothing fit to use."""
    path = os.path.join(user_cache(), name)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        state = os.fstat(descriptor)
        if not _is_ours(state):
            return None
        content = memoryview(os.read(descriptor, state.st_size + 1))
    except OSError:
        return None
    finally:
        os.close(descriptor)
    body = content[_START:]
    return body if content[:_START] == _MAGIC + _checked(body) else None


def _is_ours(state: os.stat_result) -> bool:
    if (state.st_mode & 0o170000) != 0o100000:
        return False
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & 0o077


def _checked(body: "bytes | memoryview") -> bytes:
    """Against accidents only (a full disk, a torn write): who may write here may do anything."""
    from binascii import crc32

    return crc32(body).to_bytes(4, "little")


def write(name: str, body: bytes, *, keep: int) -> bool:
    """Write atomically, mode 0600, and keep the newest few files of the same ending.

    False where the folder cannot be written: the run goes on.
    """
    base = user_cache()
    partial = os.path.join(base, f".{name[:16]}.{os.getpid()}.partial")
    try:
        os.makedirs(base, mode=0o700, exist_ok=True)
        create = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(partial, create, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(_MAGIC + _checked(body) + body)
            os.replace(partial, os.path.join(base, name))
        except OSError:
            os.unlink(partial)
            return False
    except OSError:
        return False
    _prune(base, os.path.splitext(name)[1], keep)
    return True


def _prune(base: str, ending: str, keep: int) -> None:
    """Forget the oldest, so that edited configurations do not pile up files."""
    files = [entry for entry in os.scandir(base) if entry.name.endswith(ending)]
    if len(files) <= keep:
        return
    try:
        files.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for entry in files[keep:]:
            os.unlink(entry.path)
    except OSError:
        return  # Another process was quicker.
