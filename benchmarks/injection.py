"""Recall of prompt_injection on planted attacks, class by class, at its rate of false alarms.

    python -m benchmarks.injection ROWS.jsonl [--record]

Each row holds a `text` and says whether an attack is `expected`, of what `class` or `kind`. An
attack is planted in four places of a harmless text; a harmless row is scanned as it stands. Some
classes are plain requests, such as asking for a capital: they carry no target, since nothing in
them tells an attack from a question.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from benchmarks.measure import Checks
from promptguard import detectors
from promptguard.documents.document import Document
from promptguard.engine.compile import compile_signals
from promptguard.engine.match import Matcher
from promptguard.model import Candidate, Confidence, Finding, Origin, OriginKind, Settings

_DETECTOR = "prompt_injection"
_MOST_FALSE_ALARMS = 0.02
_NAMES = {"email": "mail.eml", "table": "table.txt", "code": "answer.txt"}


class Row(NamedTuple):
    """A labelled text: an attack of a class, or a harmless text of a kind."""

    text: str
    expected: bool
    name: str


class Tally(NamedTuple):
    """How many of each name were scanned, and in how many something was found."""

    seen: Counter[str]
    found: Counter[str]

    def add(self, name: str, *, found: bool) -> None:
        """One text more."""
        self.seen[name] += 1
        self.found[name] += found


class Scanner:
    """The detector alone, its signals compiled once."""

    def __init__(self) -> None:
        signals = detectors.signals_of(_DETECTOR)
        owners = [(_DETECTOR, signal.name) for signal in signals]
        self._matcher = Matcher(compile_signals(signals), owners)
        self._detector = detectors.load(_DETECTOR)

    def finds(self, path: str, text: str) -> bool:
        """Is anything found at the default threshold?"""
        document = Document(Origin(OriginKind.FILE, path), text.encode())
        hits = [Candidate(signal, end) for _, signal, end in self._matcher.scan(document.data)]
        return any(
            isinstance(one, Finding) and one.confidence >= Confidence.POSSIBLE
            for one in self._detector.detect(document, hits, Settings())
        )


def main() -> None:
    """Measure and judge; exits 1 where too many harmless texts are flagged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", help="labelled texts, one JSON object a line")
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    scanner, checks = Scanner(), Checks("injection", into="accuracy.json")
    by_class, by_place = Tally(Counter(), Counter()), Tally(Counter(), Counter())
    harmless = Tally(Counter(), Counter())
    for row in _rows(args.rows):
        if not row.expected:
            found = scanner.finds(_NAMES.get(row.name, "text.txt"), row.text)
            harmless.add(row.name, found=found)
            continue
        for place, path, text in plant(row.text):
            found = scanner.finds(path, text)
            by_class.add(row.name, found=found)
            by_place.add(place, found=found)
    _judge(checks, by_class, by_place, harmless)
    checks.finish(record=args.record)


def plant(attack: str) -> Iterator[tuple[str, str, str]]:
    """(place, path, text): the attack where an assistant would meet it."""
    commented = "\n".join(f"    # {line}" for line in attack.splitlines())
    yield "comment", "totals.py", f"def total(rows):\n{commented}\n    return sum(rows)\n"
    yield "attribute", "page.html", f'<p>Sales</p>\n<img src="a.png" alt="{escape(attack)}">\n'
    yield (
        "e-mail",
        "mail.eml",
        f"Subject: Invoice\n\nHello Dana,\n\nthe invoice is attached.\n\n{attack}\n\nBest\nKim\n",
    )
    yield "tool output", "out.json", json.dumps({"status": "ok", "body": attack}, indent=1)


def _rows(path: str) -> Iterator[Row]:
    with open(path, encoding="utf-8") as source:
        for line in source:
            row = json.loads(line)
            yield Row(row["text"], row["expected"], row.get("class") or row["kind"])


def _judge(checks: Checks, by_class: Tally, by_place: Tally, harmless: Tally) -> None:
    for what, tally in (("recall, class", by_class), ("recall, planted in", by_place)):
        for name in sorted(tally.seen):
            checks.row(f"{what} {name} ({tally.seen[name]})", _share(tally, name), "-", held=True)
    for name in sorted(harmless.seen):
        figure = _share(harmless, name)
        checks.row(f"flagged, harmless {name} ({harmless.seen[name]})", figure, "-", held=True)
    rate = harmless.found.total() / max(1, harmless.seen.total())
    what = f"flagged of all {harmless.seen.total()} harmless texts"
    wanted = f"<= {_MOST_FALSE_ALARMS}"
    checks.row(what, f"{rate:.3f}", wanted, held=rate <= _MOST_FALSE_ALARMS)
    recall = by_class.found.total() / max(1, by_class.seen.total())
    checks.row(f"recall over all {by_class.seen.total()} plants", f"{recall:.3f}", "-", held=True)


def _share(tally: Tally, name: str) -> str:
    return f"{tally.found[name] / tally.seen[name]:.2f}"


if __name__ == "__main__":
    main()
