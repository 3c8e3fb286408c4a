"""Does a policy decide as its team expects? Cases in TOML, for CI.

    version = 1

    [[case]]
    name = "a contractor sends internal code to Copilot"
    level = "internal"
    to = "copilot"
    roles = ["contractor"]
    expect = "block"

A case may also say labels, confidence, origin, kinds, paths, date, and the row that must decide.
Exit code 0: every case holds; 1: one does not; 2: the command line or a file is wrong.
"""

import argparse

from promptguard.api.policy import policy_named, tested
from promptguard.cli.terminal import emit
from promptguard.errors import FOUND, OK
from promptguard.policy.cases import Outcome
from promptguard.reports import _shown as shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard policy test`."""
    parser.add_argument("cases", metavar="CASES", help="a file of cases")
    parser.add_argument(
        "--policy", default="", metavar="FILE", help="the policy (default: what holds here)"
    )


def run(args: argparse.Namespace) -> int:
    """Decide every case and print those that do not hold."""
    done = tested(args.cases, policy_named(args.policy))
    wrong = [each for each in done if not each.holds]
    lines = [shown.printable(_line(each)) for each in wrong]
    cases = shown.counted(len(done), "case")
    lines.append(f"{len(wrong):,} of {cases} failed" if wrong else f"{cases}, all as expected")
    emit("".join(f"{line}\n" for line in lines))
    return FOUND if wrong else OK


def _line(outcome: Outcome) -> str:
    case, decision = outcome.case, outcome.decision
    expected = case.expect.word + (f' by row "{case.row}"' if case.row else "")
    got = f'{decision.action.word} by row "{decision.clause.id}" of {decision.source}'
    return f'failed: "{case.name}": expected {expected}, got {got}, because {decision.clause.why}'
