"""Patterns as in .gitignore, read by pathspec and asked of tens of thousands of paths."""

from collections.abc import Callable, Sequence
from functools import lru_cache

Matches = Callable[[str], object]

#: Two names that no pattern means: one that matches both matches everything.
_ANYTHING = ("\x01/\x02/\x03", "\x04")


@lru_cache(maxsize=4096)
def matcher(patterns: tuple[str, ...]) -> Matches:
    """Says of a path below the patterns' folder whether one of them means it.

    Raises ValueError for what is no pattern.
    """
    from pathspec import GitIgnoreSpec  # 50 ms, and only who annotates something needs it.

    try:
        spec = GitIgnoreSpec.from_lines(patterns)
    except Exception as error:  # re.error of a reversed range comes through beside its own error
        raise ValueError(str(error)) from None
    asked = [pattern for pattern in spec.patterns if pattern.include is not None]
    if not all(pattern.include for pattern in asked):
        return spec.match_file
    # Without a `!` the order means nothing, and asking the expressions spares 9 of 10 us a path.
    return _any_of([pattern.regex.search for pattern in asked if pattern.regex])


def _any_of(searches: Sequence[Matches]) -> Matches:
    if len(searches) == 1:
        return searches[0]

    def matches(path: str) -> bool:
        return any(search(path) for search in searches)

    return matches


def means_everything(patterns: tuple[str, ...]) -> bool:
    """Does this match whatever lies in the folder, at any depth?"""
    matches = matcher(patterns)
    return all(matches(path) for path in _ANYTHING)
