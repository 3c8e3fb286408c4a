"""A Python regular expression becomes a byte expression that matches wherever it does, or more.

The result is what hyperscan sees: no look-around, no back-reference, no Unicode class, no open
tail (a prefix of a match lies at the same place, and open tails cause one callback a byte).
Every step only ever widens, so that no true match is lost; `tests/core/engine` fuzzes it.
"""

import re
import re._constants as c  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from functools import lru_cache
from typing import Any

#: How rules are read: byte-like classes, and `^` `$` mean lines.
RULE_FLAGS = re.ASCII | re.MULTILINE

_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
_HIGH = r"\x80-\xff"
_MAX_REPEAT = 512
#: So many characters of a last repetition are asked for; the rest is the rule's own business.
_ENOUGH = 24
_OPEN_ABOVE = 64
_NEWLINE = 10
#: Of these flags one is in force; a group that names one, as `(?u:...)`, puts the others out.
_TYPES = re.ASCII | re.LOCALE | re.UNICODE

#: Characters outside ASCII that Python's (?i) folds onto an ASCII letter.
_FOLDS = {"k": ("\u212a",), "s": ("\u017f",), "i": ("\u0130", "\u0131")}
_FOLDED_ON = {ord(char) for char in "kKsSiI"}
#: One character that may take several bytes.
_WIDE = "{1,4}"
_SINGLE = (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN)


def relax(pattern: str, flags: int = RULE_FLAGS) -> str:
    """The widened byte expression of a `re` pattern.

    Raises `re.error` where `re` does not accept the pattern, and ValueError where nothing of it
    is left to look for.
    """
    tree = parser.parse(pattern, flags)
    items = _trim(list(tree))
    expression = _Writer(tree.state.flags).sequence(items, last=True)
    if _can_be_empty(items):
        raise ValueError("the pattern can match nothing at all")
    return expression


def _trim(items: list[Any]) -> list[Any]:
    """Cut optional beginnings and ends, then boundaries that have lost their neighbour."""
    return _cut(_cut(items, last=True), last=False)


def _cut(items: list[Any], *, last: bool) -> list[Any]:
    index = -1 if last else 0
    while items:
        op, arg = items[index]
        if op in (c.ASSERT, c.ASSERT_NOT):
            items.pop(index)
        elif op is c.AT and len(items) > 1 and _is_weak(items[-2 if last else 1], index):
            # The boundary's neighbour is about to be cut, so the boundary would lie.
            items.pop(index)
        elif op is c.SUBPATTERN:
            group, add, remove, inner = items.pop(index)[1]
            kept = _cut(list(inner), last=last)
            if kept:
                _put(items, (op, (group, add, remove, kept)), last=last)
                return items
        elif op in _REPEATS and (arg[0] != arg[1] or (last and arg[0] > _ENOUGH)):
            low, _, inner = items.pop(index)[1]
            low = min(low, _ENOUGH) if last else low
            if low:
                _put(items, (op, (low, low, inner)), last=last)
                return items
        else:
            return items
    return items


def _put(items: list[Any], item: Any, *, last: bool) -> None:
    items.insert(len(items) if last else 0, item)


def _is_weak(item: Any, index: int) -> bool:
    """Would `_cut` shorten this item at that end?"""
    op, arg = item
    if op is c.SUBPATTERN:
        inner = list(arg[3])
        return not inner or _is_weak(inner[index], index)
    return op in (c.ASSERT, c.ASSERT_NOT) or (op in _REPEATS and arg[0] != arg[1])


def _can_be_empty(items: list[Any]) -> bool:
    return all(_item_can_be_empty(op, arg) for op, arg in items)


def _item_can_be_empty(op: Any, arg: Any) -> bool:
    if op in (c.AT, c.ASSERT, c.ASSERT_NOT, c.GROUPREF, c.GROUPREF_EXISTS):
        return True
    if op in _REPEATS:
        return arg[0] == 0 or _can_be_empty(list(arg[2]))
    if op is c.SUBPATTERN:
        return _can_be_empty(list(arg[3]))
    if op is c.ATOMIC_GROUP:
        return _can_be_empty(list(arg))
    if op is c.BRANCH:
        return any(_can_be_empty(list(branch)) for branch in arg[1])
    return False


