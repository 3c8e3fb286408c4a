"""What a user's rule asks of a match beyond its pattern: randomness, place, exceptions."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from promptguard.documents.document import Document
from promptguard.evidence.entropy import shannon
from promptguard.model import Weight

#: Seconds that one expression of a user may take on one value or path.
_PATIENCE = 0.02


class Conditions(NamedTuple):
    """A validator by value, so that settings which hold it compare and travel to workers."""

    entropy: float = 0.0
    path: str = ""
    allow: tuple[str, ...] = ()
    stopwords: tuple[str, ...] = ()

    def __call__(self, match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
        """No weights where the match counts, None where it does not."""
        if self.path and not _searched(self.path, document.path):
            return None
        return None if self.refusal(match) else ()

    def refusal(self, match: Any) -> str:
        """Why a match does not count wherever it stands, in the words of its keys; else empty."""
        value = valued(match)
        if self.entropy and shannon(value) <= self.entropy:
            return f"its entropy is {shannon(value):.1f}, not above {self.entropy:g}"
        for number, expression in enumerate(self.allow, 1):
            if _searched(expression, value):
                return f"allow[{number}] lets it pass"
        folded = value.lower()
        for number, word in enumerate(self.stopwords, 1):
            if word in folded:
                return f"stopwords[{number}] is in it"
        return ""


def valued(match: Any) -> str:
    """What a match found: its group `value` where it has one that took part, else all of it."""
    named = match.groupdict().get("value")
    return str(match[0] if named is None else named)


def _searched(expression: str, text: str) -> bool:
    try:
        return _compiled(expression).search(text, timeout=_PATIENCE) is not None
    except TimeoutError:
        return False  # What cannot be decided is no exception.


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> Any:
    import regex  # The one library whose search takes a timeout; 25 ms.

    return regex.compile(expression, regex.ASCII | regex.MULTILINE | regex.VERSION0)
