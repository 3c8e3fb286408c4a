"""The common form of an API description, and what its files are called."""

from promptguard.evidence.materials import CODE, PROSE, Mark, Material, Named
from promptguard.model import Level, Weight
from promptguard.model.rule import Example

LABEL = "api-docs"
_ADVICE = "Send the operation the question is about, without servers, keys and internal paths."


def description(
    name: str,
    title: str,
    anchors: tuple[str, ...],
    evidence: tuple[Mark, ...],
    keywords: tuple[str, ...],
    reference: str,
    *,
    examples: tuple[Example, ...],
    counterexamples: tuple[Example, ...],
    level: Level = Level.INTERNAL,
    paths: tuple[Named, ...] = (),
    elsewhere: tuple[Named, ...] = (PROSE, CODE),
    advice: str = _ADVICE,
    signal: str = "",
    weight: Weight = Weight(1, "begins as such a description does"),  # noqa: B008 - a constant
) -> Material:
    """A kind of API description: INTERNAL, which is every file's level; its marks may raise it."""
    return Material(
        id=f"api_docs.{name}",
        title=title,
        level=level,
        label=LABEL,
        anchors=anchors,
        marks=evidence,
        advice=advice,
        examples=examples,
        counterexamples=counterexamples,
        keywords=keywords,
        references=(reference,),
        paths=(*paths, *elsewhere),
        weight=weight,
        signal=signal,
    )


def mark(points: int, why: str, pattern: str, least: int = 1, *, needed: bool = False) -> Mark:
    """One thing a description shows."""
    return Mark(pattern, Weight(points, why), least, needed)
