"""Take tags out of files again: what `promptguard tag set` wrote leaves the file as it was.

Without --region the tag of the whole file goes, wherever it stands: at the head, in a notebook's
metadata, or beside the file. Exit codes are those of `promptguard tag set`.
"""

import argparse

from promptguard.api.tags.edit import Order
from promptguard.cli import edits


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard tag remove`."""
    edits.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Take the tags out."""
    return edits.carry_out(args, Order(None, args.region, args.sidecar, args.force))
