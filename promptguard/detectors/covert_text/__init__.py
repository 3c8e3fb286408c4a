"""Text that says more, or other, than it shows: hidden messages, look-alikes, reordered code.

Nearly all of it lies outside ASCII, where a signal is enough to look at the document once more as
a whole: each rule's pattern is a plain class of rare characters, so that pass costs little.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from promptguard.detectors.covert_text import direction, invisible, lookalikes, spacing, terminal
from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS
from promptguard.model import Candidate, Finding, Note, Settings, Span
from promptguard.model.finding import confidence_of

_PARTS = (invisible, direction, lookalikes, spacing, terminal)
RULES = tuple(rule for part in _PARTS for rule in part.RULES)
SIGNALS = tuple(signal for part in _PARTS for signal in part.SIGNALS)


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Every place in the document at which a rule that was signalled holds."""
    seen = {candidate.signal for candidate in candidates}
    for rule in RULES:
        if rule.id not in seen:
            continue
        for match in _compiled(rule.pattern).finditer(document.text):
            added = rule.validate(match, document) if rule.validate else ()
            if added is not None:
                weights = (rule.weight, *added)
                confidence = min(confidence_of(weights), rule.ceiling)
                yield Finding(rule.id, Span(*match.span()), confidence, weights)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern, RULE_FLAGS)
