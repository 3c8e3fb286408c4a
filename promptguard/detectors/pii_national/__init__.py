"""National identity, tax and social security numbers of some sixty kinds, one table row each."""

from functools import partial

from promptguard.detectors.pii_national.africa_oceania import ROWS as AFRICA_OCEANIA
from promptguard.detectors.pii_national.americas import ROWS as AMERICAS
from promptguard.detectors.pii_national.asia import ROWS as ASIA
from promptguard.detectors.pii_national.europe_east import ROWS as EUROPE_EAST
from promptguard.detectors.pii_national.europe_west import ROWS as EUROPE_WEST
from promptguard.evidence.identifier_search import identifier_detector
from promptguard.evidence.identifier_signals import identifier_signals
from promptguard.evidence.identifiers import identifier_rules

ROWS = (*ASIA, *EUROPE_WEST, *EUROPE_EAST, *AMERICAS, *AFRICA_OCEANIA)
RULES = identifier_rules("pii_national", ROWS)
SIGNALS = partial(identifier_signals, "pii_national", ROWS)
detect = identifier_detector("pii_national", ROWS)
