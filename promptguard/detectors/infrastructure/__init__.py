"""Infrastructure: configuration files as a whole, and internal hosts, addresses and ids in any."""

from collections.abc import Iterator, Sequence

from promptguard.detectors.infrastructure import (
    ansible,
    containers,
    hosts,
    network,
    places,
    provisioning,
)
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.materials import material_rules, materials_detector
from promptguard.model import Candidate, Finding, Note, Settings

MATERIALS = (
    *provisioning.MATERIALS,
    *containers.MATERIALS,
    *ansible.MATERIALS,
    *hosts.MATERIALS,
    *network.MATERIALS,
)
RULES = (*material_rules(MATERIALS), *places.RULES)

_recognise = materials_detector(MATERIALS)
_places = rules_detector(places.RULES)


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """What the file is, and what stands in it."""
    yield from _recognise(document, candidates, settings)
    yield from _places(document, candidates, settings)
