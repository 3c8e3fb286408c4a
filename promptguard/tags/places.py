"""On which lines of a CLASSIFICATION.toml its tables and keys begin: tomllib does not say."""

import re
from typing import NamedTuple

from promptguard import patterns

_TABLE = patterns.compile(r"[ \t]*\[\[[ \t]*[\"']?annotations[\"']?[ \t]*\]\]")
_KEY = patterns.compile(r"[ \t]*[\"']?([A-Za-z0-9_-]+)[\"']?[ \t]*=")
_HEADER = patterns.compile(r"[ \t]*\[{1,2}[ \t]*[\"']?([A-Za-z0-9_.-]+)[\"']?[ \t]*\]{1,2}")
#: What a string of several lines is opened and closed by, or a whole string or comment of one.
_STRINGS = patterns.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\']|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*',
    re.DOTALL,
)


class Places(NamedTuple):
    """The lines, from 1, of every annotation, and of every key as (table or -1, name)."""

    tables: tuple[int, ...]
    keys: dict[tuple[int, str], int]

    def table(self, number: int) -> int:
        """The line on which an annotation begins, counted from 0; 1 where it cannot be told."""
        if number < len(self.tables):
            return self.tables[number]
        return self.key("annotations")  # Written as an array of inline tables.

    def key(self, name: str, number: int = -1) -> int:
        """The line of a key of the file, or of an annotation; its table's where it is hidden."""
        line = self.keys.get((number, name))
        if line is not None:
            return line
        return self.tables[number] if 0 <= number < len(self.tables) else 1


def places_of(content: bytes) -> Places:
    """Where things stand in a file that is TOML."""
    text = _STRINGS.sub(_blanked, content.decode("utf-8-sig"))
    tables: list[int] = []
    keys: dict[tuple[int, str], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if _TABLE.match(line):
            tables.append(number)
        elif header := _HEADER.match(line):
            keys.setdefault((-1, header[1].partition(".")[0]), number)
        elif key := _KEY.match(line):
            keys.setdefault((len(tables) - 1, key[1]), number)
    return Places(tuple(tables), keys)


def _blanked(match: "re.Match[str]") -> str:
    """A string's lines without what stands in them; a quoted key keeps its name."""
    found = match[0]
    if "\n" in found:
        return "\n" * found.count("\n")
    return "" if found.startswith("#") else found if found[1:-1].isidentifier() else '""'
