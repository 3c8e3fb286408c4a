"""List the shipped rules, by the detector that owns them."""

import argparse
import json
from typing import Any

from promptguard import detectors
from promptguard.cli import options
from promptguard.cli.terminal import emit
from promptguard.errors import OK, UsageError, did_you_mean
from promptguard.model import Rule
from promptguard.reports._shown import counted

_FORMATS = ("json", "text")

Owned = dict[str, list[Rule]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard rules`."""
    parser.add_argument(
        "--format",
        type=options.choice("a format", _FORMATS),
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(_FORMATS)} (default: text)",
    )
    parser.add_argument("--label", metavar="LABEL", default="", help="only rules with this label")


def run(args: argparse.Namespace) -> int:
    """Print the rules."""
    owned = {name: list(detectors.rules(name)) for name in detectors.names()}
    if args.label:
        owned = _labelled(owned, args.label)
    owned = {name: rules for name, rules in owned.items() if rules}
    if args.format == "json":
        emit(_as_json(owned), encoding="utf-8")
    else:
        emit(_as_text(owned))
    return OK


def _labelled(owned: Owned, label: str) -> Owned:
    labels = sorted({label for rules in owned.values() for rule in rules for label in rule.labels})
    if label not in labels:
        raise UsageError(f'--label: no rule has the label "{label}". {did_you_mean(label, labels)}')
    return {name: [rule for rule in rules if label in rule.labels] for name, rules in owned.items()}


def _as_text(owned: Owned) -> str:
    every = [rule for rules in owned.values() for rule in rules]
    ids = max((len(rule.id) for rule in every), default=0)
    levels = max((len(rule.level.word) for rule in every), default=0)
    lines = []
    for name, rules in owned.items():
        lines.append(f"{name} ({len(rules)})")
        lines += [f"  {rule.id:{ids}}  {rule.level.word:{levels}}  {rule.title}" for rule in rules]
        lines.append("")
    total = f"{counted(len(every), 'rule')} in {counted(len(owned), 'detector')}."
    lines.append(f"{total} promptguard explain RULE says more.")
    return "\n".join(lines) + "\n"


def _as_json(owned: Owned) -> str:
    rules = [_data(rule) for rules in owned.values() for rule in rules]
    return json.dumps({"version": 1, "rules": rules}, ensure_ascii=False, indent=2) + "\n"


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "detector": rule.id.partition(".")[0],
        "title": rule.title,
        "level": rule.level.word,
        "labels": list(rule.labels),
        "most": rule.ceiling.word,
        "advice": rule.advice,
        "references": list(rule.references),
    }
