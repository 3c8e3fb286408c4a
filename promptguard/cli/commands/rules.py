"""List the shipped rules; test your own; import those of gitleaks."""

import argparse
import json
import os
from typing import Any

from promptguard import detectors
from promptguard.cli import options
from promptguard.cli.terminal import emit, save, say
from promptguard.errors import FOUND, OK, ConfigError, ReportError, UsageError, did_you_mean
from promptguard.model import Rule
from promptguard.reports._shown import counted, printable

_FORMATS = ("json", "text")
#: What editors check a configuration with, written beside one that is imported.
_SCHEMA = "promptguard.schema.json"
_ACTIONS = ("list", "test", "import")

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
    parser.add_argument(
        "action",
        nargs="?",
        default="list",
        metavar="ACTION",
        help="list the shipped rules (default), test [FILE]: do the rules of a configuration do"
        " what their examples say?, import FILE: convert a gitleaks configuration",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", default="")
    parser.add_argument("--output", metavar="FILE", default="", help="where import writes")
    parser.add_argument("--label", metavar="LABEL", default="", help="only rules with this label")


def run(args: argparse.Namespace) -> int:
    """Print the rules, or what the action asks."""
    if args.action not in _ACTIONS:
        hint = did_you_mean(args.action, _ACTIONS)
        raise UsageError(f"{printable(args.action)} is not expected here. {hint}")
    if args.action == "test":
        return _test(args.file)
    if args.action == "import":
        return _import(args.file, args.output)
    if args.file or args.output:
        raise UsageError(f"{printable(args.file or '--output')} is not expected here.")
    owned = {name: list(detectors.rules(name)) for name in detectors.names()}
    if args.label:
        owned = _labelled(owned, args.label)
    owned = {name: rules for name, rules in owned.items() if rules}
    if args.format == "json":
        emit(_as_json(owned), encoding="utf-8")
    else:
        emit(_as_text(owned))
    return OK


def _test(path: str) -> int:
    from promptguard.api.rules import check

    where, results = check(path)
    wrong = [result for result in results if isinstance(result, ConfigError)]
    lines = [_verdict(result) for result in results]
    held = f"{len(results) - len(wrong)} of {counted(len(results), 'rule')} in {printable(where)}"
    emit("\n".join([*lines, "", f"{held} do what they say."]) + "\n")
    return FOUND if wrong else OK


def _verdict(result: Rule | ConfigError) -> str:
    if isinstance(result, ConfigError):
        hint = f" {result.hint}" if result.hint else ""
        return f"wrong  {printable(f'{result.key}: {result.message}.{hint}')}"
    tried = [counted(len(result.examples), "example")]
    if result.counterexamples:
        tried.append(counted(len(result.counterexamples), "counterexample"))
    return f"holds  {result.id.partition('.')[2]}: {', '.join(tried)}"


def _import(path: str, output: str) -> int:
    if not path:
        raise UsageError("rules import: name the gitleaks configuration to import.")
    from promptguard.api.rules import imported
    from promptguard.api.schemas import schema_named

    text, remarks, carried, written = imported(path)
    for rule, left_out, note in remarks:
        begin = f"{rule} is left out: " if left_out else f"{rule}: " if rule else ""
        say(printable(begin + note))
    if output:
        _write(output, f"#:schema ./{_SCHEMA}\n{text}")
        schema = json.dumps(schema_named("configuration"), ensure_ascii=False, indent=2)
        save(f"{schema}\n", os.path.join(os.path.dirname(output), _SCHEMA))
    else:
        emit(text, encoding="utf-8")
    say(f"{carried} of {counted(written, 'rule')} carried over, each tried on an example")
    return OK


def _write(path: str, text: str) -> None:
    try:
        with open(path, "x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already; nothing was written.") from None
    except OSError as error:
        raise ReportError(f"{path}: {error.strerror}") from None


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
