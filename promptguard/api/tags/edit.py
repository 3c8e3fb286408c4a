"""The door to writing tags: into a file's head, its metadata, the file beside it, or a region.

A plan is made file by file and changes nothing; whoever wants it applied says so.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import NamedTuple

from promptguard.api.tags.chosen import Chosen, chosen
from promptguard.api.tags.resolve import top_of
from promptguard.api.workspace import ScanOptions, read_disk, settings_from, upwards
from promptguard.errors import PromptguardError, SourceError, UsageError
from promptguard.model import Level
from promptguard.sources import replace
from promptguard.sources.trees import LARGEST, FolderTree
from promptguard.tags import annotations, guard, marks, metadata, sidecar
from promptguard.tags.edit import Unwritable, header_removed, header_set, opened, said_in
from promptguard.tags.folders import EVERYTHING, annotation_removed, annotation_set
from promptguard.tags.notebook import notebook_removed, notebook_set
from promptguard.tags.regions import region_removed, region_set
from promptguard.tags.wording import MARKER, Wording, wording

__all__ = [
    "Change",
    "Chosen",
    "Edit",
    "Order",
    "chosen",
    "plan",
    "plan_folders",
    "wording_for",
    "write",
]

#: Writing waits for the disk, so several files wait at once; more than these in memory do not.
_WRITERS = 16
_BATCH = 256
_LINGUIST = ("linguist-generated", "linguist-vendored")


class Order(NamedTuple):
    """What is to become of each file's tag."""

    #: None takes the tag out.
    wanted: Wording | None
    #: First and last line of a region, from 1; None means the whole file.
    lines: tuple[int, int] | None = None
    #: Beside the file, even where the file could hold it.
    beside: bool = False
    #: Also into generated and vendored files.
    force: bool = False


class Change(NamedTuple):
    """One file's content before and after; None where there is no such file."""

    path: str
    before: bytes | None
    after: bytes | None
    stamp: replace.Stamp | None


class Edit(NamedTuple):
    """What is to happen for one file that was asked for; `refused` is why nothing is."""

    path: str
    named: bool
    changes: tuple[Change, ...] = ()
    refused: str = ""


def wording_for(
    folder: str,
    word: str,
    *,
    labels: tuple[str, ...] = (),
    origin: str = "",
    owner: str = "",
    reason: str = "",
    override: bool = False,
) -> Wording:
    """What a tag is to say, in the words for levels that hold in a folder. Raises UsageError."""
    return wording(
        word,
        labels=labels,
        origin=origin,
        owner=owner,
        reason=reason,
        override=override,
        aliases=_aliases(folder),
    )


def plan(files: Sequence[Chosen], order: Order) -> Iterator[Edit]:
    """What the order comes to for each file, in their order; nothing is written."""
    tops: dict[str, str] = {}
    for file in files:
        folder = os.path.dirname(os.path.abspath(file.path))
        tops[folder] = tops.get(folder) or top_of(folder)
    words = {top: _aliases(top) for top in set(tops.values())}
    said = _linguist(files, tops) if not order.force else {}
    for file in files:
        full = os.path.abspath(file.path)
        top = tops[os.path.dirname(full)]
        below = os.path.relpath(full, top).replace(os.sep, "/")
        yield _planned(file, below, order, words[top], said.get(full, {}))


def plan_folders(folders: Sequence[str], globs: Sequence[str], order: Order) -> Iterator[Edit]:
    """What the order comes to as an annotation of each folder, for the globs or for all below it.

    Raises UsageError for what is no folder.
    """
    for folder in folders:
        if not os.path.isdir(folder):
            raise UsageError(f"{folder} is no folder, and --folder speaks of folders")
        path = os.path.normpath(os.path.join(folder, annotations.NAME))
        try:
            held = _read(path)
            before = held.data if held else None
            after = _annotated(before, path, tuple(globs) or EVERYTHING, order, folder)
        except (Unwritable, SourceError) as error:
            told = str(error).removeprefix(path).removeprefix(":").strip()
            yield Edit(path, named=True, refused=told)
            continue
        change = Change(path, before, after, held.stamp if held else None)
        yield Edit(path, named=True, changes=(change,) if before != after else ())


def _annotated(
    before: bytes | None, path: str, globs: Sequence[str], order: Order, folder: str
) -> bytes | None:
    if order.wanted is None:
        return annotation_removed(before, globs)
    return annotation_set(before, path, globs, order.wanted, _aliases(folder))


def write(edits: Iterator[Edit]) -> Iterator[Edit]:
    """Carry edits out, several at a time, in their order; what failed comes back as refused."""
    swept: set[str] = set()
    with ThreadPoolExecutor(_WRITERS) as pool:
        while batch := list(islice(edits, _BATCH)):
            folders = {os.path.dirname(change.path) for edit in batch for change in edit.changes}
            for folder in folders - swept:
                replace.sweep(folder)
            swept |= folders
            yield from pool.map(_written, batch)


