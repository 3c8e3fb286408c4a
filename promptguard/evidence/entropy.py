"""How random a string looks."""

from math import log2


def shannon(value: str) -> float:
    """Bits of Shannon entropy a character, over the string's own frequencies; 0.0 for ""."""
    if not value:
        return 0.0
    size = len(value)
    total = 0.0
    for char in set(value):
        share = value.count(char) / size
        total -= share * log2(share)
    return total
