"""The tables of docs/detection.md, made of the shipped rules and of what was measured."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

_LINES = 10_000
#: The parts of the accuracy table in the order of reading, by the name of their measurement.
_PARTS = {
    "secrets": "Credentials, on other scanners' own examples",
    "pii": "Personal data, on synthetic sentences",
    "injection": "Prompt injection, attacks planted in a context",
    "labels": "Whole files, on files that people labelled",
    "false-alarms": "False alarms, on public source code",
    "cost": "Cost",
}

Rules = list[dict[str, Any]]


def tables(rules: Rules, docs: Path) -> dict[str, str]:
    """Each generated part of the document by its name."""
    figures = _read(docs / "rule-figures.json")
    return {
        "labels": _labels(rules),
        "accuracy": _accuracy(_read(docs / "figures.json") | _read(docs / "accuracy.json")),
        "corpus": _corpus(figures),
        "rules": _figures(rules, figures),
    }


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return read


def _labels(rules: Rules) -> str:
    counts = Counter(label for rule in rules for label in rule["labels"])
    lines = ["| label | rules | detectors |", "|---|---:|---|"]
    for label in sorted(counts):
        owners = sorted({rule["detector"] for rule in rules if label in rule["labels"]})
        lines.append(f"| `{label}` | {counts[label]} | {', '.join(owners)} |")
    lines += ["", f"{len(rules)} rules in {len({rule['detector'] for rule in rules})} detectors."]
    return "\n".join(lines)


def _accuracy(measured: dict[str, Any]) -> str:
    lines = []
    for name, title in _PARTS.items():
        if name not in measured:
            continue
        part = measured[name]
        lines += [f"### {title}", "", "| measured | figure | wanted |", "|---|---|---|"]
        lines += [f"| {row['what']} | {row['figure']} | {row['wanted']} |" for row in part["rows"]]
        versions = ", ".join(f"{what} {number}" for what, number in part["versions"].items())
        lines += ["", f"{part['date']}, {part['machine']}; {versions}.", ""]
    return "\n".join(lines)


def _corpus(figures: dict[str, Any]) -> str:
    if not figures:
        return "Not measured yet."
    packages = ", ".join(f"`{package}`" for package in figures["corpus"])
    size = f"{figures['bytes'] / 1e6:,.0f} MB, {figures['lines']:,} lines"
    return f"Measured {figures['date']} on {size}: {packages}."


def _figures(rules: Rules, figures: dict[str, Any]) -> str:
    lines = []
    for detector in sorted({rule["detector"] for rule in rules}):
        lines += [f"### {detector}", "", "| rule | finds | possible or above | likely or above |"]
        lines += ["|---|---|---:|---:|"]
        for rule in rules:
            if rule["detector"] == detector:
                rates = " | ".join(_rate(rule, step, figures) for step in ("possible", "likely"))
                lines.append(f"| `{rule['id']}` | {rule['title']} | {rates} |")
        lines.append("")
    return "\n".join(lines)


def _rate(rule: dict[str, Any], step: str, figures: dict[str, Any]) -> str:
    """Findings per 10,000 lines; a dash where the rule is off by default and so not measured."""
    counts = figures.get("rules", {}).get(rule["id"])
    if counts is None:
        return "-"
    return f"{counts[step] * _LINES / figures['lines']:.4f}" if counts[step] else "0"
