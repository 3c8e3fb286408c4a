"""The quick door of the hooks: is there certainly nothing to say about these bytes?

True spares the run every rule, noun and configuration; False only means "look properly".
"""

import os

from promptguard import git, rulebook
from promptguard.folders import user_settings
from promptguard.sources import staged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from promptguard.engine.tiers import Engine

    Say = Callable[[str], None] | None

_CONFIGURED = ("promptguard.toml", ".secrets.baseline", "pyproject.toml")
_TABLE = b"tool.promptguard"


def index_is_clean(folder: str = ".", *, say: "Say" = None) -> bool:
    """Has what the index would commit no candidate, no binary and no configuration above it?

    Raises SourceError outside a repository.
    """
    blobs, submodules = staged.changed(folder)
    if not blobs:
        return not submodules
    if submodules:
        return False
    settings = [f":{name}" for name in _configuration_names([name for name, _ in blobs])]
    engine: Engine | None = None
    asked = [*settings, *(identity for _, identity in blobs)]
    for number, (name, content) in enumerate(git.blobs(folder, asked)):
        if isinstance(content, git.LargeBlob):
            return False
        if number < len(settings):
            if content is not None and _configures(name, content):
                return False
            continue
        if engine is None:
            engine = rulebook.open_rulebook(say=say)
        if content is None or not _is_clean(name, content, engine):
            return False
    return not os.path.exists(user_settings())


def files_are_clean(files: "Sequence[str]", *, say: "Say" = None) -> bool:
    """The same for files on disk."""
    folders = {os.path.dirname(os.path.abspath(file)) for file in files}
    for folder in list(folders):
        while (parent := os.path.dirname(folder)) != folder and parent not in folders:
            folders.add(parent)
            folder = parent
    for folder in folders:
        for name in _CONFIGURED:
            content = _content(os.path.join(folder, name))
            if content is not None and _configures(name, content):
                return False
    engine = rulebook.open_rulebook(say=say)
    for file in files:
        content = None if os.path.islink(file) else _content(file)
        if content is None or not _is_clean(file, content, engine):
            return False
    return not os.path.exists(user_settings())


def _is_clean(name: str, content: bytes, engine: "Engine") -> bool:
    if len(content) > git.LARGE:
        return False
    if not content.isascii() or 0 in content:
        from promptguard.documents.decode import to_utf8  # Most text never needs it: 1 ms.

        decoded = to_utf8(content)
        if decoded is None:
            return False
        content = decoded[0]
    return not engine.scan(content, name)


def _configuration_names(names: "Sequence[str]") -> list[str]:
    folders = {""}
    for name in names:
        while "/" in name:
            name = name.rpartition("/")[0]
            folders.add(name)
    return [f"{folder}/{file}" if folder else file for folder in folders for file in _CONFIGURED]


def _configures(name: str, content: bytes) -> bool:
    return not name.endswith("pyproject.toml") or _TABLE in content


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb", buffering=0) as source:
            return source.read(git.LARGE + 1)
    except OSError:
        return None
