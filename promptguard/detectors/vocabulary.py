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
#: What may stand between the parts of a word, and how long one must be to be seen in camelCase.
_JOINT = re.compile(r"[ _-]")
_CAMEL = 5
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
    """One signal a word, whatever its case and whatever joins its parts."""
    return tuple(
        Signal(f"vocabulary.{index}", _expression(word), _pattern(word), _keywords(word))
        for index, word in enumerate(settings.vocabulary)
    )


def _expression(word: str) -> str:
    """Case by flag where bytes have one: ten thousand such literals compile in half the time."""
    return _pattern(word) if word.isascii() else relax(_pattern(word))


def _keywords(word: str) -> tuple[str, ...]:
    """The longest part: it stands in every spelling."""
    return (max(_JOINT.split(word), key=len).casefold() or word.casefold(),)


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Every place where a word stands as a word of its own."""
    text = document.text
    for candidate in candidates:
        word = settings.vocabulary[int(candidate.signal.partition(".")[2])]
        # The engine may stop at the first byte of a last character outside ASCII.
        seen = document.offset(candidate.end)
        start, limit = max(0, seen - 3 * len(word)), min(len(text), seen + 1)
        for match in _compiled(word).finditer(text, start, limit):
            end = match.end()
            if end >= seen and not _joined(text, match.start(), end):
                yield Finding(
                    "vocabulary.word", Span(match.start(), end), Confidence.LIKELY, (_WEIGHT,)
                )


def _pattern(word: str) -> str:
    """`Project Athena` is also project-athena, PROJECT_ATHENA and ProjectAthena."""
    parts = [re.escape(part) for part in _JOINT.split(word)]
    joined = "[ _-]?".join(parts) if all(parts) else re.escape(word)
    # Rules fold ASCII letters only; a name in another script has capitals too.
    return f"(?i:{joined})" if word.isascii() else f"(?iu:{joined})"


@lru_cache(maxsize=4096)
def _compiled(word: str) -> "re.Pattern[str]":
    return re.compile(_pattern(word), RULE_FLAGS)


def _joined(text: str, start: int, end: int) -> bool:
    """Is the match only part of a longer ASCII word?"""
    humps = end - start >= _CAMEL
    return _is_one(text[start - 1 : start], text[start], humps=humps) or _is_one(
        text[end - 1], text[end : end + 1], humps=humps
    )


def _is_one(first: str, second: str, *, humps: bool) -> bool:
    """Do two characters stand in one word? In camelCase a capital begins the next."""
    if not (first.isascii() and first.isalnum() and second.isascii() and second.isalnum()):
        return False
    return not (humps and first.islower() and second.isupper())
