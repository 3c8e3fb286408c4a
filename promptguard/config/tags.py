"""`[tags]` of a configuration: which files must be tagged, and how much of a folder at least."""

from collections.abc import Callable
from typing import Any

from promptguard.config.patterns import path_patterns
from promptguard.errors import did_you_mean
from promptguard.model import Minimum, TagRules
from promptguard.tables import Wrong, described, schema_of, shown

_MOST_FOLDERS = 1000
_PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}
_COVERAGE = {
    "anyOf": [
        _PERCENT,
        {"type": "object", "additionalProperties": _PERCENT, "maxProperties": _MOST_FOLDERS},
    ]
}


@described(
    {
        "type": "object",
        "properties": {"required": schema_of(path_patterns), "coverage": _COVERAGE},
        "additionalProperties": False,
    }
)
def read_tags(value: object) -> TagRules:
    """What the table says.

    Raises Wrong, which names the key inside it, for the first mistake.
    """
    if not isinstance(value, dict):
        raise Wrong("expects a table", "Write [tags].")
    known: dict[str, Callable[[object], Any]] = {"required": path_patterns, "coverage": _coverage}
    found = {}
    for name, said in value.items():
        if name not in known:
            raise Wrong("no such key", did_you_mean(name, tuple(known)), f".{shown(name)}")
        try:
            found[name] = known[name](said)
        except Wrong as wrong:
            raise Wrong(wrong.message, wrong.hint, f".{name}{wrong.inside}") from None
    return TagRules(**found)


def _coverage(value: object) -> tuple[Minimum, ...]:
    """Percentages by folder, or one for the whole tree."""
    if isinstance(value, int) and not isinstance(value, bool):
        return (Minimum("", _percent(value, "")),)
    if not isinstance(value, dict) or len(value) > _MOST_FOLDERS:
        raise Wrong("expects a percentage, or a table of them", 'Such as { "src/billing" = 100 }.')
    return tuple(
        Minimum("" if folder == "." else folder.strip("/"), _percent(share, folder))
        for folder, share in value.items()
    )


def _percent(value: object, folder: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
        inside = f".{shown(folder)}" if folder else ""
        raise Wrong("expects a whole percentage from 0 to 100", "", inside)
    return value
