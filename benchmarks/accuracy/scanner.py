"""One text through promptguard as a user would meet it, with the rule beside each finding."""

from typing import NamedTuple

from promptguard import rulebook, scanning
from promptguard.model import Confidence, Finding, Note, Origin, OriginKind, Rule, Settings
from promptguard.pipeline import rule_lookup
from promptguard.sources.read import Unread


class Found(NamedTuple):
    """A finding and the rule behind it."""

    rule: Rule
    finding: Finding


class Scanner:
    """The shipped rules at a threshold."""

    def __init__(self, least: Confidence = Confidence.POSSIBLE) -> None:
        self._settings = Settings(min_confidence=least)
        self._engine = rulebook.open_rulebook(self._settings)
        self._rule_of = rule_lookup(self._settings)
        self.notes: list[Note] = []

    def scan(self, data: bytes, name: str = "sample.txt") -> list[Found]:
        """What is found in a text that stands in the file `name`; binary holds nothing."""
        origin = Origin(OriginKind.FILE, name)
        try:
            report = scanning.scan_bytes(data, origin, self._engine, self._settings)
        except Unread as unread:
            self.notes.append(Note(unread.kind, origin, unread.why))
            return []
        if report is None:
            return []
        self.notes += report.notes
        return [Found(self._rule_of(found.rule_id), found) for found in report.findings]


def share(part: float, whole: float) -> float:
    """A share that is nothing where there is nothing."""
    return part / whole if whole else 0.0
