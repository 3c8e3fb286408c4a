"""Random policies and situations, drawn from a seed, and what makes a situation worse."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from promptguard.model import (
    Action,
    Clause,
    Comparison,
    Confidence,
    Destination,
    DestinationKind,
    Exemption,
    Fact,
    Labelled,
    Layer,
    LayerKind,
    Level,
    OriginKind,
    Situation,
)

DAY = "2026-11-24"
LABELS = ("pii", "secret")
ROLES = ("contractor", "engineer")
COUNTRIES = ("CN", "DE", "EU", "US")
KINDS = (OriginKind.PROMPT, OriginKind.STAGED)
PATHS = ("src/a.py", "docs/b.md")
_ORDER = ("=", "!=", "<", "<=", ">", ">=")
_T = TypeVar("_T")


def _some(random: Random, words: Sequence[_T], least: int = 0) -> tuple[_T, ...]:
    """None of them half of the time, so that conditions are not all asked at once."""
    if not least and random.random() < 0.5:
        return ()
    return tuple(random.sample(words, random.randint(max(least, 1), len(words))))


def comparison(random: Random) -> Comparison:
    """A condition on a fact, with every operator and kind of value."""
    sign, among = random.choice(("=", "!=")), random.choice(("in", "not in"))
    return random.choice(
        (
            Comparison("retention_days", random.choice(_ORDER), random.choice((0, 30))),
            Comparison("jurisdictions", among, _some(random, COUNTRIES, 1)),
            Comparison("regions", among, _some(random, COUNTRIES, 1)),
            Comparison("trains", sign, random.choice((True, False))),
            Comparison("tenancy", sign, "personal"),
            Comparison("kind", among, ("provider",)),
        )
    )


def _conditions(random: Random) -> dict[str, Any]:
    return {
        "roles": _some(random, ROLES),
        "origins": _some(random, COUNTRIES),
        "kinds": _some(random, KINDS),
        "paths": _some(random, ("src/**", "*.md")),
        "destinations": _some(random, ("somewhere", "elsewhere")),
        "local": random.choice((None, None, True, False)),
        "comparisons": tuple(comparison(random) for _ in range(random.choice((0, 0, 1, 2)))),
    }


def _allowing(random: Random) -> Clause:
    facts = random.choice(("", "good"))
    level = random.choice(tuple(Level))
    conditions = _conditions(random)
    return Clause("", Action.ALLOW, "why", level_max=level, facts=facts, **conditions)


def _row(random: Random) -> Clause:
    if random.random() < 0.4:
        return _allowing(random)
    return Clause(
        "",
        random.choice((Action.WARN, Action.REDACT, Action.BLOCK)),
        "why",
        level_min=random.choice(tuple(Level)),
        labels=_some(random, LABELS),
        confidence=random.choice((Confidence.VERY_UNLIKELY, Confidence.LIKELY)),
        facts=random.choice(("", "bad")),
        **_conditions(random),
    )


def _exemption(random: Random) -> Exemption:
    granted = random.choice(("2026-01-01", "2026-12-01"))
    expires = random.choice(("2026-11-23", DAY, "2026-12-31"))
    clause, action = random.choice(("row-0", "row-1")), random.choice(tuple(Action))
    return Exemption("one", clause, "owner", "why", granted, expires, _allowing(random), action)


def layer(random: Random, kind: LayerKind) -> Layer:
    """A layer of up to five rows and two exceptions."""
    rows = tuple(
        _row(random)._replace(id=f"row-{number}") for number in range(random.randint(0, 5))
    )
    default = Clause("default", random.choice(tuple(Action)), "why")
    exemptions = tuple(_exemption(random) for _ in range(random.randint(0, 2)))
    return Layer(kind.value, rows, default, random.choice((0, 30)), kind, exemptions)


def _fact(random: Random, *values: Any) -> Fact:
    evidence = random.choice(("documented", "documented", "reported"))
    return Fact(random.choice((*values, None)), "a page", "2026-11", evidence)


def situation(random: Random) -> Situation:
    """Any situation, with parts that are unknown."""
    to = Destination(
        random.choice(("somewhere", "other")),
        "Somewhere",
        jurisdictions=_fact(random, ("US",), ("EU",), ("DE", "CN")),
        regions=_fact(random, ("US",), ("EU",)),
        retention_days=_fact(random, 0, 30, 400),
        trains=_fact(random, True, False),
        local=random.random() < 0.2,
        kind=random.choice((DestinationKind.PROVIDER, DestinationKind.UNKNOWN)),
        tenancy=random.choice(("", "personal", "organisation")),
    )
    labels = tuple(
        Labelled(label, random.choice(tuple(Confidence))) for label in _some(random, LABELS)
    )
    return Situation(
        random.choice(tuple(Level)),
        to,
        labels,
        _some(random, ROLES),
        random.choice(("", *COUNTRIES)),
        _some(random, KINDS),
        _some(random, PATHS),
        random.choice(("", DAY)),
    )


def worse(now: Situation) -> list[Situation]:
    """Every situation that is one step worse: higher, with one label or text more, less known."""
    found = [now._replace(level=level) for level in Level if level > now.level]
    held = {each.label: each for each in now.labels}
    for label in LABELS:
        more = Labelled(label, Confidence.VERY_LIKELY)
        found.append(now._replace(labels=(*{**held, label: more}.values(),)))
    found += [now._replace(kinds=(*now.kinds, kind)) for kind in KINDS if now.kinds]
    found += [now._replace(paths=(*now.paths, path)) for path in PATHS if now.paths]
    found += [now._replace(roles=()), now._replace(origin=""), now._replace(kinds=())]
    found += [now._replace(paths=()), now._replace(date="")]
    to = now.destination
    for name in ("jurisdictions", "regions", "retention_days", "trains"):
        hearsay = getattr(to, name)._replace(evidence="reported")
        changes: list[dict[str, Any]] = [{name: Fact()}, {name: hearsay}]
        found += [now._replace(destination=to._replace(**change)) for change in changes]
    found.append(now._replace(destination=to._replace(tenancy="")))
    found.append(now._replace(destination=to._replace(kind=DestinationKind.UNKNOWN)))
    return found
