"""One configuration of detect-secrets: its plugins, what each must see, and its filters."""

import functools
import json
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from promptguard.detectors.known_secrets import adapter
from promptguard.detectors.known_secrets.anchors import (
    ANCHORS,
    BASE64,
    HEX,
    LEAST_BASE64,
    LEAST_HEX,
    PROVEN,
    entropy_anchor,
)
from promptguard.detectors.known_secrets.foreign import (
    BASELINE_FILE,
    Filter,
    Refused,
    filter_of,
    plugins_of,
)
from promptguard.detectors.known_secrets.rules import CUSTOM, RULE_OF_PLUGIN
from promptguard.model import ForeignPlugins

#: Charset and shortest quoted string that the engine looks for.
ENTROPY = {
    "Base64HighEntropyString": (BASE64, LEAST_BASE64),
    "HexHighEntropyString": (HEX, LEAST_HEX),
}


_OF_LINE = frozenset({"filename", "line", "context"})


class Armed(NamedTuple):
    """A plugin and what it must see; `anchor` None means that it looks at every line.

    `by_engine` tells that the engine's hits are all there is of the anchor in raw text.
    """

    name: str
    rule_id: str
    plugin: Any
    anchor: "re.Pattern[str] | None"
    by_engine: bool


class Runner(NamedTuple):
    """A configuration ready to run; `notes` is what of it is not honoured."""

    plugins: tuple[Armed, ...]
    filters: Mapping[str, tuple[Filter, ...]]
    notes: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """May text without anchors be left out?"""
        return all(armed.anchor is not None for armed in self.plugins)

    def refuses(self, asked: str, given: Mapping[str, Any]) -> bool:
        """Does a filter that takes `asked` refuse?"""
        for refuses, arguments in self.filters[asked]:
            try:
                if refuses(**{name: given[name] for name in arguments & given.keys()}):
                    return True
            except TypeError:  # It takes what is not known yet.
                continue
        return False


@functools.lru_cache(maxsize=8)
def runner_of(foreign: ForeignPlugins | None, trusted: tuple[str, ...]) -> Runner:
    """What a baseline asks for, or the defaults."""
    root = foreign.root if foreign else ""
    notes: list[str] = []
    plugins = []
    for config in _plugins(foreign):
        try:
            made = plugins_of(config, root, trusted)
        except Refused as refused:
            notes.append(str(refused))
        else:
            plugins += [_armed(plugin, custom="path" in config) for plugin in made]
    filters = []
    for config in _filters(foreign):
        try:
            filters.append(filter_of(config, root, trusted))
        except Refused as refused:
            notes.append(str(refused))
    return Runner(tuple(plugins), _by_argument(filters), tuple(notes))


def _plugins(foreign: ForeignPlugins | None) -> list[dict[str, Any]]:
    if foreign is not None and foreign.plugins:
        said: list[dict[str, Any]] = json.loads(foreign.plugins)
        return said
    return [{"name": name} for name in adapter.built_in()]


def _filters(foreign: ForeignPlugins | None) -> list[dict[str, Any]]:
    settings = adapter.Settings()
    if foreign is None:
        return [{**config, "path": path} for path, config in settings.filters.items()]
    if foreign.filters:
        settings.configure_filters(json.loads(foreign.filters))
    # The baseline is full of hashes that look like secrets.
    settings.filters[BASELINE_FILE] = {"filename": os.path.basename(foreign.where)}
    return [{**config, "path": path} for path, config in settings.filters.items()]


def _by_argument(filters: Iterable[Filter | None]) -> dict[str, tuple[Filter, ...]]:
    known = [one for one in filters if one is not None]
    found = {
        asked: tuple(one for one in known if asked in one.arguments)
        for asked in ("filename", "line", "secret", "context")
    }
    # What asks for no more than a line has spoken when it was asked about the line.
    found["context"] = tuple(one for one in found["context"] if not one.arguments <= _OF_LINE)
    return found


def _armed(plugin: Any, *, custom: bool) -> Armed:
    name = type(plugin).__name__
    if custom:
        return Armed(name, CUSTOM, plugin, None, by_engine=False)
    rule_id = RULE_OF_PLUGIN.get(name, CUSTOM)
    if adapter.VERSION not in PROVEN or name not in RULE_OF_PLUGIN:
        return Armed(name, rule_id, plugin, None, by_engine=False)
    pattern = next(anchor.pattern for anchor in ANCHORS if anchor.plugin == name)
    by_engine = True
    if name in ENTROPY:
        charset, least = ENTROPY[name]
        # More than 2 ** limit different characters; the engine knows the default limit.
        needed = int(2**plugin.entropy_limit)
        pattern, by_engine = entropy_anchor(charset, needed), needed >= least
    return Armed(name, rule_id, plugin, re.compile(pattern, re.MULTILINE), by_engine)
