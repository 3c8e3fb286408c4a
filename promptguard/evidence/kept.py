"""What is asked of a value that stands where a file format keeps a credential and nothing else."""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.passwords import Made, made
from promptguard.evidence.placeholders import placeholder
from promptguard.evidence.surroundings import place_weight
from promptguard.model import Weight

#: Where a manual's samples and a test's fixtures look just like the real thing.
_DOUBT = -2
_SOURCE = patterns.compile(
    r"\.(?:py|pyi|rb|js|jsx|ts|tsx|go|java|kt|scala|rs|c|h|cc|cpp|hpp|cs|swift|pm|pl)$",
    re.IGNORECASE,
)
#: The word for the thing instead of the thing.
_WORD_FOR_IT = patterns.compile(
    r"(?:my|the|your|some|a|db|admin|user|new|old)?[-_]?(?:passw(?:or)?d|pass|pwd|secret|token|key"
    r"|user(?:name)?|login|string|null|none|true|false|value|credentials?|auth)[\d!]{0,3}",
    re.IGNORECASE,
)


def kept(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The place says credential already: only what stands for none, and what everyone knows."""
    value = match["value"]
    if placeholder(value) or _WORD_FOR_IT.fullmatch(value):
        return None
    if not any(char.isalnum() for char in value):
        return None
    kind = made(value)
    doubts = place_weight(document, _DOUBT)
    if kind is Made.MACHINE:
        return (Weight(1, "a value that looks random"), *doubts)
    if kind is Made.PERSON:
        return doubts
    return (Weight(-1, "a word or default that anyone would try"), *doubts)


def kept_in_file(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The same for the syntax of a file that no program's source has: there it is a sample."""
    weights = kept(match, document)
    if weights is None or not _SOURCE.search(document.path):
        return weights
    return (*weights, Weight(_DOUBT, "a file's syntax inside source code"))


def in_code(document: Document) -> tuple[Weight, ...]:
    """What is left to ask of a value that the format itself proves: where it stands."""
    if _SOURCE.search(document.path):
        return (Weight(_DOUBT, "a file's syntax inside source code"),)
    return place_weight(document, _DOUBT)


def kept_random(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The same where only a machine writes the value, as of tokens and keys."""
    value = match["value"]
    if placeholder(value) or made(value) is not Made.MACHINE:
        return None
    return (Weight(1, "a value that looks random"), *place_weight(document, _DOUBT))


def is_called(document: Document, *names: str) -> bool:
    """Has the file one of these names, or does its path end so?"""
    path = document.path.lower()
    return any(path == name or path.endswith(("/" + name, "\\" + name)) for name in names)
