"""Confidentiality marks in the comments of source files: there they speak of the code."""

import re

from promptguard.documents.document import Document
from promptguard.evidence.mark_words import (
    CONFIDENTIAL,
    CONFIDENTIAL_ZH,
    LANGUAGES,
    RESTRICTED,
    core,
    forms,
)
from promptguard.evidence.marks import OWN_LINE, is_code, is_loud, is_said, mark, place_of
from promptguard.evidence.notices import OPEN, head_of, told
from promptguard.model import Level, Rule, Weight
from promptguard.model.rule import Sample

ADVICE = "Ask the owner of the code before it leaves, or describe it instead of quoting it."
LABELS = ("proprietary-source",)


def _is_codes_mark(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """At the head or foot of a source file; in a text the mark is the document's."""
    place = place_of(match, document) if is_code(document) else None
    if place is None or not is_said(match, document.path):
        return None
    loud = (Weight(1, "in capitals"),) if is_loud(match["value"]) else ()
    opened = next(told(OPEN, head_of(document)), None) is not None
    return (place, *loud, *((Weight(-3, "under an open licence"),) if opened else ()))


def _rule(name: str, title: str, level: Level, words: str, keywords: set[str], said: str) -> Rule:
    return Rule(
        id=f"proprietary.{name}",
        title=title,
        level=level,
        labels=LABELS,
        pattern=mark(words),
        signal=f"(?:{words})",
        keywords=tuple(sorted(keywords)),
        weight=OWN_LINE,
        validate=_is_codes_mark,
        advice=ADVICE,
        examples=(
            Sample("rates.py", f"# {said}\n"),
            Sample("rates.c", f"/*\n * ACME Corp. {said}\n */\n"),
            Sample("run", f"#!/bin/sh\n# {said}\n"),
        ),
        counterexamples=(
            Sample("rates.py", f'LEVEL = "{said}"\n'),
            Sample("plan.md", f"{said}\n"),
            Sample("rates.go", f"// {said} is the name of a level.\n"),
        ),
    )


def _keywords(phrases: list[tuple[str, str]]) -> set[str]:
    return {form.casefold() for phrase, code in phrases for form in forms(phrase, code)}


_RESTRICTED = [(phrase, words.code) for words in LANGUAGES for phrase in words.restricted]
_CONFIDENTIAL = [(phrase, words.code) for words in LANGUAGES for phrase in words.confidential]

RULES = (
    _rule(
        "restricted-mark",
        "Source file marked strictly confidential",
        Level.RESTRICTED,
        "|".join((RESTRICTED, *(core(words.restricted, words.code) for words in LANGUAGES))),
        {"confidential", "restricted", "secret", "eyes only", *_keywords(_RESTRICTED)},
        "STRICTLY CONFIDENTIAL",
    ),
    _rule(
        "confidential-mark",
        "Source file marked confidential",
        Level.CONFIDENTIAL,
        "|".join(
            (
                CONFIDENTIAL,
                CONFIDENTIAL_ZH,
                *(core(words.confidential, words.code) for words in LANGUAGES),
            )
        ),
        {
            *("confidential", "proprietary", "distribut", "not for", "trade secret", "attorney"),
            *("机密", "秘密", "保密", "外传", "商密", "涉密", "機密", "密件"),
            *_keywords(_CONFIDENTIAL),
        },
        "CONFIDENTIAL",
    ),
    _rule(
        "internal-mark",
        "Source file marked for internal use",
        Level.INTERNAL,
        # In small letters the words are the author's hint on an interface.
        r"(?:FOR )?(?:COMPANY )?INTERNAL USE ONLY|COMPANY INTERNAL",
        {"internal"},
        "FOR INTERNAL USE ONLY",
    ),
)
