"""Every rule of every detector keeps what it says: generated from the rules themselves."""

import re
import subprocess
import sys
from functools import lru_cache

import pytest

from promptguard import detectors
from promptguard.documents.document import Document
from promptguard.engine.compile import compile_signals
from promptguard.engine.match import Matcher, extension
from promptguard.engine.portable import PortableMatcher
from promptguard.engine.relax import RULE_FLAGS
from promptguard.evidence.templates import path_of, render
from promptguard.model import (
    Candidate,
    Confidence,
    Finding,
    Level,
    Origin,
    OriginKind,
    Rule,
    Settings,
)

#: Detectors that take their rules from settings or from another program are tested on their own.
FOREIGN = {"known_secrets", "team_names", "user_rules", "vocabulary"}
NAMES = [name for name in detectors.names() if name not in FOREIGN]
OWNED = [(name, rule) for name in NAMES for rule in detectors.rules(name)]
IDS = [rule.id for _, rule in OWNED]
SEEDS = range(5)
HOSTILE_SIZE = 100_000
HOSTILE_SECONDS = 20

owned = pytest.mark.parametrize(("name", "rule"), OWNED, ids=IDS)


@lru_cache
def _engines(name: str):
    signals = detectors.signals_of(name)
    made = [("portable", PortableMatcher([(name, signal) for signal in signals]))]
    if extension() is not None:
        owners = [(name, signal.name) for signal in signals]
        made.append(("hyperscan", Matcher(compile_signals(signals), owners)))
    return made


def _found(matcher, name: str, rule: Rule, text: str, path: str) -> list[Finding]:
    document = Document(Origin(OriginKind.FILE, path), text.encode())
    candidates = [Candidate(signal, end) for _, signal, end in matcher.scan(document.data)]
    found = detectors.load(name).detect(document, candidates, Settings())
    least = min(rule.ceiling, Confidence.POSSIBLE)
    return [
        one
        for one in found
        if isinstance(one, Finding) and one.rule_id == rule.id and one.confidence >= least
    ]


@owned
def test_examples_are_found_by_both_engines(name: str, rule: Rule) -> None:
    assert rule.examples
    for engine, matcher in _engines(name):
        for index, example in enumerate(rule.examples):
            for seed in SEEDS:
                text = render(example, seed)
                assert _found(matcher, name, rule, text, path_of(example)), (engine, index, seed)


@owned
def test_counterexamples_are_not_found(name: str, rule: Rule) -> None:
    assert rule.counterexamples
    for engine, matcher in _engines(name):
        for index, example in enumerate(rule.counterexamples):
            for seed in SEEDS:
                text, path = render(example, seed), path_of(example)
                assert not _found(matcher, name, rule, text, path), (engine, index, seed)


@owned
def test_keywords_are_lower_case_and_in_every_example(name: str, rule: Rule) -> None:
    assert list(rule.keywords) == [word.lower() for word in rule.keywords] != []
    for example in rule.examples:
        folded = render(example).casefold()
        assert any(word in folded for word in rule.keywords)


@owned
def test_a_rule_explains_itself(name: str, rule: Rule) -> None:
    assert rule.id.startswith(f"{name}.")
    assert re.fullmatch(r"[a-z_]+\.[a-z0-9-]+", rule.id)
    assert rule.advice[0].isupper()
    assert rule.advice.endswith(".")
    assert len(rule.advice.split()) >= 4
    assert rule.title.strip(" .") == rule.title != ""
    assert all(link.startswith("https://") for link in rule.references)
    assert rule.labels
    assert rule.level > Level.PUBLIC
    assert rule.weight.why


def test_ids_are_unique() -> None:
    assert len(IDS) == len(set(IDS))


def test_there_are_many_token_formats() -> None:
    assert sum("secret" in rule.labels for _, rule in OWNED) >= 100


_PROBE = """
import re, sys, time
sys.path[:0] = [sys.argv[3]]
from promptguard import detectors
from promptguard.engine.relax import RULE_FLAGS
size = int(sys.argv[2])
for rule in detectors.rules(sys.argv[1]):
    pattern = re.compile(rule.pattern, RULE_FLAGS)
    word = rule.keywords[0]
    seeds = (word, word + "=", word + " ", '"' + word + '":', "a", "A-", "-", " ", "=", "x.", "0a")
    for seed in seeds:
        # What confirms a match never sees more than a cell of a long line (engine/confirm.py).
        text = (seed * size)[:size]
        for start in range(0, size, 4096):
            for match in pattern.finditer(text, max(0, start - 2048), start + 6144):
                pass
"""


@pytest.mark.parametrize("name", NAMES)
def test_patterns_stay_linear_on_hostile_text(name: str) -> None:
    command = [sys.executable, "-c", _PROBE, name, str(HOSTILE_SIZE), sys.path[0]]
    rules = len(detectors.rules(name))
    subprocess.run(command, check=True, timeout=HOSTILE_SECONDS * rules)


@owned
def test_the_pattern_compiles_and_names_its_value(name: str, rule: Rule) -> None:
    pattern = re.compile(rule.pattern, RULE_FLAGS)
    assert pattern.flags & re.ASCII
    assert rule.lines >= 1
