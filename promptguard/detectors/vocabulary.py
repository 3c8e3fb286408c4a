"""Words a team names in its configuration: code names, customers, hosts."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS, relax
from promptguard.model import (
    Candidate,
    Confidence,
    Finding,
    Level,
    Note,
    Rule,
    Settings,
    Signal,
    Span,
    Weight,
)

_WEIGHT = Weight(3, "a word the team's configuration names")
RULES = (
    Rule(
        id="vocabulary.word",
        title="A word of the team's vocabulary",
        level=Level.CONFIDENTIAL,
        labels=("vocabulary",),
        pattern=r"(?!)",
        weight=_WEIGHT,
        advice="Leave the name out, or replace it by a neutral one, before the text leaves.",
        examples=(),
    ),
)
#: The words are the configuration's: see `signals_of`.
SIGNALS: tuple[Signal, ...] = ()


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The one rule that all words share."""
    del settings
    return RULES


def signals_of(settings: Settings) -> tuple[Signal, ...]:
    """One signal a word, whatever its case."""
    return tuple(
        Signal(f"vocabulary.{index}", relax(_pattern(word)), _pattern(word), (word.casefold(),))
        for index, word in enumerate(settings.vocabulary)
    )


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Every place where a word stands as a word of its own."""
    text = document.text
    for candidate in candidates:
        word = settings.vocabulary[int(candidate.signal.partition(".")[2])]
        end = document.offset(candidate.end)
        start = max(0, end - 2 * len(word))
        for match in _compiled(word).finditer(text, start, min(len(text), end)):
            if match.end() == end and not _joined(text, match.start(), end):
                yield Finding(
                    "vocabulary.word", Span(match.start(), end), Confidence.LIKELY, (_WEIGHT,)
                )


def _pattern(word: str) -> str:
    return "(?i:" + re.escape(word) + ")"


@lru_cache(maxsize=4096)
def _compiled(word: str) -> "re.Pattern[str]":
    return re.compile(_pattern(word), RULE_FLAGS)


def _joined(text: str, start: int, end: int) -> bool:
    """Is the match only part of a longer ASCII word?"""
    return _are_word(text[start - 1 : start], text[start]) or _are_word(
        text[end : end + 1], text[end - 1]
    )


def _are_word(outside: str, inside: str) -> bool:
    return outside.isascii() and outside.isalnum() and inside.isascii() and inside.isalnum()
