"""The shipped tables, kept as they were understood: reading TOML costs more than a hook's start.

Nouns become nested lists and tuples that `marshal` knows, and back. The cache is the user's own, so
that it holds only what ships (the caller sees to that), and `cache` checks whose it is.
"""

import marshal
import sys
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from promptguard import __version__, cache
from promptguard.model import (
    Clause,
    Comparison,
    Destination,
    DestinationKind,
    Exemption,
    Fact,
    Layer,
    LayerKind,
)
from promptguard.model.ladders import Action, Confidence, Level
from promptguard.model.text import OriginKind

#: By their place here they are known in the cache.
_NOUNS: tuple[Any, ...] = (Layer, Clause, Comparison, Exemption, Destination, Fact)
_WORDS: tuple[Any, ...] = (Action, Level, Confidence, DestinationKind, LayerKind, OriginKind)
_NUMBERS = {kind: number for number, kind in enumerate((*_NOUNS, *_WORDS))}
_KEEP = 4

Shipped = tuple[Layer, tuple[Destination, ...]]


def cached(tables: Sequence[bytes], parse: Callable[[Sequence[bytes]], Shipped]) -> Shipped:
    """What `parse` makes of the tables, by the cache where it has been made before."""
    name = f"{_key(tables)}.policy"
    known = cache.read(name)
    if known is not None:
        try:
            layer, destinations = _unpacked(marshal.loads(known))  # noqa: S302 - our own, checked
        except (ValueError, TypeError, EOFError, IndexError, KeyError):
            pass  # Not as we wrote it: made again, and written over.
        else:
            return layer, destinations
    made = parse(tables)
    cache.write(name, marshal.dumps(_packed(made)), keep=_KEEP)
    return made


def _key(tables: Sequence[bytes]) -> str:
    """Changes with the tables, the nouns, promptguard and Python."""
    form = "\n".join(" ".join(noun._fields) for noun in _NOUNS)
    version = f"{__version__} {sys.implementation.cache_tag} {marshal.version} {form}"
    return cache.digest(version.encode(), *tables).hex()


def _packed(value: Any) -> Any:
    if isinstance(value, Enum):
        return [_NUMBERS[type(value)], value.value]
    if isinstance(value, tuple):
        parts = map(_packed, value)
        return [_NUMBERS[type(value)], *parts] if type(value) in _NUMBERS else tuple(parts)
    return value


def _unpacked(value: Any) -> Any:
    if type(value) is tuple:
        return tuple(map(_unpacked, value)) if value else value
    if type(value) is not list:
        return value
    number = value[0]
    if number >= len(_NOUNS):
        return _WORDS[number - len(_NOUNS)](value[1])
    return _NOUNS[number]._make(map(_unpacked, value[1:]))
