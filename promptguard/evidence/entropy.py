"""How random a string looks."""

from math import log2


def shannon(value: str) -> float:
    """Bits of Shannon entropy a character, over the string's own frequencies; 0.0 for ""."""
    if not value:
        return 0.0
    size = len(value)
    return -sum(
        count / size * log2(count / size) for count in (value.count(char) for char in set(value))
    )
