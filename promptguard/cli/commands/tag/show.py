"""Show how sensitive a file, or a line of it, is by its tags, and everything that led there.

Every source is listed: the file's own header and regions, its sidecar, the CLASSIFICATION.toml of
each folder above it, .gitattributes, and marks at its head; whether it counts, and why.
"""

import argparse
import json
import re
from collections.abc import Iterator
from typing import Any

from promptguard.api.tags.resolve import open_tree, path_in, show
from promptguard.cli import options
from promptguard.cli.terminal import emit
from promptguard.errors import OK, UsageError
from promptguard.model import Level, Link, Note, Tagged, Tree
from promptguard.reports import _shown as shown

_LINES = re.compile(r"(?P<path>.+?):(?P<first>[1-9]\d{0,8})(?:-(?P<last>[1-9]\d{0,8}))?")
_VERSION = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard tag show`."""
    add = parser.add_argument
    add("path", metavar="PATH[:LINE[-LINE]]", help="a file, a line of it, or several")
    add("--staged", action="store_true", help="as the next commit would hold it")
    add("--revision", metavar="REV", default="", help="as a commit holds it")
    add(
        "--format",
        type=options.choice("a format", ["text", "json"]),
        default="text",
        metavar="FORMAT",
        help="text, json (default: text)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the level and the chain."""
    if args.staged and args.revision:
        raise UsageError("--staged and --revision are two different trees; choose one")
    tree = open_tree(staged=args.staged, revision=args.revision)
    found, first, last = _asked(tree, args.path)
    if args.format == "json":
        emit(
            json.dumps(_data(found, first, last), ensure_ascii=False, indent=2) + "\n",
            encoding="utf-8",
        )
    else:
        emit("".join(f"{line}\n" for line in _text(found, first, last)))
    return OK


def _asked(tree: Tree, words: str) -> tuple[Tagged, int, int]:
    """The answer, and the lines that were asked of, 0 for the whole file."""
    path = path_in(tree, words)
    if tree.read(path) is not None:
        return show(tree, path), 0, 0
    match = _LINES.fullmatch(words)
    if match is None or tree.read(path := path_in(tree, match["path"])) is None:
        raise UsageError(f"{words}: {tree.name} holds no such file")
    first, last = int(match["first"]), int(match["last"] or match["first"])
    if last < first:
        raise UsageError(f"{words}: the first line comes before the last")
    found = show(tree, path, first, last)
    if last > found.lines:
        raise UsageError(f"{words}: the file has {shown.counted(found.lines, 'line')}")
    return found, first, last


def _reason(link: Link) -> str:
    reason = link.tag.reason
    return f"{link.why} (reason: {reason})" if reason and reason not in link.why else link.why


def _source(link: Link) -> str:
    """Where a tag stands; of a region also where it ends."""
    tag = link.tag
    return f"{tag.source}-{tag.end_line}" if tag.end_line > tag.line else tag.source


def _where(found: Tagged, first: int, last: int) -> str:
    if not first:
        return found.path
    return f"{found.path}:{first}" + (f"-{last}" if last > first else "")


def _text(found: Tagged, first: int, last: int) -> Iterator[str]:
    resolved = found.resolved
    where = shown.printable(_where(found, first, last))
    if resolved.level is None:
        yield f"{where}: {Level.INTERNAL.word}, as every file that nobody has tagged"
    else:
        yield f"{where}: {resolved.level.word}"
    for name, values in (
        ("labels", resolved.labels),
        ("origin", resolved.origins),
        ("owner", resolved.owners),
    ):
        if values:
            yield f"  {name}: {shown.printable(', '.join(values))}"
    if resolved.chain:
        yield ""
        yield from _chain(resolved.chain)
    if found.notes:
        yield ""
        yield "Not understood, or not obeyed:"
        yield from (f"  {_said(note)}" for note in found.notes)


def _chain(chain: tuple[Link, ...]) -> Iterator[str]:
    rows = [
        (
            "counts" if link.counts else "silent",
            link.tag.level.word,
            shown.printable(_source(link)),
            link.tag.form.value,
            shown.printable(_reason(link)),
        )
        for link in chain
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  " + "  ".join([*cells, row[4]])


def _said(note: Note) -> str:
    line = f":{note.line}" if note.line else ""
    return f"{shown.printable(note.origin.name)}{line}: {shown.printable(note.text)}"


def _data(found: Tagged, first: int, last: int) -> dict[str, Any]:
    resolved = found.resolved
    level = Level.INTERNAL if resolved.level is None else resolved.level
    return {
        "version": _VERSION,
        "path": shown.utf8(found.path),
        "first_line": first,
        "last_line": last,
        "level": level.word,
        "tagged": resolved.level is not None,
        "labels": list(resolved.labels),
        "origins": list(resolved.origins),
        "owners": list(resolved.owners),
        "chain": [_link(link) for link in resolved.chain],
        "notes": [
            {"path": shown.utf8(note.origin.name), "line": note.line, "text": shown.utf8(note.text)}
            for note in found.notes
        ],
    }


def _link(link: Link) -> dict[str, Any]:
    tag = link.tag
    return {
        "source": shown.utf8(tag.source),
        "form": tag.form.value,
        "scope": tag.scope.value,
        "level": tag.level.word,
        "labels": list(tag.labels),
        "origin": tag.origin,
        "owner": tag.owner,
        "reason": shown.utf8(tag.reason),
        "override": tag.override,
        "line": tag.line,
        "end_line": tag.end_line,
        "counts": link.counts,
        "why": shown.utf8(link.why),
    }
