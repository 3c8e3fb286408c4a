"""A candidate becomes a finding: the rule's own pattern on a bounded slice, then its validator."""

import re
from collections.abc import Callable, Iterator, Sequence

from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS
from promptguard.model import Candidate, Finding, Note, Rule, Settings, Span
from promptguard.model.finding import confidence_of

Detect = Callable[[Document, Sequence[Candidate], Settings], Iterator[Finding | Note]]
Matches = Callable[[Rule, str, int, int], "Iterator[re.Match[str]]"]

#: A long line is confirmed in cells of this many characters, with half of it as margin.
_CELL = 4096
_MARGIN = _CELL // 2
#: Where a match may span lines, how many characters behind its first line are looked at.
_LINES_REACH = 16_384


def rules_detector(rules: Sequence[Rule], matches: Matches | None = None) -> Detect:
    """The `detect` of a detector whose rules need nothing but their patterns and validators."""
    known = {rule.id: rule for rule in rules}
    find = matches or _compiled_matches({})

    def detect(
        document: Document, candidates: Sequence[Candidate], settings: Settings
    ) -> Iterator[Finding | Note]:
        slices: dict[tuple[str, int, int], None] = {}
        for candidate in candidates:
            if candidate.signal in known:
                rule = known[candidate.signal]
                slices[(rule.id, *_slice(document, candidate.end, rule.lines))] = None
        seen: set[tuple[str, Span]] = set()
        for rule_id, start, end in slices:
            for finding in _confirm(document, known[rule_id], start, end, find):
                if (rule_id, finding.span) not in seen:
                    seen.add((rule_id, finding.span))
                    yield finding

    return detect


def _compiled_matches(cache: dict[str, "re.Pattern[str]"]) -> Matches:
    def find(rule: Rule, text: str, start: int, end: int) -> "Iterator[re.Match[str]]":
        pattern = cache.get(rule.id)
        if pattern is None:
            pattern = cache[rule.id] = re.compile(rule.pattern, RULE_FLAGS)
        return pattern.finditer(text, start, end)

    return find


def _slice(document: Document, byte_end: int, lines: int) -> tuple[int, int]:
    """The text around a candidate in which its rule is confirmed: the line, or a cell of it."""
    text = document.text
    here = document.offset(byte_end)
    start = text.rfind("\n", 0, max(here - 1, 0)) + 1
    end = text.find("\n", here - 1 if here else 0)
    end = len(text) if end < 0 else end
    if end - start > 2 * _CELL:
        cell = start + (max(here - 1, start) - start) // _CELL * _CELL
        return max(start, cell - _MARGIN), min(end, cell + _CELL + _MARGIN)
    if lines > 1:
        reach = min(len(text), start + _LINES_REACH)
        for _ in range(lines - 1):
            if end >= reach:
                break
            following = text.find("\n", end + 1, reach)
            end = reach if following < 0 else following
    return start, end


def _confirm(
    document: Document, rule: Rule, start: int, end: int, find: Matches
) -> Iterator[Finding]:
    text = document.text
    cut = end < len(text) and text[end] != "\n"
    for match in find(rule, text, start, end):
        if cut and match.end() == end:
            continue  # The slice ended it, not the pattern; its own cell holds it whole.
        added = rule.validate(match, document) if rule.validate else ()
        if added is None:
            continue
        group = "value" if "value" in match.re.groupindex and match["value"] is not None else 0
        weights = (rule.weight, *added)
        confidence = min(confidence_of(weights), rule.ceiling)
        yield Finding(rule.id, Span(*match.span(group)), confidence, weights)
