"""API documentation: descriptions, collections and recordings of requests, and internal marks."""

from promptguard.detectors import signal_of
from promptguard.detectors.api_docs.descriptions import DESCRIPTIONS
from promptguard.detectors.api_docs.internals import INSIDE
from promptguard.detectors.api_docs.recordings import RECORDINGS
from promptguard.evidence.materials import material_rules, materials_detector
from promptguard.model import Signal

MATERIALS = (*DESCRIPTIONS, *RECORDINGS)
RULES = material_rules((*MATERIALS, INSIDE))


def _signals() -> tuple[Signal, ...]:
    """What the engine looks for, made when a database is built."""
    return tuple(signal_of(rule) for rule in material_rules(MATERIALS))


SIGNALS = _signals
detect = materials_detector(MATERIALS, (INSIDE,))
