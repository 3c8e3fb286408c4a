"""Code of the team, by the companies, package scopes and registries it names as its own."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.engine.relax import relax
from promptguard.evidence.notices import OPEN, head_of, told
from promptguard.model import Candidate, Finding, Level, Note, Rule, Settings, Signal, Weight

_ADVICE = "Ask the owner of the code before it leaves, or describe it instead of quoting it."


class _Kind(NamedTuple):
    """One of the three lists: `shape` holds the place of its names."""

    key: str
    rule: Rule
    shape: str


def _is_not_open(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A company's own open-source file is open."""
    return () if next(told(OPEN, head_of(document)), None) is None else None


def _rule(name: str, title: str, why: str) -> Rule:
    return Rule(
        id=f"team_names.{name}",
        title=title,
        level=Level.CONFIDENTIAL,
        labels=("proprietary-source",),
        pattern=r"(?!)",
        weight=Weight(3, why),
        validate=_is_not_open if name == "company" else None,
        advice=_ADVICE,
        examples=(),
        whole=True,
    )


_KINDS = (
    _Kind(
        "companies",
        _rule("company", "Copyright of the team's company", "a company the team names owns it"),
        r"(?i:copyright|\(c\)|©|property of|版权所有)[^\n]{0,80}(?<![A-Za-z0-9])(?i:%s)"
        r"(?![A-Za-z0-9])",
    ),
    _Kind(
        "scopes",
        _rule("scope", "Package of the team's scope", "names a package of the team's own scope"),
        r"[\"'](?:%s)/[\w.-]+",
    ),
    _Kind(
        "registries",
        _rule("registry", "The team's package registry", "names a registry of the team"),
        r"(?<![\w.-])(?i:%s)(?![\w-])",
    ),
)
RULES = tuple(kind.rule for kind in _KINDS)
#: The names are the configuration's: see `signals_of`.
SIGNALS: tuple[Signal, ...] = ()


def _rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The rules whose lists have names, with the patterns of those names."""
    return tuple(
        kind.rule._replace(
            pattern=kind.shape % "|".join(map(re.escape, names)),
            keywords=tuple(name.casefold() for name in names),
        )
        for kind in _KINDS
        if (names := getattr(settings, kind.key))
    )


def signals_of(settings: Settings) -> tuple[Signal, ...]:
    """One signal a list: the first place in a file is enough."""
    return tuple(
        Signal(rule.id, relax(rule.pattern), rule.pattern, rule.keywords, once=True)
        for rule in _rules_of(settings)
    )


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """That a file is the team's own, by the names it carries."""
    return rules_detector(_rules_of(settings))(document, candidates, settings)
