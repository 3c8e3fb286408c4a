"""Real source trees to measure on: pinned sdists, fetched once through pip into a cache folder.

`PROMPTGUARD_CORPORA` names the folder; the default is `.cache/corpora` of this repository.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parent.parent.parent
_TIMEOUT = 600


class Sdist(NamedTuple):
    """A source distribution, its digest, and the endings of files that are left out."""

    package: str
    version: str
    sha256: str
    left_out: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.package}-{self.version}"


class Unavailable(Exception):
    """A corpus could not be fetched; the text is pip's last line."""


#: Thousands of files in Python, YAML, PowerShell, shell, C, C#, HTML, JSON, INI and Jinja, and one
#: sample or so of each language that Pygments knows.
PARITY = (
    Sdist(
        "ansible-core",
        "2.19.4",
        "888db6593f2fd42cd05bdbe546704d9c969dce99e3373a54498f6dbefcfa1917",
    ),
    Sdist(
        "pygments",
        "2.19.2",
        "636cb2477cec7f8952536970bc533bc43743542f70392ae026374600add5b887",
        # Half of all bytes, each the token list of another file.
        left_out=(".output",),
    ),
    Sdist("psutil", "7.1.3", "6c86281738d77335af7aec228328e944b30930899ea760ecf33a4dba66be5e74"),
    Sdist(
        "detect-secrets",
        "1.5.0",
        "6bb46dcc553c10df51475641bb30fd69d25645cc12339e46c824c1e0c388898a",
    ),
)
#: A hundred megabytes of well-known repositories, as they come.
TREE = (
    *PARITY[:3],
    Sdist("django", "5.2", "1a47f7a7a3d43ce64570d350e008d2949abe8c7e21737b351b6a1611277c6d89"),
)
#: Its test data is in its repository only; taken where that can be reached.
TEST_DATA = ("https://github.com/Yelp/detect-secrets", "v1.5.0")


def folder() -> Path:
    """Where the trees are kept."""
    return Path(os.environ.get("PROMPTGUARD_CORPORA") or _ROOT / ".cache" / "corpora")


def fetch(sdist: Sdist) -> Path:
    """The unpacked tree, fetched if it is not there yet.

    Raises Unavailable.
    """
    tree = folder() / sdist.name
    if tree.is_dir():
        return tree
    tree.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=tree.parent) as scratch:
        (archive,) = _download(sdist, Path(scratch))
        with tarfile.open(archive) as packed:
            packed.extractall(Path(scratch) / "tree", filter="data")
        (top,) = (Path(scratch) / "tree").iterdir()
        _keep(top, tree)
    return tree


def _download(sdist: Sdist, target: Path) -> list[Path]:
    wanted = target / "requirements.txt"
    wanted.write_text(f"{sdist.package}=={sdist.version} --hash=sha256:{sdist.sha256}\n")
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-binary", ":all:", "--require-hashes", "--no-build-isolation"),
        *("--dest", str(target), "--requirement", str(wanted)),
    ]
    for isolated in (False, True):  # Without isolation it needs no further downloads.
        if isolated:
            command.remove("--no-build-isolation")
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=_TIMEOUT
        )
        if done.returncode == 0:
            return list(target.glob("*.tar.gz"))
    raise Unavailable(f"{sdist.name}: {(done.stderr.strip().splitlines() or ['pip failed'])[-1]}")


def fetch_test_data() -> Path:
    """detect-secrets' repository at the release whose findings are compared.

    Raises Unavailable.
    """
    address, tag = TEST_DATA
    tree = folder() / f"detect-secrets-repository-{tag}"
    if tree.is_dir():
        return tree
    tree.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=tree.parent) as scratch:
        clone = ["git", "clone", "--quiet", "--depth", "1", "--branch", tag, address, "tree"]
        quiet = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
        try:
            subprocess.run(
                clone, cwd=scratch, check=True, capture_output=True, timeout=60, env=quiet
            )
        except (OSError, subprocess.SubprocessError):
            raise Unavailable(f"{address} cannot be reached") from None
        top = Path(scratch) / "tree"
        shutil.rmtree(top / ".git")
        _keep(top, tree)
    return tree


def _keep(made: Path, tree: Path) -> None:
    try:
        made.rename(tree)
    except OSError:  # Another process was quicker.
        if not tree.is_dir():
            raise


def files(tree: Path, left_out: tuple[str, ...] = ()) -> Iterator[Path]:
    """The regular files of a tree, in order."""
    for base, folders, names in os.walk(tree):
        folders.sort()
        for name in sorted(names):
            path = Path(base, name)
            if not name.endswith(left_out or ("\0",)) and path.is_file() and not path.is_symlink():
                yield path


def language(path: Path) -> str:
    """A file's language by its ending, or `other`."""
    return _LANGUAGES.get(path.suffix.lower(), "other")


_LANGUAGES = {
    ".c": "C", ".h": "C", ".cpp": "C++", ".cs": "C#", ".css": "CSS", ".go": "Go",
    ".html": "HTML", ".ini": "INI", ".cfg": "INI", ".conf": "INI", ".j2": "Jinja",
    ".java": "Java", ".js": "JavaScript", ".json": "JSON", ".md": "Markdown", ".pl": "Perl",
    ".ps1": "PowerShell", ".psm1": "PowerShell", ".psd1": "PowerShell", ".py": "Python",
    ".rb": "Ruby", ".rs": "Rust", ".rst": "reStructuredText", ".scala": "Scala", ".sh": "shell",
    ".sql": "SQL", ".toml": "TOML", ".ts": "TypeScript", ".txt": "text", ".xml": "XML",
    ".yaml": "YAML", ".yml": "YAML",
}  # fmt: skip
