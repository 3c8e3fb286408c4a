"""What a developer reads when a commit was looked at: the report, and the way on."""

import os
import sys

from promptguard.api import report
from promptguard.model import NoteKind, Run

_STOPPED = """
promptguard stopped this commit; nothing was changed.
  A real one: take it out, and revoke it if it ever left this machine.
  A false alarm: write  promptguard: allow RULE reason="..."  in a comment on that line.
"""


def spoken(run: Run) -> str:
    """The text for standard error; empty where there is nothing to say."""
    binary = [note for note in run.notes if note.kind is NoteKind.BINARY]
    if not run.reports and len(binary) == len(run.notes):
        return _binary_line([note.origin.name for note in binary]) if binary else ""
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    text = report.render(run, colour=colour)
    return text + _STOPPED if run.stops else text


def _binary_line(names: list[str]) -> str:
    shown = ", ".join(ascii(name)[1:-1] for name in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"promptguard: not scanned, binary: {shown}{more}\n"
