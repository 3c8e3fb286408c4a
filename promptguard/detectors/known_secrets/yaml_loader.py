"""PyYAML's safe loader with the same tokens, marks and errors, three times as quick.

detect-secrets takes line numbers from the state of PyYAML's own scanner, so that libyaml cannot
stand in for it. What the scanner does character by character is done here by one regular
expression a run; the methods are PyYAML's. A test compares both, token by token.
"""

import re
from typing import Any

import yaml
from yaml.events import ScalarEvent
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

from promptguard import patterns

_ENDS = "\0\r\n\x85\u2028\u2029"
_BREAKS = "\r\n\x85\u2028\u2029"
_BLANK = "\0 \t\r\n\x85\u2028\u2029"

_TO_TOKEN = patterns.compile(f" *(?:#[^{_ENDS}]*)?")
_SPACES = patterns.compile(" *")
_WHITE = patterns.compile("[ \t]*")
_LINE = patterns.compile(f"[^{_ENDS}]*")
_PLAIN = patterns.compile(f"(?:[^{_BLANK}:]|:(?![{_BLANK}]))*")
_FLOW_PLAIN = patterns.compile(rf"(?:[^{_BLANK}:,?\[\]{{}}]|:(?![{_BLANK},\[\]{{}}]))*")
_QUOTED = patterns.compile(f"[^'\"\\\\{_BLANK}]*")
_SEPARATOR = patterns.compile(rf"(?:---|\.\.\.)[{_BLANK}]")
#: With these only a plain scalar begins.
_PLAIN_START = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/<(+$=~^;\\"
)


#: Its attributes and hooks are more than its published types tell.
_SafeLoader: Any = yaml.SafeLoader
_error: Any = ScannerError


class _Mark:
    """A place without the text, so that no error can show any."""

    __slots__ = ("column", "index", "line")
    name = "<text>"

    def __init__(self, index: int, line: int, column: int) -> None:
        self.index, self.line, self.column = index, line, column

    def __str__(self) -> str:
        return f"line {self.line + 1}, column {self.column + 1}"


#: A YAML text may say with a few anchors more values than any memory holds.
MOST_VALUES = 500_000


class TooMuch(Exception):
    """A file unfolds to more values than anybody wrote."""


class Tagged(yaml.nodes.MappingNode):
    """A string value with its line and key, as detect-secrets marks it: a mapping of three."""

    def __init__(self, node: Any, key: Any) -> None:
        super().__init__(node.tag, ())
        self.data = {"__value__": node.value, "__line__": node.__line__, "__original_key__": key}


