"""The quicker YAML loader gives PyYAML's tokens, events, marks and errors."""

from random import Random
from typing import Any

import pytest
import yaml

from promptguard.detectors.known_secrets.yaml_loader import Loader
from tests.samples import known_secrets as samples

_PIECES = (
    *"\n\n\n  \t:#-?,[]{}&*!|>'\"%@`\\axK0.~<=\x85\u2028\u2029\ufeff\r\x0b\0é", "\n  ", "- ", ": ",
    "\n---\n", "\n...\n", "|-\n", ">+\n ", "? ", "&a ", "*a", "!!str ", "\\x41", "\\\n", "''",
    '"\n\n x"', "<<: ", " #c", "{a: b, c}", "[a: 1, b]", "key:", "\r\n", "|2\n", "- - ", "\n\n\n",
    "- |\n  x\n", "%YAML 1.1\n", "%TAG ! x\n",
)  # fmt: skip


def tokens(kind: Any, text: str) -> list[Any]:
    loader = kind(text)
    seen: list[Any] = []
    while (token := loader.get_token()) is not None:
        value = getattr(token, "value", None)
        marks = [(at.index, at.line, at.column) for at in (token.start_mark, token.end_mark)]
        state = (loader.index, loader.line, loader.column, len(loader.tokens))
        seen.append((type(token).__name__, value, marks, state))
    return seen


def events(kind: Any, text: str) -> list[Any]:
    loader = kind(text)
    seen: list[Any] = []
    while loader.check_event():
        event = loader.get_event()
        facts = [getattr(event, name, None) for name in ("value", "tag", "anchor", "implicit")]
        ends = (event.start_mark.index, event.end_mark.index)
        seen.append((type(event).__name__, facts, ends, loader.line, len(loader.marks)))
    return seen


def value(kind: Any, text: str) -> str:
    return repr(kind(text).get_single_data())


def outcome(read: Any, kind: Any, text: str) -> Any:
    """What reading gives, or the error with its place."""
    try:
        return read(kind, text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = mark and (mark.index, mark.line, mark.column)
        return type(error).__name__, error.context, error.problem, where
    except Exception as error:
        return type(error).__name__


def same(text: str) -> None:
    for read in (tokens, events, value):
        assert outcome(read, Loader, text) == outcome(read, yaml.SafeLoader, text), repr(text)


@pytest.mark.parametrize("seed", range(8))
def test_on_pieces_in_any_order(seed: int) -> None:
    random = Random(seed)
    for _ in range(250):
        same("".join(random.choice(_PIECES) for _ in range(random.randrange(1, 40))))


@pytest.mark.parametrize("seed", range(4))
def test_on_files_with_secrets(seed: int) -> None:
    random = Random(seed)
    for _ in range(100):
        same(samples.file(random)[1].decode("utf-8", "replace").replace("\r\n", "\n"))


def test_an_error_shows_no_text() -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        Loader("hidden: 'value").get_single_data()
    assert "hidden" not in str(caught.value)
