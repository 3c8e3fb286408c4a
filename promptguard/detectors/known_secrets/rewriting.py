"""What can be said of a file's raw text before detect-secrets rewrites it (INI, YAML).

It puts quotes around every value of such files, and joins and unescapes some, so that a plugin
may fire on the result and not on the text. Each function here is sound: where it says no, the
slow way would find nothing.
"""

import functools
import re
from collections.abc import Iterable

from promptguard import patterns
from promptguard.detectors.known_secrets.anchors import (
    BASE64,
    FOLDING,
    HEX,
    WORDS,
)
from promptguard.evidence.entropy import shannon

#: configparser takes a file only if its first line that is neither blank nor comment is a section.
_SECTIONED = patterns.compile(r"(?:[^\S\n]*(?:[#;][^\n]*)?\n)*[^\S\n]*\[[^\n]+\]")
#: A line at the margin without a delimiter: configparser refuses the file, section or not.
_NO_OPTION = patterns.compile(r"^[^\s#;\[=:][^=:\n]*$", re.MULTILINE)

#: Escapes of double-quoted scalars that hide a character or join lines, tags that decode.
_HIDING = patterns.compile(r"\\[xuU/\s]|!!|!<|%TAG")
#: INI values may hold other values.
_INTERPOLATED = "%("

# A keyword counts where an assignment, comparison or call follows, or a comparison comes before.
_LETTERS = patterns.compile(r"\w*")
_FOLLOWED = patterns.compile(r"\\|(?:.assign)?[\[\]'\"0-9]*\s*[:=!(]", re.IGNORECASE)
_PRECEDED = patterns.compile(r"[!=]{2,}(?:\\.|\s)*\w*")
_STATEMENT = patterns.compile("[\"'`];")
#: `? key` and `*key :` put a key far from its colon.
_FAR_KEY = patterns.compile(r"(?:^|[\s\[{,-])\?\s|\*[\w-]+\s*:")

_WORD = patterns.compile(WORDS)
_ANY_WORD = patterns.compile(WORDS, re.IGNORECASE)


#: What it takes for YAML, and the endings whose files it never reads as options without section.
_YAML = (".yml", ".yaml", ".eyaml")
_TYPED = (
    ".cls", ".example", ".go", ".java", ".js", ".m", ".php", ".py", ".pyi", ".swift", ".tf",
    ".cs", ".c", ".cpp", ".cnf", ".conf", ".cfg", ".cf", ".ini", ".properties", ".toml",
)  # fmt: skip


def may_happen(path: str, text: str) -> bool:
    """May detect-secrets rewrite the file at all? Says so without importing it."""
    if path.endswith(_YAML) or has_sections(text):
        return True
    return not path.endswith(_TYPED) and may_be_options(text)


def has_sections(text: str) -> bool:
    """May configparser take the text as it is?"""
    return _SECTIONED.match(text) is not None


def may_be_options(text: str) -> bool:
    """May configparser take the text under a section header?"""
    return _NO_OPTION.search(text) is None


def hides(text: str) -> bool:
    """May a rewritten value hold what is not in the raw text as it stands?"""
    return _INTERPOLATED in text or _HIDING.search(text) is not None


def may_assign(text: str) -> bool:
    """May the keyword plugin fire on the text, rewritten or not, that holds one of its words?"""
    if _STATEMENT.search(text) or _FAR_KEY.search(text):
        return True
    end = 0
    for position in word_positions(text):
        if position < end:
            continue  # in the same run of letters
        end = _LETTERS.match(text, position).end()  # type: ignore[union-attr]
        if _FOLLOWED.match(text, end):
            return True
    return any(word_positions(match[0]) for match in _PRECEDED.finditer(text))


def word_positions(text: str) -> list[int]:
    """Where the words of the keyword plugin end, in any case."""
    if any(char in text for char in FOLDING):
        return [match.end() for match in _ANY_WORD.finditer(text)]
    # Ten times as quick as IGNORECASE, and the same for all other letters.
    return [match.end() for match in _WORD.finditer(text.lower())]


_ENTROPY_SLACK = 1e-6
#: What stands before and behind a value in YAML and INI; an escape may stand behind as well.
_OPENING = "\"'[{,:=\ufeff"
_BEFORE = rf"(?<![^\s{re.escape(_OPENING)}])"
_BEHIND = r"(?![^\s\"'\]},:;#\\])"
_AWS_KEY = patterns.compile(
    rf"{_BEFORE}[0-9a-z/+]{{40}}{_BEHIND}|(?-i:A3T|ABIA|ACCA|AKIA|ASIA)", re.IGNORECASE
)
_IBM_KEY = patterns.compile(
    rf"(?<![^\s>{re.escape(_OPENING)}])[a-z0-9_-]{{44}}(?![a-z0-9_-])", re.IGNORECASE
)
#: Whose every match holds neither space nor quote, and so stands in the raw text as it is.
_WHOLE = frozenset(
    f"{name}Detector"
    for name in (
        "AzureStorageKey", "BasicAuth", "DiscordBotToken", "GitHubToken", "GitLabToken",
        "IPPublic", "JwtToken", "Mailchimp", "OpenAI", "PypiToken", "SendGrid", "Slack",
        "Stripe", "TelegramBotToken", "TwilioKey",
    )
)  # fmt: skip


def may_fire(plugin: object, name: str, text: str, lines: Iterable[str]) -> bool:
    """May a plugin whose anchor is on these lines of the text fire once it is rewritten?"""
    if name == "KeywordDetector":
        return may_assign(text)
    if name == "AWSKeyDetector":
        return _AWS_KEY.search(text) is not None
    if name == "IbmCloudIamDetector":
        return _IBM_KEY.search(text) is not None
    if name not in _WHOLE:
        return True
    patterns = plugin.denylist  # type: ignore[attr-defined]
    # What stands beside an escape may look different behind it.
    return any("\\" in line or any(one.search(line) for one in patterns) for line in lines)


def may_be_random(text: str, name: str, limit: float) -> bool:
    """May a value of the text be above an entropy plugin's limit once it is quoted?"""
    # A quote in the value is escaped, which ends the run before it in a backslash of its own.
    least = max(1, int(2**limit) - 1)
    runs = _runs(BASE64 if name == "Base64HighEntropyString" else HEX, least)
    for match in runs.finditer(text):
        run, start = match[0], match.start()
        # `=` is of that charset; before it stands an INI file's key.
        if len(set(run)) < least or ("=" not in run and not _begins_value(text, start)):
            continue
        if "\\" in run:
            return True
        if any(_is_random(part, least, limit) for part in {run, run.partition("=")[2]}):
            return True
    return False


@functools.lru_cache(maxsize=8)
def _runs(charset: str, least: int) -> "re.Pattern[str]":
    # A baseline may name the characters: such expressions stay out of the user's cache.
    return re.compile(f"[{charset}]{{{least},}}{_BEHIND}")


def _begins_value(text: str, start: int) -> bool:
    return not start or text[start - 1] in _OPENING or text[start - 1].isspace()


def _is_random(run: str, least: int, limit: float) -> bool:
    if len(set(run)) < least:
        return False
    return max(shannon(run), shannon(run + "\\")) > limit - _ENTROPY_SLACK
