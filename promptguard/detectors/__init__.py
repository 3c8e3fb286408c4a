"""One file, one detector; this folder is the registry.

A detector is a module with `RULES` and `detect(document, candidates, settings)`; with `SIGNALS`
(or a function that makes them, where that takes time) where what the engine looks for is not simply
each rule's own pattern; with `DEEP = True` where all
its rules stay below the default threshold. Adding a detector is adding a file.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

    from promptguard.model import Rule, Signal

_HERE = os.path.dirname(__file__)


def names() -> list[str]:
    """Every detector's name, sorted."""
    return sorted(
        entry.name.removesuffix(".py")
        for entry in os.scandir(_HERE)
        if not entry.name.startswith(("_", "."))
        and (entry.name.endswith(".py") or os.path.isfile(os.path.join(entry, "__init__.py")))
    )


def is_one(name: str) -> bool:
    """Is there a detector of this name? Asked for every finding, so the folder is not listed."""
    if not name.isidentifier() or name.startswith("_"):
        return False
    path = os.path.join(_HERE, name)
    return os.path.isfile(f"{path}.py") or os.path.isfile(os.path.join(path, "__init__.py"))


def load(name: str) -> "ModuleType":
    """A detector's module. Asked for every source that holds a candidate of it."""
    module = _loaded.get(name)
    if module is None:
        import importlib

        module = importlib.import_module(f"promptguard.detectors.{name}")
        _loaded[name] = module
    return module


_loaded: "dict[str, ModuleType]" = {}


def signature(folder: str = _HERE) -> str:
    """What tells one state of the shipped rules from another: names, sizes and times of the files.

    As Python itself does for its compiled modules; reading them all would cost a hook 2 ms.
    """
    parts = []
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                parts += [signature(entry.path)] if entry.name != "__pycache__" else []
            elif entry.name.endswith((".py", ".toml")):
                state = entry.stat()
                parts.append(f"{entry.name} {state.st_size} {state.st_mtime_ns}")
    return "\n".join(parts)


def rules(name: str) -> "tuple[Rule, ...]":
    """A detector's rules."""
    found: tuple[Rule, ...] = load(name).RULES
    return found


def signals(*, deep: bool) -> "list[tuple[str, Signal]]":
    """(detector, signal) pairs of all detectors, deep or not."""
    return [(name, signal) for name in names() for signal in signals_of(name, deep=deep)]


def signals_of(name: str, *, deep: bool = False) -> "list[Signal]":
    """What the engine looks for on behalf of one detector."""
    module = load(name)
    if hasattr(module, "SIGNALS"):
        if getattr(module, "DEEP", False) is not deep:
            return []
        own = module.SIGNALS
        return list(own() if callable(own) else own)
    return [signal_of(rule) for rule in module.RULES if is_deep(rule) is deep]


def is_deep(rule: "Rule") -> bool:
    """Can the rule never reach the default threshold?"""
    from promptguard.model import Confidence

    return rule.ceiling < Confidence.POSSIBLE


def signal_of(rule: "Rule") -> "Signal":
    """What the engine looks for on behalf of a rule."""
    from promptguard.engine.relax import relax
    from promptguard.model import Signal

    expression = relax(rule.signal or rule.pattern)
    return Signal(
        rule.id,
        expression,
        rule.signal or rule.pattern,
        rule.keywords,
        once=rule.whole,
        outside_programs=rule.outside_programs,
        told_by_name=rule.told_by_name,
    )
