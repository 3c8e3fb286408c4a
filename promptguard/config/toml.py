"""The bytes of a configuration file become a table, or one sentence that says why not."""

from typing import Any

from promptguard.errors import ConfigError
from promptguard.tables import parse_toml

_MOST_BYTES = 1 << 20
_MARKS = (
    (b"\xef\xbb\xbf", "begins with a byte order mark"),
    (b"\xff\xfe", "is UTF-16"),
    (b"\xfe\xff", "is UTF-16"),
)


def parse(content: bytes, where: str) -> dict[str, Any]:
    """The table of a TOML file.

    Raises ConfigError for what is not TOML in UTF-8, and beyond a size no configuration needs.
    """
    if len(content) > _MOST_BYTES:
        raise ConfigError(where, "", "is larger than 1 MiB")
    for mark, what in _MARKS:
        if content.startswith(mark):
            raise ConfigError(where, "", what, "Save it as UTF-8 without byte order mark.")
    try:
        return parse_toml(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(where, "", f"line {line} is not UTF-8", "Save it as UTF-8.") from None
    except ValueError as error:  # Its own error, and an integer of thousands of digits.
        raise ConfigError(where, "", f"is not TOML: {error}") from None
    except RecursionError:
        raise ConfigError(where, "", "is nested too deeply") from None
