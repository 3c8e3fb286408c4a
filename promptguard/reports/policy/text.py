"""Levels by destinations for a terminal: a mark and a word in each cell, coloured where it can."""

from collections.abc import Iterator, Sequence

from promptguard.model import Action, Decision, Level
from promptguard.policy.matrix import Matrix
from promptguard.reports import _shown as shown
from promptguard.reports.policy.marks import KINDS, MARKS, MEANINGS, who

_WIDTH = 80
_CELL = len("confidential")
_LEAST_NAME = 8
#: Of the 256 colours those that a colour-blind reader tells apart; mark and word say it too.
_COLOURS = {
    Action.ALLOW: "38;5;16;48;5;152",
    Action.WARN: "38;5;16;48;5;215",
    Action.REDACT: "38;5;16;48;5;111",
    Action.BLOCK: "1;38;5;231;48;5;125",
}
_BOLD, _DIM = "1", "2"


def render(matrices: Sequence[Matrix], *, colour: bool = False, width: int = _WIDTH) -> str:
    """Every table, and what the marks mean."""
    lines: list[str] = []
    for matrix in matrices:
        lines += [*_table(matrix, width, colour=colour), ""]
    lines += [
        f"{_painted(_word(action), _COLOURS[action], colour=colour)}  {MEANINGS[action]}"
        for action in Action
    ]
    return "".join(f"{line}\n" for line in lines)


def _table(matrix: Matrix, width: int, *, colour: bool) -> Iterator[str]:
    names = [line.destination.id for line in matrix.lines]
    room = max(_LEAST_NAME, width - (_CELL + 1) * len(Level) - 1)
    name = min(room, max((shown.cells(each) for each in names), default=0))
    yield _painted(shown.printable(who(matrix)), _BOLD, colour=colour)
    heads = " ".join(level.word.ljust(_CELL) for level in Level)
    yield _painted(f"{' ' * name} {heads}".rstrip(), _DIM, colour=colour)
    for kind, title in KINDS.items():
        lines = [line for line in matrix.lines if line.destination.kind is kind]
        if lines:
            yield _painted(title, _DIM, colour=colour)
        for line in lines:
            label = shown.cut(shown.printable(line.destination.id), name)
            cells = " ".join(_cell(each, colour=colour) for each in line.decisions)
            yield f"{label}{' ' * (name - shown.cells(label))} {cells}".rstrip()


def _word(action: Action) -> str:
    return f" {MARKS[action]} {action.word}".ljust(_CELL)


def _cell(decision: Decision, *, colour: bool) -> str:
    return _painted(_word(decision.action), _COLOURS[decision.action], colour=colour)


def _painted(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text
