"""Does a value only stand for a secret? Samples, references, what hands type on a keyboard."""

import itertools
import re
from base64 import b64decode

from promptguard import patterns

#: Words of four letters and more are found anywhere, since chance makes them once in 10^5 tokens.
_WORDS = patterns.compile(
    r"ex[ae]mple|sample|dummy|fake|place.?holder|change.?(?:me|this|it)|replace|redacted|insert"
    r"|your.?(?:own|api|app|key|token|secret|pass|access|client|account|name|db|very|super|auth)"
    r"|^your[^a-z]|some.?(?:key|secret|token|pass)|(?:not|isn.?t).?a?.?(?:real|secret|valid)"
    r"|todo|fixme|lorem|ipsum|foobar|deadbeef|cafebabe|supersecret|topsecret|censored|masked"
    r"|hidden|removed|scrubbed|sanitized|invalid|undefined|testing|^test|test$|test[-_.]|[-_.]test"
    r"|sensitive\W?data|dont.?commit|goes.?here|enter.?(?:your|the)|secret.?(?:here|key$|token$|value)|^(?:my|the)[-_]"
    r"|示例|你的|您的|替换|占位",
    re.IGNORECASE,
)
_SHORT_WORDS = patterns.compile(
    r"(?<![^\W_])(?:foo|bar|baz|qux|abc|xyz|tbd|n/a)(?![^\W_])", re.IGNORECASE
)

_REFERENCE = patterns.compile(
    r"<[A-Za-z][\w:. -]{0,30}>|"
    r"\$\{|\$\(|^\$[A-Za-z_]|(?-i:\$[A-Z_]{3,})|\{\{|\}\}|^\{[^}]*\}$|\{[a-z_.]*\}|^<|>$"
    r"|^%[\w.]+%?$|%\([a-z]|%[sdr](?!\w)|#\{|^@[\w.]+@$|^__\w+__$|<%|%>|^\[.*\]$|^!(?:vault|secret|env|ref|sub|getatt|file)\b|\$ENV|^&\w+;"
    r"|^U2FsdGVkX1|^\{cipher\}|^ENC\("
    r"|&lt;|^env[.:]|^\*+$|\*{3,}|\.{3,}|…|•"
    r"|(?:process|import\.meta)\.env|os\.environ|getenv|^ENC\[|^vault:|^op://|^arn:|^ssm:|^file:"
    r"|^(?:keyring|secretsmanager|awssm|gcpsm|sops)[:/]|^secret://|lookup\(",
    re.IGNORECASE,
)

#: Samples printed in vendors' manuals, in two halves so that no scanner trips over them.
_DOCUMENTED = (
    "Eby8vdM02x" + "NOcqFlqUwJ",  # Azure storage emulator
    "C2y6yDjf5/R" + "+ob0N8A7Cgv",  # Azure Cosmos DB emulator
    "4eC39HqLyjW" + "DarjtT1zdp7dc",  # Stripe's API reference
    "wJalrXUtnFEMI" + "/K7MDENG",  # AWS
    "2YotnFZFEjr1" + "zCsicMWpAA",  # RFC 6749
    "tGzv3JOkF0XG" + "5Qx2TlKWIA",
    "SplxlOBeZQQY" + "bYS6WxSbIA",
)
_BASE64 = patterns.compile(r"[A-Za-z0-9+/]+={0,2}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LEAST_RUN = 6
_LEAST_INTERLEAVED = 6
#: So many neighbours of the alphabet chance puts nowhere, whatever surrounds them.
_LEAST_ALPHABET = 9
_LEAST_PIECES = 3
_LEAST_HEX = 16
_HEX = patterns.compile("[0-9a-fA-F]+")


A_RUN = "a run of the alphabet or the keyboard"


def placeholder(value: str) -> str:
    """Why the value only stands for a secret, in a few words; "" where it may be one."""
    if _REFERENCE.search(value):
        return "a reference or a gap to fill"
    if _WORDS.search(value) or _SHORT_WORDS.search(value):
        return "a word of samples"
    if any(sample in value for sample in _DOCUMENTED):
        return "a sample from the vendor's manual"
    if _WORDS.search(decoded_text(value)):
        return "a word of samples in base64"
    if is_repetition(value) or _repeats_pieces(value):
        return "the same characters over and over"
    if is_sequence(value) or _is_interleaved(value):
        return A_RUN
    return ""


def decoded_text(value: str) -> str:
    """What a value says in base64, if that is text."""
    if len(value) < 12 or not _BASE64.fullmatch(value):
        return ""
    try:
        text = b64decode(value + "=" * (-len(value) % 4)).decode("ascii")
    except ValueError:
        return ""
    return text if text.isprintable() else ""


def is_repetition(value: str) -> bool:
    """One short piece repeated, or one character for a long stretch."""
    size = len(value)
    period = (value + value).find(value, 1)
    if period <= size // 2 and size >= 4:
        return True
    longest = run = 1
    for before, char in itertools.pairwise(value):
        run = run + 1 if char == before else 1
        longest = max(longest, run)
    return longest >= _LEAST_RUN or (size >= 8 and longest * 3 >= size and longest > 3)


def _repeats_pieces(value: str) -> bool:
    """One piece three times in a row between dashes, as in 1234-1234-1234-4ddb?"""
    run, before = 1, ""
    for piece in value.replace("_", "-").split("-"):
        run = run + 1 if piece == before and len(piece) >= _LEAST_PIECES else 1
        if run >= _LEAST_PIECES:
            return True
        before = piece
    return False


def is_hex_of_two_cases(value: str) -> bool:
    """Digits of base 16, too many to be letters of base 62, in two cases: a hand wrote them."""
    if len(value) < _LEAST_HEX or not _HEX.fullmatch(value):
        return False
    return value not in (value.lower(), value.upper())


def _is_interleaved(value: str) -> bool:
    """Do two runs take turns, as in a1b2c3d4e5 and d4c3b2a1?"""
    folded = [ord(char) for char in value.lower() if char.isalnum()]
    run = step = 0
    for before, code in zip(folded, folded[2:], strict=False):
        this = code - before
        run = run + 1 if this == step else 1
        step = this
        if run >= _LEAST_INTERLEAVED and step in (1, -1):
            return True
    return False


def is_sequence(value: str) -> bool:
    """Do runs such as abcd, 4321 or asdf cover half of it, or is one too long for chance?"""
    folded = value.lower()
    covered, run, step, longest = 0, 1, 0, 0
    for before, char in itertools.pairwise(folded):
        this = ord(char) - ord(before) if before.isalnum() and char.isalnum() else 0
        if this in (1, -1) and this == step:
            run += 1
            longest = max(longest, run)
        else:
            covered += run if run >= 4 else 0
            step, run = (this, 2) if this in (1, -1) else (0, 1)
    covered += run if run >= 4 else 0
    if longest >= _LEAST_ALPHABET:
        return True
    return covered * 2 >= len(value) > 0 or any(row[:5] in folded for row in _ROWS)
