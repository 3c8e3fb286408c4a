"""Values under a column's name: CSV, TSV and tables in text."""

from collections.abc import Iterator

#: A longer table is told by its first rows.
_MOST_ROWS = 5000
_LONGEST_LINE = 4000
_DELIMITERS = ",\t;|"


def cells_below(text: str, place: int) -> Iterator[tuple[int, int]]:
    """Start and end of the cells in the column that is named at `place`.

    Only while each line has as many delimiters as the line of names; one with more of them inside
    quotes is passed over.
    """
    start = text.rfind("\n", max(0, place - _LONGEST_LINE), place) + 1
    end = text.find("\n", place, place + _LONGEST_LINE)
    if end < 0:
        return
    head = text[start:end]
    delimiter = max(_DELIMITERS, key=head.count)
    count = head.count(delimiter)
    if not count and (":" in head or " " in head.strip()):
        return
    column = text.count(delimiter, start, place)
    for _ in range(_MOST_ROWS):
        start, end = end + 1, text.find("\n", end + 1)
        end = len(text) if end < 0 else end
        if start >= end or end - start > _LONGEST_LINE:
            return
        if text.count(delimiter, start, end) != count:
            if '"' in text[start:end]:
                continue
            return
        yield _cell(text, start, end, delimiter, column)


def _cell(text: str, start: int, end: int, delimiter: str, column: int) -> tuple[int, int]:
    for _ in range(column):
        start = text.find(delimiter, start, end) + 1
    last = text.find(delimiter, start, end)
    return start, end if last < 0 else last
