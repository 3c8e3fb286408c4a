"""Marks that others have put on a text, and what levels they mean: TLP, CUI, China's grades.

A team adds its own words, or changes these, under `marks` in its configuration. Each is also a
level's name in tags, annotations and .gitattributes. At the head of a file a mark may only raise;
what a licence says there is evidence for people, and decides nothing.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.documents.heads import head_end
from promptguard.model import Level, Settings, Span, Tag, TagForm, TagScope

#: TLP 2.0; CUI banners; the grades of GB/T 43697-2024, where state secrets are out of scope.
SHIPPED: Mapping[str, Level] = {
    "tlp:red": Level.RESTRICTED,
    "tlp:amber+strict": Level.CONFIDENTIAL,
    "tlp:amber": Level.CONFIDENTIAL,
    "tlp:green": Level.INTERNAL,
    "tlp:clear": Level.PUBLIC,
    "tlp:white": Level.PUBLIC,
    "cui": Level.RESTRICTED,
    "核心数据": Level.RESTRICTED,
    "重要数据": Level.RESTRICTED,
    "一般数据": Level.INTERNAL,
}
_HEAD_LINES = 30
#: Thirty lines are hardly ever more; looking for words in them is much quicker than for lines.
_HEAD_BYTES = 8192
#: What may stand around a mark that has a line of its own: a comment, brackets, a frame.
_EDGE = r"[^\w\n]{0,20}"
_KEY = r"(?:(?:(?:data )?classification|mark|grade|数据分级|级别)\s?[:：]\s?)?"
_SPDX = patterns.compile(r"SPDX-License-Identifier:[ \t]*([A-Za-z0-9.+ ()-]{1,120})")
_PROPRIETARY = ("licenseref-proprietary", "licenseref-commercial", "none", "unlicensed")


def aliases_of(settings: Settings | None) -> Mapping[str, Level]:
    """The words for levels beside the four: those that are shipped, over them the team's own."""
    return {**SHIPPED, **dict(settings.marks)} if settings and settings.marks else SHIPPED


def may_stand_in(data: bytes, aliases: Mapping[str, Level]) -> bool:
    """May the head of a text, which is given in lower case, hold a mark? Most hold none."""
    head = data[:_HEAD_BYTES]
    # Plain loops: this is asked of every file of a tree.
    for word in _words(tuple(aliases)):  # noqa: SIM110
        if word in head:
            return True
    return False


def read(document: Document, aliases: Mapping[str, Level]) -> Iterator[Tag]:
    """The marks on lines of their own in a file's head, and its licence."""
    expression = _expression(tuple(sorted(aliases, key=len, reverse=True)))
    lines = min(head_end(document, _HEAD_LINES), len(document.line_starts()))
    for number in range(document.base_line, lines + 1):
        line = document.line_text(number)
        if match := expression.fullmatch(line):
            level = aliases[match["mark"].lower()]
            if level > Level.INTERNAL:
                yield _tag(document, level, number, TagForm.MARK, match["mark"])
        elif licence := _SPDX.search(line):
            words = licence[1].strip()
            closed = words.lower().startswith(_PROPRIETARY)
            level = Level.CONFIDENTIAL if closed else Level.PUBLIC
            known = closed or "licenseref" not in words.lower()
            if known:
                yield _tag(document, level, number, TagForm.LICENCE, words)


@lru_cache(maxsize=16)
def _words(aliases: tuple[str, ...]) -> tuple[bytes, ...]:
    return (b"spdx-license-identifier:", *(word.encode("utf-8") for word in aliases))


@lru_cache(maxsize=16)
def _expression(words: tuple[str, ...]) -> "re.Pattern[str]":
    """Any of these words alone on a line; a CUI banner has parts behind it."""
    marks = "|".join(map(re.escape, words))
    parts = r"(?://[A-Z][A-Z0-9 ,/_-]{0,60}){0,5}"
    # Not by `patterns`: a team's own words stay out of its cache.
    return re.compile(rf"{_EDGE}{_KEY}(?P<mark>{marks}){parts}{_EDGE}", re.IGNORECASE)


def _tag(document: Document, level: Level, line: int, form: TagForm, why: str) -> Tag:
    source = f"{document.origin.name}:{line}"
    whole = Span(document.base, document.base + len(document.text))
    return Tag(level, (), TagScope.FILE, source, whole, line, line, form, reason=why)
