"""A policy file in several parts: `include` names files that lie beside it."""

import os
from collections.abc import Callable
from typing import Any

from promptguard.errors import ConfigError
from promptguard.policy.checks import Expected, words
from promptguard.tables import parse_toml

#: A policy in more parts than this is nobody's to understand.
_MOST = 20
Part = tuple[str, dict[str, Any]]


def parsed(where: str, data: bytes) -> dict[str, Any]:
    """A TOML file's tables.

    Raises ConfigError.
    """
    # Here and not at the top: it costs more than the rest of a hook's start.
    import tomllib

    try:
        return parse_toml(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise ConfigError(where, "", f"is not UTF-8 (byte {error.start})") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(where, "", f"is not TOML: {error}") from None
    except ValueError:  # an integer of thousands of digits
        raise ConfigError(where, "", "is not TOML: a number is too long") from None
    except RecursionError:
        raise ConfigError(where, "", "is not TOML: nested too deeply") from None


def parts(path: str, data: bytes, read: Callable[[str], bytes]) -> list[Part]:
    """A policy file and all that it includes, itself first, each with its path.

    Raises ConfigError for a circle, a path that leaves the folder, and what `read` raises.
    """
    return _parts(path, data, read, (os.path.abspath(path),))


def _parts(
    path: str, data: bytes, read: Callable[[str], bytes], trail: tuple[str, ...]
) -> list[Part]:
    raw = parsed(path, data)
    found: list[Part] = [(path, {key: value for key, value in raw.items() if key != "include"})]
    try:
        names = words(raw["include"]) if "include" in raw else ()
    except Expected as wrong:
        raise ConfigError(path, "include", str(wrong)) from None
    for name in names:
        inner = _beside(path, name)
        here = os.path.abspath(inner)
        if here in trail:
            circle = " -> ".join(os.path.basename(each) for each in (*trail, here))
            raise ConfigError(path, "include", f"goes in a circle: {circle}")
        if len(trail) >= _MOST:
            raise ConfigError(path, "include", f"goes deeper than {_MOST} files")
        found += _parts(inner, read(inner), read, (*trail, here))
        if len(found) > _MOST:
            raise ConfigError(path, "include", f"makes a policy of more than {_MOST} files")
    return found


def _beside(path: str, name: str) -> str:
    """A file in the same folder or below: elsewhere nobody vouches for it."""
    steps = name.replace("\\", "/").split("/")
    if os.path.isabs(name) or ".." in steps or ":" in steps[0]:
        raise ConfigError(path, "include", f'"{name[:80]}" leaves the folder of the policy')
    return os.path.join(os.path.dirname(path), *steps)
