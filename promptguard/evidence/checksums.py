"""Check digits that token formats carry, computed without the network."""

from zlib import crc32

_BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_BECH32_TERMS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_WORD = 0xFFFFFFFF
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
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


def bech32_holds(prefix: str, data: str) -> bool:
    """Are the last six characters of upper-case `data` its check (BIP 173)? age keys carry it."""
    return _bech32_polymod(prefix, [_BECH32.index(char) for char in data]) == 1


def bech32(prefix: str, data: str) -> str:
    """Upper-case `data` with its six check characters."""
    check = _bech32_polymod(prefix, [_BECH32.index(char) for char in data] + [0] * 6) ^ 1
    return data + "".join(_BECH32[check >> 5 * (5 - place) & 31] for place in range(6))


def _bech32_polymod(prefix: str, values: list[int]) -> int:
    folded = prefix.lower()
    head = [ord(char) >> 5 for char in folded] + [0] + [ord(char) & 31 for char in folded]
    check = 1
    for value in head + values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_BECH32_TERMS):
            check ^= term if top >> bit & 1 else 0
    return check


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B over a string of decimal digits."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if index % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def base36(number: int) -> str:
    """A number in the digits 0-9a-z, as Ruby's `to_s(36)` writes it."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = BASE36[rest] + digits
    return digits or "0"


def crc32_base36(body: str, width: int = 7) -> str:
    """CRC-32 in base 36, the check of GitLab's routable tokens.

    Source: gitlab-org/gitlab, lib/authn/token_field/generator/routable_token.rb.
    """
    return base36(crc32(body.encode("ascii"))).rjust(width, "0")


def crc32_little_endian(body: str) -> str:
    """CRC-32 as eight hexadecimal digits, lowest byte first, the check of Grafana's tokens.

    Source: grafana/grafana, pkg/components/satokengen/tokengen.go.
    """
    return crc32(body.encode("ascii")).to_bytes(4, "little").hex()


def marvin32(data: bytes, seed: int) -> int:
    """The keyed checksum of Azure's identifiable keys, whose seeds Microsoft publishes.

    Source: dotnet/runtime, System/Marvin.cs; microsoft/security-utilities, IdentifiableSecrets.cs.
    """
    low, high = seed & _WORD, seed >> 32
    whole = len(data) // 4 * 4
    words = [int.from_bytes(data[at : at + 4], "little") for at in range(0, whole, 4)]
    for word in (*words, int.from_bytes(data[whole:] + b"\x80", "little"), 0):
        low = (low + word) & _WORD
        high ^= low
        low = (_rotated(low, 20) + high) & _WORD
        high = _rotated(high, 9) ^ low
        low = (_rotated(low, 27) + high) & _WORD
        high = _rotated(high, 19)
    return low ^ high


def _rotated(word: int, bits: int) -> int:
    return (word << bits | word >> (32 - bits)) & _WORD
