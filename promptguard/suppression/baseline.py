"""A `.secrets.baseline` of detect-secrets: the settings it was made with, and what it accepts."""

import functools
import os

from promptguard.errors import ConfigError
from promptguard.model import Finding, ForeignPlugins

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FILTERS = "detect_secrets.filters."
_HINT = "Make it anew with `detect-secrets scan > .secrets.baseline`"
_CUSTOM = "known_secrets.custom-plugin"
#: Of each release that changed the format, the filters that its baselines meant without a word.
_FILTERS_BEFORE_1_0 = (
    "allowlist.is_line_allowlisted",
    "heuristic.is_sequential_string",
    "heuristic.is_potential_uuid",
    "heuristic.is_likely_id_string",
    "heuristic.is_templated_secret",
    "heuristic.is_prefixed_with_dollar_sign",
    "heuristic.is_indirect_reference",
)
_FILTERS_SINCE_1_1 = (
    "heuristic.is_lock_file",
    "heuristic.is_not_alphanumeric_string",
    "heuristic.is_swagger_file",
)


def parse(content: bytes, where: str) -> ForeignPlugins:
    """What a baseline says.

    Raises ConfigError where it is no baseline.
    """
    import json  # 7 ms that only repositories with a baseline pay.

    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise ConfigError(where, "", "is not JSON", _HINT) from None
    if not isinstance(said, dict):
        raise _wrong(where, "", "an object", said)
    version = said.get("version")
    if not isinstance(version, str) or not _numbers(version):
        raise _wrong(where, "version", 'a version such as "1.5.0"', version)
    plugins = _objects(said.get("plugins_used", []), where, "plugins_used", "name")
    filters = _objects(said.get("filters_used", []), where, "filters_used", "path")
    if _numbers(version) < (1, 0):
        plugins, filters = _upgraded(said, plugins)
    if _numbers(version) < (1, 1):
        filters += [{"path": _FILTERS + name} for name in _FILTERS_SINCE_1_1]
    return ForeignPlugins(
        where=where,
        root=os.path.dirname(where),
        version=version,
        plugins=json.dumps(plugins, sort_keys=True) if "plugins_used" in said else "",
        filters=json.dumps(filters, sort_keys=True) if filters or "filters_used" in said else "",
        accepted=_accepted(said.get("results", {}), where),
    )


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def _wrong(where: str, key: str, expected: str, found: object) -> ConfigError:
    kinds = {dict: "an object", list: "a list", str: "a text", type(None): "nothing"}
    kind = kinds.get(type(found), "a number" if isinstance(found, (int, float)) else "another")
    return ConfigError(where, key, f"expected {expected}, found {kind}", _HINT)


def _objects(said: object, where: str, key: str, needed: str) -> "list[dict[str, Any]]":
    if not isinstance(said, list):
        raise _wrong(where, key, "a list", said)
    for index, item in enumerate(said):
        if not isinstance(item, dict):
            raise _wrong(where, f"{key}[{index}]", "an object", item)
        if not isinstance(item.get(needed), str):
            raise _wrong(where, f"{key}[{index}].{needed}", "a text", item.get(needed))
    return said


def _upgraded(
    said: "dict[str, Any]", plugins: "list[dict[str, Any]]"
) -> "tuple[list[dict[str, Any]], list[dict[str, Any]]]":
    """The settings of a release before 1.0 in today's words, without running what they name."""
    limits = {"base64_limit": "limit", "hex_limit": "limit"}
    plugins = [{limits.get(key, key): value for key, value in one.items()} for one in plugins]
    filters: list[dict[str, Any]] = [{"path": _FILTERS + name} for name in _FILTERS_BEFORE_1_0]
    excluded = said.get("exclude") or {"files": said.get("exclude_regex")}
    for key, name in (("files", "should_exclude_file"), ("lines", "should_exclude_line")):
        if isinstance(excluded, dict) and excluded.get(key):
            filters.append({"path": f"{_FILTERS}regex.{name}", "pattern": [excluded[key]]})
    words = said.get("word_list")
    if isinstance(words, dict) and words.get("file"):
        path = _FILTERS + "wordlist.should_exclude_secret"
        filters.append({"path": path, "min_length": 3, "file_name": words["file"]})
    for path in said.get("custom_plugin_paths") or ():
        plugins.append({"name": "", "path": f"file://{path}"})
    return plugins, filters


def _accepted(results: object, where: str) -> frozenset[tuple[str, str, str]]:
    if not isinstance(results, dict):
        raise _wrong(where, "results", "an object", results)
    accepted = set()
    for path, found in results.items():
        for index, item in enumerate(_list_of(found, where, path)):
            at = f"results.{path}[{index}]"
            if not isinstance(item, dict):
                raise _wrong(where, at, "an object", item)
            for key in ("type", "hashed_secret"):
                if not isinstance(item.get(key), str):
                    raise _wrong(where, f"{at}.{key}", "a text", item.get(key))
            accepted.add((path.replace("\\", "/"), item["type"], item["hashed_secret"]))
    return frozenset(accepted)


def _list_of(found: object, where: str, path: str) -> "list[Any]":
    if not isinstance(found, list):
        raise _wrong(where, f"results.{path}", "a list", found)
    return found


def accepted(finding: Finding, path: str, foreign: ForeignPlugins) -> bool:
    """Does the baseline hold this finding of detect-secrets' own plugins for this file?"""
    if not finding.legacy_digest:
        return False
    known = _known(foreign)
    return (_spelled(path, foreign.root), finding.rule_id, finding.legacy_digest) in known


@functools.lru_cache(maxsize=8)
def _known(foreign: ForeignPlugins) -> frozenset[tuple[str, str, str]]:
    """What it accepts by rule; a type of a plugin of somebody's own may be any."""
    return frozenset(
        (os.path.normpath(path).replace("\\", "/"), rule, digest)
        for path, kind, digest in foreign.accepted
        for rule in (rule_of_type(kind), _CUSTOM)
    )


def rule_of_type(kind: str) -> str:
    """The rule for a type as detect-secrets spells it: its words in lower case, with dashes."""
    words = "".join(char if char.isalnum() else " " for char in kind.lower()).split()
    return "known_secrets." + "-".join(words)


def _spelled(path: str, root: str) -> str:
    """A path as the baseline spells it: relative to the baseline's folder, with slashes."""
    try:
        relative = os.path.relpath(os.path.abspath(path), os.path.abspath(root or "."))
    except ValueError:  # Another drive of Windows.
        return path
    return relative.replace("\\", "/")
