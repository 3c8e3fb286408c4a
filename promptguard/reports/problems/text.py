"""The problems for a person: file by file, one sentence and one hint each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from promptguard.model import Problem, Share, Verified
from promptguard.reports import _shown as shown

_RED, _YELLOW, _DIM, _BOLD, _OFF = "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m"
#: A hint that says the same again and again is read once and hides the rest.
_HINTS = 3
#: Folders whose coverage is told, those with most left to do first.
_FOLDERS = 5


def render(verified: Verified, *, colour: bool = False) -> str:
    """Everything that is wrong, and last how much there is of it."""
    lines: list[str] = []
    hinted: Counter[str] = Counter()
    for _, alike in groupby(verified.problems, key=lambda one: (one.path, one.id, one.text)):
        first, *more = alike
        lines += _problem(first, more, hinted, colour=colour)
    for note in verified.notes:
        place = f"{note.origin.name}:{note.line}" if note.line else note.origin.name
        lines.append(f"{shown.printable(place)}: not looked at: {shown.printable(note.text)}")
    lines += [""] if lines else []
    lines += [*_folders(verified.shares), _summary(verified)]
    return "\n".join(lines) + "\n"


def _problem(
    problem: Problem, more: Sequence[Problem], hinted: "Counter[str]", *, colour: bool
) -> Iterator[str]:
    """One problem, and how often the file says the same again behind it."""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    tint = _RED if problem.stops else _YELLOW
    said = shown.printable(problem.text)
    said += f" (and {len(more)} more, the last in line {more[-1].line})" if more else ""
    where = shown.printable(place)
    if colour:
        yield f"{_BOLD}{where}{_OFF}: {said} {tint}[{problem.id}]{_OFF}"
    else:
        yield f"{where}: {said} [{problem.id}]"
    hinted[problem.id] += 1
    if hinted[problem.id] <= _HINTS:
        hint = f"    {shown.printable(problem.hint)}"
        yield f"{_DIM}{hint}{_OFF}" if colour else hint


def _folders(shares: Sequence[Share]) -> Iterator[str]:
    """Where most is left to do, in one line; nothing where nobody has begun, or all is done."""
    if not shares or shares[0].tagged in (0, shares[0].files):
        return
    top = [share for share in shares if share.folder and "/" not in share.folder]
    left = sorted(top, key=lambda share: (share.tagged - share.files, share.folder))
    told = [
        f"{shown.printable(share.folder)} {share.tagged:,} of {share.files:,} ({share.percent} %)"
        for share in left[:_FOLDERS]
    ]
    if told:
        more = f", and {len(left) - _FOLDERS:,} more folders" if len(left) > _FOLDERS else ""
        yield f"Tagged: {', '.join(told)}{more}"


def _summary(verified: Verified) -> str:
    # Files that only say what others are need no tag, and are not counted among those that do.
    whole = verified.shares[0] if verified.shares else None
    files = shown.counted(whole.files if whole else verified.files, "file")
    told = f"{files} in {shown.printable(verified.tree)}"
    told += f", {whole.tagged:,} tagged ({whole.percent} %)" if whole else ""
    stopping = sum(problem.stops for problem in verified.problems)
    milder = len(verified.problems) - stopping
    if not verified.problems:
        return f"{told}: nothing is wrong with their tags."
    counts = [shown.counted(stopping, "problem")] if stopping else []
    stop = "that stops nothing" if milder == 1 else "that stop nothing"
    counts += [f"{shown.counted(milder, 'remark')} {stop}"] if milder else []
    return f"{told}: {', '.join(counts)}."
