"""Check digits that token formats carry, computed without the network."""

from zlib import crc32

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def crc32_base62(body: str, width: int = 6) -> str:
    """CRC-32 of the ASCII body in base 62, left-padded with zeros.

    Source: GitHub, "Behind GitHub's new authentication token formats" (2021-04-05); npm follows it.
    """
    number = crc32(body.encode("ascii"))
    digits = ""
    while number:
        number, rest = divmod(number, 62)
        digits = BASE62[rest] + digits
    return digits.rjust(width, "0")


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B over a string of decimal digits."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if index % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0
