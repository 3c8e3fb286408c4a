"""Every tag that speaks of a file becomes one level, with the proof of how it came to it."""

from collections.abc import Iterator, Sequence

from promptguard.model import Level, Link, Resolved, Tag, TagForm, TagScope

_ORDER = {form: number for number, form in enumerate(TagForm)}


def resolve(tags: Sequence[Tag], first: int = 0, last: int = 0) -> Resolved:
    """What these tags make of a file, or of its lines `first` to `last` (from 1) where asked.

    The highest level wins. A tag on the whole file that says `override` (with a reason) silences
    the other tags on the whole file that ask for more; regions count all the same.
    """
    spoken = [tag for tag in tags if not first or _touches(tag, first, last)]
    chain = tuple(_links(sorted(spoken, key=_nearness)))
    counting = [link.tag for link in chain if link.counts]
    return Resolved(
        max((tag.level for tag in counting), default=None),
        tuple(sorted({label for tag in counting for label in tag.labels})),
        tuple(sorted({tag.origin for tag in counting if tag.origin})),
        tuple(sorted({tag.owner for tag in counting if tag.owner})),
        chain,
    )


def _touches(tag: Tag, first: int, last: int) -> bool:
    return tag.scope is TagScope.FILE or (tag.line <= last and tag.end_line >= first)


def _nearness(tag: Tag) -> tuple[int, int, int, str]:
    return _ORDER[tag.form], tag.line, -tag.end_line, tag.source


def _links(tags: Sequence[Tag]) -> Iterator[Link]:
    lowering = [tag for tag in tags if tag.override and tag.scope is TagScope.FILE]
    ceiling = max((tag.level for tag in lowering), default=None)
    top = max((tag.level for tag in tags if _counts(tag, ceiling)), default=Level.PUBLIC)
    for tag in tags:
        if not _counts(tag, ceiling):
            by = next(one for one in lowering if one.level is ceiling)
            yield Link(tag, False, f"{by.source} overrides it: {by.reason}")
        elif tag.level is top:
            yield Link(tag, True, "the highest level wins")
        else:
            yield Link(tag, True, f"counts, but {top.word} is higher")


def _counts(tag: Tag, ceiling: Level | None) -> bool:
    return ceiling is None or tag.scope is TagScope.REGION or tag.level <= ceiling
