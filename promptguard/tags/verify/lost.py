"""Tags that did not come along when text was copied, renamed or split."""

from collections.abc import Iterator
from shlex import quote

from promptguard.model import Kind, Level, Problem, Resolved, Tag, TagScope
from promptguard.tags.resolve import resolve
from promptguard.tags.verify._facts import Facts, Move

KINDS = (
    Kind(
        "tags.lost",
        "Text of a tagged file stands elsewhere without its tag",
        "Tag the new place as the old one is, or override with a reason.",
    ),
    Kind(
        "tags.lowered",
        "A file is less protected than it was",
        "Bring the tag back, or write the lower level with override and a reason.",
    ),
)
_HOW = {"copy": "is a copy of", "rename": "was", "same": "was"}


def check(facts: Facts) -> Iterator[Problem]:
    """One problem a place that lost its tag; silent where somebody overrode it with a reason."""
    for move in facts.moves:
        tagged = facts.tagged.get(move.path)
        if tagged is None:
            continue
        tags = [link.tag for link in tagged.resolved.chain]
        now = resolve(tags, move.line, move.end_line)
        if not _overridden(now) and (gone := _gone(move, now)):
            yield _problem(move, gone, facts.base_name)
    yield from _lowered(facts)


def _lowered(facts: Facts) -> Iterator[Problem]:
    for path, before in facts.base.items():
        tagged = facts.tagged.get(path)
        if tagged is None:
            continue
        was, now = _of_file(before.resolved), _of_file(tagged.resolved)
        if was.level is not None and _worth(was.level) > _worth(now.level) and not _overridden(now):
            text = f"was {was.level.word} at {facts.base_name}, and is now {_called(now.level)}"
            yield Problem(KINDS[1].id, path, 0, text, KINDS[1].advice)


def _of_file(resolved: Resolved) -> Resolved:
    """Without the regions, whose text may have gone with them."""
    tags: list[Tag] = [link.tag for link in resolved.chain]
    return resolve([tag for tag in tags if tag.scope is TagScope.FILE])


def _worth(level: Level | None) -> Level:
    return Level.INTERNAL if level is None else level


def _called(level: Level | None) -> str:
    return "untagged" if level is None else level.word


def _overridden(resolved: Resolved) -> bool:
    return any(link.counts and link.tag.override for link in resolved.chain)


def _gone(move: Move, now: Resolved) -> str:
    """What the new place does not say any more; nothing where it is as protected as the old."""
    if move.level > _worth(now.level):
        return f"but {'are' if move.line else 'is'} {_called(now.level)} here"
    labels = set(move.labels) - set(now.labels)
    if labels and move.level > Level.PUBLIC:
        return f"but without {', '.join(sorted(labels))} here"
    return ""


def _problem(move: Move, gone: str, base: str) -> Problem:
    at = f"{move.level.word} at {base}" if base else move.level.word
    labels = f" --labels {','.join(move.labels)}" if move.labels else ""
    command = f"promptguard tag set {move.level.word} {quote(move.path)}{labels}"
    if move.line:
        lines = f"lines {move.source_line} to {move.source_end_line} of {move.source}"
        text = f"lines {move.line} to {move.end_line} stand in {lines} too, {at}, {gone}"
        hint = f"Tag them too: {command} --region {move.line}-{move.end_line}"
    else:
        alike = f" ({move.alike} % alike)" if move.alike < 100 else ""
        text = f"{_HOW[move.how]} {move.source}{alike}, {at}, {gone}"
        hint = f"Tag it too: {command}"
    return Problem(KINDS[0].id, move.path, move.line, text, hint)
