"""Say where an assistant really sends: what its variables and settings name, not what it is called.

Without --client all known assistants are listed. Nothing of an address but its host is printed.
"""

import argparse
import os

from promptguard.api.destination import clients, route
from promptguard.api.judge import policy_for
from promptguard.api.scan import settings_for
from promptguard.cli.options import choice
from promptguard.cli.route import as_json, as_text
from promptguard.cli.terminal import emit
from promptguard.errors import OK

_FORMATS = {"text": as_text, "json": as_json}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard policy destination`."""
    parser.add_argument("--client", default="", metavar="NAME", help="such as claude-code")
    parser.add_argument(
        "--format",
        type=choice("a format", tuple(_FORMATS)),
        default="text",
        metavar="FORMAT",
        help="text or json (default: text)",
    )


def run(args: argparse.Namespace) -> int:
    """Print where the client sends from the current folder, under the policy in force there."""
    policy = policy_for(settings_for(os.getcwd()))
    names = [args.client] if args.client else clients()
    routes = [route(policy, name) for name in names]
    emit(_FORMATS[args.format](routes), encoding="" if args.format == "text" else "utf-8")
    return OK
