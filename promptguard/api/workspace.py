"""Which configuration and baseline hold for which file: the nearest from it upwards."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from promptguard import batch, config
from promptguard.errors import SourceError
from promptguard.model import Condition, Confidence, Note, Settings
from promptguard.sources.files import listing
from promptguard.suppression import baseline

_BASELINE = ".secrets.baseline"
CONFIGURED = ("promptguard.toml", "pyproject.toml", _BASELINE)

Read = Callable[[str], "bytes | None"]


class ScanOptions(NamedTuple):
    """What a caller asks beyond the configuration; None leaves it to the configuration."""

    min_confidence: Confidence | None = None
    fail_on: tuple[Condition, ...] | None = None
    baseline: bool = True
    all_files: bool = False
    jobs: int = 0
    #: Told when a rule database must be built first, which takes a second or two.
    say: Callable[[str], None] | None = None


def groups_of(path: str, options: ScanOptions) -> tuple[list[batch.Group], list[Note]]:
    """The files of a folder by the configuration that holds for them, and what was left out."""
    notes: list[Note] = []
    files: list[str] = []
    for item in listing(path, all_files=options.all_files):
        if isinstance(item, Note):
            notes.append(item)
        else:
            files.append(item)
    top = path
    homes = {os.path.dirname(file) for file in files if os.path.basename(file) in CONFIGURED}
    homes.add(top)
    by_home: dict[str, list[str]] = {}
    nearest: dict[str, str] = {}
    for file in files:
        folder = os.path.dirname(file)
        home = nearest.get(folder)
        if home is None:
            home = nearest[folder] = _nearest(folder, homes, top)
        by_home.setdefault(home, []).append(file)
    by_home.setdefault(top, [])
    named = _shown_names(path)
    # Folders whose own pyproject.toml says nothing share the settings of the one above.
    by_settings: dict[Settings, list[tuple[str, str]]] = {}
    for home, found in by_home.items():
        settings = settings_from(upwards(home), read_disk, options)
        kept = _not_excluded(found, settings)
        by_settings.setdefault(settings, []).extend((file, named(file)) for file in kept)
    return [batch.Group(settings, tuple(files)) for settings, files in by_settings.items()], notes


def named_groups(files: Sequence[str], options: ScanOptions) -> list[batch.Group]:
    """Files that were named one by one, by the configuration that holds for them."""
    by_folder: dict[str, Settings] = {}
    by_settings: dict[Settings, list[tuple[str, str]]] = {}
    for file in files:
        folder = os.path.dirname(os.path.abspath(file))
        if folder not in by_folder:
            by_folder[folder] = settings_from(upwards(folder), read_disk, options)
        by_settings.setdefault(by_folder[folder], []).append((file, _shown_names(file)(file)))
    return [batch.Group(settings, tuple(found)) for settings, found in by_settings.items()]


def _nearest(folder: str, homes: set[str], top: str) -> str:
    while folder not in homes and len(folder) > len(top):
        folder = os.path.dirname(folder)
    return folder if folder in homes else top


def _not_excluded(files: list[str], settings: Settings) -> list[str]:
    if not settings.exclude:
        return files
    from pathspec import PathSpec

    excluded = PathSpec.from_lines("gitwildmatch", settings.exclude)
    root = settings.root
    return [
        file
        for file in files
        if not excluded.match_file(os.path.relpath(os.path.abspath(file), root))
    ]


def _shown_names(path: str) -> Callable[[str], str]:
    """How a file below `path` is shown: relative to the current folder when inside, else absolute."""
    start = os.path.abspath(path)
    here = os.getcwd()
    if start == here:
        shown = ""
    elif start.startswith(here.rstrip(os.sep) + os.sep):
        shown = os.path.relpath(start, here)
    else:
        shown = start
    skip = len(path)

    def name(file: str) -> str:
        return os.path.join(shown, file[skip:].lstrip(os.sep)) if len(file) > skip else shown

    return name


def upwards(path: str) -> list[str]:
    """The folders from a path (its own, if it is one) to the root."""
    folder = os.path.abspath(path)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    found = [folder]
    while (parent := os.path.dirname(folder)) != folder:
        folder = parent
        found.append(folder)
    return found


def parents(name: str) -> list[str]:
    """The folders above a repository path, nearest first, the top as ""."""
    found = []
    while "/" in name:
        name = name.rpartition("/")[0]
        found.append(name)
    return [*found, ""]


def join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def read_disk(path: str) -> bytes | None:
    try:
        with open(path, "rb") as source:
            return source.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from None


def settings_from(folders: Iterable[str], read: Read, options: ScanOptions) -> Settings:
    """The settings and the baseline that the nearest of these folders hold.

    Raises ConfigError where one of them is wrong.
    """
    chain = list(folders)
    settings = config.load(chain, read)
    if options.min_confidence is not None:
        settings = settings._replace(min_confidence=options.min_confidence)
    if options.fail_on is not None:
        settings = settings._replace(fail_on=options.fail_on)
    if not options.baseline:
        return settings
    for folder in chain:
        where = os.path.join(folder, _BASELINE) if folder else _BASELINE
        content = read(where)
        if content is not None:
            return settings._replace(foreign=baseline.parse(content, where))
    return settings
