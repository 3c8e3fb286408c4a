"""A token's shape in one line, read twice: as the pattern to look for and as a sample of it.

`glptt-<hex:40>` is literal text and a slot; `<hex:20-40>` has a range, `<uuid>` the form of a UUID,
and `{live|test}` is one of several shapes. Alphabets are those of `evidence/templates.py`.
"""

import itertools
import re
from collections.abc import Iterator

from promptguard import patterns

_CLASSES = {
    "digit": r"\d",
    "hex": "[0-9a-f]",
    "HEX": "[0-9A-F]",
    "lower": "[a-z]",
    "letter": "[A-Za-z]",
    "upper": "[A-Z]",
    "alnum": "[0-9a-z]",
    "ALNUM": "[0-9A-Z]",
    "base32": "[A-Z2-7]",
    "base32low": "[a-z2-7]",
    "base62": "[0-9A-Za-z]",
    "Hex": "[0-9a-fA-F]",
    "base64": "[0-9A-Za-z+/]",
    "base62dot": "[0-9A-Za-z._]",
    "base64pct": "[0-9A-Za-z%]",
    "base64any": r"[\w+/=-]",
    "base64url": r"[\w-]",
}
_UUID = "<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>"
_UUID_PATTERN = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
#: So many characters of a slot say enough to look closer.
_ENOUGH = 20
_SLOT = patterns.compile(r"<(?P<alphabet>\w+)(?::(?P<low>\d+)(?:-(?P<high>\d+))?)?>")
_PART = patterns.compile(rf"\{{(?P<choice>[^{{}}]*)\}}|{_SLOT.pattern}|(?P<text>[^<{{]+)")


def pattern_of(shape: str) -> str:
    """The shape as a regular expression; its group `body` begins where chance begins.

    Raises KeyError for an unknown alphabet.
    """
    pieces: list[str] = []
    opened = False
    for part in _PART.finditer(shape):
        if not opened and not part["text"] and "<" in part[0]:
            pieces.append("(?P<body>")
            opened = True
        pieces.append(_piece(part))
    return "".join(pieces) + (")" if opened else "")


def _piece(part: "re.Match[str]") -> str:
    if part["text"]:
        return re.escape(part["text"])
    if part["choice"] is not None:
        return "(?:" + "|".join(_plain(one) for one in part["choice"].split("|")) + ")"
    if part["alphabet"] == "uuid":
        return _UUID_PATTERN
    count = part["low"] if part["high"] is None else f"{part['low']},{part['high']}"
    return f"{_CLASSES[part['alphabet']]}{{{count}}}"


def _plain(shape: str) -> str:
    return "".join(_piece(part) for part in _PART.finditer(shape))


def beginning_of(shape: str) -> str:
    """How every token of the shape begins, as a short expression for the engine."""
    pieces: list[str] = []
    for part in _PART.finditer(shape):
        if part["choice"] is not None:
            pieces.append("(?:" + "|".join(map(beginning_of, part["choice"].split("|"))) + ")")
        elif part["text"]:
            pieces.append(re.escape(part["text"]))
        elif part["alphabet"] == "uuid":
            pieces.append("[0-9a-fA-F]{8}-")
        else:
            pieces.append(f"{_CLASSES[part['alphabet']]}{{{min(int(part['low']), _ENOUGH)}}}")
        if "<" in part[0]:
            break
    return "".join(pieces)


def sample_of(shape: str) -> str:
    """The shape as an example's template: the first of each choice, the least of each range."""
    first = _PART.sub(
        lambda part: part[0] if part["choice"] is None else part["choice"].split("|")[0], shape
    )
    return _SLOT.sub(
        lambda slot: _UUID if slot["alphabet"] == "uuid" else f"<{slot['alphabet']}:{slot['low']}>",
        first,
    )


def literals_of(shape: str) -> tuple[str, ...]:
    """Lower-case literals of which one is in every token of the shape: the longest each way."""
    return tuple(dict.fromkeys(_longest(way).lower() for way in _ways(shape)))


def _longest(way: str) -> str:
    return max(_SLOT.split(way)[:: _SLOT.groups + 1], key=len)


def _ways(shape: str) -> Iterator[str]:
    """The shape with each choice made, one way after the other."""
    choices = [
        [part[0]] if part["choice"] is None else part["choice"].split("|")
        for part in _PART.finditer(shape)
    ]
    return map("".join, itertools.product(*choices))
