"""How many errors a language's own parser, or tree-sitter, finds in a file."""

import ast
import configparser
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import jinja2
import tree_sitter_language_pack
import yaml


def errors(parser: str, data: bytes) -> int:
    """The number of errors; of a language's own parser 0 or 1."""
    if parser.startswith("ts:"):
        return _of_tree(parser.removeprefix("ts:"), data)
    try:
        _OWN[parser](data)
    except (SyntaxError, ValueError, configparser.Error, ElementTree.ParseError, yaml.YAMLError,
            jinja2.TemplateError):  # fmt: skip
        return 1
    return 0


def _of_tree(language: str, data: bytes) -> int:
    tree = tree_sitter_language_pack.get_parser(language).parse(data)
    count, waiting = 0, [tree.root_node]
    while waiting:
        node = waiting.pop()
        count += node.is_error or node.is_missing
        if node.has_error:
            waiting += node.children
    return count


def _ini(text: str) -> None:
    # editorconfig allows keys before the first section.
    configparser.ConfigParser(interpolation=None).read_string(f"[top]\n{text}")


_OWN: dict[str, Callable[[bytes], object]] = {
    "python": ast.parse,
    "tomllib": lambda data: tomllib.loads(data.decode()),
    "xml": ElementTree.fromstring,
    "yaml": lambda data: list(yaml.safe_load_all(data)),
    "configparser": lambda data: _ini(data.decode()),
    "jinja2": lambda data: jinja2.Environment(autoescape=True).parse(data.decode()),
}
