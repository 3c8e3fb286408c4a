"""Text that no rule was written for: rules' own examples and words, bent, cut and mixed."""

from functools import lru_cache
from random import Random

from promptguard import detectors, pipeline, rulebook
from promptguard.documents.decode import to_utf8
from promptguard.documents.document import Document
from promptguard.engine.tiers import Engine
from promptguard.evidence.templates import path_of, render
from promptguard.model import (
    Candidate,
    Confidence,
    NoteKind,
    Origin,
    OriginKind,
    Report,
    Rule,
    Settings,
)

#: Everything that any rule can say is said.
SETTINGS = Settings(min_confidence=Confidence.VERY_UNLIKELY)
_NAMES = (
    "notes.txt", "a.py", "values.yaml", ".env", "config.json", "Dockerfile", "main.tf", "app.log",
    "web.config", "README.md", "x.ipynb", ".netrc", "build.gradle", "index.html", "secret.yaml",
)  # fmt: skip
_JOINTS = (
    "", " ", "\n", "\r\n", "\t", "=", ": ", '"', "'", "\0", "-", "\\n", "\\u0041", "%41", "&#65;",
    "```\n", "---\n", "/*", "*/", "<!--", "\u200b", "\u202e", "\ufeff", "\U000e0041", "é", "密",
    "😀", "{", "}", "[", "]", ",", "\x1b[0m", "\x85", "\u2028", "0", "9" * 20, "A" * 40, "=" * 4,
)  # fmt: skip


@lru_cache
def seeds(name: str) -> tuple[tuple[str, str], ...]:
    """(file name, text) of every example and counterexample of a detector."""
    return tuple(
        (path_of(example), render(example, number))
        for rule in detectors.rules(name)
        for number, example in enumerate((*rule.examples, *rule.counterexamples))
    )


@lru_cache
def words(name: str) -> tuple[str, ...]:
    """The words that a detector looks for."""
    found = {word for rule in detectors.rules(name) for word in rule.keywords}
    return tuple(sorted(found)) or ("",)


def bent(name: str, random: Random) -> tuple[str, bytes]:
    """A file name and bytes made of what a detector looks for."""
    path, text = random.choice(seeds(name) or (("notes.txt", ""),))
    for _ in range(random.randint(1, 6)):
        text = _bend(text, name, random)
    data = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.2 and data:
        place = random.randrange(len(data))
        data = data[:place] + random.randbytes(random.randint(1, 4)) + data[place + 1 :]
    if random.random() < 0.1:
        data = text.encode("utf-16", "replace")
    return (path if random.random() < 0.6 else random.choice(_NAMES)), data


def _bend(text: str, name: str, random: Random) -> str:
    start, end = sorted(random.randint(0, len(text)) for _ in range(2))
    pick = random.randrange(8)
    if pick == 0:
        return text[:start] + text[end:]
    if pick == 1:
        return text[:end] + text[start:]
    if pick == 2:
        return text[:start] + random.choice(words(name)) + text[start:]
    if pick == 3:
        return text[:start] + random.choice(_JOINTS) + text[start:]
    if pick == 4:
        return text[:start] + text[start:end].swapcase() + text[end:]
    if pick == 5:
        return text + random.choice(_JOINTS) + random.choice(seeds(name) or (("", ""),))[1]
    if pick == 6:
        return text[:start] + text[start:end].translate(_ODD) + text[end:]
    odd = chr(random.choice((0, 9, 10, 39, 45, 65, 0x200D, 0x661, 0xD800)))
    return text[:start] + odd + text[start:]


#: Digits and letters that Python calls digits and letters, though no number or name is written so.
_ODD = {ord("1"): "١", ord("2"): "²", ord("a"): "а", ord("0"): "０", ord("-"): "−", ord("i"): "İ"}


@lru_cache
def _engine() -> Engine:
    return rulebook.open_rulebook(SETTINGS)


def scan(data: bytes, name: str, *, whole: bool = True) -> Report | None:
    """The report, every rule awake; None for binary. A detector that raises, raises here."""
    decoded = to_utf8(data)
    if decoded is None:
        return None
    base = (0, 1) if whole else (1 << 22, 90_001)
    document = Document(
        Origin(OriginKind.FILE, name), decoded[0], base=base[0], base_line=base[1], whole=whole
    )
    report = pipeline.scan(document, _engine(), SETTINGS)
    for note in report.notes:
        if note.kind is NoteKind.DETECTOR:
            _raise(document)
            raise AssertionError(note.text)
    for finding in report.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(document.text), finding.rule_id
    return report


def _raise(document: Document) -> None:
    """Ask the detectors once more, without the net that makes a failure a Note."""
    hits = _engine().scan(document.data)
    for owner in sorted({owner for owner, _, _ in hits}.intersection(detectors.names())):
        candidates = [Candidate(signal, end) for who, signal, end in hits if who == owner]
        list(detectors.load(owner).detect(document, candidates, SETTINGS))


def check_messages(report: Report, text: bytes) -> None:
    """No message repeats a long stretch of the text that no rule says by itself."""
    from promptguard.pipeline import rule_lookup

    rule_of = rule_lookup(SETTINGS)
    whole = text.decode("utf-8", "replace")
    for finding in report.findings:
        rule = rule_of(finding.rule_id)
        value = whole[finding.span.start : finding.span.end]
        for weight in finding.evidence:
            for start in range(len(weight.why) - 15):
                piece = weight.why[start : start + 16]
                if piece in value and not _is_ours(piece, rule):
                    raise AssertionError(f"{rule.id} says a piece of what it found")


def _is_ours(piece: str, rule: Rule) -> bool:
    return any(character.isspace() for character in piece) or piece.lower() in repr(rule).lower()
