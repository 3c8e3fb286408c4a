"""A tree of files that lie nowhere, for those who judge trees."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from promptguard.errors import SourceError
from promptguard.model import Level, Span, Tag, TagForm, Tagged, TagScope
from promptguard.tags.resolve import resolve

#: The marker, put together so that this file is not tagged itself.
MARK = "promptguard" + ":"


class DictTree:
    """Files by their path."""

    name = "a made-up tree"

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, path: str) -> bytes | None:
        return self._files.get(path)

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | SourceError | None]]:
        return ((path, self._files.get(path)) for path in paths)

    def list(self) -> Sequence[str]:
        return sorted(self._files)

    def attributes(self, attribute: str, paths: Sequence[str]) -> dict[str, str]:
        del attribute, paths
        return {}


def tag(
    level: Level,
    form: TagForm = TagForm.HEADER,
    *,
    source: str = "a.py:1",
    first: int = 1,
    last: int = 1,
    labels: tuple[str, ...] = (),
    override: bool = False,
    reason: str = "",
) -> Tag:
    """A tag as its readers make it."""
    region = form in (TagForm.REGION, TagForm.LINE)
    scope = TagScope.REGION if region else TagScope.FILE
    return Tag(
        level,
        labels,
        scope,
        source,
        Span(0, 0),
        first,
        last,
        form,
        override=override,
        reason=reason,
    )


def tagged(path: str, *tags: Tag, lines: int = 100) -> Tagged:
    """What these tags make of a file."""
    return Tagged(path, resolve(tags), (), lines)
