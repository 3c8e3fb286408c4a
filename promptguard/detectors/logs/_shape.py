"""The common form of what a log shows: lines or frames of one shape, and how many prove it."""

from promptguard.evidence.materials import CODE, PROSE, Mark, Material, Named
from promptguard.model import Level, Weight
from promptguard.model.rule import Example

LABEL = "logs"
#: What a terminal (its colours too), a mail or a container puts before each line of a log.
LEAD = r"^(?:[ \t>|]|\x1b\[[\d;]{0,12}[A-Za-z]){0,12}"
#: A log shows itself where its first line is seen, or not far behind.
_BACK, _AHEAD = 4096, 16_384
_ADVICE = (
    "Cut it to the lines that matter and replace hosts, users, paths and tokens before it is sent."
)
_NAMES = (
    Named(
        r"\.(?:log|out|err|trace|stacktrace|crash)(?:\.\d+)?$|/logs?/",
        Weight(1, "named as logs are"),
    ),
    Named(r"\.(?:csv|tsv|ics|srt|vtt|ya?ml|toml|ini|xml)$", Weight(-2, "records of another kind")),
    PROSE,
    CODE,
)


def log(
    name: str,
    title: str,
    anchors: tuple[str, ...],
    evidence: tuple[Mark, ...],
    keywords: tuple[str, ...],
    reference: str,
    *,
    examples: tuple[Example, ...],
    counterexamples: tuple[Example, ...],
    signal: str = "",
    weight: Weight = Weight(1, "a line as logs have it"),  # noqa: B008 - a constant
) -> Material:
    """A kind of log: INTERNAL, which is every file's level; what stands in it may raise it."""
    return Material(
        id=f"logs.{name}",
        title=title,
        level=Level.INTERNAL,
        label=LABEL,
        anchors=anchors,
        marks=evidence,
        advice=_ADVICE,
        examples=examples,
        counterexamples=counterexamples,
        keywords=keywords,
        references=(reference,),
        paths=_NAMES,
        weight=weight,
        signal=signal,
        back=_BACK,
        ahead=_AHEAD,
    )


def lines(why: str, pattern: str, least: int = 3, points: int = 2) -> Mark:
    """So many lines of one shape, without which it is no log."""
    return Mark(pattern, Weight(points, why), least, needed=True)
