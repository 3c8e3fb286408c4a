"""Every tag that speaks of a file becomes one level, with the proof of how it came to it.

The highest level wins. What lowers is an explicit override with a reason, and it lowers what it is
nearer to: an annotation's silences what is closer to the file than its folder, the tags inside the
file among them, and what is farther and only speaks where nobody nearer does (`closest`). A file's
own silences all but annotations that always count (`aggregate`) or override it. A region inside
the file is silenced by nothing.
"""

from collections.abc import Iterator, Sequence

from promptguard.model import Level, Link, Note, NoteKind, Origin, OriginKind, Resolved, Tag
from promptguard.model.tag import TagForm, TagScope

_ORDER = {form: number for number, form in enumerate(TagForm)}
_OWN = frozenset({TagForm.HEADER, TagForm.METADATA, TagForm.SIDECAR})
_HINT = 'to lower it, write precedence = "override" and a reason'


def resolve(tags: Sequence[Tag], first: int = 0, last: int = 0) -> Resolved:
    """What these tags make of a file, or of its lines `first` to `last` (from 1) where asked.

    An excerpt is what the regions that it touches say, and the tags of the whole file. The order
    of `tags` means nothing.
    """
    spoken = sorted(tags if not first else excerpt(tags, first, last), key=_nearness)
    chain = tuple(_links(spoken))
    counting = [link.tag for link in chain if link.counts]
    return Resolved(
        max((tag.level for tag in counting), default=None),
        tuple(sorted({label for tag in counting for label in tag.labels})),
        tuple(sorted({tag.origin for tag in counting if tag.origin})),
        tuple(sorted({tag.owner for tag in counting if tag.owner})),
        chain,
    )


def excerpt(tags: Sequence[Tag], first: int, last: int) -> list[Tag]:
    """The tags that speak of the lines `first` to `last` (from 1) of a file."""
    return [
        tag
        for tag in tags
        if tag.scope is TagScope.FILE or (tag.line <= last and tag.end_line >= first)
    ]


def counting(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """Those of a file's tags that count."""
    if len(tags) < 2:
        return tuple(tags)  # Nobody else is there to silence it.
    return tuple(link.tag for link in _links(sorted(tags, key=_nearness)) if link.counts)


def contradictions(tags: Sequence[Tag]) -> Iterator[Note]:
    """A sentence for every annotation that would lower what a farther one says, and may not."""
    spoken = sorted(tags, key=_nearness)
    silenced = _silenced(spoken)
    nearest = next((tag for tag in spoken if tag.form is TagForm.ANNOTATION), None)
    if nearest is None or nearest in silenced:
        return
    farther = [tag for tag in spoken if tag.form is TagForm.ANNOTATION and tag is not nearest]
    for tag in farther:
        lowers = (nearest.closest and tag.closest) or _file(tag) == _file(nearest)
        if lowers and tag.level > nearest.level and tag not in silenced:
            told = (
                f"says {nearest.level.word} of files that {tag.source} makes {tag.level.word}, "
                f"and the higher level counts; {_HINT}"
            )
            yield Note(NoteKind.TAG, Origin(OriginKind.FILE, _file(nearest)), told, nearest.line)


def _nearness(tag: Tag) -> tuple[object, ...]:
    """By form; of annotations the deepest file first, and in one file the last table."""
    line = -tag.line if tag.form is TagForm.ANNOTATION else tag.line
    depth = -_depth(tag) if tag.form is TagForm.ANNOTATION else 0
    place = (_ORDER[tag.form], depth, line, tag.end_line, tag.source)
    return *place, tag.level, tag.labels, tag.origin, tag.owner, tag.reason, tag.override


def _depth(tag: Tag) -> int:
    return _file(tag).count("/")


def _file(tag: Tag) -> str:
    return tag.source.rpartition(":")[0]


def _links(tags: Sequence[Tag]) -> Iterator[Link]:
    """Each tag, nearest first, with what became of it."""
    silenced = _silenced(tags)
    speaking = [tag for tag in tags if tag not in silenced and tag.form is not TagForm.LICENCE]
    passed = _passed_over(speaking)
    floor = max((tag.level for tag in speaking if tag not in passed), default=Level.PUBLIC)
    top = max((tag.level for tag in speaking), default=Level.PUBLIC)
    for tag in tags:
        if tag.form is TagForm.LICENCE:
            yield Link(tag, False, "a licence is evidence; it decides nothing")
        elif tag in silenced:
            yield Link(tag, False, silenced[tag])
        elif tag in passed and tag.level <= floor:
            yield Link(tag, False, passed[tag])
        elif tag in passed:
            yield Link(tag, True, f"{passed[tag]}, but it asks for more, and nobody overrides it")
        elif tag.override and tag.level is top and silenced:
            yield Link(tag, True, f"it overrides the others: {tag.reason}")
        elif tag.level is top:
            yield Link(tag, True, "the highest level wins")
        else:
            yield Link(tag, True, f"counts, but {top.word} is higher")


def _silenced(tags: Sequence[Tag]) -> dict[Tag, str]:
    """The tags that an override silences, and the sentence that says so."""
    spoken = [tag for tag in tags if tag.scope is TagScope.FILE]
    passed = _passed_over([tag for tag in spoken if tag.form is TagForm.ANNOTATION], own=False)
    annotated = [tag for tag in spoken if tag.form is TagForm.ANNOTATION and tag.override]
    # The farthest one, as nothing closer may speak against it; in one file the last one.
    annotated = [tag for tag in annotated if tag not in passed]
    over = min(annotated, key=_depth, default=None)
    if over is not None:
        why = f"{over.source} overrides it: {over.reason}"
        return {tag: why for tag in spoken if tag is not over and _is_under(tag, over)}
    own = [tag for tag in spoken if tag.override and tag.form in _OWN]
    if not own:
        return {}
    ceiling = max(own, key=lambda tag: tag.level)
    why = f"{ceiling.source} overrides it: {ceiling.reason}"
    return {
        tag: why
        for tag in spoken
        if tag.level > ceiling.level and (tag.closest or tag.form is not TagForm.ANNOTATION)
    }


def _is_under(tag: Tag, over: Tag) -> bool:
    """Does an overriding annotation silence this one?"""
    if tag.form is not TagForm.ANNOTATION or tag.closest:
        return True
    return _depth(tag) >= _depth(over)


def _passed_over(tags: Sequence[Tag], *, own: bool = True) -> dict[Tag, str]:
    """The annotations that REUSE would not ask: a later table or something nearer speaks."""
    passed: dict[Tag, str] = {}
    active: dict[str, Tag] = {}
    for tag in tags:
        if tag.form is TagForm.ANNOTATION:
            last = active.setdefault(_file(tag), tag)
            if last is not tag and last.line > tag.line:
                passed[tag] = f"{last.source} speaks of it later in the same file"
    said = next((tag for tag in tags if own and tag.form in _OWN), None)
    for tag in tags:
        if tag.form is TagForm.ANNOTATION and tag.closest and tag not in passed:
            if said is not None:
                passed[tag] = f"{said.source} is nearer to the file"
            said = said or tag
    return passed
