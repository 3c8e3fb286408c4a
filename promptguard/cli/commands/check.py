"""`promptguard check --to DESTINATION`: may this prompt be sent there? Decision, reason, advice."""

import argparse

from promptguard.api.judge import judge_prompt
from promptguard.cli.decision import as_json, as_text
from promptguard.cli.options import choice
from promptguard.cli.prompts import read
from promptguard.cli.terminal import emit, say
from promptguard.errors import FOUND, OK
from promptguard.model import Action

_FORMATS = {"text": as_text, "json": as_json}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard check`."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="files to send as one prompt (default: stdin)"
    )
    parser.add_argument(
        "--to", required=True, metavar="DESTINATION", help="where it would go, such as claude-code"
    )
    parser.add_argument("--as", dest="role", default="", metavar="ROLE", help="who would send it")
    parser.add_argument(
        "--format",
        type=choice("a format", tuple(_FORMATS)),
        default="text",
        metavar="FORMAT",
        help="text or json (default: text)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the decision; 0 for allow and warn, 1 for redact and block."""
    judged = judge_prompt(args.files or ["-"], read, args.to, args.role, say=say)
    emit(_FORMATS[args.format](judged), encoding="" if args.format == "text" else "utf-8")
    return OK if judged.decision.action <= Action.WARN else FOUND