class _Writer:
    """Writes nodes under the flags in force."""

    def __init__(self, flags: int) -> None:
        self.flags = flags

    @property
    def ascii_only(self) -> bool:
        return bool(self.flags & re.ASCII)

    @property
    def ignore_case(self) -> bool:
        return bool(self.flags & re.IGNORECASE)

    def sequence(self, nodes: Any, *, last: bool = False) -> str:
        """The nodes in a row; `last` where nothing follows, so that a first byte is enough."""
        final = len(nodes) - 1
        return "".join(
            self.item(op, arg, last=last and index == final)
            for index, (op, arg) in enumerate(nodes)
        )

    def item(self, op: Any, arg: Any, *, last: bool = False) -> str:
        text = self._item(op, arg, last)
        return text.removesuffix(_WIDE) if last and op in _SINGLE else text

    def _item(self, op: Any, arg: Any, last: bool) -> str:
        if op is c.LITERAL:
            return _literal(chr(arg), ignore_case=self.ignore_case, ascii_only=self.ascii_only)
        if op is c.NOT_LITERAL:
            return _class_text(set(range(128)) - self._folded(arg), high=True) + _WIDE
        if op is c.ANY:
            dot_all = self.flags & re.DOTALL
            low = set(range(128)) if dot_all else set(range(128)) - {_NEWLINE}
            return _class_text(low, high=True) + _WIDE
        if op is c.IN:
            return self._class(arg)[0]
        if op is c.BRANCH:
            return "(?:" + "|".join(self.sequence(branch, last=last) for branch in arg[1]) + ")"
        if op is c.SUBPATTERN:
            _, add, remove, inner = arg
            kept = self.flags & ~_TYPES if add & _TYPES else self.flags
            return "(?:" + _Writer((kept | add) & ~remove).sequence(inner, last=last) + ")"
        if op is c.ATOMIC_GROUP:
            return "(?:" + self.sequence(arg, last=last) + ")"
        if op in _REPEATS:
            return self._repeat(*arg, last=last)
        if op is c.AT:
            return self._at(arg)
        if op in (c.ASSERT, c.ASSERT_NOT):
            return ""
        if op in (c.GROUPREF, c.GROUPREF_EXISTS):
            return _class_text(set(range(128)), high=True) + "*"
        raise ValueError(f"cannot relax {op}")

    def _at(self, where: Any) -> str:
        if where in (c.AT_BEGINNING, c.AT_END):
            return {c.AT_BEGINNING: "^", c.AT_END: "$"}[where] if self.flags & re.MULTILINE else ""
        # Unicode word boundaries differ from byte ones beside non-ASCII letters.
        return r"\b" if where is c.AT_BOUNDARY and self.ascii_only else ""

    def _folded(self, code: int) -> set[int]:
        """ASCII codes that a NOT_LITERAL certainly excludes."""
        if not self.ignore_case or code > 127:
            return {code} if code < 128 else set()
        return {ord(form) for form in (chr(code).lower(), chr(code).upper()) if ord(form) < 128}

    def _class(self, items: list[Any]) -> tuple[str, bool]:
        """The byte class, and whether a character of it may take several bytes."""
        negate = bool(items) and items[0][0] is c.NEGATE
        low: set[int] = set()
        high = False
        for op, arg in items[1:] if negate else items:
            if op is c.LITERAL:
                low.add(arg) if arg < 128 else None
                high = high or arg > 127
            elif op is c.RANGE:
                low.update(range(arg[0], min(arg[1], 127) + 1))
                high = high or arg[1] > 127
            elif op is c.CATEGORY:
                low |= _category(arg, self.ascii_only)
                high = high or not self.ascii_only or arg in _NEGATED
        if self.ignore_case:
            letters = {chr(code) for code in low if chr(code).isalpha()}
            low |= {ord(char.swapcase()) for char in letters}
            high = high or (not self.ascii_only and bool(letters & set("kKsSiI")))
            if high and not self.ascii_only:
                low |= _FOLDED_ON if not negate else set()
        if negate:
            low, high = set(range(128)) - low, True
        text = _class_text(low, high=high)
        return (text + _WIDE if high else text), high

    def _repeat(self, low: int, most: int, inner: Any, *, last: bool = False) -> str:
        nodes = list(inner)
        unlimited = most is c.MAXREPEAT or (most > _OPEN_ABOVE and most != low)
        low = min(low, _MAX_REPEAT)
        if most is not c.MAXREPEAT and most > _MAX_REPEAT:
            unlimited = True
        factor = 1
        body = self.sequence(nodes)
        if not body:
            return ""
        if len(nodes) == 1 and nodes[0][0] in _SINGLE and body.endswith(_WIDE):
            body, factor = body.removesuffix(_WIDE), 4
            if last and low == most:
                return f"{body}{{{low}}}"
        elif len(nodes) != 1 or nodes[0][0] not in (c.LITERAL, c.IN) or len(body) > 1:
            body = f"(?:{body})"
        if unlimited:
            return f"{body}{{{low},}}" if low else f"{body}*"
        return f"{body}{{{low},{most * factor}}}" if most * factor != low else f"{body}{{{low}}}"


