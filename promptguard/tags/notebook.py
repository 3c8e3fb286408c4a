"""The tag in a notebook's metadata written and taken out, every other byte left as it is."""

import json
import re
from typing import NamedTuple

from promptguard import patterns
from promptguard.tags.edit import Unwritable

KEY = "promptguard"
_BLANK = patterns.compile(r"[ \t\r\n]*")
_BROKEN = "is no notebook that can be understood"


class _Member(NamedTuple):
    """A key of a JSON object: where it begins, where its value lies, and what follows that."""

    start: int
    value: int
    end: int
    #: Where the next key begins, or 0 for the last one.
    following: int


def notebook_set(data: bytes, words: str) -> bytes:
    """The notebook with these words in its metadata. Raises Unwritable."""
    text = _text(data)
    opening, members = _metadata(text)
    value = json.dumps(words, ensure_ascii=True)
    if KEY in members:
        member = members[KEY]
        if json.loads(text[member.value : member.end]) == words:
            return data
        text = text[: member.value] + value + text[member.end :]
    else:
        first = _blank(text, opening)
        separator = f",{text[opening:first] or ' '}" if members else ""
        at = first if members else opening
        text = f'{text[:at]}"{KEY}": {value}{separator}{text[at:]}'
    return text.encode("utf-8", "surrogateescape")


def notebook_removed(data: bytes) -> bytes:
    """The notebook without the tag in its metadata. Raises Unwritable."""
    text = _text(data)
    _, members = _metadata(text)
    if KEY not in members:
        return data
    member = members[KEY]
    if member.following:
        text = text[: member.start] + text[member.following :]
    else:
        before = max((other.end for other in members.values() if other.end < member.start),
                     default=member.start)  # fmt: skip
        text = text[:before] + text[member.end :]
    return text.encode("utf-8", "surrogateescape")


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Unwritable(_BROKEN) from None


def _metadata(text: str) -> tuple[int, dict[str, _Member]]:
    """Where the inside of the notebook's own metadata begins, and its keys."""
    start = _blank(text, 1 if text.startswith("\ufeff") else 0)
    try:
        members = _members(text, start)
        member = members["metadata"]
        return member.value + 1, _members(text, member.value)
    except (ValueError, KeyError, IndexError, RecursionError):
        raise Unwritable(_BROKEN) from None


def _members(text: str, start: int) -> dict[str, _Member]:
    """The keys of the object that begins at `start`.

    Raises ValueError or IndexError where it is no object.
    """
    decode = json.JSONDecoder().raw_decode
    found: dict[str, _Member] = {}
    if text[start] != "{":
        raise ValueError
    position = _blank(text, start + 1)
    while text[position] != "}":
        key, end = decode(text, position)
        colon = _blank(text, end)
        if not isinstance(key, str) or text[colon] != ":":
            raise ValueError
        value = _blank(text, colon + 1)
        _, end = decode(text, value)
        behind = _blank(text, end)
        following = _blank(text, behind + 1) if text[behind] == "," else 0
        found[key] = _Member(position, value, end, following)
        position = following or behind
    return found


def _blank(text: str, position: int) -> int:
    match: re.Match[str] | None = _BLANK.match(text, position)
    return match.end() if match else position
