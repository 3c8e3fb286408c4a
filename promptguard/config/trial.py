"""A user's rule is tried on its own examples, under a clock, before it scans anything."""

import re
import warnings
from collections.abc import Iterator
from typing import Any

import regex

from promptguard.engine.relax import relax
from promptguard.evidence.conditions import Conditions
from promptguard.evidence.templates import render
from promptguard.model import Rule
from promptguard.model.rule import Example
from promptguard.tables import Wrong, shown

#: Seconds a pattern may take on one short text: what needs longer there would hang a scan.
_PATIENCE = 0.1
#: An example with random slots is tried with several values for them.
_SEEDS = (0, 1, 2)
_PUMPED = 64
_MOST_SAID = 120


def try_rule(rule: Rule) -> None:
    """Raises Wrong, whose `inside` is the rule's key, where the rule does not do what it says."""
    compiled = _compiled(rule.pattern)
    _try_conditions(rule)
    for number, example in enumerate(rule.examples, 1):
        for text in _rendered(example):
            _expect(_search(compiled, text, rule), rule, f"examples[{number}]")
    for number, example in enumerate(rule.counterexamples, 1):
        for text in _rendered(example):
            match = _search(compiled, text, rule)
            if match and not _refusal(rule, match):
                raise Wrong("is matched by the pattern", "", f"counterexamples[{number}]")
    for text in _hostile(rule):
        _search(compiled, text)


def _try_conditions(rule: Rule) -> None:
    if not isinstance(rule.validate, Conditions):
        return
    asked = [(f"allow[{number}]", one) for number, one in enumerate(rule.validate.allow, 1)]
    if rule.validate.path:
        asked.append(("path", rule.validate.path))
    for key, expression in asked:
        try:
            regex.compile(expression, regex.ASCII | regex.MULTILINE | regex.VERSION0)
        except (regex.error, RecursionError, OverflowError, ValueError) as error:
            told = shown(str(error), most=_MOST_SAID)
            raise Wrong(f"is not a regular expression: {told}", "", key) from None


def _compiled(pattern: str) -> Any:
    """The pattern, if every engine that will see it accepts it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # A possible future meaning of `[[` is no mistake.
            relax(pattern)
            return regex.compile(pattern, regex.ASCII | regex.MULTILINE | regex.VERSION0)
    except (re.error, regex.error) as error:
        told = shown(str(error), most=_MOST_SAID)
        raise Wrong(f"is not a regular expression: {told}", "", "pattern") from None
    except RecursionError:
        raise Wrong("is nested too deeply", "", "pattern") from None
    except (ValueError, OverflowError) as error:
        told = shown(str(error), most=_MOST_SAID)
        raise Wrong(f"cannot be searched for: {told}", "", "pattern") from None


def _rendered(example: Example) -> list[str]:
    return list(dict.fromkeys(render(example, seed) for seed in _SEEDS))


def _search(compiled: Any, text: str, rule: Rule | None = None) -> Any:
    """The first match that counts, else the first that there is."""
    first = None
    try:
        for match in compiled.finditer(text, timeout=_PATIENCE):
            if rule is None or not _refusal(rule, match):
                return match
            first = first or match
        return first
    except TimeoutError:
        told = f"takes longer than {_PATIENCE} seconds on a short text"
        hint = "Nested repetition such as (a+)+ does that."
        raise Wrong(told, hint, "pattern") from None


def _refusal(rule: Rule, match: Any) -> str:
    return rule.validate.refusal(match) if isinstance(rule.validate, Conditions) else ""


def _expect(match: Any, rule: Rule, spot: str) -> None:
    if match is None:
        raise Wrong("is not matched by the pattern", "", spot)
    refusal = _refusal(rule, match)
    if refusal:
        raise Wrong(f"is matched, and does not count: {refusal}", "", spot)
    if "\n" in match[0]:
        raise Wrong("is matched across lines; a rule here holds within one line", "", spot)
    seen = match[0].lower()
    if rule.keywords and not any(keyword in seen for keyword in rule.keywords):
        raise Wrong(f"has none of the keywords in what {spot} matches", "", "keywords")


def _hostile(rule: Rule) -> Iterator[str]:
    """Short texts that almost match: many of one character of an example, then a wrong one.

    The example behind it keeps an engine from giving up early for want of a needed character.
    """
    example = render(rule.examples[0])
    for char in sorted(set(example))[:_PUMPED]:
        yield f"{char * _PUMPED}\0{example}"
