"""How long a plugin's expressions may take on a line: they backtrack, and a line may be made to.

The estimates are of steps in the worst case; ordinary lines are far below the bound, and a line
beyond it becomes a Note.
"""

import re

from promptguard import patterns
from promptguard.detectors.known_secrets.rewriting import word_positions

#: Some seconds.
MOST_STEPS = 100_000_000
#: Its INI parser goes through all following lines for each option: seconds from here on.
MOST_CONFIG_LINES = 20_000
#: PyYAML's nodes take 160 bytes of memory for each byte of a dense file, and ten seconds a MB.
MOST_YAML = 512 << 10
#: Lines up to this length need no estimate.
_SHORT = 512

_SPACES = patterns.compile(r"\s+")
_LETTERS = patterns.compile(r"\w+")
#: Three runs of spaces stand side by side in the expressions of these.
_ASSIGNING = frozenset(
    {"CloudantDetector", "IbmCloudIamDetector", "IbmCosHmacDetector", "SoftlayerDetector"}
)
#: From each of these words on, the whole line may be read.
_OPEN = {"NpmDetector": "//", "JwtTokenDetector": "eyJ", "OpenAIDetector": "sk-"}


def is_too_much(plugin: str, line: str) -> bool:
    """May the plugin and the filters take more than MOST_STEPS on the line?"""
    return len(line) > _SHORT and _steps(plugin, line.rstrip()) > MOST_STEPS


def _steps(plugin: str, line: str) -> int:
    spaces = _longest(_SPACES, line)
    filters = 6 * spaces * spaces
    if plugin in _ASSIGNING:
        return filters + spaces**3
    if plugin in _OPEN:
        return filters + line.count(_OPEN[plugin]) * len(line)
    if plugin == "KeywordDetector":
        starts = len(word_positions(line)) + line.count("`")
        return filters + starts * max(len(line), 50 * _longest(_LETTERS, line))
    return filters


def _longest(run: "re.Pattern[str]", line: str) -> int:
    return max((len(found) for found in run.findall(line)), default=0)
