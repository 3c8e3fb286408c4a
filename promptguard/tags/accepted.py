"""A suggestion that somebody accepted, as bytes: a header where one file is meant, else a folder's.

A file that cannot hold a header (an image, JSON, generated, UTF-16 in a patch) gets an annotation.
"""

from collections.abc import Callable, Mapping

from promptguard.errors import UsageError
from promptguard.model import Change, Level, Suggestion
from promptguard.tags import guard
from promptguard.tags.annotate import annotated, path_of
from promptguard.tags.edit import Unwritable, header_set, opened, said_in
from promptguard.tags.wording import Wording, wording

Read = Callable[[str], bytes | None]


def change(suggestion: Suggestion, read: Read, aliases: Mapping[str, Level]) -> Change:
    """What a suggestion writes, where `read` answers what a path of the tree holds now.

    Raises ConfigError where the folder's annotations cannot take it.
    """
    if suggestion.single:
        before = read(suggestion.single)
        after = _with_header(before, suggestion, aliases) if before else None
        if after is not None:
            return Change(suggestion.single, before, after)
    path = path_of(suggestion)
    before = read(path)
    return Change(path, before, annotated(before, suggestion))


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
        return header_set(before, editing, _wanted(before, suggestion, aliases))
    except (Unwritable, UsageError):
        return None


def _wanted(before: bytes, suggestion: Suggestion, aliases: Mapping[str, Level]) -> Wording:
    """The new level, with everything else that a tag at its head says already."""
    headers = said_in(before, suggestion.single, aliases).headers
    labels = [*(label for tag in headers for label in tag.labels), *suggestion.labels]
    first = headers[0] if headers else None
    return wording(
        suggestion.level.word,
        labels=tuple(dict.fromkeys(labels)),
        origin=first.origin if first else "",
        owner=first.owner if first else "",
        aliases=aliases,
    )
