"""False alarms: every rule over well-known public source, where hardly a credential is real."""

import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from benchmarks import packages
from benchmarks.accuracy.scanner import Scanner, share
from benchmarks.measure import ROOT, Checks, stamp
from promptguard import detectors
from promptguard.model import Confidence, Rule
from tests.samples.corpora import Unavailable, files, language

#: Python, C, YAML and Jinja; JavaScript and TypeScript; Go; Java: as their projects ship them.
CORPUS = (
    "debian:python3.11==3.11.2",
    "pypi:django==5.2",
    "wheel:ansible==12.3.0",
    "npm:express@4.21.1",
    "npm:rxjs@7.8.1",
    "npm:stripe@17.3.1",
    "npm:twilio@5.3.6",
    "npm:webpack@5.96.1",
    "npm:aws-sdk@2.1692.0",
    "debian:golang-1.19==1.19.8",
    "debian:kubernetes==1.20.5+really1.20.2",
    "debian:libspring-java==4.3.30",
    "debian:netty==4.1.48",
)
FIGURES = Path(ROOT) / "docs" / "rule-figures.json"
_REAL = Path(__file__).parent.parent / "labelled" / "real_keys.jsonl"
_LABELS = frozenset({"secret", "pii"})
_LEAST_MEGABYTES, _MOST_ALARMS = 200, 0.5
_LINES = 10_000


class Tally(NamedTuple):
    """What was read, and how often each rule spoke at each step."""

    lines: Counter[str]
    sizes: Counter[str]
    spoke: dict[str, Counter[Confidence]]
    rules: dict[str, Rule]
    aside: list[str]


def measure(checks: Checks, *, verbose: bool, record: bool) -> dict[str, str]:
    """Add the rows; `record` keeps every rule's own figure."""
    tally = Tally(Counter(), Counter(), defaultdict(Counter), {}, [])
    read = []
    for package in CORPUS:
        try:
            tree = packages.fetch(package)
        except Unavailable as reason:
            checks.row(f"{package} could be fetched", "no", "yes", held=False)
            print(f"     {reason}")
            continue
        _scan(package, tree, tally, verbose=verbose)
        read.append(package)
    _judge(tally, checks)
    if record:
        _record(tally, read)
    return {}


def _scan(package: str, tree: Path, tally: Tally, *, verbose: bool) -> None:
    scanner = Scanner()
    real = _real_keys(package)
    alarms: Counter[str] = Counter()
    start = time.process_time()
    for path in files(tree):
        name = path.relative_to(tree).as_posix()
        data = path.read_bytes()
        if b"\0" in data[:8192]:
            continue
        tally.lines[language(path)] += data.count(b"\n")
        tally.sizes[language(path)] += len(data)
        for rule, finding in scanner.scan(data, name):
            if (name, finding.place.line) in real or (name, 0) in real:
                tally.aside.append(name)
                continue
            tally.rules[rule.id] = rule
            tally.spoke[rule.id][finding.confidence] += 1
            if finding.confidence >= Confidence.LIKELY and _LABELS & set(rule.labels):
                alarms[rule.id] += 1
                if verbose:
                    print(f"alarm: {package} {name}:{finding.place.line} {rule.id}")
    spent = time.process_time() - start
    most = ", ".join(f"{rule} {count}" for rule, count in alarms.most_common(5))
    print(f"     {package}: {spent:.0f} s CPU, {alarms.total()} alarms: {most or '-'}")


def _real_keys(package: str) -> set[tuple[str, int]]:
    """Places (line 0 means the whole file) with a working key that its project wrote down."""
    with open(_REAL, encoding="utf-8") as source:
        rows = [json.loads(line) for line in source]
    return {(row["path"], row.get("line", 0)) for row in rows if row["package"] == package}


def _judge(tally: Tally, checks: Checks) -> None:
    lines, megabytes = tally.lines.total(), tally.sizes.total() / 1e6
    known = ", ".join(name for name, _ in tally.sizes.most_common(10) if name != "other")
    checks.row(f"MB of public source ({known})", f"{megabytes:.0f}", f">= {_LEAST_MEGABYTES}",
               held=megabytes >= _LEAST_MEGABYTES)  # fmt: skip
    for labels in (("secret",), ("pii",)):
        count = _alarms(tally, frozenset(labels))
        rate = share(count * _LINES, lines)
        checks.told(f"false alarms with label {labels[0]} per 10,000 lines", f"{rate:.3f}")
    count = _alarms(tally, _LABELS)
    rate = share(count * _LINES, lines)
    checks.row(
        f"false alarms per 10,000 lines, secret and pii ({count} in {lines:,} lines)",
        f"{rate:.3f}", f"<= {_MOST_ALARMS}", held=rate <= _MOST_ALARMS,
    )  # fmt: skip
    checks.told("real test keys that their projects publish, set aside", str(len(tally.aside)))


def _alarms(tally: Tally, labels: frozenset[str]) -> int:
    return sum(
        _at_least(counts, Confidence.LIKELY)
        for name, counts in tally.spoke.items()
        if labels & set(tally.rules[name].labels)
    )


def _at_least(counts: Counter[Confidence], least: Confidence) -> int:
    return sum(count for step, count in counts.items() if step >= least)


def shipped_rules() -> list[str]:
    """Ids of the rules that are on by default."""
    return sorted(
        rule.id
        for name in detectors.names()
        if not getattr(detectors.load(name), "DEEP", False)
        for rule in detectors.rules(name)
        if not detectors.is_deep(rule)
    )


def _record(tally: Tally, read: list[str]) -> None:
    counts = {
        name: {
            "possible": _at_least(tally.spoke[name], Confidence.POSSIBLE),
            "likely": _at_least(tally.spoke[name], Confidence.LIKELY),
        }
        for name in shipped_rules()
    }
    kept = stamp({}) | {
        "corpus": read,
        "lines": tally.lines.total(),
        "bytes": tally.sizes.total(),
        "rules": counts,
    }
    FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
