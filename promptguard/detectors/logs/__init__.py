"""Debugging logs: stack traces, crash reports, log lines, and who can be read in them."""

from collections.abc import Iterator, Sequence
from itertools import islice

from promptguard import patterns
from promptguard.detectors import signal_of
from promptguard.detectors.logs.people import INSIDE
from promptguard.detectors.logs.records import RECORDS
from promptguard.detectors.logs.traces import TRACES
from promptguard.documents.document import Document
from promptguard.evidence.materials import material_rules, materials_detector
from promptguard.model import Candidate, Finding, Note, Settings

MATERIALS = (*TRACES, *RECORDS)
RULES = material_rules((*MATERIALS, INSIDE))
SIGNALS = tuple(signal_of(rule) for rule in material_rules(MATERIALS))
_recognise = materials_detector(MATERIALS, (INSIDE,))

_CLOCK = patterns.compile(r":[0-5]\d:[0-5]\d")
#: A record has its time near the beginning of its line, and is not alone.
_NEAR = 100
_REACH = 16_384
_TRIES = 64


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """What kind of log it is; a lone time of day is no reason to look closer."""
    stamped: bool | None = None
    kept: list[Candidate] = []
    for candidate in candidates:
        if _CLOCK.fullmatch(document.data[candidate.end - 6 : candidate.end].decode("latin-1")):
            if stamped is None:
                stamped = _is_stamped(document.text, document.offset(candidate.end))
            if not stamped:
                continue
        kept.append(candidate)
    yield from _recognise(document, kept, settings)


def _is_stamped(text: str, seen: int) -> bool:
    """Have two lines or more a time near their beginning?"""
    lines: set[int] = set()
    for found in islice(_CLOCK.finditer(text, seen - 6, seen + _REACH), _TRIES):
        start = text.rfind("\n", max(0, found.start() - _NEAR), found.start())
        if start >= 0 or found.start() < _NEAR:
            lines.add(start)
        if len(lines) > 1:
            return True
    return False
