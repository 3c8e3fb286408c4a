"""What could be tagged, one file a format, a module with `render`."""

import importlib
import os
from typing import Protocol, cast

from promptguard.model import Suggested


class Format(Protocol):
    """What a module of this folder is."""

    def render(self, suggested: Suggested, *, colour: bool = False) -> str:
        """The whole report as one text that ends with a newline."""


def names() -> list[str]:
    """Every format's name, sorted."""
    return sorted(
        entry.name.removesuffix(".py")
        for entry in os.scandir(os.path.dirname(__file__))
        if entry.name.endswith(".py") and not entry.name.startswith(("_", "."))
    )


def load(name: str) -> Format:
    """A format's module."""
    return cast("Format", importlib.import_module(f"{__name__}.{name}"))
