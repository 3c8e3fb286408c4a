"""What a scan costs against an earlier commit on the same tree, and which detector spends it.

    python -m benchmarks.cost [FOLDER] [--base COMMIT] [--runs 5] [--by-detector] [--record]

Both states run from their own sources and take turns; the median of the pairs is what counts.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

from benchmarks.measure import ROOT, Checks, interleaved, median_ratio
from benchmarks.throughput import named_tree

_BASE = "28fe113"
_MOST = 1.6


def main() -> None:
    """Measure and judge; exits 1 where the scan costs too much more."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", help="default: the named corpus, fetched once")
    parser.add_argument("--base", default=_BASE, help="the commit to compare with")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--by-detector", action="store_true", help="only say who spends it")
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    folder = os.path.abspath(args.folder or named_tree())
    if args.by_detector:
        _by_detector(Path(folder))
        return
    checks = Checks("cost", into="accuracy.json")
    ratio = _ratio(folder, args.base, args.runs)
    tree = os.path.basename(folder) if args.folder else "Django, ansible-core, Pygments, psutil"
    checks.row(f"CPU of a scan against {args.base} ({tree})", f"{ratio:.2f}x", f"<= {_MOST}x",
               held=ratio <= _MOST)  # fmt: skip
    checks.finish(record=args.record)


def _ratio(folder: str, base: str, runs: int) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        earlier = os.path.join(scratch, "earlier")
        git = ["git", "-C", ROOT, "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", earlier, base], check=True)
        try:
            commands = {
                name: ["env", f"PYTHONPATH={sources}", sys.executable, "-m", "promptguard",
                       "scan", "--all", "--format", "json", folder]
                for name, sources in (("earlier", earlier), ("now", ROOT))
            }  # fmt: skip
            spent = interleaved(commands, runs=runs, cwd=scratch)
        finally:
            subprocess.run([*git, "remove", "--force", earlier], check=False)
    for name, figures in spent.items():
        print(f"     {name:<8} {' '.join(f'{cpu:.1f}' for cpu in figures)} s CPU")
    return median_ratio(spent["now"], spent["earlier"])


class _Watched:
    """A detector that keeps account of itself."""

    def __init__(self, module: ModuleType, spent: Counter[str], seen: Counter[str]) -> None:
        self._module, self._spent, self._seen = module, spent, seen

    def __getattr__(self, name: str) -> object:
        return getattr(self._module, name)

    def detect(self, document: object, candidates: list[object], settings: object) -> list[object]:
        """What the detector finds, its CPU time charged to it."""
        name = self._module.__name__.rpartition(".")[2]
        self._seen[name] += len(candidates)
        start = time.process_time()
        found = list(self._module.detect(document, candidates, settings))
        self._spent[name] += int((time.process_time() - start) * 1e9)
        return found


def _by_detector(folder: Path) -> None:
    from benchmarks.accuracy.scanner import Scanner
    from promptguard import detectors
    from tests.samples.corpora import files

    spent: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    watched = {name: _Watched(detectors.load(name), spent, seen) for name in detectors.names()}
    detectors.load = watched.__getitem__  # type: ignore[assignment]
    scanner = Scanner()
    start = time.process_time()
    for path in files(folder):
        scanner.scan(path.read_bytes(), str(path.relative_to(folder)))
    whole = time.process_time() - start
    inside = spent.total() / 1e9
    print(f"{whole:8.2f} s CPU in all, {inside:.2f} s of it in detectors")
    for name, cpu in spent.most_common():
        print(f"{cpu / 1e9:8.2f} s {name:<24} {seen[name]:>8} candidates")


if __name__ == "__main__":
    main()
