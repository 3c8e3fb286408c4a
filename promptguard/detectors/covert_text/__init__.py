"""Text that says more, or other, than it shows: hidden messages, look-alikes, reordered code.

Nearly all of it lies outside ASCII, where a signal is enough to look at the document once more as
a whole: each rule's pattern is a plain class of rare characters, so that pass costs little.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from promptguard import patterns
from promptguard.detectors.covert_text import direction, invisible, lookalikes, spacing, terminal
from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS
from promptguard.model import Candidate, Finding, Note, Rule, Settings, Signal, Span
from promptguard.model.finding import confidence_of

_PARTS = (invisible, direction, lookalikes, spacing, terminal)
RULES = tuple(rule for part in _PARTS for rule in part.RULES)
#: Which rules a signal that is not a rule's own stands for.
_SHARED = {
    "covert_text.unseen": (
        *invisible.RULES,
        *direction.RULES,
        spacing.ODD_SPACE,
        terminal.CONTROL,
    ),
    "covert_text.escape": terminal.RULES,
}
#: Every odd character that a match of those rules holds; ranges, since `re` tries beyond the
#: basic plane one literal after the other.
_ODD = patterns.compile(
    r"[\x01-\x06\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\u00ad\u034f\u061c\u115f\u1160\u1680\u180e"
    r"\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]"
)
#: The odd characters of which a match of a rule holds one.
_HOLDS = {rule.id: frozenset(word[0] for word in rule.keywords) for rule in RULES}
#: Rules whose matches begin with it.
_BEGUN = frozenset(rule.id for part in (invisible, direction) for rule in part.RULES)
#: A few letters prove these words, and the whole of each is what is found.
_SPANS = {
    "covert_text.mixed-script": lookalikes.word_span,
    "covert_text.zero-width-in-word": invisible.word_span,
}


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Every place in the document at which a rule that was signalled holds."""
    text = document.text
    seen = {candidate.signal for candidate in candidates}
    shared = {rule.id for signal in seen for rule in _SHARED.get(signal, ())}
    odd = [found.start() for found in _ODD.finditer(text)] if shared else []
    held = {text[place] for place in odd}
    for rule in RULES:
        # Bits need two kinds of character: Persian, say, is full of one.
        least = 2 if rule.id in invisible.BITS else 1
        if rule.id in seen or (rule.id in shared and len(held & _HOLDS[rule.id]) >= least):
            pattern = _compiled(rule.pattern)
            leapt = rule.id in shared and rule.id in _BEGUN
            matches = _leaps(pattern, text, odd) if leapt else pattern.finditer(text)
            yield from _confirmed(rule, document, matches)


def _leaps(pattern: "re.Pattern[str]", text: str, odd: Sequence[int]) -> "Iterator[re.Match[str]]":
    """What `finditer` finds, from one odd character to the next instead of through all text."""
    end = 0
    for place in odd:
        match = pattern.match(text, place) if place >= end else None
        if match is not None:
            end = match.end()
            yield match


def _confirmed(
    rule: Rule, document: Document, matches: "Iterator[re.Match[str]]"
) -> Iterator[Finding]:
    found: set[Span] = set()
    for match in matches:
        added = rule.validate(match, document) if rule.validate else ()
        if added is None:
            continue
        widen = _SPANS.get(rule.id)
        span = widen(match) if widen else Span(*match.span())
        if span not in found:
            found.add(span)
            weights = (rule.weight, *added)
            yield Finding(rule.id, span, min(confidence_of(weights), rule.ceiling), weights)


def _signals() -> tuple[Signal, ...]:
    return (*invisible.SIGNALS, *lookalikes.signals(), *spacing.SIGNALS, *terminal.SIGNALS)


#: What the engine looks for, asked when a database is built.
SIGNALS = _signals


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> "re.Pattern[str]":
    return patterns.compile(pattern, RULE_FLAGS)
