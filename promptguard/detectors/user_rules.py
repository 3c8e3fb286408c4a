"""Rules that a user wrote in the configuration: confirmed under a clock."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from promptguard.detectors import signal_of
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.model import Candidate, Finding, Note, NoteKind, Rule, Settings, Signal

#: Seconds one user rule may take on one slice; a backtracking bomb ends here.
_PATIENCE = 0.05

RULES: tuple[Rule, ...] = ()
#: The rules are the configuration's: see `signals_of`.
SIGNALS: tuple[Signal, ...] = ()


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The configuration's rules."""
    return settings.rules


def signals_of(settings: Settings) -> tuple[Signal, ...]:
    """One signal a rule."""
    return tuple(signal_of(rule) for rule in settings.rules)


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """The rules' findings; a rule that runs out of time is a Note and rests for this document."""
    tired: set[str] = set()

    def find(rule: Rule, text: str, start: int, end: int) -> Iterator[Any]:
        if rule.id in tired:
            return
        try:
            yield from _compiled(rule.pattern).finditer(
                text, start, end, timeout=_PATIENCE, concurrent=False
            )
        except TimeoutError:
            tired.add(rule.id)

    yield from rules_detector(settings.rules, find)(document, candidates, settings)
    for rule_id in sorted(tired):
        told = f"rule {rule_id} took longer than {_PATIENCE * 1000:.0f} ms and was given up here"
        yield Note(NoteKind.RULE_TIMEOUT, document.origin, told)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    import regex  # Loaded late: only those who write rules pay for it (25 ms).

    return regex.compile(pattern, regex.ASCII | regex.MULTILINE | regex.VERSION0)
