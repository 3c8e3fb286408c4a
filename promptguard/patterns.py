"""`re.compile` that remembers: an expression is compiled once a machine, not once a process.

Python compiles an expression in milliseconds and makes a pattern of the finished code in
microseconds (`re._compiler.compile` ends in just that call of `_sre.compile`, which checks the
code it is given). The code lies in the user's cache, under a key of this Python and this release.
Where any of it is not as expected, `re.compile` answers.

Only shipped expressions may come here: what a user or a repository wrote stays out of the cache.
"""

import marshal
import re
import sys

from promptguard import __version__, cache

#: More than all rules need; beyond it the file is begun anew (rules were edited again and again).
_MOST = 5000
_KEEP = 4

#: What another Python, or a file of another time, may answer to what is asked below.
_UNEXPECTED = (
    ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError, KeyError,
)  # fmt: skip
#: What `_sre.compile` takes beside the expression: flags, code, groups, their names.
_Made = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_known: dict[tuple[str, int], _Made] | None = None
_fresh: dict[tuple[str, int], _Made] = {}
#: What this process has already made a pattern of.
_made_once: dict[tuple[str, int], "re.Pattern[str]"] = {}


def compile(expression: str, flags: int = 0) -> "re.Pattern[str]":
    """The same pattern as `re.compile` gives.

    Raises re.error.
    """
    global _known
    if _known is None:
        _known = _load()
    key = (expression, int(flags))
    pattern = _made_once.get(key)
    if pattern is None:
        pattern = _made_once[key] = _compile(key, _known)
    return pattern


def _compile(key: tuple[str, int], known: dict[tuple[str, int], _Made]) -> "re.Pattern[str]":
    try:
        if key not in known:
            _fresh[key] = _made(*key)
        return _pattern(key[0], known.get(key) or _fresh[key])
    except _UNEXPECTED:
        known.clear()
        _fresh.pop(key, None)
        return re.compile(*key)


def keep() -> None:
    """Keep what this process had to compile; called once, at the end of a run."""
    if not _fresh:
        return
    kept = dict(_known or {}) if len(_known or {}) < _MOST else {}
    kept.update(_fresh)
    _fresh.clear()
    cache.write(_name(), marshal.dumps(kept), keep=_KEEP)


def _load() -> dict[tuple[str, int], _Made]:
    body = cache.read(_name())
    if body is None:
        return {}
    try:
        found: dict[tuple[str, int], _Made] = marshal.loads(body)  # noqa: S302 - this user's own
    except (ValueError, EOFError, TypeError):
        return {}
    return found


def _name() -> str:
    own = f"{__version__}\n{sys.version}\n{sys.maxunicode}".encode()
    return cache.digest(b"patterns", own).hex() + ".patterns"


def _made(expression: str, flags: int) -> _Made:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    tree = _parser.parse(expression, flags)
    code: list[int] = [int(word) for word in _compiler._code(tree, flags)]
    names: dict[str, int] = dict(tree.state.groupdict)
    by_number: list[str | None] = [None] * tree.state.groups
    for name, number in names.items():
        by_number[number] = name
    packed = b"".join(word.to_bytes(4, sys.byteorder) for word in code)
    return (
        int(flags | tree.state.flags),
        packed,
        tree.state.groups - 1,
        names,
        tuple(by_number),
    )


def _pattern(expression: str, made: _Made) -> "re.Pattern[str]":
    import _sre  # type: ignore[import-not-found]

    flags, code, groups, names, by_number = made
    words = memoryview(code).cast("I").tolist()
    pattern: re.Pattern[str] = _sre.compile(expression, flags, words, groups, names, by_number)
    return pattern