@lru_cache(maxsize=1024)  # Rules are made of the same hundred characters.
def _literal(char: str, *, ignore_case: bool, ascii_only: bool) -> str:
    if not ignore_case or (ord(char) < 128 and not char.isalpha()):
        return _bytes_text(char)
    if ord(char) > 127:  # Case folding has more pairs there than `str` knows of.
        return _class_text(_FOLDED_ON, high=True) + _WIDE
    forms = {char.lower(), char.upper()}
    if not ascii_only:
        forms.update(_FOLDS.get(char.lower(), ()))
    plain = sorted(forms)
    if all(ord(form) < 128 for form in plain):
        return "[" + "".join(_escape(ord(form)) for form in plain) + "]"
    return "(?:" + "|".join(_bytes_text(form) for form in plain) + ")"


_NEGATED = frozenset({c.CATEGORY_NOT_DIGIT, c.CATEGORY_NOT_SPACE, c.CATEGORY_NOT_WORD})
_DIGITS = set(range(48, 58))
_WORD = _DIGITS | set(range(65, 91)) | set(range(97, 123)) | {95}
_SPACE = {9, 10, 11, 12, 13, 32}
# Without re.ASCII, \s also takes the four information separators.
_SEPARATORS = {28, 29, 30, 31}


def _category(which: Any, ascii_only: bool) -> set[int]:
    """The ASCII codes of a class, exactly, since a negated one is their complement."""
    everything = set(range(128))
    space = _SPACE if ascii_only else _SPACE | _SEPARATORS
    return {
        c.CATEGORY_DIGIT: _DIGITS,
        c.CATEGORY_NOT_DIGIT: everything - _DIGITS,
        c.CATEGORY_SPACE: space,
        c.CATEGORY_NOT_SPACE: everything - space,
        c.CATEGORY_WORD: _WORD,
        c.CATEGORY_NOT_WORD: everything - _WORD,
    }[which]


def _bytes_text(char: str) -> str:
    return "".join(_escape(byte) for byte in char.encode("utf-8", "surrogatepass"))


def _escape(byte: int) -> str:
    char = chr(byte)
    return char if char.isalnum() and byte < 128 else f"\\x{byte:02x}"


def _class_text(low: set[int], *, high: bool) -> str:
    """A bracket class of ASCII codes, with every byte from 0x80 up where `high`."""
    parts: list[str] = []
    codes = sorted(low)
    start = 0
    while start < len(codes):
        end = start
        while end + 1 < len(codes) and codes[end + 1] == codes[end] + 1:
            end += 1
        first, final = codes[start], codes[end]
        parts.append(_escape(first) if end == start else f"{_escape(first)}-{_escape(final)}")
        start = end + 1
    return "[" + "".join(parts) + (_HIGH if high else "") + "]"
