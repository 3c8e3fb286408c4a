"""Propose levels for files from what is found in them and from how their neighbours are tagged.

Where a folder agrees, one annotation in its CLASSIFICATION.toml says it for all. Nothing is written
unless you accept it with --review, or apply the patch: promptguard tag suggest --format patch |
git apply (at the top of the repository). Exit code 0, also where something is proposed.
"""

import argparse
import sys

from promptguard.api.tags.suggest import SuggestOptions, suggest_tags
from promptguard.cli import options
from promptguard.cli.commands.tag import _review
from promptguard.cli.terminal import Progress, emit, say, wants_colour
from promptguard.errors import OK, UsageError
from promptguard.model import Confidence
from promptguard.reports import suggestions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard tag suggest`."""
    formats = suggestions.names()
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files and folders (default: the repository)")
    add("--review", action="store_true", help="ask about each: accept, change, skip, why, quit")
    add(
        "--format",
        type=options.choice("a format", formats),
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(formats)} (default: text)",
    )
    add(
        "--min-confidence",
        type=options.confidence,
        default=Confidence.LIKELY,
        metavar="STEP",
        help=f"{', '.join(step.word for step in Confidence)} (default: likely)",
    )
    add("--jobs", type=options.jobs, default=0, metavar="N", help="processes (default: choose)")
    add("--quiet", action="store_true", help="only the report, no progress")


def run(args: argparse.Namespace) -> int:
    """Propose, or go through the proposals with whoever sits at the terminal."""
    if args.review and args.format != "text":
        raise UsageError("--review asks at the terminal and takes no --format")
    if args.review and (sys.stdin is None or not sys.stdin.isatty()):
        raise UsageError("--review needs a terminal to ask at; --format patch needs none")
    asked = SuggestOptions(args.min_confidence, args.jobs, None if args.quiet else say)
    with Progress(quiet=args.quiet) as progress:
        found = suggest_tags(args.paths, options=asked, progress=progress)
    colour = wants_colour(sys.stdout)
    if args.review:
        return _review.review(found, colour=colour)
    text = suggestions.load(args.format).render(found, colour=colour)
    if args.format == "patch":
        text = text.encode("utf-8", "surrogateescape").decode("latin-1")
        emit(text, encoding="latin-1")  # Byte for byte: a patch is no text of ours.
    else:
        emit(text, encoding="" if args.format == "text" else "utf-8")
    return OK
