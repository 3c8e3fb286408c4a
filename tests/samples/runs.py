"""Runs made by hand, for everything that shows one."""

from promptguard.evidence.templates import pick
from promptguard.model import (
    Classification,
    Confidence,
    Finding,
    Level,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Place,
    Reason,
    Report,
    Rule,
    Run,
    Span,
    Suppression,
    Weight,
)

TOKEN = Rule(
    id="sample.token",
    title="Sample service access token",
    level=Level.RESTRICTED,
    labels=("secret",),
    pattern=r"smp_[0-9a-f]{32}",
    advice="Revoke the token, and let the program read the new one from its environment.",
    examples=("token = smp_<hex:32>",),
    references=("https://example.com/tokens",),
)
NAME = Rule(
    id="sample.code-name",
    title="内部代号 code name",
    level=Level.CONFIDENTIAL,
    labels=("vocabulary",),
    pattern="Nordlicht",
    advice="Leave the name out.",
    examples=("Nordlicht",),
)
RULES = {rule.id: rule for rule in (TOKEN, NAME)}
rule_of = RULES.__getitem__


def finding(
    rule: Rule = TOKEN,
    line: int = 3,
    confidence: Confidence = Confidence.VERY_LIKELY,
    fingerprint: str = "0123456789abcdef01234567",
) -> Finding:
    """A finding of 36 characters in one line."""
    return Finding(
        rule.id,
        Span(20, 56),
        confidence,
        (Weight(3, "distinct prefix"), Weight(-1, "stands in a test folder")),
        Place(line, 9, line, 45),
        fingerprint,
    )


def report(
    name: str,
    *findings: Finding,
    suppressed: tuple[Suppression, ...] = (),
    level: Level = Level.RESTRICTED,
    reasons: tuple[Reason, ...] = (),
    stops: bool = False,
) -> Report:
    """A report on a file."""
    origin = Origin(OriginKind.FILE, name)
    labels = tuple(sorted({label for found in findings for label in rule_of(found.rule_id).labels}))
    whole = Classification(level, labels, reasons)
    return Report(origin, findings, suppressed, whole, (), size=100, stops=stops)


def note(kind: NoteKind, name: str, text: str, line: int = 0) -> Note:
    """A note on a file."""
    return Note(kind, Origin(OriginKind.FILE, name), text, line)


def small() -> Run:
    """One of everything."""
    stopping = finding()
    weak = finding(NAME, 7, Confidence.POSSIBLE, "ff" * 12)
    accepted = Suppression(
        finding(line=9), "inline", "a sample from the manual", "ada", "2027-01-01"
    )
    tag = Reason("tag:1", Level.RESTRICTED, "a tag makes the file restricted", 1)
    found = Reason(TOKEN.id, Level.RESTRICTED, f"{TOKEN.title} (very likely)", 3)
    return Run(
        reports=(
            report(
                "config/prod.env",
                stopping,
                weak,
                suppressed=(accepted,),
                reasons=(found,),
                stops=True,
            ),
            report("docs/strategy.md", reasons=(tag,)),
        ),
        files=120,
        size=3_400_000,
        notes=(
            *(note(NoteKind.BINARY, f"logo{number}.png", "binary") for number in range(5)),
            note(NoteKind.UNREADABLE, "locked.txt", "Permission denied"),
            note(NoteKind.TAG, "a.py", 'no such level: "secrt"', 12),
        ),
        min_confidence="possible",
        stopping=frozenset({("config/prod.env", stopping.fingerprint)}),
        stops=True,
    )


def secret() -> str:
    """A value that no report may show."""
    import random

    return "smp_" + pick(random.Random(7), "hex", 32)
