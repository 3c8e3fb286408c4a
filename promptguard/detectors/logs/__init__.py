"""Debugging logs: stack traces, crash reports, log lines, and who can be read in them."""

from promptguard.detectors import signal_of
from promptguard.detectors.logs.people import INSIDE
from promptguard.detectors.logs.records import RECORDS
from promptguard.detectors.logs.traces import TRACES
from promptguard.evidence.materials import material_rules, materials_detector

MATERIALS = (*TRACES, *RECORDS)
RULES = material_rules((*MATERIALS, INSIDE))
SIGNALS = tuple(signal_of(rule) for rule in material_rules(MATERIALS))
detect = materials_detector(MATERIALS, (INSIDE,))
