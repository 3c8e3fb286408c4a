"""Write a level into files: a comment at the head, or a file beside those that hold no comments.

The tag is then exactly what was asked for: an older one is replaced with all it said. Everything
else in a file stays byte for byte as it was. Exit code 0: done; 1: --check, and something would
change; 2: the command line is wrong; 3: a named file was left alone, and a sentence says why.
"""

import argparse

from promptguard.api.tags.edit import Order, wording_for
from promptguard.cli import edits


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard tag set`."""
    add = parser.add_argument
    add("level", metavar="LEVEL", help="public, internal, confidential, restricted, or your own")
    edits.add_arguments(parser)
    add("--labels", default="", metavar="A,B", help="what kind of data it is, such as pii,finance")
    add("--origin", default="", metavar="PLACE", help="where the data comes from, such as EU")
    add("--owner", default="", metavar="NAME", help="who answers for it, such as @billing")
    add("--reason", default="", metavar="TEXT", help="why the level is as it is")
    add("--override", action="store_true", help="may lower what others say; needs --reason")


def run(args: argparse.Namespace) -> int:
    """Write the tags."""
    wanted = wording_for(
        ".",
        args.level,
        labels=tuple(args.labels.split(",")),
        origin=args.origin,
        owner=args.owner,
        reason=args.reason,
        override=args.override,
    )
    return edits.carry_out(args, Order(wanted, args.region, args.sidecar, args.force))
