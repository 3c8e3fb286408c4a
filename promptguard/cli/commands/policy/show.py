"""`promptguard policy show`: what may be sent where, and why."""

import argparse
import os

from promptguard.api.judge import show
from promptguard.api.scan import settings_for
from promptguard.cli.options import choice
from promptguard.cli.terminal import emit
from promptguard.errors import OK


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard policy show`."""
    parser.add_argument("--as", dest="role", default="", metavar="ROLE", help="for this role")
    parser.add_argument(
        "--format",
        type=choice("a format", ("text", "json", "markdown")),
        default="text",
        metavar="FORMAT",
        help="text, json or markdown (default: text)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the policy that holds in the current folder."""
    shown = show(settings_for(os.getcwd()), args.role, args.format)
    emit(shown, encoding="" if args.format == "text" else "utf-8")
    return OK
