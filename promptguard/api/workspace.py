"""Which configuration and baseline hold for which file: the nearest from it upwards."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from promptguard import batch, config
from promptguard.api.around import around, speaking, speaking_above, speaking_of
from promptguard.errors import SourceError
from promptguard.model import Condition, Confidence, Note, NoteKind, Origin, OriginKind, Settings
from promptguard.sources.files import Folder, listing
from promptguard.suppression import baseline

_BASELINE = ".secrets.baseline"
CONFIGURED = frozenset({"promptguard.toml", "pyproject.toml", _BASELINE})

Read = Callable[[str], "bytes | None"]


class ScanOptions(NamedTuple):
    """What a caller asks beyond the configuration; None leaves it to the configuration."""

    min_confidence: Confidence | None = None
    fail_on: tuple[Condition, ...] | None = None
    baseline: bool = True
    all_files: bool = False
    #: What a person names is always scanned; what a framework names for them is not.
    exclude_named: bool = False
    jobs: int = 0
    #: Told when a rule database must be built first, which takes a second or two.
    say: Callable[[str], None] | None = None


def groups_of(path: str, options: ScanOptions) -> tuple[list[batch.Group], list[Note]]:
    """The files of a folder by the configuration that holds for them, and what was left out."""
    listed = list(listing(path, all_files=options.all_files))
    notes = [item for item in listed if isinstance(item, Note)]
    folders = [item for item in listed if isinstance(item, Folder)]
    # Plain string work instead of os.path: a tree has tens of thousands of files.
    shown = shown_name(path)
    top, prefix = os.path.join(path, ""), os.path.join(shown, "") if shown else ""
    rules = [folder.path + name for folder in folders for name in speaking(folder.names)]
    rules += speaking_above(path)
    by_settings: dict[Settings, list[tuple[str, str]]] = {}
    for home, found in _by_home(top, folders).items():
        settings = settings_from(upwards(home), read_disk, options)
        files: list[tuple[str, str]] = []
        for base, names, _ in found:
            here = prefix + base[len(top) :]
            files += [(base + name, here + name) for name in names]
        left = excluded([file for file, _ in files], settings, top=os.getcwd())
        if left:
            files = [pair for pair in files if pair[0] not in left]
            notes.append(left_out(len(left), settings))
        # Folders whose own pyproject.toml says nothing share the settings of the one above.
        by_settings.setdefault(settings, []).extend(files)
    roots = {folder.root for folder in folders}
    return _with_tags(by_settings, rules, notes, roots), notes


def _with_tags(
    by_settings: Mapping[Settings, Sequence[tuple[str, str]]],
    rules: Sequence[str],
    notes: list[Note],
    roots: Collection[str] | None = None,
) -> list[batch.Group]:
    """The groups, each with what these rules say of its files; what is wrong lands in `notes`.

    Below `roots`, where they are known, no other work tree begins.
    """
    groups = []
    for settings, files in by_settings.items():
        found = around((path for path, _ in files), rules, settings, roots)
        notes += found.notes
        groups.append(batch.Group(settings, tuple(files), found.of))
    return groups


def _by_home(top: str, folders: Sequence[Folder]) -> dict[str, list[Folder]]:
    """The folders by the nearest one, up to `top`, that holds a configuration."""
    by_home: dict[str, list[Folder]] = {top: []}
    for folder in folders:
        if not CONFIGURED.isdisjoint(folder.names):
            by_home.setdefault(folder.path, [])
    nearest = dict(by_home)

    def home_of(path: str) -> list[Folder]:
        if path not in nearest:
            above = path[: path.rfind(os.sep, 0, -1) + 1] if len(path) > len(top) else top
            nearest[path] = home_of(above)
        return nearest[path]

    for folder in folders:
        home_of(folder.path).append(folder)
    return by_home


def named_groups(
    files: Sequence[str], options: ScanOptions
) -> tuple[list[batch.Group], list[Note]]:
    """Files that were named one by one, by the configuration that holds, and what was left out."""
    left: dict[Settings, int] = {}
    by_folder: dict[str, Settings] = {}
    by_settings: dict[Settings, list[tuple[str, str]]] = {}
    for file in files:
        folder = os.path.dirname(os.path.abspath(file))
        if folder not in by_folder:
            by_folder[folder] = settings_from(upwards(folder), read_disk, options)
        settings = by_folder[folder]
        if options.exclude_named and excluded([file], settings, top=os.getcwd()):
            left[settings] = left.get(settings, 0) + 1
        else:
            by_settings.setdefault(settings, []).append((file, shown_name(file)))
    notes = [left_out(count, settings) for settings, count in left.items()]
    return _with_tags(by_settings, speaking_of(files), notes), notes


def excluded(files: Sequence[str], settings: Settings, *, top: str = "") -> set[str]:
    """The files that the configuration leaves out; `top` is what relative ones lie in."""
    if not settings.exclude:
        return set()
    from promptguard.tags.globs import matcher  # Only where something is left out.

    leaves_out = matcher(tuple(settings.exclude))
    root = os.path.join(top, settings.root) or "."
    below = ((file, os.path.relpath(os.path.join(top, file), root)) for file in files)
    return {file for file, path in below if leaves_out(path.replace(os.sep, "/"))}


def left_out(count: int, settings: Settings) -> Note:
    """What a configuration's `exclude` kept from being scanned."""
    files = "1 file was" if count == 1 else f"{count:,} files were"
    told = f"{files} left out, as exclude says"
    return Note(NoteKind.EXCLUDED, Origin(OriginKind.FILE, settings.source), told)


def shown_name(path: str) -> str:
    """How a path is shown: relative to the current folder when inside it, else absolute."""
    full, here = os.path.abspath(path), os.getcwd()
    if full == here:
        return ""
    return os.path.relpath(full, here) if full.startswith(os.path.join(here, "")) else full


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
