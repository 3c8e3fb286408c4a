"""What a team's vocabulary of ten thousand words costs: to compile once, and at every scan.

    python -m benchmarks.vocabulary [FOLDER] [--runs 5] [--words 10000]

The words are made up (names, host names, repositories), so that none of them is in the tree.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from random import Random

from benchmarks.measure import Checks, interleaved, median_ratio, spend, tool
from benchmarks.throughput import named_tree

_SYLLABLES = (
    "ba be bi bo da de di do fa fi ka ke ki la le lo ma mi mo na ne no ra re ri sa so ta te"
)
_ENDS = ("qx", "qx GmbH", "qx.corp.acme.test", "qx Projekt")


def main() -> None:
    """Measure and judge; exits 1 where a row does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", help="default: the named corpus, fetched once")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    folder = os.path.abspath(args.folder or named_tree())
    checks = Checks("vocabulary")
    with tempfile.TemporaryDirectory() as scratch:
        scan = [tool("promptguard"), "scan", "--all", "--format", "json", folder]
        commands = {
            "without": ["env", f"XDG_CONFIG_HOME={scratch}/none", *scan],
            "with": ["env", f"XDG_CONFIG_HOME={_configured(scratch, args.words)}", *scan],
        }
        first = _first_run(commands["with"], scratch)
        spent = interleaved(commands, runs=args.runs, cwd=scratch)
    for name, figures in spent.items():
        print(f"     {name:<12} {statistics.median(figures):7.2f} s CPU")
    ratio = median_ratio(spent["with"], spent["without"])
    words = f"{args.words:,} words"
    checks.row(f"first scan with {words}, compiled", f"{first:.1f} s", "<= 15 s", held=first <= 15)
    checks.row(f"scan with {words}, against none", f"{ratio:.2f}x", "<= 1.1x", held=ratio <= 1.1)
    checks.finish(record=args.record)


def _configured(scratch: str, count: int) -> str:
    """A configuration folder whose vocabulary has so many words."""
    folder = os.path.join(scratch, "words", "promptguard")
    os.makedirs(folder)
    random = Random(1)
    words: dict[str, None] = {}
    while len(words) < count:
        name = "".join(random.choices(_SYLLABLES.split(), k=random.randint(3, 5)))
        words[name.capitalize() + random.choice(_ENDS)] = None
    with open(os.path.join(folder, "config.toml"), "w", encoding="utf-8") as out:
        out.write(f"vocabulary = {json.dumps(list(words))}\n")
    return os.path.dirname(folder)


def _first_run(command: list[str], scratch: str) -> float:
    """Seconds until an empty file is scanned with nothing in the cache."""
    empty = os.path.join(scratch, "empty")
    with open(empty, "w", encoding="utf-8"):
        pass
    started = time.monotonic()
    spend(["env", f"XDG_CACHE_HOME={scratch}/cache", *command[:-1], empty], cwd=scratch)
    return time.monotonic() - started


if __name__ == "__main__":
    main()
