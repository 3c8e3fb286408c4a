"""How a banner becomes a rule."""

import re

from promptguard.documents.document import Document
from promptguard.evidence.marks import (
    OWN_LINE,
    is_heading,
    is_loud,
    is_said,
    mark,
    place_of,
)
from promptguard.model import Level, Rule, Weight
from promptguard.model.rule import Example

ADVICE = (
    "Ask the owner named in the document before it leaves, or send a summary without its content."
)
#: A sharing mark or a grade says the same of a text and of a source file.
_EVERYWHERE = ("tlp-", "grade-")


def is_banner(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Head or foot of a document; capitals are the surest form."""
    place = place_of(match, document)
    if place is None or is_heading(match) or not is_said(match, document.path):
        return None
    return (place, *((Weight(1, "in capitals"),) if is_loud(match["value"]) else ()))


def speaks_in_code(rule: Rule) -> bool:
    """In a source file a company's mark is the code's, which `proprietary` tells."""
    return rule.id.partition(".")[2].startswith(_EVERYWHERE)


def banner(
    name: str,
    title: str,
    level: Level,
    core: str,
    keywords: tuple[str, ...],
    examples: tuple[Example, ...],
    counterexamples: tuple[Example, ...],
    *,
    more: str = "",
    signal: str = "",
    references: tuple[str, ...] = (),
) -> Rule:
    """A rule for a mark on a line of its own."""
    return Rule(
        id=f"banners.{name}",
        title=title,
        level=level,
        labels=("internal-docs",),
        pattern=mark(core, more),
        signal=signal or f"(?:{core})",
        keywords=keywords,
        weight=OWN_LINE,
        validate=is_banner,
        advice=ADVICE,
        examples=examples,
        counterexamples=counterexamples,
        references=references,
    )
