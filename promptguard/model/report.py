"""Everything that was learned about one document."""

from typing import NamedTuple

from promptguard.model.classification import Classification
from promptguard.model.finding import Finding
from promptguard.model.rule import Rule
from promptguard.model.tag import Tag
from promptguard.model.text import Note, Origin


class Suppression(NamedTuple):
    """A finding somebody accepted: `kind` is inline or baseline."""

    finding: Finding
    kind: str
    reason: str
    owner: str = ""
    until: str = ""


class Report(NamedTuple):
    """One document's findings, what was accepted, what it amounts to and what was not scanned."""

    origin: Origin
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppression, ...]
    classification: Classification
    notes: tuple[Note, ...]
    tags: tuple[Tag, ...] = ()
    size: int = 0
    #: Fingerprints of the findings that stop a commit, and whether the level alone does.
    stopping: frozenset[str] = frozenset()
    stops: bool = False


class Run(NamedTuple):
    """One run over many sources. `reports` holds only those with something to say."""

    reports: tuple[Report, ...]
    files: int = 0
    size: int = 0
    notes: tuple[Note, ...] = ()
    #: The settings' threshold and failing conditions in words, for the report's summary.
    min_confidence: str = ""
    #: (path, fingerprint) of the findings that make the run exit 1.
    stopping: frozenset[tuple[str, str]] = frozenset()
    #: Every rule that a finding or a suppression of this run names.
    rules: tuple[Rule, ...] = ()
    #: Does anything in it, a finding or a file's level, stop a commit?
    stops: bool = False

    def rule_of(self, rule_id: str) -> Rule:
        """The rule behind a finding of this run."""
        return next(rule for rule in self.rules if rule.id == rule_id)
