"""Paths as rows name them: `*` and `?` within a folder, `**` across folders, `x/` all below x.

Matched in time proportional to pattern times path, since paths are foreign text.
"""

from collections.abc import Sequence
from functools import lru_cache

#: The path of text that lies in no file, such as a typed prompt: no pattern fits it.
NOWHERE = "-"


@lru_cache(maxsize=4096)
def matches(pattern: str, path: str) -> bool:
    """Does a path, relative to the root and with slashes, fit a pattern such as `billing/**`?

    A pattern without a slash fits in every folder; one that ends in a slash is all below.
    """
    if path == NOWHERE:
        return False
    if pattern.endswith("/"):
        pattern += "**"
    parts = pattern.lstrip("/").split("/")
    if "/" not in pattern.removesuffix("/**"):
        parts.insert(0, "**")
    while path.startswith("./"):
        path = path[2:]
    return _segments(parts, path.replace("\\", "/").lstrip("/").split("/"))


def _segments(patterns: Sequence[str], names: Sequence[str]) -> bool:
    """Folder by folder; `reached` are the numbers of patterns that may come next."""
    reached = _skipping({0}, patterns)
    for name in names:
        step = set()
        for at in reached:
            if at < len(patterns):
                if patterns[at] == "**":
                    step.add(at)
                elif _wild(patterns[at], name):
                    step.add(at + 1)
        reached = _skipping(step, patterns)
    return len(patterns) in reached


def _skipping(reached: set[int], patterns: Sequence[str]) -> set[int]:
    """`**` also stands for no folder at all; at the very end for at least a name."""
    found = set(reached)
    for at in sorted(reached):
        while at < len(patterns) and patterns[at] == "**":
            at += 1
            found.add(at)
    return found


def _wild(pattern: str, name: str) -> bool:
    """`*` and `?` within one name: the last star is the only one to come back to."""
    at = here = 0
    star, mark = -1, 0
    while here < len(name):
        if at < len(pattern) and pattern[at] == "*":
            star, mark = at, here
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", name[here]):
            at, here = at + 1, here + 1
        elif star >= 0:
            mark += 1
            at, here = star + 1, mark
        else:
            return False
    return pattern[at:].strip("*") == ""
