"""API documentation: descriptions, collections and recordings of requests, and internal marks."""

from promptguard.detectors import signal_of
from promptguard.detectors.api_docs.descriptions import DESCRIPTIONS
from promptguard.detectors.api_docs.internals import INSIDE
from promptguard.detectors.api_docs.recordings import RECORDINGS
from promptguard.evidence.materials import material_rules, materials_detector

MATERIALS = (*DESCRIPTIONS, *RECORDINGS)
RULES = material_rules((*MATERIALS, INSIDE))
SIGNALS = tuple(signal_of(rule) for rule in material_rules(MATERIALS))
detect = materials_detector(MATERIALS, (INSIDE,))
