"""May this prompt be sent there? The decision, the reason, what to do.

--to names a destination and believes it; --client reads where an assistant is set to send.
"""

import argparse
import os
from collections.abc import Sequence
from functools import cache

from promptguard.api.judge import judge_prompt
from promptguard.api.reasons import Reason, checked, record, unattended, wants_reason
from promptguard.api.redact import redact
from promptguard.api.scan import settings_for
from promptguard.cli.asking import ask_reason
from promptguard.cli.decision import as_json, as_text
from promptguard.cli.options import choice
from promptguard.cli.prompts import read as read_prompt
from promptguard.cli.terminal import emit, say
from promptguard.errors import FOUND, OK
from promptguard.model import Action, Judged

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
    parser.add_argument(
        "--as", dest="role", default="", metavar="ROLE", help="simulate that this role sends it"
    )
    parser.add_argument(
        "--redacted",
        action="store_true",
        help="print the text without what must not be sent, where that lets it go",
    )
    parser.add_argument(
        "--format",
        type=choice("a format", tuple(_FORMATS)),
        default="text",
        metavar="FORMAT",
        help="text or json (default: text)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the decision; 0 for allow and warn, 1 for redact and block.

    With --redacted the text is printed as it may be sent, and the decision goes to the side.
    """
    files = args.files or ["-"]
    read = cache(
        read_prompt
    )  # Not before the policy is known to be right, and standard input once.
    judged = judge_prompt(files, read, args.to, args.role, client=args.client, say=say)
    reason = ask_reason() if wants_reason(judged) else None
    judged = judged if reason else unattended(judged)
    if args.redacted:
        return _redact(judged, [read(file) for file in files])
    emit(_FORMATS[args.format](judged), encoding="" if args.format == "text" else "utf-8")
    if reason is not None:
        return _sent_with(reason, judged)
    return OK if judged.binding <= Action.WARN else FOUND


def _sent_with(reason: Reason, judged: Judged) -> int:
    if not reason.word:
        say("nothing was said, so nothing is to be sent")
        return FOUND
    path = record(judged, checked(reason, settings_for(os.getcwd())))
    say(f"your reason is kept in {path}")
    return OK


def _redact(judged: Judged, texts: Sequence[bytes]) -> int:
    say(as_text(judged).rstrip("\n"))
    if judged.binding is Action.BLOCK or (judged.binding is Action.WARN and wants_reason(judged)):
        return FOUND
    for number, text in enumerate(texts):
        pieces = [piece for piece in judged.redactions if piece.text == number]
        emit(redact(text, pieces).text, encoding="utf-8")
    return OK
