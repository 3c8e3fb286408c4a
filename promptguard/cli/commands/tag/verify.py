"""Look at the tags of files: are they right, complete, and as strong as what lies in the files?

Without a path the whole repository is looked at, and whatever holds for it as a whole: patterns
that match nothing, sidecars without a file, how much of a folder is tagged. Exit code 0: nothing
stops; 1: something does; 2: the command line or a configuration is wrong; 3: trouble.
"""

import argparse
import os
import sys

from promptguard.api.tags.verify import VerifyOptions, verify_tags
from promptguard.cli import options
from promptguard.cli.terminal import Progress, emit, save, say, wants_colour
from promptguard.errors import FOUND, OK, UsageError
from promptguard.reports import _shown as shown
from promptguard.reports import problems


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard tag verify`."""
    formats = problems.names()
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files and folders (default: the repository)")
    add("--staged", action="store_true", help="what the next commit changes, instead of files")
    add("--revision", metavar="REV", default="", help="a commit, instead of files")
    add(
        "--base",
        metavar="REV",
        default="",
        help="say also where tags were lost since REV: copied, renamed, split (--staged: HEAD)",
    )
    add("--no-scan", action="store_false", dest="content", help="do not look at what files hold")
    add(
        "--format",
        type=options.choice("a format", formats),
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(formats)} (default: text)",
    )
    add("--output", metavar="FILE", default="", help="write the report there, whole or not at all")
    add("--jobs", type=options.jobs, default=0, metavar="N", help="processes (default: choose)")
    add("--quiet", action="store_true", help="only the report, no progress")


def run(args: argparse.Namespace) -> int:
    """Verify, print what is wrong, and answer 1 where something of it stops."""
    if args.staged and args.revision:
        raise UsageError("--staged and --revision are two different trees; choose one")
    if args.output and not os.path.isdir(os.path.dirname(args.output) or "."):
        raise UsageError(f"--output: there is no folder {os.path.dirname(args.output)}")
    asked = VerifyOptions(
        staged=args.staged,
        revision=args.revision,
        base=args.base,
        content=args.content,
        jobs=args.jobs,
        say=None if args.quiet else say,
    )
    with Progress(quiet=args.quiet) as progress:
        found = verify_tags(args.paths, options=asked, progress=progress)
    colour = not args.output and wants_colour(sys.stdout)
    text = problems.load(args.format).render(found, colour=colour)
    if args.output:
        save(text, args.output)
    else:
        emit(text, encoding="" if args.format == "text" else "utf-8")
    if not args.quiet and (args.output or args.format != "text"):
        say(f"{shown.counted(len(found.problems), 'problem')} with tags")
    return FOUND if found.stops else OK
