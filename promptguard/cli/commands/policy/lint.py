"""What is wrong with a policy although it can be read.

Walks every cell of level, label, destination, role, origin, kind and path that the policy can tell
apart: rows that never decide, rows that contradict each other, roles that nobody can have, text
that leaves because no row speaks of it, facts and exceptions that have expired. Exit code 0;
1: a row never decides, contradicts another, or names a role that nobody has (what has merely
expired never fails); 2: the command line or a policy is wrong.
"""

import argparse

from promptguard.api.policy import policy_named, remarks
from promptguard.cli.terminal import emit
from promptguard.errors import FOUND, OK
from promptguard.policy.lint import Remark
from promptguard.reports import _shown as shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard policy lint`."""
    parser.add_argument(
        "policy", nargs="?", default="", metavar="POLICY", help="a file (default: what holds here)"
    )


def run(args: argparse.Namespace) -> int:
    """Print what is wrong, the worst first."""
    found = sorted(remarks(policy_named(args.policy)), key=lambda each: not each.kind.fails)
    failing = sum(each.kind.fails for each in found)
    lines = [_line(each) for each in found]
    problems = shown.counted(failing, "problem")
    lines.append(f"{problems}, {shown.counted(len(found) - failing, 'warning')}")
    emit("".join(f"{line}\n" for line in lines))
    return FOUND if failing else OK


def _line(remark: Remark) -> str:
    word = "problem" if remark.kind.fails else "warning"
    place = ": ".join(filter(None, (remark.source, remark.row)))
    return shown.printable(
        f"{word}: {place}{': ' * bool(place)}{remark.text} [{remark.kind.value}]"
    )
