"""Findings that a comment beside them accepts, with the reason that was written.

`promptguard: allow [RULE...] reason="..."` on the first or last line of what was found, or alone
on the line above; and detect-secrets' pragmas, for secrets only. Text that came from elsewhere (a
prompt, a tool's output) cannot accept anything about itself.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.documents.markers import Standing, comment_of
from promptguard.model import Finding, Rule, Suppression
from promptguard.model.text import UNTRUSTED

NO_REASON = "no reason given"
_ALLOW = patterns.compile(
    r"allow(?=[\s,]|$)(?P<rules>(?:[\s,]+[a-z][a-z0-9_]*(?:\.[a-z0-9-]+)?(?![\w=]))*)"
)
_REASON = patterns.compile(r"reason=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<word>\S+))")

#: detect-secrets' comment styles as (begin, end); see its filters/allowlist.py.
_STYLES = (
    (r"<!--[# \t]*?", " *?-->"),  # before SQL's, which it contains
    ("#", ""),
    ("//", ""),
    (r"/\*", r" *\*/"),
    ("'", ""),
    ("--", ""),
)
#: How much of a line before and behind `pragma:` is looked at.
_PRAGMA_BEFORE = 200
_PRAGMA_BEHIND = 500


def _pragmas(template: str) -> tuple["re.Pattern[str]", ...]:
    return tuple(patterns.compile(template.format(*style)) for style in _STYLES)


_SAME_LINE = _pragmas(r"{0} *(?P<said>pragma: ?(?:allow|white)list[ -]secret.*?){1}[ \t]*$")
_NEXT_LINE = _pragmas(
    r"^[ \t]*{0} *(?P<said>pragma: ?allowlist[ -]nextline[ -]secret.*?){1}[ \t]*$"
)


class Allow(NamedTuple):
    """What a comment accepts: these rules or detectors, or all where none is named."""

    rules: tuple[str, ...]
    reason: str
    alone: bool

    def accepts(self, rule_id: str) -> bool:
        """Does it speak of this rule?"""
        return not self.rules or rule_id in self.rules or rule_id.partition(".")[0] in self.rules


def apply(
    document: Document, findings: Iterable[Finding], rule_of: Callable[[str], Rule]
) -> tuple[tuple[Finding, ...], tuple[Suppression, ...]]:
    """What remains of the findings, and what comments accepted."""
    if document.origin.kind in UNTRUSTED:
        return tuple(findings), ()
    lowered = document.data.lower()
    if b"promptguard" not in lowered and b"pragma:" not in lowered:
        return tuple(findings), ()
    # Once a line: a file of one long line may hold thousands of findings.
    read = _Lines(document)
    kept: list[Finding] = []
    accepted: list[Suppression] = []
    for finding in findings:
        first, last = _lines(document, finding)
        reason = read.allowed(finding.rule_id, first, last)
        if reason is None and "secret" in rule_of(finding.rule_id).labels:
            reason = read.pragma(first, last)
        if reason is None:
            kept.append(finding)
        else:
            accepted.append(Suppression(finding, "inline", reason))
    return tuple(kept), tuple(accepted)


def _lines(document: Document, finding: Finding) -> tuple[int, int]:
    place = finding.place if finding.place.line else document.place(finding.span)
    return place.line, place.end_line


class _Lines:
    """What the lines of a document accept, each read once."""

    def __init__(self, document: Document) -> None:
        text = document.line_text
        self._allow = lru_cache(maxsize=4096)(lambda line: allow_of(text(line)))
        self._same = lru_cache(maxsize=4096)(lambda line: _said(text(line), _SAME_LINE))
        self._next = lru_cache(maxsize=4096)(lambda line: _said(text(line), _NEXT_LINE))

    def allowed(self, rule_id: str, first: int, last: int) -> str | None:
        """The reason of a comment of ours on these lines or above them."""
        for line in (first, last, first - 1):
            allow = self._allow(line)
            if allow and allow.accepts(rule_id) and (line >= first or allow.alone):
                return allow.reason
        return None

    def pragma(self, first: int, last: int) -> str | None:
        """What detect-secrets' pragma on these lines or above them says."""
        return self._same(first) or self._same(last) or self._next(first - 1)


def allow_of(line: str) -> Allow | None:
    """The `promptguard: allow` of a line; None where there is none or it is not understood."""
    marker = comment_of(line)
    match = _ALLOW.match(marker.words) if marker else None
    if marker is None or match is None:
        return None
    rest = marker.words[match.end() :].strip()
    said = _REASON.fullmatch(rest)
    if rest and said is None:
        return None
    reason = (said["double"] or said["single"] or said["word"] or "") if said else ""
    rules = tuple(re.findall(r"[^\s,]+", match["rules"]))
    return Allow(rules, reason.strip() or NO_REASON, marker.standing is Standing.COMMENT)


def _said(line: str, patterns: Iterable["re.Pattern[str]"]) -> str | None:
    at = line.rfind("pragma:")
    if at < 0 or len(line) - at > _PRAGMA_BEHIND:
        return None
    start = max(0, at - _PRAGMA_BEFORE)
    for pattern in patterns:
        match = pattern.search(line, start)
        if match:
            return match["said"].strip()
    return None