class Loader(_SafeLoader):  # type: ignore[misc]
    """A loader of one text; what it overrides keeps PyYAML's contract to the letter."""

    buffer: str
    pointer: int
    index: int
    line: int
    column: int
    _last = _Mark(-1, 0, 0)

    # The reader: the whole text and a NUL are in the buffer.

    def peek(self, index: int = 0) -> str:
        return self.buffer[self.pointer + index]

    def prefix(self, length: int = 1) -> str:
        return self.buffer[self.pointer : self.pointer + length]

    def forward(self, length: int = 1) -> None:
        buffer, pointer = self.buffer, self.pointer
        for char in buffer[pointer : pointer + length]:
            pointer += 1
            if char in "\n\x85\u2028\u2029" or (char == "\r" and buffer[pointer] != "\n"):
                self.line += 1
                self.column = 0
            elif char != "\ufeff":
                self.column += 1
        self.index += pointer - self.pointer
        self.pointer = pointer

    def get_mark(self) -> _Mark:
        last = self._last
        if last.index != self.index:
            last = self._last = _Mark(self.index, self.line, self.column)
        return last

    def _take(self, run: "re.Pattern[str]") -> str:
        """What a run without line breaks matches here, and go behind it."""
        match = run.match(self.buffer, self.pointer)
        assert match is not None  # each run may be empty
        end = match.end()
        text = self.buffer[self.pointer : end]
        if text:
            self.pointer = end
            self.index += len(text)
            self.column += len(text)
            if not text.isascii():
                self.column -= text.count("\ufeff")
        return text

    def scan_line_break(self) -> str:
        char = self.buffer[self.pointer]
        if char == "\n":
            self.pointer += 1
            self.index += 1
            self.line += 1
            self.column = 0
            return "\n"
        return str(super().scan_line_break()) if char in _BREAKS else ""

    # The scanner's queue.

    def _fill(self) -> None:
        while not self.done:
            if self.tokens:
                if not self.possible_simple_keys:
                    return
                self.stale_possible_simple_keys()
                if self.next_possible_simple_key() != self.tokens_taken:
                    return
            self.fetch_more_tokens()

    def check_token(self, *choices: type) -> bool:
        self._fill()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def peek_token(self) -> Any:
        self._fill()
        return self.tokens[0] if self.tokens else None

    def get_token(self) -> Any:
        self._fill()
        if not self.tokens:
            return None
        self.tokens_taken += 1
        return self.tokens.pop(0)

    def stale_possible_simple_keys(self) -> None:
        if self.possible_simple_keys:
            super().stale_possible_simple_keys()

    def fetch_more_tokens(self) -> Any:
        self.scan_to_next_token()
        self.stale_possible_simple_keys()
        self.unwind_indent(self.column)
        if self.buffer[self.pointer] in _PLAIN_START:
            return self.fetch_plain()
        # It does the three steps again, which change nothing the second time.
        return super().fetch_more_tokens()

    def scan_to_next_token(self) -> None:
        if self.index == 0 and self.peek() == "\ufeff":
            self.forward()
        while True:
            self._take(_TO_TOKEN)
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    # Scalars.

    def scan_plain(self) -> ScalarToken:
        chunks: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        run = _FLOW_PLAIN if self.flow_level else _PLAIN
        spaces: list[str] | None = []
        while self.buffer[self.pointer] != "#":
            text = self._take(run)
            if not text:
                break
            self.allow_simple_key = False
            chunks.extend(spaces or ())
            chunks.append(text)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def scan_plain_spaces(self, indent: int, start_mark: _Mark) -> list[str] | None:
        white = self._take(_SPACES)
        if self.buffer[self.pointer] not in _BREAKS:
            return [white] if white else []
        line_break = self.scan_line_break()
        self.allow_simple_key = True
        breaks: list[str] = []
        while not _SEPARATOR.match(self.buffer, self.pointer):
            self._take(_SPACES)
            following = self.scan_line_break()
            if not following:
                return _folded(line_break, breaks)
            breaks.append(following)
        return None

    def scan_block_scalar_ignored_line(self, start_mark: _Mark) -> None:
        self._take(_TO_TOKEN)
        char = self.buffer[self.pointer]
        if char not in _ENDS:
            raise _error(
                "while scanning a block scalar",
                start_mark,
                f"expected a comment or a line break, but found {char!r}",
                self.get_mark(),
            )
        self.scan_line_break()

    def scan_block_scalar(self, style: str) -> ScalarToken:
        start = self.get_mark()
        self.forward()
        chomping, increment = self.scan_block_scalar_indicators(start)
        self.scan_block_scalar_ignored_line(start)
        least = max(self.indent + 1, 1)
        if increment is None:
            breaks, deepest, end = self.scan_block_scalar_indentation()
            indent = max(least, deepest)
        else:
            indent = least + increment - 1
            breaks, end = self.scan_block_scalar_breaks(indent)
        chunks: list[str] = []
        line_break = ""
        while self.column == indent and self.buffer[self.pointer] != "\0":
            chunks.extend(breaks)
            text_leads = self.buffer[self.pointer] not in " \t"
            chunks.append(self._take(_LINE))
            line_break = self.scan_line_break()
            breaks, end = self.scan_block_scalar_breaks(indent)
            following = self.buffer[self.pointer]
            if self.column != indent or following == "\0":
                break
            if style == ">" and line_break == "\n" and text_leads and following not in " \t":
                chunks.append("" if breaks else " ")
            else:
                chunks.append(line_break)
        if chomping is not False:
            chunks.append(line_break)
        if chomping is True:
            chunks.extend(breaks)
        return ScalarToken("".join(chunks), False, start, end, style)

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, _Mark]:
        breaks: list[str] = []
        deepest = 0
        end = self.get_mark()
        while True:
            if self._take(_SPACES):
                deepest = max(deepest, self.column)
            following = self.scan_line_break()
            if not following:
                return breaks, deepest, end
            breaks.append(following)
            end = self.get_mark()

    def scan_block_scalar_breaks(self, indent: int) -> tuple[list[str], _Mark]:
        breaks: list[str] = []
        end = self.get_mark()
        while True:
            missing = indent - self.column
            if missing > 0:
                ahead = self.buffer[self.pointer : self.pointer + missing]
                spaces = len(ahead) - len(ahead.lstrip(" "))
                self.pointer += spaces
                self.index += spaces
                self.column += spaces
            following = self.scan_line_break()
            if not following:
                return breaks, end
            breaks.append(following)
            end = self.get_mark()

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: _Mark) -> list[str]:
        text = self._take(_QUOTED)
        chunks = [text] if text else []
        char = self.buffer[self.pointer]
        if char in _BLANK or (char == '"' and double):
            return chunks
        if char == "'" and not double and self.buffer[self.pointer + 1] != "'":
            return chunks
        chunks.extend(super().scan_flow_scalar_non_spaces(double, start_mark))
        return chunks

    def scan_flow_scalar_spaces(self, double: bool, start_mark: _Mark) -> list[str]:
        white = self._take(_WHITE)
        char = self.buffer[self.pointer]
        if char not in _ENDS:
            return [white]
        if char == "\0":
            told = "found unexpected end of stream"
            raise _error("while scanning a quoted scalar", start_mark, told, self.get_mark())
        line_break = self.scan_line_break()
        return _folded(line_break, self.scan_flow_scalar_breaks(double, start_mark))

    def scan_flow_scalar_breaks(self, double: bool, start_mark: _Mark) -> list[str]:
        breaks: list[str] = []
        while True:
            if _SEPARATOR.match(self.buffer, self.pointer):
                told = "found unexpected document separator"
                where = self.get_mark()
                raise _error("while scanning a quoted scalar", start_mark, told, where)
            self._take(_WHITE)
            following = self.scan_line_break()
            if not following:
                return breaks
            breaks.append(following)

    # The constructor.

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        return node.data if type(node) is Tagged else super().construct_object(node, deep)

    def flatten_mapping(self, node: Any) -> None:
        super().flatten_mapping(node)
        if len(node.value) > MOST_VALUES:
            raise TooMuch

    # The parser.

    def parse_node(self, block: bool = False, indentless_sequence: bool = False) -> Any:
        token = self.peek_token()
        if type(token) is not ScalarToken:
            return super().parse_node(block, indentless_sequence)
        self.get_token()
        self.state = self.states.pop()
        implicit = (True, False) if token.plain else (False, True)
        start, end = token.start_mark, token.end_mark
        return ScalarEvent(None, None, implicit, token.value, start, end, style=token.style)


def _folded(line_break: str, breaks: list[str]) -> list[str]:
    if line_break != "\n":
        return [line_break, *breaks]
    return breaks or [" "]
