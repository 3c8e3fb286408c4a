"""One file, one thing that can be wrong with tags: this folder is the registry."""

import importlib
import os
from collections.abc import Iterator
from typing import Protocol, cast

from promptguard.model import Kind, Problem
from promptguard.tags.verify._facts import Facts, Move

__all__ = ["Facts", "Move", "checks", "verify"]


class Check(Protocol):
    """What a module of this folder is."""

    KINDS: tuple[Kind, ...]

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Everything of its kinds that is wrong."""


def checks() -> list[Check]:
    """Every check, in the order of their names."""
    names = sorted(
        entry.name.removesuffix(".py")
        for entry in os.scandir(os.path.dirname(__file__))
        if entry.name.endswith(".py") and not entry.name.startswith(("_", "."))
    )
    return [cast("Check", importlib.import_module(f"{__name__}.{name}")) for name in names]


def verify(facts: Facts) -> tuple[Problem, ...]:
    """Everything that is wrong with the tags of a tree, in the order of paths and lines."""
    found = {problem for check in checks() for problem in check.check(facts)}
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.id, one.text)))
