"""A rule file of gitleaks (v8) becomes `[[rules]]` tables, with what could not be carried over.

The format: https://github.com/gitleaks/gitleaks#configuration
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from promptguard.config.inventing import templates
from promptguard.config.re2 import Untranslatable, translate
from promptguard.config.rules import MOST_RULES, check_rules
from promptguard.errors import ConfigError
from promptguard.model import Rule

_ADVICE = "Revoke the credential, and let the program read the new one from its environment."
_MOST_TITLE = 200
_LONGEST_STOPWORD = 200
_KNOWN = {
    "id", "description", "regex", "secretGroup", "entropy", "keywords", "path", "tags",
    "allowlist", "allowlists", "report",
}  # fmt: skip


class Carried(NamedTuple):
    """What became of one rule: its table, or None where it is left out, and what to know."""

    id: str
    table: dict[str, Any] | None
    notes: tuple[str, ...]


class Conversion(NamedTuple):
    """A whole file: its rules, and what of it is about no single rule."""

    rules: tuple[Carried, ...]
    notes: tuple[str, ...]


def convert(parsed: Mapping[str, Any], where: str) -> Conversion:
    """The rules of a gitleaks configuration as ours, each tried on an example made for it.

    Raises ConfigError where the file has no rules at all.
    """
    written = parsed.get("rules")
    if not isinstance(written, list) or not all(isinstance(one, dict) for one in written):
        raise ConfigError(where, "rules", "there are none", "Is it a gitleaks configuration?")
    if not written:
        raise ConfigError(where, "rules", "there are none")
    extend = parsed.get("extend")
    disabled = set(extend.get("disabledRules", ())) if isinstance(extend, dict) else set()
    known: set[str] = set()
    rules = [_carried(one, disabled, known) for one in written if len(known) < MOST_RULES]
    return Conversion(tuple(rules), tuple(_about_all(parsed, len(written), len(rules))))


def _about_all(parsed: Mapping[str, Any], written: int, read: int) -> Iterator[str]:
    extend = parsed.get("extend")
    if isinstance(extend, dict) and extend.get("useDefault"):
        yield "[extend] useDefault: import gitleaks' own config/gitleaks.toml as well"
    if isinstance(extend, dict) and extend.get("path"):
        yield f"[extend] path: import {json.dumps(extend['path'])} as well"
    if parsed.get("allowlist") or parsed.get("allowlists"):
        yield "the global allowlist is left out: name such files in `exclude`, or use a baseline"
    if read < written:
        yield f"only the first {MOST_RULES} rules are carried over"


def _carried(written: Mapping[str, Any], disabled: set[str], known: set[str]) -> Carried:
    name = str(written.get("id") or written.get("description") or "rule")
    notes: list[str] = []
    if name in disabled:
        return Carried(name, None, ("[extend] disabledRules switches it off",))
    expression = written.get("regex")
    if not isinstance(expression, str) or not expression:
        why = (
            "it asks for a path only; name such files in a policy"
            if written.get("path")
            else ("it has no regex; it changes a rule of the file that this one extends")
        )
        return Carried(name, None, (why,))
    try:
        pattern = translate(expression, int(written.get("secretGroup", 0)))
        table = _table(written, pattern, notes)
    except Untranslatable as why:
        return Carried(name, None, (f"Python cannot say its regex: {why}",))
    except (TypeError, ValueError, AttributeError):
        return Carried(name, None, ("a key of it holds something else than gitleaks would take",))
    table["id"] = _unique(name, known)
    problem = _completed(table, notes)
    if problem:
        return Carried(name, None, (problem,))
    known.add(table["id"])
    return Carried(name, table, tuple(notes))


def _table(written: Mapping[str, Any], pattern: str, notes: list[str]) -> dict[str, Any]:
    title = " ".join(str(written.get("description") or written.get("id") or "").split())
    labels = [_slug(str(tag)) for tag in written.get("tags", ())]
    table: dict[str, Any] = {
        "id": "",
        "title": title.rstrip(".")[:_MOST_TITLE] or "A rule of gitleaks",
        "level": "restricted",
        "labels": list(dict.fromkeys(["secret", *filter(None, labels)]))[:20],
        "pattern": pattern,
        "advice": _ADVICE,
    }
    if written.get("keywords"):
        table["keywords"] = [str(word).lower() for word in written["keywords"]]
    if written.get("entropy"):
        table["entropy"] = float(written["entropy"])
    if written.get("path"):
        table["path"] = translate(str(written["path"]), -1)
    _allowed(written, table, notes)
    unknown = sorted(set(written) - _KNOWN)
    if unknown:
        notes.append(f"not carried over: {', '.join(unknown)}")
    return table


def _allowed(written: Mapping[str, Any], table: dict[str, Any], notes: list[str]) -> None:
    """The exceptions of a rule, where they speak of the value alone."""
    lists = [*_several(written.get("allowlists")), *_several(written.get("allowlist"))]
    allow: list[str] = []
    stopwords: list[str] = []
    for one in lists:
        target = one.get("regexTarget", "secret")
        kinds = [kind for kind in ("regexes", "stopwords", "paths", "commits") if one.get(kind)]
        if str(one.get("condition", "or")).lower() in ("and", "&&") and len(kinds) > 1:
            notes.append(f"an allowlist that asks for {' and '.join(kinds)} at once is left out")
            continue
        if "regexes" in kinds and target not in ("secret", ""):
            notes.append(f"allowlist regexes on the whole {target} are left out")
            kinds.remove("regexes")
        for kind in ("paths", "commits"):
            if kind in kinds:
                notes.append(f"allowlist {kind} are left out")
        if "regexes" in kinds:
            allow += [translate(str(expression), -1) for expression in one["regexes"]]
        if "stopwords" in kinds:
            stopwords += [str(word).lower() for word in one["stopwords"]]
    if allow:
        table["allow"] = allow
    if stopwords:
        table["stopwords"] = [
            word for word in dict.fromkeys(stopwords) if 0 < len(word) <= _LONGEST_STOPWORD
        ]


def _several(found: Any) -> Sequence[Mapping[str, Any]]:
    if isinstance(found, dict):
        return [found]
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _completed(table: dict[str, Any], notes: list[str]) -> str:
    """Give the table an example that holds; what stands in the way where none does."""
    try:
        made = templates(table["pattern"])
    except (re.error, RecursionError, OverflowError) as error:
        return f"Python does not accept its regex: {error}"
    problem = _first_that_holds(table, made)
    if problem and "keywords" in table:
        kept = {key: value for key, value in table.items() if key != "keywords"}
        if not _first_that_holds(kept, made):
            notes.append("its keywords stand beside the match, not in it: they are left out")
            table.clear()
            table.update(kept)
            return ""
    return problem


def _first_that_holds(table: dict[str, Any], made: Sequence[str]) -> str:
    problem = "no example could be made for it"
    for template in made:
        if not template.strip():
            continue
        said = next(check_rules([{**table, "examples": [template]}], where=""))
        if isinstance(said, Rule):
            table["examples"] = [template]
            return ""
        problem = f"{said.key.partition('.')[2]}: {said.message}"
    return problem


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


def _unique(name: str, known: set[str]) -> str:
    base = _slug(name) or "rule"
    number = 1
    found = base
    while found in known:
        number += 1
        found = f"{base}-{number}"
    return found


def as_toml(found: Conversion) -> str:
    """The rules for a promptguard.toml, every remark as a comment where it belongs."""
    lines = [f"# {note}" for note in found.notes]
    for rule in found.rules:
        lines.append("")
        if rule.table is None:
            lines += [
                f"# {_one_line(rule.id)} is left out: {_one_line(note)}" for note in rule.notes
            ]
            continue
        lines += [f"# {_one_line(note)}" for note in rule.notes]
        lines.append("[[rules]]")
        lines += [f"{key} = {_value(key, value)}" for key, value in rule.table.items()]
    return "\n".join(lines).lstrip("\n") + "\n"


def _value(key: str, value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}" if value != int(value) else f"{value:.1f}"
    if isinstance(value, list):
        return "[" + ", ".join(_value("", one) for one in value) + "]"
    if key in ("pattern", "path") and "'''" not in value and value.isprintable():
        return f"'''{value}'''" if not value.endswith("'") else _quoted(value)
    return _quoted(value)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)[:_MOST_TITLE]
