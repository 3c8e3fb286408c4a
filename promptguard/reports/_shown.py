"""What every format shows the same way: paths of any bytes, places in order, words for numbers."""

import unicodedata
from collections.abc import Iterable, Iterator

from promptguard.classification.classify import level_of
from promptguard.model import (
    Confidence,
    Finding,
    Level,
    Note,
    Report,
    Rule,
    Run,
    Suppression,
    Weight,
)

#: A blank that Chinese and Japanese names hold, though Python does not call it printable.
_WIDE_BLANK = "\u3000"


def raw(name: str) -> bytes:
    """The bytes of a name, whatever they are."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # Half a character, as Windows allows in a name.
        return name.encode("utf-8", "surrogatepass")


def utf8(name: str) -> str:
    """A name that UTF-8 can hold: bytes that were none are shown as \\xff."""
    return raw(name).decode("utf-8", "backslashreplace")


def printable(text: str) -> str:
    """The same on one line, and without anything a terminal obeys: it can forge no line of ours."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == _WIDE_BLANK else _escaped(char) for char in utf8(text)
    )


def _escaped(char: str) -> str:
    known = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    code = ord(char)
    if char in known:
        return known[char]
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def cells(text: str) -> int:
    """How wide a terminal shows it: an East Asian character takes two cells, an accent none."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """As much of a text as `width` cells hold, an ellipsis in place of its end."""
    if cells(text) <= width:
        return text
    taken = 1
    for index, char in enumerate(text):
        taken += _cells(char)
        if taken > width:
            return text[:index] + "…" * (width > 0)
    return text


def sure(confidence: Confidence) -> str:
    """A step of the ladder as a person says it."""
    return confidence.word.replace("_", " ")


def level(finding: Finding, rule: Rule) -> Level:
    """What the finding makes of its file: a secret that is only possible less than a likely one."""
    return level_of(finding, rule)


def arithmetic(weights: Iterable[Weight]) -> str:
    """The terms of a confidence: `distinct prefix +3, looks like a sample -2`."""
    return ", ".join(f"{weight.why} {weight.points:+d}" for weight in weights)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 file`, `2,048 files`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size(number: int) -> str:
    """Bytes as people say them."""
    if number < 1000:
        return counted(number, "byte")
    amount = number / 1000
    for unit in ("kB", "MB", "GB"):
        if amount < 999.5:
            return f"{amount:.1f} {unit}" if amount < 9.95 else f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:,.1f} TB"


def stops(run: Run, report: Report, finding: Finding) -> bool:
    """Is this finding one of those that make the run fail?"""
    return (report.origin.name, finding.fingerprint) in run.stopping


def stops_by_level(run: Run, report: Report) -> bool:
    """Does the file make the run fail although none of its findings does?"""
    return report.stops and not any(stops(run, report, found) for found in report.findings)


def findings(run: Run) -> Iterator[tuple[Report, Finding]]:
    """Every finding in the order of the reports, then of places."""
    for report in run.reports:
        for finding in sorted(report.findings, key=lambda found: (found.place, found.rule_id)):
            yield report, finding


def suppressed(run: Run) -> Iterator[tuple[Report, Suppression]]:
    """Every accepted finding, in the same order."""
    for report in run.reports:
        for item in sorted(report.suppressed, key=lambda one: one.finding.place):
            yield report, item


def notes(run: Run) -> list[Note]:
    """Everything that was not scanned, each once: a report's note may be the run's too."""
    found = [*run.notes, *(note for report in run.reports for note in report.notes)]
    return list(dict.fromkeys(found))
