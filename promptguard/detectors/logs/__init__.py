"""Debugging logs: stack traces, crash reports, log lines, and who can be read in them."""

from collections.abc import Iterator, Sequence
from functools import partial

from promptguard import patterns
from promptguard.detectors import signal_of
from promptguard.detectors.logs._lines import CLOCK_SEEN
from promptguard.detectors.logs.people import INSIDE
from promptguard.detectors.logs.records import RECORDS
from promptguard.detectors.logs.traces import TRACES
from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS
from promptguard.evidence.materials import material_rules, materials_detector
from promptguard.model import Candidate, Finding, Note, Settings, Signal

MATERIALS = (*TRACES, *RECORDS)
RULES = material_rules((*MATERIALS, INSIDE))
_recognise = materials_detector(MATERIALS, (INSIDE,))

#: The kinds whose every line has a time of day: one signal for all of them.
_TIMED = tuple(
    (one.id, "|".join(f"(?:{anchor})" for anchor in one.anchors))
    for one in RECORDS
    if CLOCK_SEEN in one.signal
)
_TIME = "logs.time"
_CLOCK = patterns.compile(CLOCK_SEEN)
#: A record has its time near the beginning of its line (with the longest names before it, at
#: `_FAR`), and is not alone.
_NEAR = 100
_FAR = 400
_REACH = 16_384


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """What kind of log it is; a lone time of day is no reason to look closer."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if candidate.signal != _TIME:
            kept.append(candidate)
            continue
        text = document.text
        lines = _stamped(text, document.offset(candidate.end))
        kept += [
            Candidate(kind, candidate.end)
            for kind, anchor in _TIMED
            if any(map(partial(patterns.compile(anchor, RULE_FLAGS).match, text), lines))
        ]
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


def _stamped(text: str, seen: int) -> list[int]:
    """Where lines with a time of day begin, if two or more have it near their beginning.

    The kinds of which every line has one are looked for there and nowhere else.
    """
    lines: dict[int, None] = {}
    near: set[int] = set()
    for found in _CLOCK.finditer(text, max(0, seen - 6), seen + _REACH):
        at = found.start()
        start = text.rfind("\n", max(0, at - _FAR), at) + 1
        if start or at < _FAR:
            lines[start] = None
            if at - start <= _NEAR:
                near.add(start)
    return list(lines) if len(near) > 1 else []
