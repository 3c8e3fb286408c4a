"""May this prompt be sent there? The decision, the reason, what to do.

--to names a destination and believes it; --client reads where an assistant is set to send.
"""

import argparse
import sys

from promptguard.api.judge import judge_prompt
from promptguard.cli.decision import as_json, as_text
from promptguard.cli.options import choice
from promptguard.cli.terminal import emit, say
from promptguard.errors import FOUND, OK, SourceError
from promptguard.model import Action

_FORMATS = {"text": as_text, "json": as_json}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard check`."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="files to send as one prompt (default: stdin)"
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--to", default="", metavar="DESTINATION", help="where it would go, such as claude-code"
    )
    where.add_argument(
        "--client", default="", metavar="NAME", help="who would send it, to wherever it is set to"
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
    judged = judge_prompt(
        args.files or ["-"], _read, args.to, args.role, client=args.client, say=say
    )
    emit(_FORMATS[args.format](judged), encoding="" if args.format == "text" else "utf-8")
    return OK if judged.decision.action <= Action.WARN else FOUND


def _read(file: str) -> bytes:
    if file == "-":
        if sys.stdin is None:
            raise SourceError("standard input is closed, so there is no prompt to read")
        if sys.stdin.isatty():
            say("reading the prompt from the terminal; end it with Ctrl-D")
        return sys.stdin.buffer.read()
    try:
        with open(file, "rb") as source:
            return source.read()
    except OSError as error:
        raise SourceError(f"{file}: {error.strerror or 'read error'}") from None
