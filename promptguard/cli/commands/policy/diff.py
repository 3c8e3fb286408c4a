"""Which cells change from one policy to another, the loosened ones first.

A is a file, B is a file or what holds here; `shipped` names the policy that ships. Exit code 0:
they decide the same everywhere; 1: they differ; 2: the command line or a policy is wrong.
"""

import argparse
from collections.abc import Iterator

from promptguard.api.policy import difference, policy_named
from promptguard.cli.terminal import emit
from promptguard.errors import FOUND, OK
from promptguard.policy.boxes import said
from promptguard.policy.diff import Change, Difference
from promptguard.reports import _shown as shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard policy diff`."""
    parser.add_argument("a", metavar="A", help="a policy file, or shipped")
    parser.add_argument(
        "b", nargs="?", default="", metavar="B", help="another (default: what holds here)"
    )


def run(args: argparse.Namespace) -> int:
    """Decide every cell by both and print what differs."""
    found = difference(policy_named(args.a), policy_named(args.b))
    emit("".join(f"{shown.printable(line)}\n" for line in _lines(found)))
    return FOUND if found.changes else OK


def _lines(found: Difference) -> Iterator[str]:
    for change in found.changes:
        yield _headline(change)
        for box in change.boxes():
            yield f"    {said(box, found.lattice)}"
    yield from (f"note: {note}" for note in found.lattice.notes)
    if not found.changes:
        yield f"no difference in {shown.counted(found.lattice.size, 'cell')}"
        return
    looser = sum(len(each.cells) for each in found.changes if each.loosens)
    stricter = sum(len(each.cells) for each in found.changes) - looser
    counts = f"{looser:,} looser, {stricter:,} stricter"
    yield f"{counts}, of {shown.counted(found.lattice.size, 'cell')}"


def _headline(change: Change) -> str:
    way = "looser" if change.loosens else "stricter"
    rows = change.old if change.old == change.new else f"{change.old} -> {change.new}"
    return f"{way}: {change.before.word} -> {change.after.word} (row {rows})"
