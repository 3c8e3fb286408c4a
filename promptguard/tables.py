"""The grammar of TOML files: tables of keys, each with the check its value must pass."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from promptguard.errors import ConfigError, did_you_mean

Check = Callable[[object], Any]
_T = TypeVar("_T")

_TYPES = {
    bool: "a boolean",
    int: "an integer",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "a table",
}


#: Python's reader of TOML takes time that grows with the square of the dots in a key.
_MOST_DOTS = 300
_NO_KEYS = re.compile(
    r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*'
)


def parse_toml(text: str) -> dict[str, Any]:
    """The table of a TOML text that somebody else may have written.

    Raises ValueError where it is none, or would keep the reader busy; RecursionError.
    """
    import tomllib  # 9 ms, and a run without any configuration asks for none.

    if _has_dots(text) and _has_dots(_NO_KEYS.sub("", text)):
        raise tomllib.TOMLDecodeError(f"a key has more than {_MOST_DOTS} dots")
    return tomllib.loads(text)


def _has_dots(text: str) -> bool:
    return any(line.count(".") > _MOST_DOTS for line in text.split("\n"))


class Described(Generic[_T]):
    """A check that can also say, as JSON Schema, what it accepts."""

    __slots__ = ("_check", "schema")

    def __init__(self, check: Callable[[object], _T], schema: dict[str, Any]) -> None:
        self._check, self.schema = check, schema

    def __call__(self, value: object) -> _T:
        return self._check(value)


def described(schema: dict[str, Any]) -> Callable[[Callable[[object], _T]], Described[_T]]:
    """Put the JSON Schema of what it accepts beside a check, where nobody forgets it."""

    def beside(check: Callable[[object], _T]) -> Described[_T]:
        return Described(check, schema)

    return beside


class Key(NamedTuple):
    """One key: `check` turns what was written into what it means, or raises Wrong.

    What an absent key means is said once, by the noun it ends up in (model/settings.py).
    """

    name: str
    check: Check
    required: bool = False
    #: Only the user's own file may set it: a repository must not decide this for its readers.
    users_only: bool = False
    #: What an editor shows beside the key.
    about: str = ""


def schema_of(check: Check) -> dict[str, Any]:
    """What a check accepts, as JSON Schema; a check that is not described accepts anything."""
    found: dict[str, Any] = getattr(check, "schema", {})
    return found


def table_schema(keys: Sequence[Key], *, users: bool = False) -> dict[str, Any]:
    """What `read_table` accepts with these keys, as JSON Schema."""
    kept = [key for key in keys if users or not key.users_only]
    about = {key.name: {"description": key.about} for key in kept if key.about}
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            key.name: {**about.get(key.name, {}), **schema_of(key.check)} for key in kept
        },
        "additionalProperties": False,
    }
    required = [key.name for key in kept if key.required]
    return {**schema, "required": required} if required else schema


def whole(pattern: str) -> str:
    """A pattern that means all of a text, in Python's dialect and in JavaScript's alike."""
    return f"^(?:{pattern})(?![\\s\\S])"


class Wrong(Exception):
    """What a key expects and did not get; `inside` leads from the key to the spot."""

    def __init__(self, message: str, hint: str = "", inside: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.inside = message, hint, inside


def read_table(
    table: Mapping[str, object],
    keys: Sequence[Key],
    *,
    where: str,
    prefix: str = "",
    users: bool = False,
) -> dict[str, Any]:
    """What a table's keys mean.

    Raises ConfigError, which names the file and the key, for the first mistake.
    """
    names = [key.name for key in keys]
    for name in table:
        if name not in names:
            unknown = prefix + shown(name)
            raise ConfigError(where, unknown, "no such key", did_you_mean(name, names))
    found = {}
    for key in keys:
        if key.name in table:
            found[key.name] = _checked(key, table[key.name], where, prefix, users=users)
        elif key.required:
            raise ConfigError(where, prefix + key.name, "is missing")
    return found


def _checked(key: Key, value: object, where: str, prefix: str, *, users: bool) -> Any:
    name = prefix + key.name
    if key.users_only and not users:
        hint = "A repository may not decide this for those who clone it."
        raise ConfigError(where, name, "may stand only in your own user-level config.toml", hint)
    try:
        return key.check(value)
    except Wrong as wrong:
        raise ConfigError(where, name + wrong.inside, wrong.message, wrong.hint) from None


def text(most: int, *, least: int = 1) -> Check:
    """A string of so many characters."""

    def check(value: object) -> str:
        found = _typed(value, str, "a string")
        if not found.strip() and least:
            raise Wrong("expects a string that is not empty")
        if not least <= len(found) <= most:
            raise Wrong(f"expects {least} to {most} characters, not {len(found)}")
        return found

    schema = {"type": "string", "maxLength": most}
    return Described(check, {**schema, "minLength": least, "pattern": r"\S"} if least else schema)


def shaped(pattern: str, expectation: str, example: str) -> Check:
    """A string that has a shape."""
    shape = re.compile(pattern)

    def check(value: object) -> str:
        found = _typed(value, str, "a string")
        if not shape.fullmatch(found):
            raise Wrong(f'"{shown(found)}" is not {expectation}', f'Such as "{example}".')
        return found

    return Described(check, {"type": "string", "pattern": whole(pattern), "examples": [example]})


def word(kind: str, meanings: Mapping[str, object]) -> Check:
    """One of a few words, which stand for something."""

    def check(value: object) -> object:
        found = _typed(value, str, "a string")
        if found not in meanings:
            known = ", ".join(meanings)
            hint = did_you_mean(found, tuple(meanings))
            hint = "" if hint.startswith("Known") else hint
            raise Wrong(f'"{shown(found)}" is not {kind} ({known})', hint)
        return meanings[found]

    return Described(check, {"enum": list(meanings)})


def array(item: Check, most: int, *, least: int = 0) -> Check:
    """An array whose items all pass a check; a mistake names the item, counted from 1."""

    def check(value: object) -> tuple[Any, ...]:
        items = _typed(value, list, "an array")
        if not least <= len(items) <= most:
            raise Wrong(f"expects {least or 'at most'}{' to' if least else ''} {most} items")
        found = []
        for number, one in enumerate(items, 1):
            try:
                found.append(item(one))
            except Wrong as wrong:
                raise Wrong(wrong.message, wrong.hint, f"[{number}]{wrong.inside}") from None
        return tuple(found)

    bounds = {"minItems": least, "maxItems": most} if least else {"maxItems": most}
    return Described(check, {"type": "array", "items": schema_of(item), **bounds})


def tables(most: int, keys: Sequence[Key] = ()) -> Check:
    """An array of tables, as `[[name]]` writes them; `keys` are what stands in one.

    The keys are only described: who asked for the tables reads them, and can name the spot.
    """

    def one(value: object) -> dict[str, Any]:
        return _typed(value, dict, "a table")

    return array(Described(one, table_schema(keys) if keys else {"type": "object"}), most)


def shown(value: str, *, most: int = 40) -> str:
    """Something of a value for a message: short, on one line, and never a whole paste."""
    cut = value[:most] + ("..." if len(value) > most else "")
    return "".join(char if char.isprintable() else "?" for char in cut)


def _typed(value: object, kind: type[_T], expectation: str) -> _T:
    if isinstance(value, kind):
        return value
    given = next((name for known, name in _TYPES.items() if isinstance(value, known)), "a date")
    raise Wrong(f"expects {expectation}, not {given}")
