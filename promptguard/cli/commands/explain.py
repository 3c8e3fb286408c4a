"""Explain a rule: what it looks for, how sure it is and why, what to do, with examples."""

import argparse
import textwrap
from collections.abc import Iterator
from itertools import groupby

from promptguard import detectors
from promptguard.api.scan import scan_text, settings_for
from promptguard.cli.terminal import emit
from promptguard.errors import OK, UsageError, did_you_mean
from promptguard.evidence.templates import path_of, render
from promptguard.model import Confidence, Finding, OriginKind, Rule, Settings
from promptguard.model.rule import Example
from promptguard.reports._shown import arithmetic, printable, sure

_WIDTH = 96
#: An example is rendered so often; what differs between the renderings was random.
_SEEDS = range(6)
_FILLED = "x"
_SHORT = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard explain`."""
    parser.add_argument("rule", metavar="RULE", help="its id, as a report shows it in brackets")


def run(args: argparse.Namespace) -> int:
    """Print everything a reader of a finding may ask."""
    settings = settings_for(".", Confidence.VERY_UNLIKELY)
    known = {rule.id: rule for name in detectors.names() for rule in detectors.rules(name)}
    known |= {rule.id: rule for rule in settings.rules}
    if args.rule not in known:
        hint = did_you_mean(args.rule, tuple(known))
        hint = "promptguard rules lists them all." if hint.startswith("Known") else hint
        raise UsageError(f'there is no rule "{args.rule}". {hint}')
    rule = known[args.rule]
    emit("\n".join(_lines(rule, settings)) + "\n")
    return OK


def _lines(rule: Rule, settings: Settings) -> Iterator[str]:
    yield f"{printable(rule.title)} [{rule.id}]"
    yield ""
    yield f"  level       {rule.level.word}"
    yield f"  labels      {', '.join(rule.labels) or 'none'}"
    yield f"  confidence  {_confidence(rule)}"
    yield from _wrapped("  to do       ", rule.advice)
    yield ""
    yield "Looks for"
    yield f"  {printable(rule.pattern)}"
    yield from _examples(rule, settings)
    if rule.counterexamples:
        yield ""
        yield "Leaves alone"
        for counterexample in rule.counterexamples:
            yield from _shown(counterexample)
    if rule.references:
        yield ""
        yield "Read more"
        yield from (f"  {reference}" for reference in rule.references)


def _confidence(rule: Rule) -> str:
    said = arithmetic([rule.weight])
    if rule.validate is not None:
        said += ", then a check in code adds or takes points, or refuses"
    if rule.ceiling < Confidence.VERY_LIKELY:
        said += f"; never above {sure(rule.ceiling)}"
    return said


def _examples(rule: Rule, settings: Settings) -> Iterator[str]:
    for number, example in enumerate(rule.examples):
        yield from ["", "Finds"] if number == 0 else []
        yield from _shown(example)
        found = _found(rule, example, settings)
        if found is not None:
            yield f"    {sure(found.confidence)}: {arithmetic(found.evidence)}"


def _found(rule: Rule, example: Example, settings: Settings) -> Finding | None:
    """What a scan makes of the example: the arithmetic of a real finding, not of the manual."""
    data = render(example).encode("utf-8", "replace")
    report = scan_text(data, path_of(example, "example"), OriginKind.BUFFER, settings)
    return next((found for found in report.findings if found.rule_id == rule.id), None)


def _shown(example: Example) -> Iterator[str]:
    first, *others = masked(example).splitlines() or [""]
    yield f"  > {printable(first)}"
    yield from (f"  | {printable(line)}" for line in others)


def masked(example: Example) -> str:
    """An example whose random parts are blanked, so that no scanner takes the manual for a leak."""
    renderings = [render(example, seed) for seed in _SEEDS]
    length = max(map(len, renderings))
    columns = zip(*(text.ljust(length) for text in renderings), strict=True)
    parts = []
    for random, chars in groupby(columns, key=lambda chars: len(set(chars)) > 1):
        same = "".join(first for first, *_ in chars)
        parts.append(_blank(len(same)) if random else same)
    return "".join(parts).rstrip()


def _blank(count: int) -> str:
    return _FILLED * count if count <= _SHORT else f"<{count} random characters>"


def _wrapped(indent: str, text: str) -> list[str]:
    return textwrap.wrap(
        printable(text),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_on_hyphens=False,
    ) or [indent]
