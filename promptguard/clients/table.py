"""The keys of a client's TOML, and the client that it describes."""

from collections.abc import Callable
from functools import partial
from typing import Any

from promptguard import tables
from promptguard.errors import ConfigError
from promptguard.model import Choice, Client, Gate, SettingsFile, Switch
from promptguard.policy.facts import EVIDENCE
from promptguard.tables import Key, Wrong

GATES = (
    "block_prompt",
    "rewrite_prompt",
    "rewrite_tool_input",
    "replace_tool_output",
    "open_on_crash",
    "fail_closed",
    "managed",
)

_TEXT = tables.text(300)
_TEXTS = tables.array(_TEXT, 30)
_KNOWN = tables.word("a kind of evidence", dict(zip(EVIDENCE, EVIDENCE, strict=True)))
_FORMS = {form: form for form in ("json", "toml", "yaml", "dotenv")}
_UNSELECTED = {way: way for way in ("tables", "own", "both")}
_ANSWERS = {answer: answer for answer in ("yes", "no", "unknown")}
_EVIDENCE = Key("evidence", _KNOWN, required=True)

_GATE = (Key("value", tables.word("an answer", _ANSWERS), required=True), Key("how", _TEXT))
_SWITCH = (Key("name", _TEXT, required=True), Key("title", _TEXT, required=True))
_SETTINGS = (
    Key("paths", _TEXTS, required=True),
    Key("form", tables.word("a form", _FORMS), required=True),
    Key("env", _TEXT),
    Key("keys", _TEXTS),
    Key("providers", _TEXT),
    Key("last_word", lambda value: value is True),
    _EVIDENCE,
)
_CHOICE = (
    Key("select", _TEXT),
    Key("until", _TEXT),
    Key("builtin", _TEXTS),
    Key("unselected", tables.word("a way", _UNSELECTED)),
)


def _table(keys: tuple[Key, ...], make: Callable[..., Any]) -> tables.Check:
    def check(value: object) -> Any:
        if not isinstance(value, dict):
            raise Wrong("expects a table")
        try:
            return make(**tables.read_table(value, keys, where=""))
        except ConfigError as error:
            raise Wrong(error.message, error.hint, f".{error.key}") from None

    return check


def _gates(value: object) -> tuple[Gate, ...]:
    keys = tuple(Key(name, _table((*_GATE, _EVIDENCE), partial(Gate, name))) for name in GATES)
    found: dict[str, Gate] = _table(keys, dict)(value)
    return tuple(found.values())


_KEYS = (
    Key("title", _TEXT, required=True),
    Key("destination", _TEXT, required=True),
    Key("seen", tables.shaped("[0-9]{4}-[0-9]{2}", "a month", "2026-11"), required=True),
    Key("provider", _TEXT),
    Key("variables", _TEXTS),
    Key("switches", tables.array(_table((*_SWITCH, Key("endpoint", _TEXT)), Switch), 20)),
    Key("settings", tables.array(_table(_SETTINGS, SettingsFile), 20)),
    Key("choice", _table(_CHOICE, Choice)),
    Key("exclusion", _TEXTS),
    Key("gates", _gates),
    Key("blind", _TEXT),
)


def parse_client(name: str, text: str) -> Client:
    """The facts of a client's TOML.

    Raises ConfigError.
    """
    import tomllib

    values = tables.read_table(tomllib.loads(text), _KEYS, where=f"{name}.toml")
    return Client(id=name, **values)
