"""Countries as policies name them: ISO 3166 codes, and EU for all members of the Union."""

from functools import lru_cache

EU = "EU"
#: The members as of 2026-11, https://european-union.europa.eu/principles-countries-history_en
MEMBERS = frozenset((
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
))  # fmt: skip


@lru_cache(maxsize=256)
def expanded(codes: tuple[str, ...]) -> frozenset[str]:
    """The codes, with the members of the Union where it is named."""
    named = frozenset(codes)
    return named | MEMBERS if EU in named else named


def named(word: str) -> str:
    """The code that a word for a place is, such as a tag's `origin=eu`; empty where it is none."""
    code = word.upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


@lru_cache(maxsize=256)
def could_be(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The countries that codes may mean: of `EU` nobody knows which member it is."""
    named = expanded(codes)
    return tuple(sorted(named - {EU}))
