"""What a `.secrets.baseline` asks for beyond the defaults: plugins, limits, filters, own files.

Nothing that a repository names is imported: a file of its own runs only if the user's settings
hold its SHA-256, and then those very bytes run; filters are detect-secrets' own or they are none.
"""

import functools
import hashlib
import os
import re
import string
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from promptguard.detectors.known_secrets import adapter

_OWN = "detect_secrets.filters."
_VERIFY = _OWN + "common.is_ignored_due_to_verification_policies"
BASELINE_FILE = _OWN + "common.is_baseline_file"
#: Its answer for a document is known: whoever made the document has read it.
_EXISTS = _OWN + "common.is_invalid_file"
_ONLY_VERIFIED = 3

Config = Mapping[str, Any]


class Refused(Exception):
    """A part of the configuration that is not honoured; the text says which, and why."""


class Filter(NamedTuple):
    """A function that refuses, and which of the known arguments it takes."""

    refuses: Callable[..., bool]
    arguments: frozenset[str]


def plugins_of(config: Config, root: str, trusted: Sequence[str]) -> list[Any]:
    """The plugin that an entry of `plugins_used` describes, or all of a file without a name.

    Raises Refused where there is none such, or its file is not trusted.
    """
    name = str(config.get("name", ""))
    options = {key: value for key, value in config.items() if key not in ("name", "path")}
    if "path" in config:
        module = _trusted_module(str(config["path"]), root, trusted)
        classes = adapter.plugins_in(module)
        if not name:
            return [found() for found in classes.values()]
    else:
        classes = adapter.built_in()
    if name not in classes:
        raise Refused(f"detect-secrets {adapter.VERSION} has no plugin {name}; it did not run")
    try:
        return [classes[name](**options)]
    except (TypeError, ValueError):
        raise Refused(f"the options of plugin {name} are not valid; it did not run") from None


def filter_of(config: Config, root: str, trusted: Sequence[str]) -> Filter | None:
    """The filter that an entry of `filters_used` describes; None where it changes nothing.

    Raises Refused like `plugins_of`.
    """
    path = str(config.get("path", ""))
    if path == _EXISTS:
        return None
    if path == _VERIFY:
        if config.get("min_level", 0) >= _ONLY_VERIFIED:
            raise Refused("verified secrets only: nothing is verified here, all are shown")
        return None
    if path.startswith("file://"):
        file, _, function = path.partition("::")
        return _filter(getattr(_trusted_module(file, root, trusted), function, None), path)
    made = _MADE.get(path.removeprefix(_OWN))
    if made is not None:
        return _filter(made(config, root), path)
    module, _, function = path.rpartition(".")
    if not module.startswith(_OWN):
        raise Refused(f"filter {path} is not one of detect-secrets' own; it did not run")
    try:
        return _filter(getattr(import_module(module), function, None), path)
    except ImportError:
        raise Refused(f"detect-secrets {adapter.VERSION} has no filter {path}") from None


def _filter(function: Any, path: str) -> Filter:
    if not callable(function):
        raise Refused(f"filter {path} does not exist; it did not run")
    return Filter(function, frozenset(adapter.get_injectable_variables(function)))


def _trusted_module(address: str, root: str, trusted: Sequence[str]) -> ModuleType:
    """A file's bytes as a module, if the user named their digest."""
    path = os.path.join(root, address.removeprefix("file://"))
    try:
        with open(path, "rb") as source:
            content = source.read()
    except OSError as error:
        raise Refused(f"{address} cannot be read ({error.strerror}); it did not run") from None
    digest = hashlib.sha256(content).hexdigest()
    if digest not in {known.lower().removeprefix("sha256:") for known in trusted}:
        raise Refused(
            f"{address} is code of the repository and did not run; "
            f'to trust it, set trusted-plugins = ["{digest}"] in your own configuration'
        )
    module = ModuleType(os.path.splitext(os.path.basename(path))[0])
    module.__file__ = path
    exec(compile(content, path, "exec"), module.__dict__)  # noqa: S102 - trusted by digest
    return module


# The filters with options keep them in that singleton and find them by looking at their caller's
# frame; these are the same conditions without.


def _patterns(config: Config) -> list["re.Pattern[str]"]:
    said = config.get("pattern", [])
    try:
        return [re.compile(one) for one in ([said] if isinstance(said, str) else said)]
    except (re.error, TypeError):
        raise Refused(f"filter {config['path']} holds no valid pattern; it did not run") from None


def _exclude_line(config: Config, root: str) -> Callable[..., bool]:
    patterns = _patterns(config)
    return lambda line: any(pattern.search(line) for pattern in patterns)


def _exclude_file(config: Config, root: str) -> Callable[..., bool]:
    patterns = _patterns(config)
    return lambda filename: any(pattern.search(filename) for pattern in patterns)


def _exclude_secret(config: Config, root: str) -> Callable[..., bool]:
    patterns = _patterns(config)
    return lambda secret: any(pattern.search(secret) for pattern in patterns)


def _baseline_file(config: Config, root: str) -> Callable[..., bool]:
    return lambda filename: os.path.basename(filename) == config.get("filename")


def _word_list(config: Config, root: str) -> Callable[..., bool]:
    least = config.get("min_length", 3)
    try:
        with open(os.path.join(root, str(config.get("file_name")))) as source:
            words = {word for line in source if len(word := line.lower().strip()) >= least}
    except (OSError, UnicodeDecodeError):
        raise Refused("the word list of its filter cannot be read; it did not run") from None
    return lambda secret: any(word in secret.lower() for word in words)


def _gibberish(config: Config, root: str) -> Callable[..., bool]:
    if "model" in config:
        raise Refused("the gibberish filter's model is the repository's own; it did not run")
    try:
        detector = import_module("gibberish_detector.detector")
        serializer = import_module("gibberish_detector.serializer")
    except ImportError:
        raise Refused("the gibberish filter needs gibberish-detector, not installed") from None
    with open(adapter.gibberish_model()) as source:
        model = serializer.deserialize(source.read())
    detect = detector.Detector(model=model, threshold=config.get("limit", 3.7))
    plain = frozenset(string.hexdigits + "-")

    def should_exclude_secret(secret: str, plugin: Any = None) -> bool:
        if type(plugin).__name__ == "PrivateKeyDetector" or not set(secret) - plain:
            return False
        return not detect.is_gibberish(secret.lower())

    return should_exclude_secret


def _likely_id(config: Config, root: str) -> Callable[..., bool]:
    """Its own reads a line anew for each secret on it, which for a long list takes minutes."""
    name = re.compile(r"(^(id|myid|userid)|_id)s?[^a-z0-9]", re.IGNORECASE)

    @functools.lru_cache(maxsize=4)
    def first(line: str) -> int:
        match = name.search(line)
        return match.end() if match else len(line) + 1

    def is_likely_id_string(secret: str, line: str, plugin: Any = None) -> bool:
        index = line.find(secret)
        if index < 0 or isinstance(plugin, adapter.RegexBasedDetector):
            return False
        return first(line) <= index

    return is_likely_id_string


_MADE: dict[str, Callable[[Config, str], Callable[..., bool]]] = {
    "regex.should_exclude_line": _exclude_line,
    "regex.should_exclude_file": _exclude_file,
    "regex.should_exclude_secret": _exclude_secret,
    "common.is_baseline_file": _baseline_file,
    "wordlist.should_exclude_secret": _word_list,
    "heuristic.is_likely_id_string": _likely_id,
    "gibberish.should_exclude_secret": _gibberish,
}
