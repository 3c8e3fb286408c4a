"""Confidentiality marks that people put at the head or foot of a document, in twelve languages."""

from collections.abc import Iterator, Sequence

from promptguard.detectors.banners import chinese, english, languages
from promptguard.detectors.banners.rules import speaks_in_code
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.marks import is_code, margin_detector
from promptguard.model import Candidate, Finding, Note, Rule, Settings

_MARKS: tuple[Rule, ...] = (*english.RULES, *languages.RULES, *chinese.RULES)
#: A state secret is a hard stop wherever it stands.
_STATE: tuple[Rule, ...] = (chinese.STATE_SECRET,)
RULES = (*_MARKS, *_STATE)
_at_the_margin = margin_detector(_MARKS)
_anywhere = rules_detector(_STATE)
_IN_CODE = frozenset(rule.id for rule in _MARKS if speaks_in_code(rule))


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Marks at the head and the foot, and state secrets anywhere."""
    marks = candidates
    if is_code(document):
        marks = [one for one in candidates if one.signal in _IN_CODE]
    yield from _at_the_margin(document, marks, settings)
    yield from _anywhere(document, candidates, settings)
