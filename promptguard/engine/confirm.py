"""A candidate becomes a finding: the rule's own pattern on a bounded slice, then its validator."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS
from promptguard.model import Candidate, Finding, Note, Rule, Settings, Span
from promptguard.model.finding import confidence_of

Detect = Callable[[Document, Sequence[Candidate], Settings], Iterator[Finding | Note]]
Matches = Callable[[Rule, str, int, int], "Iterator[re.Match[str]]"]

#: A longer line is confirmed in cells of a fixed grid, each with something before and behind it:
#: a candidate's match begins near it, and may end far away.
_LONG = 4096
_CELL = 1024
_BEFORE = 1024
_BEHIND = 512
#: How far a match may reach behind its cell, or behind its first line.
_REACH = 16_384


class _Slice(NamedTuple):
    """Where a rule is confirmed: matches begin in [start, end) and may reach to `limit`."""

    start: int
    end: int
    limit: int


def rules_detector(rules: Sequence[Rule], matches: Matches | None = None) -> Detect:
    """The `detect` of a detector whose rules need nothing but their patterns and validators."""
    known = {rule.id: rule for rule in rules}
    find = matches or _compiled_matches({})

    def detect(
        document: Document, candidates: Sequence[Candidate], settings: Settings
    ) -> Iterator[Finding | Note]:
        slices: dict[tuple[str, _Slice], None] = {}
        for candidate in candidates:
            if candidate.signal in known:
                rule = known[candidate.signal]
                slices[(rule.id, _slice(document, candidate.end, rule.lines))] = None
        seen: set[tuple[str, Span]] = set()
        for rule_id, piece in slices:
            for finding in _confirm(document, known[rule_id], piece, find):
                if (rule_id, finding.span) not in seen:
                    seen.add((rule_id, finding.span))
                    yield finding

    return detect


def _compiled_matches(cache: dict[str, "re.Pattern[str]"]) -> Matches:
    def find(rule: Rule, text: str, start: int, end: int) -> "Iterator[re.Match[str]]":
        pattern = cache.get(rule.id)
        if pattern is None:
            pattern = cache[rule.id] = patterns.compile(rule.pattern, RULE_FLAGS)
        return pattern.finditer(text, start, end)

    return find


def _slice(document: Document, byte_end: int, lines: int) -> _Slice:
    """The text around a candidate in which its rule is confirmed: the line, or a cell of it."""
    text = document.text
    last = max(document.offset(byte_end) - 1, 0)
    start = text.rfind("\n", max(0, last - _LONG), last) + 1
    end = text.find("\n", last, last + _LONG)
    if end < 0 and len(text) <= last + _LONG:
        end = len(text)
    starts_here = start > 0 or last <= _LONG
    if not starts_here or end < 0 or end - start > _LONG:
        return _cell(text, last, start if starts_here else 0)
    if lines == 1:
        return _Slice(start, end, end)
    reach = min(len(text), start + _REACH)
    for _ in range(lines - 1):
        if end >= reach:
            break
        following = text.find("\n", end + 1, reach)
        end = reach if following < 0 else following
    return _Slice(start, end, end)


def _cell(text: str, last: int, line_start: int) -> _Slice:
    grid = last // _CELL * _CELL
    start, end, limit = grid - _BEFORE, grid + _CELL + _BEHIND, grid + _REACH
    newline = text.find("\n", last, limit)
    limit = min(limit, len(text) if newline < 0 else newline)
    return _Slice(max(start, line_start), min(end, limit), limit)


def _confirm(document: Document, rule: Rule, piece: _Slice, find: Matches) -> Iterator[Finding]:
    text = document.text
    for found in find(rule, text, piece.start, piece.end):
        match: re.Match[str] | None = found
        if found.end() == piece.end < piece.limit:
            # The cell ended it, not the pattern: once more with all the room a match may have.
            match = next(find(rule, text, found.start(), piece.limit), None)
        if match is None or _is_cut(match, text, piece):
            continue
        added = rule.validate(match, document) if rule.validate else ()
        if added is None:
            continue
        group = "value" if "value" in match.re.groupindex and match["value"] is not None else 0
        weights = (rule.weight, *added)
        confidence = min(confidence_of(weights), rule.ceiling)
        yield Finding(rule.id, Span(*match.span(group)), confidence, weights)


def _is_cut(match: "re.Match[str]", text: str, piece: _Slice) -> bool:
    """Did an edge that is no line's make this match? Then another cell holds the true one."""
    if match.end() == piece.limit < len(text) and text[piece.limit] != "\n":
        return True
    return match.start() == piece.start > 0 and text[piece.start - 1] != "\n"
