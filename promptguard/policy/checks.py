"""TOML tables are read through tables of checks, so that every mistake has its own sentence."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from promptguard.errors import ConfigError, did_you_mean
from promptguard.model import Action, Confidence, Level
from promptguard.tables import Described, described, whole

Check = Callable[[object], Any]
_T = TypeVar("_T")
_Meant = TypeVar("_Meant")


class Expected(Exception):
    """A value is not what its key needs; the text says what is wrong, `hint` what is near."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


def read_table(where: str, prefix: str, raw: object, checks: Mapping[str, Check]) -> dict[str, Any]:
    """The checked values of a TOML table; keys that are absent stay absent.

    Raises ConfigError for an unknown key or a value that its check refuses.
    """
    if not isinstance(raw, dict):
        raise ConfigError(where, prefix, "is not a table")
    values: dict[str, Any] = {}
    for key, value in raw.items():
        path = f"{prefix}.{key}" if prefix else key
        if key not in checks:
            raise ConfigError(where, path, "is not a key here", did_you_mean(key, list(checks)))
        try:
            values[key] = checks[key](value)
        except Expected as wrong:
            raise ConfigError(where, path, str(wrong), wrong.hint) from None
    return values


@described({"type": "string"})
def text(value: object) -> str:
    """A string."""
    if not isinstance(value, str):
        raise Expected(f"must be a string, not {_kind(value)}")
    return value


@described({"type": "string", "pattern": r"\S"})
def sentence(value: object) -> str:
    """A string that says something."""
    if not text(value).strip():
        raise Expected("must not be empty")
    return text(value).strip()


@described({"type": "boolean"})
def flag(value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Expected(f"must be true or false, not {_kind(value)}")
    return value


@described({"type": "integer", "minimum": 0})
def count(value: object) -> int:
    """A whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Expected("must be a whole number from 0")
    return value


@described({"type": "array", "items": {"type": "string"}, "minItems": 1})
def words(value: object) -> tuple[str, ...]:
    """A list of strings; an empty one would say nothing and is refused."""
    if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
        raise Expected('must be a list of strings such as ["one", "two"]')
    return tuple(value)


def one_of(known: tuple[str, ...], what: str) -> Described[str]:
    """A word out of a closed list."""

    def check(value: object) -> str:
        if not isinstance(value, str):
            raise Expected(f"must be {what} ({', '.join(known)}), not {_kind(value)}")
        if value not in known:
            hint = did_you_mean(value, known)
            listed = f" ({', '.join(known)})" if hint.startswith("Did") else ""
            raise Expected(f'"{value}" is not {what}{listed}', hint)
        return value

    return Described(check, {"enum": list(known)})


def all_of(known: tuple[str, ...], what: str) -> Described[tuple[str, ...]]:
    """A list of words out of a closed list."""
    return each_of(one_of(known, what))


def each_of(check: Described[_T]) -> Described[tuple[_T, ...]]:
    """A list of words that pass a check, each for itself."""
    schema = {"type": "array", "items": check.schema, "minItems": 1}
    return Described(lambda value: tuple(check(word) for word in words(value)), schema)


def meaning(check: Described[_T], means: Callable[[_T], _Meant]) -> Described[_Meant]:
    """A check whose value stands for something else."""
    return Described(lambda value: means(check(value)), check.schema)


_LEVEL_WORD = one_of(tuple(level.word for level in Level), "a level")
_CONFIDENCE_WORD = one_of(tuple(step.word for step in Confidence), "a confidence")
_ACTION_WORD = one_of(tuple(action.word for action in Action), "an action")


#: A level, a confidence and an action, each by its word.
level = meaning(_LEVEL_WORD, lambda word: Level[word.upper()])
confidence = meaning(_CONFIDENCE_WORD, lambda word: Confidence[word.upper()])
action = meaning(_ACTION_WORD, lambda word: Action[word.upper()])


@described({"type": "string", "pattern": whole("[A-Z]{2}")})
def country(value: object) -> str:
    """A code that looks like one.

    Raises Expected.
    """
    code = text(value)
    if len(code) != 2 or not code.isascii() or not code.isalpha() or not code.isupper():
        raise Expected(f'"{code[:60]}" is not the code of a country, such as DE, or EU')
    return code


def _kind(value: object) -> str:
    names = {bool: "a truth value", int: "a number", float: "a number", str: "a string"}
    names |= {list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")
