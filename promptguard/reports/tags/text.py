"""The tag report for people: a row a folder, with how much is tagged and how sensitive it is.

A folder counts everything below it. The bar shows a folder's lines by level, as letters where there
are no colours: R restricted, C confidential, I internal, P public, a dot for what nobody tagged.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from promptguard.model import Note
from promptguard.reports import _shown as shown
from promptguard.reports.tags._shares import percent, shares
from promptguard.tags.coverage import UNTAGGED, Counts, Coverage, Folder, word_of

#: How deep the rows go, and of how many folders inside one there is a row.
DEPTH = 2
_BREADTH = 12
_NOTES = 3
_WIDTH = 80
#: Cells of a name that are kept before a column goes, and for which the bar goes; of the bar.
_NAME, _LONGEST = 14, 36
_LEAST_BAR, _BAR = len("lines by level"), 24
_LETTERS = ".PICR"
_BOLD, _DIM = "1", "2"
#: Of the 256 colours those that a colour-blind reader tells apart; the letters say it too.
_COLOURS = ("2", "38;5;151", "38;5;74", "38;5;214", "1;38;5;162")
#: The most sensitive first, what nobody tagged last.
_ORDER = (4, 3, 2, 1, UNTAGGED)


class _Row(NamedTuple):
    name: str
    counts: Counts
    depth: int


class _Column(NamedTuple):
    """`slot` is the slot it counts, -1 for what is no count of a level."""

    title: str
    cells: Sequence[str]
    slot: int = -1


def render(
    coverage: Coverage, *, colour: bool = False, width: int = _WIDTH, depth: int = DEPTH
) -> str:
    """The report as lines of at most `width` cells, and a sentence on each thing that was wrong."""
    rows = list(_rows(coverage.top, coverage.title, depth))
    columns, bar = _fitting(rows, max(width, 1))
    lines = [_headline(coverage), ""]
    lines += _table(rows, columns, bar, max(width, 1), colour=colour)
    lines += ["", *_legend(coverage.top.counts, colour=colour), *_notes(coverage.notes)]
    return "".join(f"{line}\n" for line in lines)


def _headline(coverage: Coverage) -> str:
    counts = coverage.top.counts
    inside = f"{coverage.title}/{coverage.top.path}" if coverage.top.path else coverage.title
    told = f"{shown.printable(inside)}, {shown.printable(coverage.source)}: "
    if not counts.files:
        return told + "no files"
    files, lines = shown.counted(counts.files, "file"), shown.counted(counts.lines, "line")
    return told + f"{files}, {lines}, {percent(counts.tagged, counts.files)} of the files tagged"


def _rows(top: Folder, title: str, depth: int) -> Iterator[_Row]:
    """The folders down to a depth; of many beside each other the largest, then one for the rest."""
    yield _Row(f"{top.name or title}/", top.counts, 0)
    waiting = _inside(top, 1, depth)
    while waiting:
        item = waiting.pop()
        if isinstance(item, _Row):
            yield item
            continue
        folder, level = item
        yield _Row(f"{folder.name}/", folder.counts, level)
        waiting += _inside(folder, level + 1, depth)


def _inside(folder: Folder, level: int, depth: int) -> list[_Row | tuple[Folder, int]]:
    """What stands below a folder, the last of it first."""
    if level > depth:
        return []
    largest = sorted(folder.folders, key=lambda one: (-one.counts.lines, one.path))
    kept = {one.path for one in largest[:_BREADTH]}
    # One more row is as short as saying that there is one more.
    kept |= {one.path for one in largest if len(largest) == _BREADTH + 1}
    found: list[_Row | tuple[Folder, int]] = [
        (one, level) for one in folder.folders if one.path in kept
    ]
    left = [one.counts for one in folder.folders if one.path not in kept]
    if left:
        found.append(_Row(f"{len(left):,} more folders", _total(left), level))
    return found[::-1]


def _total(parts: Sequence[Counts]) -> Counts:
    return Counts(
        tuple(map(sum, zip(*(part.files_by for part in parts), strict=True))),
        tuple(map(sum, zip(*(part.lines_by for part in parts), strict=True))),
    )


def _columns(rows: Sequence[_Row]) -> list[_Column]:
    """The columns behind the names, in order."""
    return [
        _Column("files", [f"{row.counts.files:,}" for row in rows]),
        _Column("lines", [f"{row.counts.lines:,}" for row in rows]),
        _Column("tagged", [percent(row.counts.tagged, row.counts.files) for row in rows]),
        *(
            _Column(word_of(slot), [_count(row.counts.files_by[slot]) for row in rows], slot)
            for slot in _ORDER
        ),
    ]


def _count(number: int) -> str:
    return f"{number:,}" if number else "-"


def _fitting(rows: Sequence[_Row], width: int) -> tuple[list[_Column], int]:
    """What there is room for beside the names: words become letters, then the bar and columns go.

    Answers the columns and the bar's width, 0 where it has none.
    """
    names = min(max(2 * row.depth + shown.cells(row.name) for row in rows), _LONGEST)
    columns = _columns(rows)
    short = [one._replace(title=_LETTERS[one.slot]) if one.slot >= 0 else one for one in columns]
    for chosen in (columns, short):
        room = width - names - _taken(chosen) - 2
        if room >= _LEAST_BAR:
            return chosen, min(room, _BAR)
    for least in ("", "I", "P", "lines", ".", "C", "R", "files"):
        short = [one for one in short if one.title != least]
        if min(names, _NAME) + _taken(short) <= width:
            break
    return short, 0


def _taken(columns: Sequence[_Column]) -> int:
    return sum(_wide(column) + 2 for column in columns)


def _wide(column: _Column) -> int:
    return max(len(column.title), *map(len, column.cells))


def _table(
    rows: Sequence[_Row], columns: Sequence[_Column], bar: int, width: int, *, colour: bool
) -> Iterator[str]:
    room = max(width - _taken(columns) - (bar + 2 if bar else 0), 1)
    names = [shown.cut("  " * row.depth + shown.printable(row.name), room) for row in rows]
    across = min(max(len("folder"), *map(shown.cells, names)), room)
    head = "folder".ljust(across)[:across]
    head += "".join(f"  {column.title:>{_wide(column)}}" for column in columns)
    yield _painted(_DIM, head + ("  lines by level" if bar else ""), colour=colour)
    for number, row in enumerate(rows):
        line = names[number] + " " * (across - shown.cells(names[number]))
        for column in columns:
            cell = f"{column.cells[number]:>{_wide(column)}}"
            code = _COLOURS[column.slot] if column.slot > 0 and cell.strip() != "-" else ""
            line += "  " + _painted(code, cell, colour=colour)
        yield line + (f"  {_bar(row.counts, bar, colour=colour)}" if bar else "")


def _bar(counts: Counts, width: int, *, colour: bool) -> str:
    parts = shares(counts.lines_by, width)
    return "".join(
        _painted(_COLOURS[slot], _LETTERS[slot] * parts[slot], colour=colour) for slot in _ORDER
    )


def _legend(counts: Counts, *, colour: bool) -> Iterator[str]:
    for slot in _ORDER:
        if counts.files_by[slot]:
            letter = _painted(_COLOURS[slot], _LETTERS[slot], colour=colour)
            files = shown.counted(counts.files_by[slot], "file")
            share = percent(counts.lines_by[slot], counts.lines)
            said = ", which counts as internal" if slot == UNTAGGED else ""
            yield f"{letter} {word_of(slot)}{said}: {files}, {share} of the lines"


def _notes(notes: Sequence[Note]) -> Iterator[str]:
    if notes:
        yield ""
        yield f"{shown.counted(len(notes), 'thing')} to look at; promptguard tag verify lists them:"
    for note in notes[:_NOTES]:
        spot = shown.printable(note.origin.name) + (f":{note.line}" if note.line else "")
        yield f"  {spot}: {shown.printable(note.text)}"


def _painted(code: str, text: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text else text
