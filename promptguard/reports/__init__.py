"""One file, one report format, a module with `render`; this folder is the registry."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from promptguard.model import Rule, Run

    class Format(Protocol):
        """What a module of this folder is."""

        def render(self, run: Run, *, rule_of: Callable[[str], Rule], colour: bool = False) -> str:
            """The whole report as one text that ends with a newline."""


_HERE = os.path.dirname(__file__)


def names() -> list[str]:
    """Every format's name, sorted."""
    return sorted(
        entry.name.removesuffix(".py")
        for entry in os.scandir(_HERE)
        if entry.name.endswith(".py") and not entry.name.startswith(("_", "."))
    )


def load(name: str) -> "Format":
    """A format's module."""
    import importlib

    module: Format = importlib.import_module(f"promptguard.reports.{name}")
    return module
