"""Is a string made of words, as identifiers and prose are, or of random characters?"""

import itertools
from math import log2

from promptguard import patterns
from promptguard.evidence.entropy import shannon

#: How common a pair of letters is in words: 5 as often as chance, one more for twice that often.
#: Rows are first letters, columns second ones; counted over the identifiers and comments of some
#: 4,000 public source files, each word weighted by the root of its count.
_PAIRS = (
    "56763462614868161878653353", "63336210540621521542500030", "72427217506621821547511030",
    "64358330741442620453522030", "74786653412768565987465742", "51225510702511600533500030",
    "41227244500334510653400011", "61027000600222610434400020", "65767560213769752677250405",
    "40004000200000400030300000", "32126111500323310242303020", "73368421702732730266531060",
    "74227210601352662153401040", "72677582624435631378541141", "45663452535679660866756331",
    "71237134503611660756511050", "10000000000300010020600000", "83559452704565730576543060",
    "62628336705443664378614040", "72549327800543740776623262", "55546340501667360767210101",
    "60007010600000400020100000", "50025104502204500441101000", "30414101400120140015100220",
    "32324210300334350144102011", "30005000300000300000100025",
)  # fmt: skip
_CHANCE = 5
_LEAST_SPREAD = 0.7
_PIECES = patterns.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^A-Za-z0-9]+")
_DIGIT = patterns.compile(r"\d")
_HEX = patterns.compile(r"[0-9a-f]+|[0-9A-F]+")


def wordiness(value: str) -> float:
    """Mean of the letter pairs' commonness; words lie above 0, random letters about -2."""
    letters = value.lower()
    total = count = 0
    for first, second in itertools.pairwise(letters):
        if "a" <= first <= "z" and "a" <= second <= "z":
            total += int(_PAIRS[ord(first) - 97][ord(second) - 97]) - _CHANCE
            count += 1
    return total / count if count else 0.0


def is_random(value: str) -> bool:
    """Would a generator have made it rather than a person?

    Long pieces of one kind (words, CamelCase humps, numbers) speak for a person; changes of kind at
    every second character, or letter pairs that no language likes, for a generator.
    """
    if len(value) < 12 or spread(value) < _LEAST_SPREAD:
        return False
    pieces = _PIECES.findall(value)
    if _HEX.fullmatch(value):
        return any(char.isdigit() for char in value) and len(pieces) * 7 >= len(value)
    per_piece = len(value) / len(pieces)
    lean = wordiness(value)
    has_digit = any(char.isdigit() for char in value)
    if per_piece <= 2.6:
        return lean < 0.6 or len(value) >= 20 if has_digit else lean < -0.3 or len(value) >= 32
    if has_digit:
        return lean < -0.4 and per_piece <= 6
    return lean < -0.9 and len(value) >= 16


def is_monotonous(value: str) -> bool:
    """Has it fewer different characters than random digits in base 16 would have?"""
    most = min(len(value), 16)
    return most > 1 and shannon(value) < _LEAST_SPREAD * log2(most)


def spread(value: str) -> float:
    """Shannon entropy as a share of what a string of its length and alphabet can have."""
    if _HEX.fullmatch(value):
        alphabet = 16
    else:
        alphabet = (
            26 * (value != value.upper())
            + 26 * (value != value.lower())
            + 10 * (_DIGIT.search(value) is not None)
            + 8 * (not value.isalnum())
        )
    most = min(len(value), alphabet)
    return shannon(value) / log2(most) if most > 1 else 0.0
