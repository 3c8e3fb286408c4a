"""The cold commit hook on one small file, against a bare interpreter and detect-secrets-hook.

python -m benchmarks.hook [--runs 21]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

from benchmarks.measure import Checks, interleaved, median_ratio, tool, version_of

_FILE = '''"""Rates for customers."""

import os


def rate(customer, month):
    """The rate that holds for a customer in a month."""
    key = os.environ["RATES_API_KEY"]
    return lookup(customer, month, key=key)
'''


def main() -> None:
    """Measure and judge; exits 1 where a row does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    checks = Checks("hook")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rates.py"), "w", encoding="utf-8") as out:
            out.write(_FILE)
        for command in (["init", "-q"], ["add", "rates.py"]):
            subprocess.run(["git", *command], cwd=folder, check=True)
        commands = {
            "bare": [sys.executable, "-I", "-c", "pass"],
            "hook": [tool("promptguard-hook"), "git", "pre-commit"],
            "detect-secrets": [tool("detect-secrets-hook"), "rates.py"],
        }
        spent = interleaved(commands, runs=args.runs, cwd=folder)
    for name, figures in spent.items():
        print(
            f"     {name:<16} median {statistics.median(figures) * 1000:6.1f} ms CPU"
            f"   min {min(figures) * 1000:6.1f}"
        )
    bare = median_ratio(spent["hook"], spent["bare"])
    peer = median_ratio(spent["detect-secrets"], spent["hook"])
    checks.row("hook / python -I -c pass", f"{bare:.2f}x", "<= 3x", held=bare <= 3)
    checks.row("detect-secrets-hook / hook", f"{peer:.1f}x", ">= 6x", held=peer >= 6)
    versions = {"detect-secrets": version_of(tool("detect-secrets"), "--version")}
    checks.finish(record=args.record, versions=versions)


if __name__ == "__main__":
    main()
