"""An example for a rule that came without one: a template that its own pattern matches.

Bounded, for import only: every branch and repetition is walked once, and what comes out is tried.
"""

import re
import re._constants as c  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from random import Random
from typing import Any

from promptguard.engine.relax import RULE_FLAGS
from promptguard.evidence.templates import widest

_TRIES = 24
_DEEPEST = 60
#: What an optional or open repetition adds at most.
_MORE = 24
_PRINTABLE = {chr(code) for code in range(0x20, 0x7F)} | {"\t"}
_CLASSES = {
    c.CATEGORY_DIGIT: re.compile(r"\d", re.ASCII),
    c.CATEGORY_NOT_DIGIT: re.compile(r"\D", re.ASCII),
    c.CATEGORY_SPACE: re.compile(r"\s", re.ASCII),
    c.CATEGORY_NOT_SPACE: re.compile(r"\S", re.ASCII),
    c.CATEGORY_WORD: re.compile(r"\w", re.ASCII),
    c.CATEGORY_NOT_WORD: re.compile(r"\W", re.ASCII),
}
_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)


def templates(pattern: str) -> list[str]:
    """Templates that may match the pattern, the shortest first; the caller tries them."""
    tree = parser.parse(pattern, RULE_FLAGS)
    made: dict[str, None] = {}
    for seed in range(_TRIES):
        made["".join(_Maker(seed).items(tree, tree.state.flags, 0))] = None
    return list(made)


class _Maker:
    """Walks a pattern once, its choices drawn from a seed; seed 0 takes the least of everything."""

    def __init__(self, seed: int) -> None:
        self.seed, self.random = seed, Random(seed)  # noqa: S311 - samples, not secrets

    def items(self, nodes: Any, flags: int, depth: int) -> list[str]:
        """Text for nodes in a row."""
        if depth > _DEEPEST:
            return []
        return [part for op, arg in nodes for part in self.item(op, arg, flags, depth + 1)]

    def item(self, op: Any, arg: Any, flags: int, depth: int) -> list[str]:
        """Text for one node; nothing for what takes no room."""
        if op is c.LITERAL:
            return [chr(arg)]
        if op in (c.IN, c.ANY, c.NOT_LITERAL):
            return [self.slot(_allowed(op, arg, flags), 1)]
        if op is c.BRANCH:
            branches = arg[1]
            chosen = branches[self.random.randrange(len(branches)) if self.seed else 0]
            return self.items(chosen, flags, depth)
        if op is c.SUBPATTERN:
            _, add, remove, inner = arg
            return self.items(inner, (flags | add) & ~remove, depth)
        if op is c.ATOMIC_GROUP:
            return self.items(arg, flags, depth)
        if op in _REPEATS:
            return self.repeat(arg, flags, depth)
        return []

    def repeat(self, arg: Any, flags: int, depth: int) -> list[str]:
        """Text for a repetition: as often as it must, or some more."""
        low, most, inner = arg
        high = min(most if most is not c.MAXREPEAT else low + _MORE, low + _MORE)
        count = self.random.randint(low, high) if self.seed else low
        op, one = inner[0] if len(inner) == 1 else (None, None)
        if op in (c.IN, c.ANY, c.NOT_LITERAL) and count:
            return [self.slot(_allowed(op, one, flags), count)]
        return [part for _ in range(count) for part in self.items(inner, flags, depth)]

    def slot(self, allowed: set[str], count: int) -> str:
        """A slot of the widest alphabet that fits, or fitting characters as they come."""
        alphabet = widest(allowed)
        if alphabet:
            return f"<{alphabet}:{count}>"
        # Blanks and quotes end most values, letters and digits end none.
        fitting = sorted(char for char in allowed if char.isalnum())
        fitting = fitting or sorted(allowed, key=lambda char: (char not in "\"' ", char))[:1]
        return "".join(self.random.choices(fitting, k=count)) if fitting else ""


def _allowed(op: Any, arg: Any, flags: int) -> set[str]:
    if op is c.ANY:
        return set(_PRINTABLE)
    if op is c.NOT_LITERAL:
        return _PRINTABLE - {chr(arg)}
    negated = bool(arg) and arg[0][0] is c.NEGATE
    found: set[str] = set()
    for kind, value in arg:
        if kind is c.LITERAL:
            found.add(chr(value))
        elif kind is c.RANGE:
            found |= {char for char in _PRINTABLE if value[0] <= ord(char) <= value[1]}
        elif kind is c.CATEGORY:
            found |= {char for char in _PRINTABLE if _CLASSES[value].match(char)}
    if flags & re.IGNORECASE:
        found |= {char.swapcase() for char in found}
    return _PRINTABLE - found if negated else found & _PRINTABLE
