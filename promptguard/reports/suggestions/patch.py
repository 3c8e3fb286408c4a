"""The suggestions as a patch that `git apply` takes, from the top of the repository."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from promptguard.model import Change, Suggested

_CONTEXT = 3
_QUOTED = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def render(suggested: Suggested, *, colour: bool = False) -> str:
    """Every change as git writes it; bytes that are not UTF-8 stay what they are.

    Empty where there is nothing to change, which `git apply` calls an error, and rightly so.
    """
    del colour
    return "".join(line for change in suggested.changes for line in _change(change))


def _change(change: Change) -> Iterator[str]:
    old, new = _quoted(f"a/{change.path}"), _quoted(f"b/{change.path}")
    yield f"diff --git {old} {new}\n"
    if change.before is None:
        yield "new file mode 100644\n"
        old = "/dev/null"
    yield f"--- {old}\n+++ {new}\n"
    before, after = _lines(change.before or b""), _lines(change.after)
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
        for tag, old_start, old_end, new_start, new_end in group:
            kept = tag == "equal"
            for line in before[old_start:old_end]:
                yield from _line(" " if kept else "-", line)
            for line in () if kept else after[new_start:new_end]:
                yield from _line("+", line)


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8", "surrogateescape")
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _line(sign: str, line: str) -> Iterator[str]:
    yield sign + line
    if not line.endswith("\n"):
        yield "\n\\ No newline at end of file\n"


def _range(start: int, end: int) -> str:
    """As unified diffs say it: an empty range begins a line earlier."""
    length = end - start
    return f"{start + 1 if length else start},{length}"


def _quoted(path: str) -> str:
    """A path as git's own patches quote it."""
    raw = path.encode("utf-8", "surrogateescape")
    if path.isprintable() and path.isascii() and '"' not in path and "\\" not in path:
        return path
    shown = "".join(
        _QUOTED.get(chr(byte)) or (chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}")
        for byte in raw
    )
    return f'"{shown}"'
