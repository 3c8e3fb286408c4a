"""The suggestions for a person: what to tag, as what, how sure, and what that rests on."""

from collections.abc import Iterator

from promptguard.model import Suggested, Suggestion
from promptguard.reports import _shown as shown

_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_NAMES = 3


def render(suggested: Suggested, *, colour: bool = False) -> str:
    """One paragraph a suggestion, and last how to go on."""
    lines: list[str] = []
    for one in suggested.suggestions:
        lines += [*paragraph(one, colour=colour), ""]
    for note in suggested.notes:
        text = shown.printable(note.text)
        lines.append(f"{shown.printable(note.origin.name)}: not looked at: {text}")
    lines.append(_summary(suggested))
    return "\n".join(lines) + "\n"


def paragraph(one: Suggestion, *, colour: bool = False) -> Iterator[str]:
    """What one suggestion says, without what it rests on where that is only said again."""
    head = f"{one.level.word}: {shown.printable(where(one))}"
    yield f"{_BOLD}{head}{_OFF}" if colour else head
    sure = f"    {shown.sure(one.confidence)}"
    sure += f"; labels {', '.join(one.labels)}" if one.labels else ""
    yield sure
    own = [line.removeprefix(f"{one.single}: ") for line in one.evidence]
    lines = own if one.single else [one.reason, *one.evidence]
    for line in lines:
        told = f"    {shown.printable(line)}"
        yield f"{_DIM}{told}{_OFF}" if colour else told


def where(one: Suggestion) -> str:
    """`src/billing/**  (41 files)`, or the file."""
    if one.single:
        return one.single
    top = f"{one.folder}/" if one.folder else ""
    named = [top + pattern.lstrip("/") for pattern in one.patterns]
    more = f" and {len(named) - _NAMES} more" if len(named) > _NAMES else ""
    count = "" if more else f"  ({shown.counted(len(one.files), 'file')})"
    return ", ".join(named[:_NAMES]) + more + count


def _summary(suggested: Suggested) -> str:
    files = shown.counted(suggested.files, "file")
    if not suggested.suggestions:
        return f"{files}: nothing in them asks for a tag."
    count = shown.counted(len(suggested.suggestions), "suggestion")
    return (
        f"{files}: {count}. Go through them with --review, or apply all with "
        "--format patch | git apply."
    )
