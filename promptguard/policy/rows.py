"""The rows of a policy file, checked so that no row can make a decision looser when more is known.

A row that warns, redacts or blocks speaks of a level and everything above it, and of facts only
where they are bad; a row that allows speaks of a level and everything below it, of facts only
where they are good, and never of labels. So raising a level, adding a label or losing a fact can
only make a decision stricter; `tests/core/policy` proves it over the lattice.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from promptguard.errors import ConfigError
from promptguard.model import Action, Clause, OriginKind
from promptguard.policy.checks import (
    Check,
    action,
    all_of,
    confidence,
    country,
    each_of,
    flag,
    level,
    meaning,
    one_of,
    read_table,
    sentence,
    words,
)
from promptguard.policy.comparisons import comparison

KIND_WORDS = {"commit" if kind is OriginKind.STAGED else kind.value: kind for kind in OriginKind}
_WORDS = {kind: word for word, kind in KIND_WORDS.items()}
_KIND = all_of(tuple(KIND_WORDS), "a kind of text")
_UNATTENDED = one_of(("allow", "block"), "what holds where nobody can type")


def kind_word(kind: OriginKind) -> str:
    """A kind of text as people write it."""
    return _WORDS[kind]


_COMPARISONS = each_of(comparison)
_ORIGINS = each_of(country)


#: What a row says, whatever its conditions.
SAID: Mapping[str, Check] = {
    "id": sentence,
    "action": action,
    "why": sentence,
    "advice": sentence,
    "contact": sentence,
    "grants": sentence,
    "ask": flag,
    "unattended": meaning(_UNATTENDED, lambda word: Action[word.upper()]),
}


def conditions(destinations: Sequence[str]) -> dict[str, Check]:
    """The conditions a row may have, by key; `destinations` are the ids there are."""
    return {
        "level_min": level,
        "level_max": level,
        "labels": words,
        "confidence": confidence,
        "roles": words,
        "origins": _ORIGINS,
        "kinds": meaning(_KIND, lambda words: tuple(KIND_WORDS[word] for word in words)),
        "paths": words,
        "local": flag,
        "destinations": all_of(tuple(destinations), "a destination"),
        "facts": one_of(("good", "bad"), "what facts can be"),
        "when": _COMPARISONS,
    }


def clause(where: str, prefix: str, raw: object, destinations: Sequence[str]) -> Clause:
    """A row, or a ConfigError that names the key and says why it cannot be."""
    checks = {**SAID, **conditions(destinations)}
    values = read_table(where, prefix, raw, checks)
    for key in ("id", "action", "why"):
        if key not in values:
            raise ConfigError(where, f"{prefix}.{key}", "is missing")
    _refuse_nonsense(values, lambda key, text: ConfigError(where, f"{prefix}.{key}", text))
    refuse_loose(where, prefix, values)
    return built(values)


def built(values: dict[str, Any]) -> Clause:
    """The row of checked values."""
    rest = {key: value for key, value in values.items() if key != "when"}
    return Clause(**rest, comparisons=values.get("when", ()))


def refuse_loose(where: str, prefix: str, values: Mapping[str, Any]) -> None:
    """Raises ConfigError where knowing worse could make what a row says looser."""
    allows = values["action"] is Action.ALLOW
    wrong, right = ("level_min", "level_max") if allows else ("level_max", "level_min")
    kind = "a row that allows" if allows else f"a row that says {values['action'].word}"
    if wrong in values:
        message = f"{kind} speaks of `{right}`, so that a higher level is never treated looser"
        raise ConfigError(where, f"{prefix}.{wrong}", message)
    if values.get("facts") == ("bad" if allows else "good"):
        message = f"{kind} cannot ask for {values['facts']} facts: losing a fact would loosen it"
        raise ConfigError(where, f"{prefix}.facts", message)
    if allows and "labels" in values:
        message = "a row that allows cannot ask for labels: finding more would loosen it"
        raise ConfigError(where, f"{prefix}.labels", message)


def _refuse_nonsense(values: Mapping[str, Any], error: Callable[[str, str], ConfigError]) -> None:
    """Raises where a key means nothing in such a row."""
    said = values["action"]
    if "confidence" in values and "labels" not in values:
        raise error("confidence", "is how sure a label must be, so it needs `labels`")
    if "ask" in values and said is not Action.WARN:
        raise error("ask", f"is for rows that warn; {said.word} asks nobody")
    if "unattended" in values and not values.get("ask"):
        raise error("unattended", "says what holds where nobody can type, so it needs `ask = true`")
    if values.get("ask") and "unattended" not in values:
        raise error("unattended", 'is missing: write "block" or "allow" for where nobody can type')
    if "grants" in values and said is not Action.BLOCK:
        raise error("grants", f"names who can lift a block; {said.word} needs no exception")


def no_doubles(where: str, what: str, ids: Sequence[str]) -> None:
    """Raises ConfigError where two rows have one id."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            message = f'two {what} are called "{each}"; a decision names its row'
            raise ConfigError(where, "id", message)
        seen.add(each)
