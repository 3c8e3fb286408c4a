"""The policy in force: what ships, and an organisation's file that can only make it stricter."""

import os
from typing import Any

from promptguard import clock
from promptguard.errors import ConfigError
from promptguard.model import LayerKind, Policy
from promptguard.policy.destinations import parse_destinations
from promptguard.policy.facts import known_on
from promptguard.policy.layer import parse_file, parse_layer

_HERE = os.path.dirname(__file__)
SHIPPED = "the shipped policy"
#: No policy that people read is longer.
_LIMIT = 1 << 20


def load_policy(path: str = "", *, today: str = "") -> Policy:
    """The shipped policy, below the file at `path` where one is named.

    Every layer decides for itself and the strictest holds, so a file cannot loosen another.
    Its destinations are as they are known on `today` (default: the clock's), so that what decides
    needs no clock: a fact that has expired has no value there.
    Raises ConfigError where the file is missing, unreadable or wrong.
    """
    destinations = parse_destinations("destinations.toml", _shipped("destinations.toml"))
    layers = [parse_layer(SHIPPED, _shipped("default.toml"), destinations)]
    if path:
        own = parse_file(path, _own(path), destinations, LayerKind.REPOSITORY)
        layers.insert(0, own.layer)
    day = today or clock.today()
    return Policy(tuple(layers), tuple(known_on(each, day) for each in destinations))


def _shipped(name: str) -> dict[str, Any]:
    with open(os.path.join(_HERE, name), "rb") as source:
        return _parsed(name, source.read())


def _own(path: str) -> dict[str, Any]:
    try:
        if not os.path.isfile(path):
            what = "is not a file" if os.path.exists(path) else "does not exist"
            raise ConfigError(path, "", f"the policy {what}, so nothing can be decided")
        with open(path, "rb") as source:
            data = source.read(_LIMIT + 1)
    except OSError as error:
        reason = error.strerror or "read error"
        raise ConfigError(path, "", f"the policy cannot be read: {reason}") from None
    if len(data) > _LIMIT:
        raise ConfigError(path, "", "the policy is larger than 1 MiB")
    return _parsed(path, data)


def _parsed(where: str, data: bytes) -> dict[str, Any]:
    # Here and not at the top: it costs more than the rest of a hook's start.
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise ConfigError(where, "", f"is not UTF-8 (byte {error.start})") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(where, "", f"is not TOML: {error}") from None
    except ValueError:  # an integer of thousands of digits
        raise ConfigError(where, "", "is not TOML: a number is too long") from None
    except RecursionError:
        raise ConfigError(where, "", "is not TOML: nested too deeply") from None
