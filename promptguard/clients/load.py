"""Finds the facts about a client: one TOML a client, kept as understood where that is safe."""

import marshal
import os
import sys
from typing import Any

from promptguard import __version__, cache
from promptguard.errors import UsageError, did_you_mean
from promptguard.model import Choice, Client, Gate, SettingsFile, Switch

_HERE = os.path.dirname(__file__)
_END = ".toml"
_NOUNS: tuple[Any, ...] = (Client, Switch, SettingsFile, Choice, Gate)
#: Enough for all clients of two releases.
_KEEP = 40


def names() -> tuple[str, ...]:
    """The clients that are known, sorted."""
    return tuple(
        sorted(name.removesuffix(_END) for name in os.listdir(_HERE) if name.endswith(_END))
    )


def load_client(name: str, *, kept: bool = False) -> Client:
    """What is known of a client; where `kept`, by the user's cache, which spares reading TOML.

    A cache lies where the user may write: who is bound by an organisation's policy is not asked it.
    Raises UsageError for a client that is not known.
    """
    known = names()
    if name not in known:
        raise UsageError(f'"{_shown(name)}" is not a client. {did_you_mean(name, known)}')
    with open(os.path.join(_HERE, name + _END), "rb") as source:
        data = source.read()
    entry = f"{_key(name, data)}.client"
    found = _unpacked(cache.read(entry)) if kept else None
    if found is not None:
        return found
    from promptguard.clients.table import parse_client  # Reading TOML costs a hook 10 ms.

    made = parse_client(name, data.decode("utf-8"))
    if kept:
        cache.write(entry, marshal.dumps(_packed(made)), keep=_KEEP)
    return made


def _key(name: str, data: bytes) -> str:
    """Changes with the facts, the nouns, promptguard and Python."""
    form = "\n".join(" ".join(noun._fields) for noun in _NOUNS)
    version = f"{__version__} {sys.implementation.cache_tag} {marshal.version} {form} {name}"
    return cache.digest(version.encode(), data).hex()


def _packed(value: Any) -> Any:
    """Nouns as the plain tuples that marshal takes."""
    return tuple(map(_packed, value)) if isinstance(value, tuple) else value


def _unpacked(content: memoryview | None) -> Client | None:
    if content is None:
        return None
    try:
        client = Client._make(marshal.loads(content))  # noqa: S302 - our own, and checked
        return client._replace(
            switches=tuple(map(Switch._make, client.switches)),
            settings=tuple(map(SettingsFile._make, client.settings)),
            choice=Choice._make(client.choice),
            gates=tuple(map(Gate._make, client.gates)),
        )
    except (ValueError, TypeError, EOFError):
        return None  # Not as we wrote it: made again, and written over.


def _shown(name: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in name[:40])
