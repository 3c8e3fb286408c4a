"""promptguard knows what may be sent to an AI assistant, before it is sent.

The public names are resolved on first use, so that a hook pays only for what it touches.
"""

TYPE_CHECKING = False  # typing costs 8 ms, and a hook pays for every one of them

if TYPE_CHECKING:
    from promptguard.api.judge import judge
    from promptguard.api.scan import scan_paths, scan_text

__version__ = "0.1.0"
__all__ = ["__version__", "judge", "scan_paths", "scan_text"]

_DOORS = {
    "judge": "promptguard.api.judge",
    "scan_paths": "promptguard.api.scan",
    "scan_text": "promptguard.api.scan",
}


def __getattr__(name: str) -> object:
    if name not in _DOORS:
        raise AttributeError(f"module 'promptguard' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_DOORS[name]), name)
