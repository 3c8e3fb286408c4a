"""Both engines give the same findings, over a corpus that holds a true match of every rule."""

import pytest

from promptguard import detectors, pipeline, rulebook
from promptguard.documents.document import Document
from promptguard.engine.portable import PortableMatcher
from promptguard.engine.tiers import Engine
from promptguard.evidence.templates import path_of, render
from promptguard.model import Confidence, Finding, Origin, OriginKind, Settings

SETTINGS = Settings(min_confidence=Confidence.VERY_UNLIKELY)
SHALLOW = [name for name in detectors.names() if not getattr(detectors.load(name), "DEEP", False)]


@pytest.fixture(scope="module")
def engines() -> tuple[Engine, Engine]:
    tiers = [tier for tier in rulebook.tiers(SETTINGS) if not tier.foreign and tier.name != "deep"]
    signals = [signal for tier in tiers for signal in tier.signals()]
    return rulebook.open_rulebook(), Engine([PortableMatcher(signals).scan])


def findings(engine: Engine, text: str, path: str = "app/settings.env") -> list[Finding]:
    document = Document(Origin(OriginKind.BUFFER, path), text.encode())
    return list(pipeline.scan(document, engine, SETTINGS).findings)


@pytest.mark.parametrize("name", SHALLOW)
def test_each_detector_alone(engines: tuple[Engine, Engine], name: str) -> None:
    quick, portable = engines
    for seed, rule in enumerate(detectors.rules(name)):
        for example in (*rule.examples, *rule.counterexamples):
            text = f"内部 é\n\n{render(example, seed)}\n\nlast line\n"
            path = path_of(example, "app/settings.env")
            assert findings(quick, text, path) == findings(portable, text, path)


def test_all_rules_in_one_document(engines: tuple[Engine, Engine]) -> None:
    quick, portable = engines
    rules = [rule for name in SHALLOW for rule in detectors.rules(name)]
    text = "\n\n".join(
        render(example, seed) for seed, rule in enumerate(rules) for example in rule.examples
    )
    found = findings(quick, text)
    assert found == findings(portable, text)
    assert len({finding.rule_id for finding in found}) > 100


def test_a_very_long_line(engines: tuple[Engine, Engine]) -> None:
    quick, portable = engines
    rules = [rule for name in SHALLOW for rule in detectors.rules(name) if rule.lines == 1]
    pieces = [render(rule.examples[0], seed) for seed, rule in enumerate(rules) if rule.examples]
    text = " ; ".join(piece for piece in pieces if "\n" not in piece) * 3
    assert len(text) > 20_000
    assert findings(quick, text) == findings(portable, text)
