"""Credentials: recall and negatives flagged on other scanners' own examples, beside those peers."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy.peers import PEERS, Flagged
from benchmarks.accuracy.scanner import Scanner, share
from benchmarks.measure import Checks

_LEAST_RECALL, _MOST_FLAGGED = 0.95, 0.05


class Row(NamedTuple):
    """One labelled text."""

    source: str
    rule: str
    text: str
    expected: bool


def measure(data: Path, checks: Checks, *, verbose: bool) -> dict[str, str]:
    """Add the rows; answers the peers' versions."""
    with open(data / "secrets-dev.jsonl", encoding="utf-8") as source:
        parsed = [json.loads(line) for line in source]
    rows = [Row(one["source"], one["rule_id"], one["text"], one["expected"]) for one in parsed]
    scanner = Scanner()
    ours = frozenset(
        number
        for number, row in enumerate(rows)
        if any("secret" in found.rule.labels for found in scanner.scan(row.text.encode()))
    )
    _judge(rows, ours, checks)
    versions = {}
    for peer in PEERS:
        answered = peer([row.text for row in rows])
        if answered is not None:
            name, flagged = answered
            versions[name.split()[0]] = name.split()[1]
            checks.told(f"{name}: recall / negatives flagged / macro", _figures(rows, flagged))
    if verbose:
        _print_missed(rows, ours)
    return versions


def _judge(rows: list[Row], ours: Flagged, checks: Checks) -> None:
    for source in sorted({row.source for row in rows}):
        of_source = {number for number, row in enumerate(rows) if row.source == source}
        part = [rows[number] for number in sorted(of_source)]
        hit = frozenset(place for place, number in enumerate(sorted(of_source)) if number in ours)
        figures = _figures(part, hit)
        checks.told(f"{source}, {len(part)} texts: recall / flagged / macro", figures)
    recall, flagged, macro = _rates(rows, ours)
    positive = sum(row.expected for row in rows)
    checks.row(
        f"credentials found, of {positive}", f"{recall:.3f}", f">= {_LEAST_RECALL}",
        held=recall >= _LEAST_RECALL,
    )  # fmt: skip
    checks.told("the same, each rule of the source weighing alike (macro)", f"{macro:.3f}")
    checks.row(
        f"negatives flagged, of {len(rows) - positive}", f"{flagged:.3f}", f"<= {_MOST_FLAGGED}",
        held=flagged <= _MOST_FLAGGED,
    )  # fmt: skip


def _figures(rows: list[Row], hit: Flagged) -> str:
    return " / ".join(f"{rate:.3f}" for rate in _rates(rows, hit))


def _rates(rows: list[Row], hit: Flagged) -> tuple[float, float, float]:
    """Recall, share of negatives flagged, mean recall of the source's rules."""
    count: Counter[tuple[bool, bool]] = Counter()
    of_rule: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for number, row in enumerate(rows):
        count[row.expected, number in hit] += 1
        if row.expected:
            of_rule[row.source, row.rule].append(number in hit)
    recall = share(count[True, True], count[True, True] + count[True, False])
    flagged = share(count[False, True], count[False, True] + count[False, False])
    macro = share(sum(sum(hits) / len(hits) for hits in of_rule.values()), len(of_rule))
    return recall, flagged, macro


def _print_missed(rows: list[Row], ours: Flagged) -> None:
    """Which rows to look at: their numbers, never their text."""
    missed: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.expected and number not in ours:
            missed[row.source, row.rule].append(number)
    for (source, rule), numbers in sorted(missed.items(), key=lambda item: -len(item[1])):
        print(f"missed: {source} {rule}: {len(numbers)}, rows {numbers[:6]}")
    for number, row in enumerate(rows):
        if not row.expected and number in ours:
            print(f"flagged: {row.source} {row.rule}: row {number}")
