"""Remembers which rules of a user have been tried, so that a start does not try them again."""

import os

from promptguard import cache
from promptguard.model import Rule

_KEEP = 64
_HERE = os.path.dirname(__file__)


def is_tried(rules: tuple[Rule, ...]) -> bool:
    """Have exactly these rules, by this version of the trial, held once on this machine?"""
    return cache.read(_name(rules)) is not None


def remember(rules: tuple[Rule, ...]) -> None:
    """Note that they hold; where nothing can be written they are tried again, that is all."""
    cache.write(_name(rules), b"", keep=_KEEP)


def _name(rules: tuple[Rule, ...]) -> str:
    state = os.stat(os.path.join(_HERE, "trial.py"))
    version = f"{state.st_size} {state.st_mtime_ns}"
    return (
        cache.digest(version.encode(), repr(rules).encode("utf-8", "surrogatepass")).hex()
        + ".tried"
    )
