"""One document through a detector, as the pipeline would send it."""

from promptguard import detectors
from promptguard.documents.document import Document
from promptguard.engine.compile import compile_signals
from promptguard.engine.match import Matcher, extension
from promptguard.engine.portable import PortableMatcher
from promptguard.model import Candidate, Confidence, Finding, Origin, OriginKind, Settings

_MATCHERS: dict[str, Matcher | PortableMatcher] = {}


def _matcher(name: str) -> Matcher | PortableMatcher:
    if name not in _MATCHERS:
        signals = detectors.signals_of(name)
        owned = [(name, signal) for signal in signals]
        owners = [(name, signal.name) for signal in signals]
        _MATCHERS[name] = (
            PortableMatcher(owned)
            if extension() is None
            else Matcher(compile_signals(signals), owners)
        )
    return _MATCHERS[name]


def found(
    detector: str,
    text: str,
    path: str = "settings.env",
    *,
    least: Confidence = Confidence.POSSIBLE,
    whole: bool = True,
    base_line: int = 1,
) -> list[Finding]:
    """The findings of a detector in a text, from `least` up."""
    document = Document(
        Origin(OriginKind.FILE, path), text.encode(), whole=whole, base_line=base_line
    )
    candidates = [
        Candidate(signal, end) for _, signal, end in _matcher(detector).scan(document.data)
    ]
    results = detectors.load(detector).detect(document, candidates, Settings())
    return [one for one in results if isinstance(one, Finding) and one.confidence >= least]


def confidences(detector: str, text: str, path: str = "settings.env") -> dict[str, Confidence]:
    """The best confidence of each rule that found something at all."""
    best: dict[str, Confidence] = {}
    for one in found(detector, text, path, least=Confidence.VERY_UNLIKELY):
        best[one.rule_id] = max(one.confidence, best.get(one.rule_id, Confidence.VERY_UNLIKELY))
    return best
