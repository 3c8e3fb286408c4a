"""Tags that speak against each other: a nearer one asks for less, and is not heard."""

from collections.abc import Iterator

from promptguard.model import Kind, Note, Problem, Tag, TagForm, Tagged, TagScope
from promptguard.tags.verify._facts import Facts

KINDS = (
    Kind(
        "tags.contradiction",
        "Two tags say different things of the same file",
        "Keep one of them, or write `override` with a reason into the one that is meant.",
    ),
)


def check(facts: Facts) -> Iterator[Problem]:
    """One problem a file: the first tag that is overruled by one farther away.

    Of annotations that contradict each other their reader has told already, once for all files.
    """
    for path, tagged in facts.tagged.items():
        for note in filter(is_told, tagged.notes):
            text, _, hint = note.text.partition("; ")
            yield Problem(KINDS[0].id, note.origin.name, note.line, text, _sentence(hint))
        if (pair := _overruled(tagged)) is not None:
            yield _problem(path, *pair)


def is_told(note: Note) -> bool:
    """Is this what a reader of annotations says of two that contradict each other?"""
    return "and the higher level counts" in note.text


def _sentence(hint: str) -> str:
    return hint[:1].upper() + hint[1:]


def _overruled(tagged: Tagged) -> tuple[Tag, Tag] | None:
    """A tag and the stronger one farther from the text that wins over it.

    The other way round is how levels are meant to be used: a folder is internal, and one file in
    it confidential.
    """
    links = [link for link in tagged.resolved.chain if link.tag.scope is TagScope.FILE]
    asked = [link.tag for link in links if link.counts]
    for number, near in enumerate(asked):
        for far in asked[number + 1 :]:
            if near.form is far.form is TagForm.ANNOTATION:
                continue
            if near.override or far.override or near.level is far.level:
                continue
            if far.level > near.level:
                return near, far
            if _file(near) == _file(far):
                return far, near
    overriding = [link.tag for link in links if link.tag.override]
    for tag in overriding[1:]:
        if tag.level is not overriding[0].level:
            return (overriding[0], tag) if overriding[0].level < tag.level else (tag, overriding[0])
    return None


def _problem(path: str, near: Tag, far: Tag) -> Problem:
    text = (
        f"{_where(near, path)} says {near.level.word}, but {_where(far, path)} says "
        f"{far.level.word}, which counts"
    )
    hint = f"Remove one of them; to stay {near.level.word}, write override and a reason there"
    return Problem(KINDS[0].id, path, near.line if _own(near, path) else 0, text, hint)


def _file(tag: Tag) -> str:
    return tag.source.rpartition(":")[0]


def _own(tag: Tag, path: str) -> bool:
    return _file(tag) == path


def _where(tag: Tag, path: str) -> str:
    return f"the tag in line {tag.line}" if _own(tag, path) else tag.source
