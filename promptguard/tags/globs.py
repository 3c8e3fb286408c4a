"""Patterns as in .gitignore, read by pathspec and asked of tens of thousands of paths."""

import re
from collections.abc import Callable
from functools import lru_cache

Matches = Callable[[str], object]

#: Two names that no pattern means: one that matches both matches everything.
_ANYTHING = ("\x01/\x02/\x03", "\x04")


@lru_cache(maxsize=4096)
def matcher(patterns: tuple[str, ...], *, any_case: bool = False) -> Matches:
    """Says of a path below the patterns' folder whether one of them means it.

    Raises ValueError for what is no pattern.
    """
    from pathspec import GitIgnoreSpec  # 50 ms, and only who annotates something needs it.

    try:
        # It would make a hyperscan database of every spec, which pays for a thousand patterns.
        spec = GitIgnoreSpec.from_lines(patterns, backend="simple")
    except Exception as error:  # re.error of a reversed range comes through beside its own error
        raise ValueError(str(error)) from None
    asked = [pattern for pattern in spec.patterns if pattern.include is not None]
    if not all(pattern.include for pattern in asked):
        return spec.match_file
    # Without a `!` the order means nothing, and one expression spares 9 of 10 us a path. The one
    # group that pathspec names could not stand twice in it.
    expressions = [pattern.regex.pattern for pattern in asked if pattern.regex is not None]
    joined = "|".join(f"(?:{each.replace('(?P<ps_d>', '(?:')})" for each in expressions)
    flags = re.IGNORECASE if any_case else re.NOFLAG
    return re.compile(joined, flags).search if expressions else _nothing


def _nothing(path: str) -> None:
    del path


def means_everything(patterns: tuple[str, ...]) -> bool:
    """Does this match whatever lies in the folder, at any depth?"""
    matches = matcher(patterns)
    return all(matches(path) for path in _ANYTHING)
