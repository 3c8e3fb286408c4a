"""The tag report as one page with a map of the repository: nothing to install, nothing to fetch.

The map is drawn by the scripts beside this file from the data in the page; without scripts the
table of the top folder stands alone. A name of a file is never markup: in the document it is
escaped, in the data `<` cannot occur, and characters that turn or hide text are shown by number.
"""

import base64
import hashlib
import re
from datetime import date
from html import escape
from importlib.resources import files

from promptguard import __version__
from promptguard.model import Note
from promptguard.reports import _shown as shown
from promptguard.reports.tags._data import LETTERS, MOST, ORDER, as_json, said
from promptguard.reports.tags._shares import percent
from promptguard.tags.coverage import Counts, Coverage, Folder, slot_of, word_of

_SCRIPTS = ("squarify.js", "tree.js", "map.js", "told.js", "page.js")
_PLACE = re.compile(r"\{\{(\w+)\}\}")
#: Rows of the table where no script can offer more.
_ROWS = 200


def render(coverage: Coverage, *, today: str = "") -> str:
    """The whole page; `today` is the day it speaks of, as ISO 8601 has it."""
    page = files("promptguard.reports.tags") / "page"
    style = (page / "page.css").read_text(encoding="utf-8")
    script = "\n".join((page / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    counts = coverage.top.counts
    parts = {
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "data": as_json(coverage),
        "title": _text(coverage.title),
        "place": _text(coverage.top.path and f"/{coverage.top.path}"),
        "source": _text(coverage.source),
        "day": f'<time datetime="{today}">{_day(today)}</time>' if today else "",
        "files": f"{counts.files:,}",
        "lines": f"{counts.lines:,}",
        "tagged": percent(counts.tagged, counts.files),
        "legend": "\n".join(_legend(counts, slot) for slot in ORDER),
        "rows": "\n".join(_rows(coverage.top)),
        "notes": _notes(coverage),
        "most": f"{MOST:,}",
        "version": _text(__version__),
    }
    template = (page / "page.html").read_text(encoding="utf-8")
    return _PLACE.sub(lambda found: parts[found[1]], template)


def _text(text: str) -> str:
    return escape(shown.printable(text))


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched, and nothing runs but this page's own script and style."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _day(today: str) -> str:
    day = date.fromisoformat(today)
    return f"{day.day} {day:%B %Y}"


def _legend(counts: Counts, slot: int) -> str:
    """A button that shows only the files of a level; how many they are, and how much of it all."""
    share = percent(counts.lines_by[slot], counts.lines)
    number = shown.counted(counts.files_by[slot], "file")
    return (
        f'<button type="button" class="level" data-slot="{slot}" aria-pressed="false">'
        f'<span class="swatch s{slot}" aria-hidden="true">{LETTERS[slot]}</span>'
        f'<span class="name">{word_of(slot)}</span>'
        f'<span class="share">{escape(share)} <small>of lines</small></span>'
        f'<span class="number">{number}</span></button>'
    )


def _rows(folder: Folder) -> list[str]:
    """What lies in the top folder: the table for those who cannot see the map or run scripts."""
    rows = [_row(one.name + "/", one.counts, _levels(one.counts), "") for one in folder.folders]
    for file in folder.files:
        slot = slot_of(file.resolved.level)
        name, why = file.path.rpartition("/")[2], said(file)
        rows.append(_row(name, None, word_of(slot), why.why, why.owners, file.lines))
    left = len(rows) - _ROWS
    if left > 0:
        rows[_ROWS:] = [f'<tr><td colspan="7">{left:,} more</td></tr>']
    return rows


def _row(
    name: str, counts: Counts | None, level: str, why: str, owners: str = "", lines: int = 0
) -> str:
    figures = (
        (f"{counts.files:,}", f"{counts.lines:,}", percent(counts.tagged, counts.files))
        if counts
        else ("", f"{lines:,}", "")
    )
    cells = [_text(level), *map(escape, figures), _text(owners), _text(why)]
    return (
        f'<tr><th scope="row"><bdi>{_text(name)}</bdi></th>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "</tr>"
    )


def _levels(counts: Counts) -> str:
    """`restricted 2, untagged 14`: what a folder holds, the most sensitive first."""
    held = (slot for slot in ORDER if counts.files_by[slot])
    return ", ".join(f"{word_of(slot)} {counts.files_by[slot]:,}" for slot in held)


def _notes(coverage: Coverage) -> str:
    if not coverage.notes:
        return ""
    told = shown.counted(len(coverage.notes), "tag or file", "tags and files")
    rows = "".join(f"<li>{_note(note)}</li>" for note in coverage.notes[:_ROWS])
    left = len(coverage.notes) - _ROWS
    more = f"<li>and {left:,} more</li>" if left > 0 else ""
    return f"<details><summary>{told} to look at</summary><ul>{rows}{more}</ul></details>"


def _note(note: Note) -> str:
    spot = note.origin.name + (f":{note.line}" if note.line else "")
    return f"<bdi><code>{_text(spot)}</code></bdi> {_text(note.text)}"
