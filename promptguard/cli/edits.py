"""What the commands that write tags have in common: their arguments, the summary."""

import argparse
from collections.abc import Iterator

from promptguard.api.tags.edit import Edit, Order, chosen, plan, plan_folders, write
from promptguard.cli.diff import unified
from promptguard.cli.terminal import Progress, emit, say
from promptguard.errors import FOUND, OK, TROUBLE, UsageError
from promptguard.reports._shown import counted

#: Of the files that were left alone in a folder, so many are told one by one.
_TOLD = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that `set` and `remove` share."""
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", help="files, folders (--recursive), or quoted globs")
    add("--region", type=lines, metavar="START-END", help="only these lines, the last included")
    add("--recursive", action="store_true", help="every file below a folder git does not ignore")
    add("--include", action="append", default=[], metavar="GLOB", help="of them only these")
    add("--exclude", action="append", default=[], metavar="GLOB", help="of them not these")
    add("--folder", action="store_true", help="once for a folder, in its CLASSIFICATION.toml")
    add("--sidecar", action="store_true", help="in NAME.classification, beside the file")
    add("--force", action="store_true", help="also generated and vendored files")
    add("--dry-run", action="store_true", help="print what would change as a diff, change nothing")
    add("--check", action="store_true", help="change nothing; exit code 1 if anything would change")
    add("--quiet", action="store_true", help="no progress, no summary")


def lines(said: str) -> tuple[int, int]:
    """`12-34`, or `12` for one line."""
    first, _, last = said.partition("-")
    try:
        found = int(first), int(last or first)
    except ValueError:
        raise argparse.ArgumentTypeError("lines are written START-END, such as 12-34") from None
    if not 1 <= found[0] <= found[1]:
        raise argparse.ArgumentTypeError("lines count from 1, and the first comes first")
    return found


def carry_out(args: argparse.Namespace, order: Order) -> int:
    """Plan and, unless somebody only wants to see it, write."""
    edits, count = _asked(args, order)
    looks = args.dry_run or args.check
    changed, same, beside = 0, 0, 0
    refused: list[Edit] = []
    with Progress(quiet=args.quiet) as progress:
        for number, edit in enumerate(edits if looks else write(edits), 1):
            progress(number, count, edit.path)
            if edit.refused:
                refused.append(edit)
            elif edit.changes:
                changed += 1
                beside += any(change.path != edit.path for change in edit.changes)
                if args.dry_run:
                    emit("".join(unified(*change[:3]) for change in edit.changes))
            else:
                same += 1
    _tell(refused, quiet=args.quiet)
    if not args.quiet:
        verb = "would change" if looks else "changed"
        told = f" ({beside:,} in a file beside it)" if beside else ""
        left = f"{len(refused):,} left alone"
        say(f"{counted(changed, 'file')} {verb}{told}, {same:,} already as asked, {left}")
    if any(edit.named for edit in refused):
        return TROUBLE
    return FOUND if args.check and changed else OK


def _asked(args: argparse.Namespace, order: Order) -> tuple[Iterator[Edit], int]:
    """The edits that were asked for, and how many there will be."""
    if args.folder:
        if args.recursive or args.exclude or args.sidecar or order.lines:
            raise UsageError("--folder takes folders and --include; nothing else goes with it")
        return plan_folders(args.paths, args.include, order), len(args.paths)
    files = chosen(args.paths, recursive=args.recursive, include=args.include, exclude=args.exclude)
    if order.lines and (args.recursive or len(files) != 1):
        raise UsageError("--region speaks of the lines of one file")
    return plan(files, order), len(files)


def _tell(refused: list[Edit], *, quiet: bool) -> None:
    told = [edit for edit in refused if edit.named or not quiet]
    for edit in told[:_TOLD]:
        say(f"{edit.path} {edit.refused}")
    if len(told) > _TOLD:
        say(f"{len(told) - _TOLD:,} more were left alone")
