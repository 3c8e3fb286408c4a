"""How much of a repository is tagged, and how sensitive it is.

As a table a folder a row, as JSON, or as one HTML page with a map of the repository: each file an
area as large as it has lines, coloured by its level. The page asks nothing of any network. A file
that nobody has tagged counts as internal. Exit code 0; 2: the command line or a configuration is
wrong; 3: trouble. `promptguard tag verify` is what fails where tags are missing.
"""

import argparse
import os
import shutil
import sys
import time
from datetime import date

from promptguard.api.tags.report import Coverage, coverage
from promptguard.cli import options
from promptguard.cli.terminal import Progress, emit, save, say, wants_colour
from promptguard.errors import OK, UsageError
from promptguard.reports import _shown as shown

_FORMATS = ("text", "json", "html")
_DEPTH = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard tag report`."""
    add = parser.add_argument
    add("path", nargs="?", metavar="PATH", default=".", help="a folder or file (default: .)")
    add("--staged", action="store_true", help="what the next commit would hold, instead of files")
    add("--revision", metavar="REVISION", default="", help="a commit, instead of files")
    add(
        "--format",
        type=options.choice("a format", _FORMATS),
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(_FORMATS)} (default: text)",
    )
    add("--output", metavar="FILE", default="", help="write the report there, whole or not at all")
    add("--depth", type=_depth, default=_DEPTH, metavar="N", help="how deep the table goes")
    add("--quiet", action="store_true", help="only the report, no progress")


def _depth(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 3):
        raise argparse.ArgumentTypeError(f'"{word}" is not a depth, 0 (only the sum) to 999')
    return int(word)


def run(args: argparse.Namespace) -> int:
    """Read the tags and show what they come to."""
    if args.staged and args.revision:
        raise UsageError("--staged and --revision exclude each other: take one of them")
    folder = os.path.dirname(args.output) or "."
    if args.output and not os.path.isdir(folder):
        raise UsageError(f"--output: there is no folder {folder}")
    with Progress(quiet=args.quiet) as progress:
        found = coverage(args.path, staged=args.staged, revision=args.revision, progress=progress)
    text = _rendered(found, args)
    if args.output:
        save(text, args.output)
        if not args.quiet:
            counts = found.top.counts
            files = shown.counted(counts.files, "file")
            say(f"{files}, {counts.tagged:,} of them tagged, in {args.output}")
    else:
        emit(text, encoding="" if args.format == "text" else "utf-8")
    return OK


def _rendered(found: Coverage, args: argparse.Namespace) -> str:
    """The report in the format that was asked for; only that one is imported."""
    if args.format == "html":
        from promptguard.reports.tags import html

        return html.render(found, today=_today())
    if args.format == "json":
        from promptguard.reports.tags import json

        return json.render(found)
    from promptguard.reports.tags import text

    colour = not args.output and wants_colour(sys.stdout)
    return text.render(found, colour=colour, width=_width(args), depth=args.depth)


def _today() -> str:
    """The day, or the one that builds agree on (https://reproducible-builds.org)."""
    agreed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return date.fromtimestamp(int(agreed) if agreed.isdecimal() else time.time()).isoformat()


def _width(args: argparse.Namespace) -> int:
    """A terminal's own width; whatever else reads it has room."""
    watched = not args.output and sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if watched or "COLUMNS" in os.environ else 120
