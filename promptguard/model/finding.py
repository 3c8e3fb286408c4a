"""A rule that held at a span, with the arithmetic that made it likely; never the value."""

from typing import NamedTuple

from promptguard.model.ladders import Confidence
from promptguard.model.text import Span


class Weight(NamedTuple):
    """One term of the arithmetic: points on the confidence ladder, and why."""

    points: int
    why: str


class Place(NamedTuple):
    """Lines and columns as people count them: from 1, columns in code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Finding(NamedTuple):
    """A rule held at a span. `legacy_digest` never leaves: reports know no such field."""

    rule_id: str
    span: Span
    confidence: Confidence
    evidence: tuple[Weight, ...] = ()
    place: Place = Place(0, 0, 0, 0)
    fingerprint: str = ""
    #: Who made it: `detect-secrets` for its own types, so that its baseline can be honoured.
    family: str = ""
    legacy_digest: str = ""
    #: Is it about the whole file, proven at this place?
    whole: bool = False


#: Asked for every match of every rule: an index is many times faster than an enum's call.
_STEPS = tuple(Confidence)


def confidence_of(weights: tuple[Weight, ...]) -> Confidence:
    """The step of the ladder that the weights add up to."""
    total = 0
    for points, _ in weights:
        total += points
    return _STEPS[0 if total < 0 else min(total, 4)]
