"""detect-secrets itself: its plugins, filters and rewriting of files. The one file that imports it.

Its settings are a process-wide singleton that its plugins ask whether to verify a secret over the
network; `look` lends it settings that say no, and gives back what it held.
"""

import base64
import configparser
import io
import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any, cast

import yaml
from detect_secrets.__version__ import VERSION
from detect_secrets.core.plugins.util import (
    get_mapping_from_secret_type_to_class,
    get_plugins_from_module,
)
from detect_secrets.core.potential_secret import PotentialSecret
from detect_secrets.filters import gibberish
from detect_secrets.plugins.base import RegexBasedDetector
from detect_secrets.settings import Settings, get_settings
from detect_secrets.transformers.config import _parse_file
from detect_secrets.transformers.yaml import (
    YAMLFileParser,
    YAMLValue,
    _tag_dict_values,
    _yaml_comment_regex,
)
from detect_secrets.types import NamedIO
from detect_secrets.util.code_snippet import get_code_snippet
from detect_secrets.util.filetype import FileType, determine_file_type
from detect_secrets.util.inject import call_function_with_arguments, get_injectable_variables
from yaml.composer import Composer
from yaml.nodes import MappingNode

from promptguard.detectors.known_secrets.yaml_loader import MOST_VALUES, Loader, Tagged, TooMuch

__all__ = [
    "VERSION",
    "FileType",
    "RegexBasedDetector",
    "Settings",
    "TooMuch",
    "determine_file_type",
    "get_injectable_variables",
]

# Its informative messages quote secrets; nothing of them may reach a log.
logging.getLogger("detect-secrets").setLevel(logging.CRITICAL)

_TAG = "tag:yaml.org,2002:"
_MAP, _STR, _MERGE = _TAG + "map", _TAG + "str", _TAG + "merge"


@contextmanager
def lent(plugins: Mapping[str, Any], filters: Mapping[str, Any]) -> Iterator[None]:
    """The singleton of detect-secrets with other settings, for as long as its code runs."""
    held = get_settings()
    before = held.plugins, held.filters
    held.plugins, held.filters = dict(plugins), dict(filters)
    try:
        yield
    finally:
        held.plugins, held.filters = before


def built_in() -> dict[str, type]:
    """Its own plugins by class name."""
    with lent({}, {}):
        # Its stubs differ between releases, so what comes back is told here.
        classes: list[type] = list(get_mapping_from_secret_type_to_class().values())
    own = [found for found in classes if found.__module__.startswith("detect_secrets.plugins.")]
    return {found.__name__: found for found in own}


def plugins_in(module: ModuleType) -> dict[str, type]:
    """The plugins that a module holds, by class name."""
    found: Iterable[Any] = get_plugins_from_module(module)
    return {plugin.__name__: plugin for plugin in found}


def analyze(
    plugin: Any, lines: list[str], index: int, name: str
) -> "tuple[list[PotentialSecret], dict[str, Any]]":
    """What a plugin finds on a line, and the arguments that filters may ask for."""
    line = lines[index].rstrip()
    given = {"filename": name, "line": line}
    context = get_code_snippet(lines, index + 1)
    found = call_function_with_arguments(
        plugin.analyze_line, **given, line_number=index + 1, context=context
    )
    return list(found or ()), {**given, "context": context, "plugin": plugin}


class _File(io.StringIO):
    """A text as its transformers take it."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


def config_lines(text: str, name: str, *, section: bool = False) -> list[str] | None:
    """An INI file's values, quoted, on their lines; None where it is no such file.

    `section` puts a header before it first, as its eager transformer does.
    """
    try:
        return _parse_file(cast(NamedIO, _File(text, name)), add_header=section)
    except configparser.Error:
        return None


class _Parser(YAMLFileParser):
    """Its YAML parser on a quicker loader, and with a bound."""

    def __init__(self, text: str) -> None:
        self.content = text
        self.loader: Any = Loader(text)
        self.loader.compose_node = self._compose_node_shim
        self.is_inline_flow_mapping_key = False
        self.loader.parse_flow_mapping_key = self._parse_flow_mapping_key_shim

    def _compose_node_shim(self, parent: Any, index: Any) -> Any:
        """Its own, except that a string becomes one node and not seven."""
        loader = self.loader
        line = loader.marks[-1].line if self.is_inline_flow_mapping_key else loader.line
        node: Any = Composer.compose_node(loader, parent, index)
        if node is None:
            return None
        node.__line__ = line + 1
        if not node.tag.endswith(":map"):
            return node
        self.is_inline_flow_mapping_key = False
        if node.tag != _MAP or any(key.tag == _MERGE for key, _ in node.value):
            return _tag_dict_values(node)
        pairs = [
            (key, Tagged(value, key.value) if value.tag == _STR else _tagged(node.tag, key, value))
            for key, value in node.value
        ]
        return MappingNode(
            node.tag, pairs, node.start_mark, node.end_mark, flow_style=node.flow_style
        )

    def values(self) -> "list[YAMLValue]":
        """What its `__iter__` yields; anchors that unfold without end raise TooMuch."""
        lines = self.content.splitlines()
        waiting = deque([self.loader.get_single_data()])
        found: list[YAMLValue] = []
        for _ in range(MOST_VALUES):
            if not waiting:
                return found
            item = waiting.popleft()
            if not item or _unfolds(item, waiting):
                continue
            line = item["__line__"]
            found.append(
                YAMLValue(item["__original_key__"], item["__value__"], line, lines[line - 1])
            )
        raise TooMuch


def _tagged(tag: str, key: Any, value: Any) -> Any:
    return _tag_dict_values(MappingNode(tag, [(key, value)])).value[0][1]


def _unfolds(item: Any, waiting: "deque[Any]") -> bool:
    """Is it no tagged value? What it holds then waits its turn."""
    try:
        if "__line__" in item:
            return False
        if not isinstance(item, str):
            waiting.extend(item.values() if hasattr(item, "values") else item)
    except TypeError:  # a number, a date
        return True
    return True


def yaml_lines(text: str) -> list[str] | None:
    """A YAML file's string values, quoted, on their lines; None where it cannot be parsed."""
    parser = None
    try:
        parser = _Parser(text)
        values = sorted(parser.values(), key=lambda value: value.line_number)
    except yaml.YAMLError:
        return None
    finally:
        if parser is not None:
            parser.loader.dispose()
    lines: list[str] = []
    for value in dict.fromkeys(values):
        lines.extend([""] * (value.line_number - 1 - len(lines)))
        lines.append(_yaml_line(value))
    return lines


def _yaml_line(value: YAMLValue) -> str:
    text = value.value
    if isinstance(text, bytes):
        text = base64.b64encode(text).decode()
    comment = _yaml_comment_regex().search(value.line.strip())
    quoted = text.replace('"', '\\"')
    return f'{value.key}: "{quoted}"{comment[0] if comment else ""}'


def gibberish_model() -> str:
    """The file of the model that comes with its gibberish filter."""
    return os.path.join(os.path.dirname(gibberish.__file__), "rfc.model")


def lines_of(text: str) -> list[str]:
    """The lines of a file that was read with universal newlines, each with its end."""
    return io.StringIO(text).readlines()
