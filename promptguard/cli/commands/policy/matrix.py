"""Levels by destinations, coloured: what somebody may send where.

As a table in the terminal, or as one HTML page with a table for each role, the row behind every
cell, and what is known of each destination. The page asks nothing of any network. What is not
stated (the role, the country the text comes from) counts as the worst case. Exit code 0; 2: the
command line or a policy is wrong; 3: trouble.
"""

import argparse
import os
import shutil
import sys

from promptguard import clock
from promptguard.api.policy import matrices, policy_named
from promptguard.cli import options
from promptguard.cli.terminal import emit, save, say, wants_colour
from promptguard.errors import OK, UsageError
from promptguard.model import Policy
from promptguard.policy.matrix import Matrix

_FORMATS = ("text", "html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard policy matrix`."""
    add = parser.add_argument
    add("policy", nargs="?", default="", metavar="POLICY", help="a file (default: what holds here)")
    add("--as", dest="roles", action="append", default=[], metavar="ROLE", help="for this role")
    add("--label", action="append", default=[], metavar="LABEL", help="for text with this label")
    add("--origin", default="", metavar="COUNTRY", help="for text from there, such as CN")
    add(
        "--format",
        type=options.choice("a format", _FORMATS),
        default="text",
        metavar="FORMAT",
        help=f"{' or '.join(_FORMATS)} (default: text)",
    )
    add("--output", metavar="FILE", default="", help="write it there, whole or not at all")


def run(args: argparse.Namespace) -> int:
    """Decide every cell and show them."""
    folder = os.path.dirname(args.output) or "."
    if args.output and not os.path.isdir(folder):
        raise UsageError(f"--output: there is no folder {folder}")
    policy = policy_named(args.policy)
    tables = matrices(policy, args.roles, args.label, args.origin)
    text = _rendered(policy, tables, args)
    if args.output:
        save(text, args.output)
        say(f"the policy as a table is in {args.output}")
    else:
        emit(text, encoding="" if args.format == "text" else "utf-8")
    return OK


def _rendered(policy: Policy, tables: tuple[Matrix, ...], args: argparse.Namespace) -> str:
    """The tables in the format that was asked for; only that one is imported."""
    if args.format == "html":
        from promptguard.reports.policy import html

        return html.render(policy, tables, today=clock.today())
    from promptguard.reports.policy import text

    colour = not args.output and wants_colour(sys.stdout)
    # One table is what a screen holds; the page has room for every role.
    return text.render(tables[:1], colour=colour, width=shutil.get_terminal_size().columns)
