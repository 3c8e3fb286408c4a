"""Debugging logs: stack traces, crash reports, log lines, and who can be read in them."""

from collections.abc import Iterator, Sequence
from itertools import islice

from promptguard import patterns
from promptguard.detectors import signal_of
from promptguard.detectors.logs._lines import CLOCK_SEEN
from promptguard.detectors.logs.people import INSIDE
from promptguard.detectors.logs.records import RECORDS
from promptguard.detectors.logs.traces import TRACES
from promptguard.documents.document import Document
from promptguard.evidence.materials import material_rules, materials_detector
from promptguard.model import Candidate, Finding, Note, Settings, Signal

MATERIALS = (*TRACES, *RECORDS)
RULES = material_rules((*MATERIALS, INSIDE))
_recognise = materials_detector(MATERIALS, (INSIDE,))

#: The kinds whose every line has a time of day: one signal for all of them.
_TIMED = tuple(one.id for one in RECORDS if CLOCK_SEEN in one.signal)
_TIME = "logs.time"
_CLOCK = patterns.compile(CLOCK_SEEN)
#: A record has its time near the beginning of its line, and is not alone.
_NEAR = 100
_REACH = 16_384
_TRIES = 64


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """What kind of log it is; a lone time of day is no reason to look closer."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if candidate.signal != _TIME:
            kept.append(candidate)
        elif _is_stamped(document.text, document.offset(candidate.end)):
            kept += [Candidate(one, candidate.end) for one in _TIMED]
    yield from _recognise(document, kept, settings)


def _signals() -> tuple[Signal, ...]:
    """What the engine looks for, made when asked; times of day of all kinds are one signal."""
    shared = Signal(_TIME, CLOCK_SEEN, CLOCK_SEEN, (":",), once=True, outside_programs=True)
    own = (
        one._replace(signal=one.signal.replace(CLOCK_SEEN, "").strip("|"))
        for one in material_rules(MATERIALS)
        if one.signal != CLOCK_SEEN
    )
    return (shared, *map(signal_of, own))


SIGNALS = _signals


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
