"""What an assignment tells beside name and value: whose name, in what notation, said for whom.

Every function takes a match with the groups `word` (the telling part of the name), `rest` (what
follows of it) and `value`.
"""

import re
from functools import lru_cache

from promptguard import patterns
from promptguard.model import Weight

#: Files in which an unquoted value is a literal, not an expression.
_PLAIN_VALUES = patterns.compile(
    r"\.(?:env|ini|cfg|conf|cnf|config|properties|ya?ml|toml|sh|bash|zsh|envrc|txt|log|csv|tfvars"
    r"|xml|service|netrc|npmrc|pypirc|s3cfg|boto|credentials|bak|old|orig|local|prod\w*|dev\w*"
    r"|stag\w*|md|markdown|rst|adoc|html?|j2|jinja2?|erb|inc|bat|cmd|ovpn|http|rest|rdp|sls|in"
    r"|example|sample|template|tmpl|tpl|dist)$"
    r"|(?:^|/)(?:\.env[\w.-]*|[Dd]ockerfile[\w.-]*|[^./]*|\.[^/.]*|<[^>]*>)$",
    re.IGNORECASE,
)
_COMMENTS = ("#", "//", "* ", "-- ", "rem ", "REM ", "; ")
#: What takes a name and a value: `setProperty("password", "...")`, `define('PASSWORD', '...')`.
_SETTER = patterns.compile(
    r"(?:\b|_|(?<=[a-z.>]))(?i:set|put|add|env|getenv|prop|property|conf|config|option|header|param"
    r"|parameter|with|define|default|update|push|append|query|cookie|secret)\w{0,20}"
    r"\([\"'`\\ \t]*$"
)
_PLAIN_LETTERS = patterns.compile(r"[^a-z0-9]+")
_EXAMPLE_HOST = patterns.compile(
    r"//[\w.-]{0,80}\bexample\.(?:com|net|org)[^\s\"']*$", re.IGNORECASE
)
_LONGEST_NAME = 60
_SESSION_REACH = 400


@lru_cache(maxsize=64)
def has_plain_values(path: str) -> bool:
    """Is this configuration or text, where values need no quotes?"""
    return _PLAIN_VALUES.search(path) is not None


def whole_name(match: "re.Match[str]") -> str:
    """The name with what stands before its telling word."""
    return match.string[_name_start(match) : match.end("rest")]


def separator(match: "re.Match[str]") -> str:
    """What stands between name and value: equals sign, colon, quotes."""
    return match.string[match.end("rest") : match.start("value")].strip()


def is_url_parameter(match: "re.Match[str]") -> bool:
    """`?token=...` is a literal in any language."""
    before = _name_start(match) - 1
    return before >= 0 and match.string[before] in "?&"


def is_list(match: "re.Match[str]") -> bool:
    """Neighbours in a list are no name and value; the arguments of what sets a name are."""
    if separator(match).strip("\"'`\\] \t") != ",":
        return False
    start = _name_start(match)
    first = max(0, start - 50)
    # The cheap question first: what sets a name is called.
    if not match.string[first:start].rstrip("\"'`\\ \t\n").endswith("("):
        return True
    return _SETTER.search(match.string, first, start) is None


def repeats(name: str, value: str) -> bool:
    """Does the value only say the name once more, or a piece of it?"""
    plain = _PLAIN_LETTERS.sub("", value.lower())
    return len(plain) * 2 > len(value) and plain in _PLAIN_LETTERS.sub("", name.lower())


def is_method(match: "re.Match[str]") -> bool:
    """`password.strip("...")` is no password given: the argument belongs to the method."""
    return separator(match).endswith("(") and "." in match["rest"]


def is_first_on_line(match: "re.Match[str]") -> bool:
    """Does nothing but white space, a colon or a quote stand before the name?"""
    start = _name_start(match)
    return not match.string[match.string.rfind("\n", 0, start) + 1 : start].strip(" \t:\"'")


def explanation(match: "re.Match[str]", path: str) -> Weight | None:
    """Said to a reader rather than to a machine: a session, YAML in a Python string, a comment."""
    text = match.string
    if ">>> " in text[max(0, match.start() - _SESSION_REACH) : match.end() + _SESSION_REACH]:
        return Weight(-2, "in an interactive session that explains")
    if is_url_parameter(match) and _EXAMPLE_HOST.search(
        text[max(0, match.start() - 200) : match.start()]
    ):
        return Weight(-2, "asked of a host that documentation uses")
    if path.endswith((".py", ".pyi")) and separator(match).rstrip("\"'") in (":", ": "):
        return Weight(-2, "in a text inside a Python string")
    head = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].lstrip()
    return Weight(-1, "commented out") if head.startswith(_COMMENTS) else None


def _name_start(match: "re.Match[str]") -> int:
    text, start = match.string, match.start("word")
    first = start
    while first > 0 and start - first < _LONGEST_NAME and _is_name(text[first - 1]):
        first -= 1
    return first


def _is_name(char: str) -> bool:
    return char.isalnum() or char in "_.-"
