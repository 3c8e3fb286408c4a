"""A suggestion that somebody accepted, as bytes: a header where one file is meant, else a folder's.

A file that cannot hold a header (an image, JSON, generated, UTF-16 in a patch) gets an annotation.
"""

from collections.abc import Callable, Mapping

from promptguard.errors import ConfigError, UsageError
from promptguard.model import Draft, Level, Suggestion
from promptguard.tags import guard
from promptguard.tags.annotations import NAME
from promptguard.tags.edit import Unwritable, header_set, opened
from promptguard.tags.folders import annotation_set
from promptguard.tags.wording import LASTING, Wording, wording

Read = Callable[[str], bytes | None]


def draft(suggestion: Suggestion, read: Read, aliases: Mapping[str, Level]) -> Draft:
    """What a suggestion writes, where `read` answers what a path of the tree holds now.

    Raises ConfigError where the folder's annotations cannot take it.
    """
    if suggestion.single:
        before = read(suggestion.single)
        after = _with_header(before, suggestion, aliases) if before else None
        if after is not None:
            return Draft(suggestion.single, before, after)
    path = f"{suggestion.folder}/{NAME}" if suggestion.folder else NAME
    before = read(path)
    level, reason = suggestion.level, _plain(suggestion.reason)
    wanted = Wording(level.word, level, suggestion.labels, reason=reason, keeps=LASTING)
    try:
        after = annotation_set(before, path, suggestion.patterns, wanted, aliases)
    except Unwritable as refused:
        raise ConfigError(path, "", str(refused)) from None
    return Draft(path, before, after)


def _with_header(
    before: bytes, suggestion: Suggestion, aliases: Mapping[str, Level]
) -> bytes | None:
    """The file with the tag at its head; None where it can have none."""
    path = suggestion.single
    if b"\0" in before or guard.by_path(path) or guard.by_content(path, before):
        return None
    try:
        editing = opened(before, path, aliases)
        if editing is None:
            return None
        word, labels = suggestion.level.word, suggestion.labels
        wanted = wording(word, labels=labels, keeps=LASTING, aliases=aliases)
        return header_set(before, editing, wanted)
    except (Unwritable, UsageError):
        return None


def _plain(text: str) -> str:
    """A reason without what no tag can hold: it may name a file, and those are called anything."""
    return "".join(char if char.isprintable() else "?" for char in text)[:200]
