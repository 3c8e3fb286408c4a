"""Does the vendor itself print this value in its manuals, examples or test suites?

What everybody has is nobody's secret. `published.txt` holds what the public repositories and
packages of the vendors named in it print: truncated, keyed digests, so that the list shows no value
and finds nothing but those. It grows by `scripts/published.py`, which scans a vendor's own files
and prints a block of digests; only files that the vendor of the credential published itself may be
given to it, since what others left in their repositories are leaks.
"""

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from promptguard.model import Weight

PUBLISHED = Weight(-4, "published by its vendor as a sample")
#: A shorter value may be somebody's own as well.
_LEAST = 16
_KEY = b"promptguard: published samples"
_SIZE = 10
_LIST = Path(__file__).with_name("published.txt")


def digest(value: str) -> str:
    """How a value stands in the list."""
    return blake2b(value.encode(), digest_size=_SIZE, key=_KEY).hexdigest()


def may_be_listed(value: str) -> bool:
    """Is it a value of its own? Some rules end at a word that stands in every file of a kind."""
    return len(value) >= _LEAST and any(char.isdigit() for char in value)


def is_published(value: str) -> bool:
    """Is it one of them? The list is read behind the first finding that asks."""
    return may_be_listed(value) and digest(value) in _digests()


@lru_cache(maxsize=1)
def _digests() -> frozenset[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
