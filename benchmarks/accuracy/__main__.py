"""Measured accuracy: what is found, and how often wolf is cried.

    python -m benchmarks.accuracy [PART ...] [--record] [-v]

Prints a table and exits 1 where a row misses its target. The labelled data stands beside the
checkout (`--eval`); public packages are fetched through pip, npm and apt and kept in a cache.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks.accuracy import credentials, labels, personal, trees
from benchmarks.measure import ROOT, Checks

_PARTS = ("secrets", "pii", "injection", "labels", "false-alarms")


def main() -> None:
    """Measure and judge; exits 1 where a row does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="*", choices=(*_PARTS, "all"), default="all")
    parser.add_argument("--eval", type=Path, default=Path(ROOT).parent / "shared" / "eval")
    parser.add_argument("--record", action="store_true", help="keep the figures for the documents")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every miss and alarm")
    args = parser.parse_args()
    asked = _PARTS if "all" in args.part else args.part
    failed = False
    for part in asked:
        print(f"--- {part}", flush=True)
        if part == "injection":
            failed |= _injection(args)
            continue
        checks = Checks(part, into="accuracy.json")
        versions = _measure(part, checks, args)
        failed |= checks.failed
        if args.record:
            checks.record(versions)
    sys.exit(1 if failed else 0)


def _injection(args: argparse.Namespace) -> bool:
    """Let the detector's own measurement speak; did it miss a target?"""
    command = [sys.executable, "-m", "benchmarks.injection", args.eval / "injection-dev.jsonl"]
    done = subprocess.run([*command, *(["--record"] if args.record else [])], check=False)
    return done.returncode != 0


def _measure(part: str, checks: Checks, args: argparse.Namespace) -> dict[str, str]:
    if part == "secrets":
        return credentials.measure(args.eval, checks, verbose=args.verbose)
    if part == "pii":
        return personal.measure(args.eval, checks, verbose=args.verbose)
    if part == "labels":
        return labels.measure(checks, verbose=args.verbose)
    return trees.measure(checks, verbose=args.verbose, record=args.record)


if __name__ == "__main__":
    main()
