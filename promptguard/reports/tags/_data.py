"""What the page's map is drawn from: folders and files as short rows, words said once."""

import json
from typing import Any, NamedTuple

from promptguard.model import TagForm, Tagged
from promptguard.reports import _shown as shown
from promptguard.tags.coverage import (
    SLOTS,
    UNTAGGED,
    Coverage,
    Folder,
    decisive,
    foremost,
    slot_of,
    walk,
)

#: By slot; a level is never told by its colour alone.
LETTERS = "–PICR"
#: The most sensitive first, what nobody tagged last.
ORDER = (4, 3, 2, 1, UNTAGGED)
#: Of how many files the page knows the names; the rest of a folder is counted together.
MOST = 20_000
_LONGEST = 200
_FORMS = {
    TagForm.REGION: "a part of the file",
    TagForm.LINE: "a statement of the file",
    TagForm.HEADER: "its header comment",
    TagForm.METADATA: "its own metadata",
    TagForm.SIDECAR: "the sidecar beside it",
    TagForm.ANNOTATION: "a folder's annotation",
    TagForm.ATTRIBUTE: "a git attribute",
    TagForm.MARK: "a mark in the file",
}


class Said(NamedTuple):
    """Why a file has its level, who answers for it, and what kind of data it holds."""

    why: str
    owners: str
    labels: str


def said(file: Tagged) -> Said:
    """The first source that made the level what it is, in words; empty where nobody tagged it."""
    link = decisive(file.resolved)
    if link is None:
        return Said("", "", "")
    # Its own name says nothing that is not known; without it most files share their words.
    here = f"{file.path}:"
    source = link.tag.source
    where = f"line {source[len(here) :]}" if source.startswith(here) else source
    why = f"{_FORMS[link.tag.form]} ({where})"
    why += f": {link.tag.reason}" if link.tag.reason else ""
    resolved = file.resolved
    return Said(why, ", ".join(resolved.owners), ", ".join(resolved.labels))


def as_json(coverage: Coverage, most: int = MOST) -> str:
    """The data as JSON that may stand in a script element: no `<`, `>` or `&` occurs in it.

    `{"path", "words": [...], "folders": [[parent, name, files, rest], ...]}`: the path of the top,
    and the folders, the top first and parents before those in them. A file is `[name, lines, slot]`
    with the numbers of its why, owners and labels in `words` behind them where it is tagged. `rest`
    holds `[slot, files, lines]` of files without a name.
    """
    words = _Words()
    named = foremost(coverage.top, most) if coverage.top.counts.files > most else None
    numbers: dict[str, int] = {}
    folders: list[list[Any]] = []
    for folder in walk(coverage.top):
        numbers[folder.path] = len(folders)
        parent = numbers[folder.path.rpartition("/")[0]] if folders else -1
        name = folder.name if folders else coverage.top.path or coverage.title
        folders.append([parent, shown.printable(name), *_files(folder, words, named)])
    data = {"path": shown.printable(coverage.top.path), "words": words.all, "folders": folders}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


class _Words:
    """Strings by number, each once."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        text = shown.printable(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
        if text not in self._numbers:
            self._numbers[text] = len(self.all)
            self.all.append(text)
        return self._numbers[text]


def _files(
    folder: Folder, words: _Words, named: set[str] | None
) -> tuple[list[list[Any]], list[list[int]]]:
    """The files with a name, and the counts of those without by slot."""
    files: list[list[Any]] = []
    rest = [[slot, 0, 0] for slot in range(SLOTS)]
    for file in folder.files:
        slot = slot_of(file.resolved.level)
        if named is not None and file.path not in named:
            rest[slot][1] += 1
            rest[slot][2] += file.lines
            continue
        row: list[Any] = [shown.printable(file.path.rpartition("/")[2]), file.lines, slot]
        if slot != UNTAGGED:
            row += [words.number(word) for word in said(file)]
        files.append(row)
    return files, [row for row in rest if row[1]]
