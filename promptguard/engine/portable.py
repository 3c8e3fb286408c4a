"""The same contract as match.py without hyperscan: every signal tried by Python's `re`.

Slower by two orders, and the same findings, since the confirming step is the same. Serves
platforms without a wheel, and runs that cannot wait for a database to be built.
"""

import re
from collections.abc import Sequence

from promptguard.engine.relax import RULE_FLAGS
from promptguard.model import Signal


class PortableMatcher:
    """`scan` answers (owner, signal, end offset) triples like match.Matcher."""

    __slots__ = ("_patterns", "_signals")

    def __init__(self, signals: Sequence[tuple[str, Signal]]) -> None:
        self._signals = tuple(signals)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def scan(self, data: bytes) -> list[tuple[str, str, int]]:
        """Every signal that may be in `data`, with the offset behind it."""
        text = data.decode("utf-8", "replace")
        folded = text.casefold()
        hits: list[tuple[str, str, int]] = []
        for owner, signal in self._signals:
            if signal.keywords and not any(word in folded for word in signal.keywords):
                continue
            if not signal.pattern:
                hits += _keyword_hits(owner, signal, text)[: 1 if signal.once else None]
                continue
            pattern = self._patterns.get(signal.name)
            if pattern is None:
                pattern = self._patterns[signal.name] = re.compile(signal.pattern, RULE_FLAGS)
            for match in pattern.finditer(text):
                # A rule's own match begins on its first line; a signal of its own ends where the
                # rule's match is.
                for end in {_first_line_end(match, text), max(match.start() + 1, match.end())}:
                    hits.append((owner, signal.name, _byte_offset(text, end)))
                if signal.once:
                    break
        hits.sort(key=lambda hit: hit[2])
        return hits


def _keyword_hits(owner: str, signal: Signal, text: str) -> list[tuple[str, str, int]]:
    if not signal.keywords:
        return [(owner, signal.name, 0)]
    words = re.compile("|".join(map(re.escape, signal.keywords)), re.IGNORECASE)
    return [(owner, signal.name, _byte_offset(text, match.end())) for match in words.finditer(text)]


def _first_line_end(match: "re.Match[str]", text: str) -> int:
    newline = text.find("\n", match.start(), match.end())
    return max(match.start() + 1, match.end() if newline < 0 else newline)


def _byte_offset(text: str, offset: int) -> int:
    return offset if text.isascii() else len(text[:offset].encode("utf-8"))
