"""Go's regular expressions (RE2) in Python's syntax; what Python cannot say is named, not guessed.

They differ in flags that begin inside a group and hold to its end, in the names of classes and of
the end of a text. https://github.com/google/re2/wiki/Syntax
"""

import re

_POSIX = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": r"\x00-\x7f",
    "blank": r"\t ",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\t\n\v\f\r ",
    "upper": "A-Z",
    "word": r"0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_FLAGS = re.compile(r"\(\?(?P<on>[imsU]*)(?:-(?P<off>[imsU]+))?(?P<end>[:)])")
_NAMED = re.compile(r"\(\?P?<(?P<name>\w+)>")
_WIDE_HEX = re.compile(r"\\x\{(?P<code>[0-9a-fA-F]{1,6})\}")
_QUOTED = re.compile(r"\\Q(?P<text>.*?)(?:\\E|\Z)", re.DOTALL)
#: RE2 reads `{,5}` as it stands.
_OPEN_COUNT = re.compile(r"\{,\d*\}")
#: In a class Python's `re` warns of these, which may mean sets one day.
_SET_SIGNS = "[&~|"


class Untranslatable(Exception):
    """Its text says what of the expression Python cannot say."""


def translate(expression: str, group: int = 0) -> str:
    """The expression for Python's `re`, its capturing group number `group` named `value`.

    0 stands for the first one. Raises Untranslatable.
    """
    reader = _Reader(expression, group or 1)
    found = reader.alternation(frozenset())
    if reader.at < len(expression):
        raise Untranslatable("it has a ) too many")
    if group > reader.groups:
        raise Untranslatable(f"it has no group {group}")
    return found


class _Reader:
    """Reads an expression once from left to right; one of the few classes: it has a place."""

    def __init__(self, expression: str, group: int) -> None:
        self.text, self.at, self.groups, self.wanted = expression, 0, 0, group

    def alternation(self, outer: frozenset[str]) -> str:
        """Up to the end of the group that begins here; flags set inside end with it."""
        branches: list[str] = []
        parts: list[tuple[frozenset[str], str]] = []
        flags = outer
        while self.at < len(self.text) and self.text[self.at] != ")":
            if self.text[self.at] == "|":
                branches.append(_joined(parts, outer))
                parts, self.at = [], self.at + 1
                continue
            switch = _FLAGS.match(self.text, self.at)
            if switch is not None and switch["end"] == ")":
                flags = _switched(flags, switch)
                self.at = switch.end()
                continue
            parts.append((flags, self.piece(flags)))
        return "|".join([*branches, _joined(parts, outer)])

    def piece(self, flags: frozenset[str]) -> str:
        """One character, class, escape or group."""
        char = self.text[self.at]
        if char == "(":
            return self.group(flags)
        if char == "[":
            return self.bracket()
        if char == "\\":
            return self.escape()
        if _OPEN_COUNT.match(self.text, self.at):
            char = "\\{"
        self.at += 1
        return char

    def group(self, flags: frozenset[str]) -> str:
        """A group with all that is in it."""
        scoped = _FLAGS.match(self.text, self.at)
        named = _NAMED.match(self.text, self.at)
        if scoped is not None:
            inner, self.at = _switched(flags, scoped), scoped.end()
            opening = "(?:"
            body = self.alternation(inner)
            body = _under(inner, flags, body) if inner != flags else body
        elif self.text.startswith("(?", self.at) and named is None:
            raise Untranslatable(f"it has {self.text[self.at : self.at + 3]}")
        else:
            self.groups += 1
            self.at = named.end() if named else self.at + 1
            name = "value" if self.groups == self.wanted else ""
            opening = f"(?P<{name}>" if name else "("
            body = self.alternation(flags)
        if self.at >= len(self.text):
            raise Untranslatable("it has a ( too many")
        self.at += 1
        return f"{opening}{body})"

    def escape(self, *, inside: bool = False) -> str:
        """A backslash and what follows it."""
        quoted = _QUOTED.match(self.text, self.at)
        wide = _WIDE_HEX.match(self.text, self.at)
        if quoted is not None and not inside:
            self.at = quoted.end()
            return re.escape(quoted["text"])
        if wide is not None:
            self.at = wide.end()
            return f"\\U{int(wide['code'], 16):08x}"
        name = self.text[self.at + 1 : self.at + 2]
        if name in ("p", "P", "C"):
            raise Untranslatable(f"it has \\{name}, a class of Unicode")
        self.at += 2
        return {"z": r"\Z"}.get(name, "\\" + name)

    def bracket(self) -> str:
        """A class, up to its ]."""
        parts = ["["]
        self.at += 1
        if self.text.startswith("^", self.at):
            parts.append("^")
            self.at += 1
        if self.text.startswith("]", self.at):
            parts.append("\\]")
            self.at += 1
        while self.at < len(self.text) and self.text[self.at] != "]":
            posix = re.compile(r"\[:(\^?)(\w+):\]").match(self.text, self.at)
            if posix is not None:
                if posix[1] or posix[2] not in _POSIX:
                    raise Untranslatable(f"it has {posix[0]}")
                parts.append(_POSIX[posix[2]])
                self.at = posix.end()
            elif self.text[self.at] == "\\":
                parts.append(self.escape(inside=True))
            else:
                char = self.text[self.at]
                parts.append("\\" + char if char in _SET_SIGNS else char)
                self.at += 1
        if self.at >= len(self.text):
            raise Untranslatable("it has a [ too many")
        self.at += 1
        return "".join(parts) + "]"


def _switched(flags: frozenset[str], switch: "re.Match[str]") -> frozenset[str]:
    on, off = set(switch["on"]), set(switch["off"] or "")
    if "U" in on | off:
        raise Untranslatable("it has (?U), which makes all repetition lazy")
    # Lines are what ^ and $ mean here anyway.
    return frozenset((flags | on) - off - {"m"})


def _joined(parts: list[tuple[frozenset[str], str]], outer: frozenset[str]) -> str:
    """The pieces in a row, those under other flags than the group's in groups of their own."""
    found: list[str] = []
    index = 0
    while index < len(parts):
        flags = parts[index][0]
        row: list[str] = []
        while index < len(parts) and parts[index][0] == flags:
            row.append(parts[index][1])
            index += 1
        text = "".join(row)
        found.append(text if flags == outer else _under(flags, outer, text))
    return "".join(found)


def _under(flags: frozenset[str], outer: frozenset[str], text: str) -> str:
    on, off = "".join(sorted(flags - outer)), "".join(sorted(outer - flags))
    return f"(?{on}{'-' if off else ''}{off}:{text})"
