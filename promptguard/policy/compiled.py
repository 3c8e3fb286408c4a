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
    Fact,
    Layer,
    LayerKind,
    Policy,
    Roles,
)
from promptguard.model.ladders import Action, Confidence, Level
from promptguard.model.text import OriginKind

#: By their place here they are known in the cache.
_NOUNS: tuple[Any, ...] = (Layer, Clause, Comparison, Destination, Fact, Policy, Roles)
_WORDS: tuple[Any, ...] = (Action, Level, Confidence, DestinationKind, LayerKind, OriginKind)
_NUMBERS = {kind: number for number, kind in enumerate((*_NOUNS, *_WORDS))}
_KEEP = 4


def cached(origin: Sequence[bytes], make: Callable[[], Policy]) -> Policy:
    """The policy that `make` makes, by the cache where it was made before of the same `origin`."""
    name = f"{_key(origin)}.policy"
    known = cache.read(name)
    if known is not None:
        try:
            policy = _unpacked(marshal.loads(known), {})  # noqa: S302 - our own, and checked
        except (ValueError, TypeError, EOFError, IndexError, KeyError):
            policy = None  # Not as we wrote it: made again, and written over.
        if type(policy) is Policy:
            return policy
    made = make()
    cache.write(name, marshal.dumps(_packed(made, {})), keep=_KEEP)
    return made


def _key(origin: Sequence[bytes]) -> str:
    """Changes with the origin, the nouns, promptguard and Python."""
    form = "\n".join(" ".join(noun._fields) for noun in _NOUNS)
    version = f"{__version__} {sys.implementation.cache_tag} {marshal.version} {form}"
    return cache.digest(version.encode(), *origin).hex()


def _packed(value: Any, known: dict[Any, list[Any]]) -> Any:
    """Nouns as lists that begin with their number; equal ones are one list, which marshal keeps."""
    if isinstance(value, Enum):
        return known.setdefault((type(value), value), [_NUMBERS[type(value)], value.value])
    if not isinstance(value, tuple):
        return value
    if type(value) not in _NUMBERS:
        return tuple(_packed(part, known) for part in value)
    # By kind and repr: True and 1 are equal, and so would be two facts.
    name = (type(value), repr(value))
    if name not in known:
        known[name] = [_NUMBERS[type(value)], *(_packed(part, known) for part in value)]
    return known[name]


def _unpacked(value: Any, known: dict[int, Any]) -> Any:
    """`known` are the lists that were met, by identity: most facts stand in many places."""
    if type(value) is tuple:
        return tuple([_unpacked(part, known) for part in value])
    if type(value) is not list:
        return value
    found = known.get(id(value))
    if found is None:
        number = value[0]
        if number >= len(_NOUNS):
            found = _WORDS[number - len(_NOUNS)](value[1])
        else:
            found = _NOUNS[number]._make(
                [
                    _unpacked(part, known) if type(part) is list or type(part) is tuple else part
                    for part in value[1:]
                ]
            )
        known[id(value)] = found
    return found
