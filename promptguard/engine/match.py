"""One pass over bytes: a loaded hyperscan database names the signals it saw, and where."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def extension() -> "Any":
    """The hyperscan extension module without its package's `typing` import (8 ms), or None.

    None on platforms without a wheel; engine/portable.py then gives the same findings.
    """
    import sys

    loaded = sys.modules.get("hyperscan._hs_ext")
    if loaded is not None:
        return loaded
    # The frozen modules behind `import` itself: the importlib package would cost a millisecond.
    from _frozen_importlib import _load  # type: ignore[attr-defined]
    from _frozen_importlib_external import PathFinder

    package = PathFinder.find_spec("hyperscan")
    if package is None or package.submodule_search_locations is None:
        return None
    spec = PathFinder.find_spec("hyperscan._hs_ext", package.submodule_search_locations)
    if spec is None:
        return None
    try:
        return _load(spec)
    except ImportError:
        return None


class Matcher:
    """A loaded database: `scan` answers (owner, signal, end offset) triples, ordered by offset."""

    __slots__ = ("_database", "_hits", "_owners")

    def __init__(self, blob: "bytes | memoryview", owners: "Sequence[tuple[str, str]]") -> None:
        hs = extension()
        self._database = hs.loadb(bytes(blob), hs.HS_MODE_BLOCK)
        self._database.scratch = hs.Scratch(self._database)
        self._owners = tuple(owners)
        self._hits: list[tuple[int, int]] = []

    def scan(self, data: bytes) -> list[tuple[str, str, int]]:
        """Every signal seen in `data`, with the offset behind it."""
        hits = self._hits
        hits.clear()
        self._database.scan(data, match_event_handler=self._on_match)
        if not hits:
            return []
        owners = self._owners
        return [(*owners[number], end) for number, end in sorted(set(hits), key=_by_end)]

    def _on_match(self, number: int, start: int, end: int, flags: int, context: object) -> None:
        self._hits.append((number, end))


def _by_end(hit: tuple[int, int]) -> tuple[int, int]:
    return hit[1], hit[0]
