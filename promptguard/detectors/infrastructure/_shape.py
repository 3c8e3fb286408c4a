"""The common form of the materials of this detector: what a configuration file is by default."""

from promptguard.evidence.materials import CODE, PROSE, Mark, Material, Named
from promptguard.model import Level, Weight
from promptguard.model.rule import Example

LABEL = "infrastructure"
_ADVICE = (
    "Replace host names, addresses and account ids before it is sent, or send only the block that"
    " the question is about."
)

#: (points, why, pattern), or with how many times it must stand there.
Row = tuple[int, str, str] | tuple[int, str, str, int]


def marks(*rows: Row) -> tuple[Mark, ...]:
    """A table of marks; two points or more, and the reader sees why."""
    return tuple(Mark(row[2], Weight(row[0], row[1]), *row[3:]) for row in rows)


def needed(why: str, pattern: str, points: int = 1) -> Mark:
    """A mark without which it is no such file."""
    return Mark(pattern, Weight(points, why), needed=True)


def config(
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
    paths: tuple[tuple[str, int, str], ...] = (),
    only: str = "",
    advice: str = _ADVICE,
    signal: str = "",
    weight: Weight = Weight(1, "begins as such a file does"),  # noqa: B008 - a constant
    elsewhere: tuple[Named, ...] = (PROSE, CODE),
) -> Material:
    """A configuration file: INTERNAL, as every file; what stands in it may raise it."""
    named = tuple(Named(pattern, Weight(points, why)) for pattern, points, why in paths)
    return Material(
        id=f"infrastructure.{name}",
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
        paths=(*named, *elsewhere),
        only=only,
        weight=weight,
        signal=signal,
    )
