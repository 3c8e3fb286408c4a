"""Countries as policies name them: ISO 3166 codes, and EU for all members of the Union."""

from collections.abc import Iterable

from promptguard.policy.checks import Expected, text
from promptguard.tables import described, whole

EU = "EU"
#: The members as of 2026-11, https://european-union.europa.eu/principles-countries-history_en
MEMBERS = frozenset((
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
))  # fmt: skip


def expanded(codes: Iterable[str]) -> frozenset[str]:
    """The codes, with the members of the Union where it is named."""
    named = frozenset(codes)
    return named | MEMBERS if EU in named else named


def could_be(code: str) -> frozenset[str]:
    """The countries that one code may mean: of `EU` nobody knows which member it is."""
    return MEMBERS if code == EU else frozenset((code,))


@described({"type": "string", "pattern": whole("[A-Z]{2}")})
def country(value: object) -> str:
    """A code that looks like one.

    Raises Expected.
    """
    code: str = text(value)
    if len(code) != 2 or not code.isascii() or not code.isalpha() or not code.isupper():
        raise Expected(f'"{code[:60]}" is not the code of a country, such as DE, or EU')
    return code
