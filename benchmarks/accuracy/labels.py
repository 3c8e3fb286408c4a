"""Whole-file labels: what a file is, against what a person said it is.

benchmarks/labelled/*.jsonl hold one file a row: `package` (see benchmarks/packages.py), `path`
inside it, `labels`, none of them for ordinary code and prose. The files themselves are fetched.
A benchmarks/labelled/*.py makes files up where nobody publishes any: its `cases(seed)` yields
(path, text, labels).
"""

import importlib
import itertools
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import packages
from benchmarks.accuracy.scanner import Scanner, share
from benchmarks.measure import Checks
from tests.samples.corpora import Unavailable

FOLDER = Path(__file__).parent.parent / "labelled"
LABELS = (
    "infrastructure", "logs", "architecture", "api-docs", "internal-docs", "proprietary-source",
)  # fmt: skip
#: Their marks speak of the whole file wherever they stand; the others' need a whole-file rule.
_MARKS = frozenset({"internal-docs", "proprietary-source"})
_LEAST, _LEAST_FILES = 0.9, 50


class Case(NamedTuple):
    """One file and what it is."""

    origin: str
    path: str
    data: bytes
    labels: frozenset[str]


class Tally(NamedTuple):
    """Counts by label, and of the files themselves."""

    hit: Counter[str]
    missed: Counter[str]
    wrong: Counter[str]
    files: Counter[str]


def measure(checks: Checks, *, verbose: bool) -> dict[str, str]:
    """Add the rows."""
    tally = Tally(Counter(), Counter(), Counter(), Counter())
    scanner = Scanner()
    for case in itertools.chain(_published(tally), _made_up()):
        tally.files["ordinary" if not case.labels else "labelled"] += 1
        _count(case, said_of(scanner, case.data, case.path), tally, verbose=verbose)
    for label in LABELS:
        _judge(label, tally, checks)
    ordinary = tally.files["ordinary"]
    checks.told("files of ordinary code and prose among them", str(ordinary))
    missing = tally.files["not there"]
    checks.row("labelled files that could not be fetched", str(missing), "0", held=not missing)
    return {}


def _published(tally: Tally) -> Iterator[Case]:
    """The labelled files of all lists, as far as they can be fetched."""
    for listed in sorted(FOLDER.glob("*.jsonl")):
        for line in listed.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "labels" not in row:
                continue
            try:
                data = (packages.fetch(row["package"]) / row["path"]).read_bytes()
            except (Unavailable, OSError) as reason:
                tally.files["not there"] += 1
                print(f"not there: {row['package']} {row['path']}: {reason}")
                continue
            yield Case(row["package"], row["path"], data, frozenset(row["labels"]))


def _made_up() -> Iterator[Case]:
    for made in sorted(FOLDER.glob("*.py")):
        module = importlib.import_module(f"benchmarks.labelled.{made.stem}")
        for path, text, labels in module.cases(0):
            yield Case(f"made up ({made.stem})", path, text.encode(), frozenset(labels))


def said_of(scanner: Scanner, data: bytes, name: str) -> dict[str, str]:
    """The labels of the whole file, each with a rule that says so."""
    return {
        label: found.rule.id
        for found in scanner.scan(data, name)
        for label in found.rule.labels
        if label in LABELS and (found.rule.whole or label in _MARKS)
    }


def _count(case: Case, said: dict[str, str], tally: Tally, *, verbose: bool) -> None:
    for label in LABELS:
        expected, answered = label in case.labels, label in said
        if expected and answered:
            tally.hit[label] += 1
        elif expected:
            tally.missed[label] += 1
        elif answered:
            tally.wrong[label] += 1
        if verbose and expected != answered:
            what = "missed" if expected else f"wrong ({said[label]})"
            print(f"{what}: {label} {case.origin} {case.path}")


def _judge(label: str, tally: Tally, checks: Checks) -> None:
    hit, missed, wrong = tally.hit[label], tally.missed[label], tally.wrong[label]
    files = hit + missed
    precision, recall = share(hit, hit + wrong), share(hit, files)
    checks.row(
        f"{label}, {files} files: precision, recall", f"{precision:.3f} / {recall:.3f}",
        f">= {_LEAST} each, on >= {_LEAST_FILES} files",
        held=min(precision, recall) >= _LEAST and files >= _LEAST_FILES,
    )  # fmt: skip
