"""Remembers which rules of a user have been tried, so that a start does not try them again."""

import os

from promptguard.cache import digest
from promptguard.folders import user_cache
from promptguard.model import Rule

_KEEP = 64
_END = ".tried"
_HERE = os.path.dirname(__file__)


def is_tried(rules: tuple[Rule, ...]) -> bool:
    """Have exactly these rules, by this version of the trial, held once on this machine?"""
    return os.path.isfile(_marker(rules))


def remember(rules: tuple[Rule, ...]) -> None:
    """Note that they hold; where nothing can be written they are tried again, that is all."""
    marker = _marker(rules)
    folder = os.path.dirname(marker)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(marker, "wb"):
            pass
        held = [entry for entry in os.scandir(folder) if entry.name.endswith(_END)]
        held.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for entry in held[_KEEP:]:
            os.unlink(entry.path)
    except OSError:
        return


def _marker(rules: tuple[Rule, ...]) -> str:
    state = os.stat(os.path.join(_HERE, "trial.py"))
    version = f"{state.st_size} {state.st_mtime_ns}"
    key = digest(version.encode(), repr(rules).encode("utf-8", "surrogatepass"))
    return os.path.join(user_cache(), key.hex() + _END)