def _aliases(folder: str) -> Mapping[str, Level]:
    options = ScanOptions(baseline=False)
    return marks.aliases_of(settings_from(upwards(folder), read_disk, options))


def _linguist(files: Sequence[Chosen], tops: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What .gitattributes says of generated and vendored files, by absolute path."""
    by_top: dict[str, list[str]] = {}
    for file in files:
        full = os.path.abspath(file.path)
        top = tops[os.path.dirname(full)]
        by_top.setdefault(top, []).append(os.path.relpath(full, top).replace(os.sep, "/"))
    said: dict[str, dict[str, str]] = {}
    for top, paths in by_top.items():
        tree = FolderTree(top)
        for attribute in _LINGUIST:
            for path, value in tree.attributes(attribute, paths).items():
                said.setdefault(os.path.join(top, path), {})[attribute] = value
    return said


def _planned(
    file: Chosen, below: str, order: Order, aliases: Mapping[str, Level], said: dict[str, str]
) -> Edit:
    why = guard.never(below) or ("" if order.force else guard.by_path(below, said))
    if why:
        return Edit(file.path, file.named, refused=why)
    try:
        changes = _changes(file.path, order, aliases)
    except Unwritable as refused:
        return Edit(file.path, file.named, refused=str(refused))
    except SourceError as error:
        told = str(error).removeprefix(file.path).removeprefix(":").strip()
        return Edit(file.path, file.named, refused=told)
    real = tuple(change for change in changes if change.before != change.after)
    return Edit(file.path, file.named, real)


def _changes(path: str, order: Order, aliases: Mapping[str, Level]) -> list[Change]:
    beside = _read(sidecar.sidecar_of(path))
    if order.beside:
        return [_beside(path, beside, order)]
    held = replace.read(path, LARGEST)
    if held is None:
        raise SourceError(f"{path}: no such file")
    if not order.force and (why := guard.by_content(path, held.data)):
        raise Unwritable(why)
    if path.lower().endswith(metadata.SUFFIX):
        return _in_metadata(path, held, beside, order)
    editing = opened(held.data, path, aliases)
    if order.lines:
        if editing is None:
            raise Unwritable("cannot hold comments, so no part of it can be tagged")
        if order.wanted is None:
            return [_change(path, held, region_removed(held.data, editing, order.lines))]
        return [_change(path, held, region_set(held.data, editing, order.lines, order.wanted))]
    if editing is None or (beside and not said_in(held.data, path, aliases).headers):
        return [_beside(path, beside, order)]
    if order.wanted is None:
        changed = _change(path, held, header_removed(held.data, editing))
    else:
        changed = _change(path, held, header_set(held.data, editing, order.wanted))
    return [changed, *_gone(path, beside)]


def _in_metadata(
    path: str, held: replace.Held, beside: replace.Held | None, order: Order
) -> list[Change]:
    if order.lines:
        raise Unwritable("is a notebook, of which no part can be tagged by lines")
    if order.wanted is None:
        return [_change(path, held, notebook_removed(held.data)), *_gone(path, beside)]
    after = notebook_set(held.data, order.wanted.words())
    return [_change(path, held, after), *_gone(path, beside)]


def _read(path: str) -> replace.Held | None:
    return replace.read(path, LARGEST)


def _change(path: str, held: replace.Held, after: bytes) -> Change:
    return Change(path, held.data, after, held.stamp)


def _gone(path: str, beside: replace.Held | None) -> list[Change]:
    """The sidecar deleted, whose tag now stands in the file itself or nowhere."""
    if beside is None:
        return []
    return [Change(sidecar.sidecar_of(path), beside.data, None, beside.stamp)]


def _beside(path: str, held: replace.Held | None, order: Order) -> Change:
    if order.lines:
        raise Unwritable("has its tag beside it, where no part of it can be tagged")
    if not os.path.lexists(path):
        raise SourceError(f"{path}: no such file")
    target = sidecar.sidecar_of(path)
    stamp = held.stamp if held else None
    before = held.data if held else None
    if order.wanted is None:
        return Change(target, before, None, stamp)
    after = f"{MARKER}{order.wanted.words()}\n".encode()
    if held and _says(held.data, target, order.wanted):
        after = held.data
    return Change(target, before, after, stamp)


def _says(data: bytes, target: str, wanted: Wording) -> bool:
    tags, notes = sidecar.read(data, target, {wanted.word: wanted.level})
    return len(tags) == 1 and not notes and wanted.is_said_by(tags[0])


def _written(edit: Edit) -> Edit:
    try:
        for change in edit.changes:
            if change.after is not None:
                replace.replace(change.path, change.after, change.stamp)
            elif change.stamp is not None:
                replace.remove(change.path, change.stamp)
    except PromptguardError as error:
        told = str(error).removeprefix(edit.path).removeprefix(":").strip()
        return edit._replace(changes=(), refused=told)
    return edit
