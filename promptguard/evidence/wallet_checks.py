"""Check sums of crypto-currency addresses: base58check, bech32 and bech32m, EIP-55."""

from hashlib import sha256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_TERMS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
#: BIP 173 for witness version 0, BIP 350 for the later ones.
_BECH32_END, _BECH32M_END = 1, 0x2BC830A3
_LANES = 25
_MASK = (1 << 64) - 1


def base58check(value: str) -> bool:
    """Are the last four bytes the double SHA-256 of the others?"""
    number = 0
    for char in value:
        number = number * 58 + _BASE58.index(char)
    size = len(value) - len(value.lstrip("1"))
    data = bytes(size) + number.to_bytes((number.bit_length() + 7) // 8, "big")
    return len(data) > 4 and sha256(sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def base58check_made(data: bytes) -> str:
    """The data with its check, in base 58."""
    whole = data + sha256(sha256(data).digest()).digest()[:4]
    number, text = int.from_bytes(whole, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "1" * (len(whole) - len(whole.lstrip(b"\0"))) + text


def segwit(value: str) -> bool:
    """A bech32 or bech32m address, by its witness version."""
    folded = value.lower()
    if value not in (folded, value.upper()):
        return False
    prefix, _, data = folded.rpartition("1")
    values = [_BECH32.index(char) for char in data]
    head = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    check = 1
    for number in head + values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ number
        for bit, term in enumerate(_TERMS):
            check ^= term if top >> bit & 1 else 0
    return check == (_BECH32_END if values[0] == 0 else _BECH32M_END)


def eip55(value: str) -> bool:
    """Do the capitals of an Ethereum address follow the hash of its small letters?"""
    body = value.removeprefix("0x")
    digest = keccak256(body.lower().encode("ascii")).hex()
    return all(
        char.isdigit() or (int(nibble, 16) >= 8) == char.isupper()
        for char, nibble in zip(body, digest, strict=False)
    )


def eip55_made(data: bytes) -> str:
    """An Ethereum address with its capitals."""
    body = data.hex()
    digest = keccak256(body.encode("ascii")).hex()
    return "0x" + "".join(
        char.upper() if int(nibble, 16) >= 8 else char
        for char, nibble in zip(body, digest, strict=False)
    )


def _constants() -> list[int]:
    found, state = [], 1
    for _ in range(24):
        word = 0
        for place in range(7):
            if state & 1:
                word |= 1 << ((1 << place) - 1)
            state = (state << 1 ^ 0x171 if state & 0x80 else state << 1) & 0xFF
        found.append(word)
    return found


_ROUNDS = _constants()


def keccak256(data: bytes) -> bytes:
    """Keccak with its original padding, which Ethereum kept when SHA-3 changed it."""
    rate = 136
    padded = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % rate)
    padded[-1] |= 0x80
    lanes = [0] * _LANES
    for start in range(0, len(padded), rate):
        for index in range(rate // 8):
            piece = padded[start + 8 * index : start + 8 * index + 8]
            lanes[index] ^= int.from_bytes(piece, "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _permuted(lanes: list[int]) -> list[int]:
    for constant in _ROUNDS:
        columns = [
            lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]
            for x in range(5)
        ]
        mixed = [columns[(x + 4) % 5] ^ _rotated(columns[(x + 1) % 5], 1) for x in range(5)]
        lanes = [lane ^ mixed[index % 5] for index, lane in enumerate(lanes)]
        x, y, current = 1, 0, lanes[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, lanes[x + 5 * y] = (
                lanes[x + 5 * y],
                _rotated(current, (step + 1) * (step + 2) // 2 % 64),
            )
        lanes = [
            lanes[index]
            ^ (
                ~lanes[index - index % 5 + (index + 1) % 5]
                & lanes[index - index % 5 + (index + 2) % 5]
            )
            for index in range(_LANES)
        ]
        lanes[0] ^= constant
    return lanes


def _rotated(value: int, by: int) -> int:
    return (value << by | value >> (64 - by)) & _MASK
