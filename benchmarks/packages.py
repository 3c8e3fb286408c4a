"""Public packages to measure on, fetched once through their registries' own clients and pinned.

A package is named `pypi:NAME==VERSION`, `wheel:NAME==VERSION`, `npm:NAME@VERSION` or
`debian:NAME==UPSTREAM-VERSION` (its upstream source). What was fetched first is what is measured
ever after: packages.json keeps each archive's SHA-256, and an archive with another is refused.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.samples.corpora import Unavailable, folder

_DIGESTS = Path(__file__).parent / "packages.json"
_TIMEOUT = 900
#: What could not be fetched in this run, and why: asked once, not for each of its files.
_FAILED: dict[str, str] = {}
_DEBIAN = "http://deb.debian.org/debian"
_SUITES = ("bookworm", "trixie")
_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def fetch(package: str) -> Path:
    """The unpacked tree of a package, without the archive's top folder.

    Raises Unavailable.
    """
    tree = folder() / package.replace("/", "+").replace(":", "-", 1)
    if tree.is_dir():
        return tree
    if package in _FAILED:
        raise Unavailable(_FAILED[package])
    try:
        return _fetch(package, tree)
    except Unavailable as reason:
        _FAILED[package] = str(reason)
        raise


def _fetch(package: str, tree: Path) -> Path:
    tree.parent.mkdir(parents=True, exist_ok=True)
    registry, _, name = package.partition(":")
    with tempfile.TemporaryDirectory(dir=tree.parent) as scratch:
        archive = _CLIENTS[registry](name, Path(scratch))
        _check(package, archive)
        top = _unpack(archive, Path(scratch) / "tree")
        try:
            top.rename(tree)
        except OSError:  # Another process was quicker.
            if not tree.is_dir():
                raise
    return tree


def _pypi(name: str, scratch: Path) -> Path:
    """The sdist, prepared by pip with the build tools at hand or its own; else the wheel."""
    said = ""
    for options in (
        ("--no-binary", ":all:", "--no-build-isolation"),
        ("--no-binary", ":all:"),
        ("--only-binary", ":all:"),
    ):
        said = _pip([*options, name], scratch)
        if not said:
            break
    return _only_archive(name, scratch, said)


def _wheel(name: str, scratch: Path) -> Path:
    """The wheel, for what is too slow to prepare or has no sdist."""
    return _only_archive(name, scratch, _pip(["--only-binary", ":all:", name], scratch))


def _pip(arguments: Sequence[str], scratch: Path) -> str:
    base = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(scratch)]
    return _run([*base, *arguments], scratch)


def _only_archive(name: str, scratch: Path, said: str) -> Path:
    found = [path for path in scratch.iterdir() if path.suffix in (".gz", ".zip", ".whl", ".tgz")]
    if said or not found:
        raise Unavailable(f"{name}: {said or 'nothing was fetched'}")
    return found[0]


def _npm(name: str, scratch: Path) -> Path:
    beside = Path(shutil.which("node") or "node").parent.parent / "lib/node_modules/npm/bin"
    program = [found] if (found := shutil.which("npm")) else ["node", str(beside / "npm-cli.js")]
    said = _run([*program, "pack", "--ignore-scripts", "--silent", name], scratch)
    return _only_archive(name, scratch, said)


def _debian(name: str, scratch: Path) -> Path:
    """The upstream archive of a Debian source package, by apt with folders of its own."""
    name, _, version = name.partition("==")
    state = folder() / ".apt"
    for part in ("lists/partial", "cache/archives/partial"):
        (state / part).mkdir(parents=True, exist_ok=True)
    sources = state / "sources.list"
    sources.write_text(
        "".join(f"deb-src [signed-by={_KEYRING}] {_DEBIAN} {suite} main\n" for suite in _SUITES)
    )
    options = []
    for option in (
        f"Dir::Etc::sourcelist={sources}", "Dir::Etc::sourceparts=-",
        f"Dir::State::lists={state / 'lists'}", f"Dir::Cache={state / 'cache'}",
        "APT::Sandbox::User=root",
    ):  # fmt: skip
        options += ["-o", option]
    if len([*(state / "lists").glob("*_Sources*")]) < len(_SUITES):
        _run(["apt-get", "-qq", *options, "update"], scratch)
    shown = subprocess.run(
        ["apt-cache", *options, "showsrc", name], check=False, capture_output=True, text=True
    ).stdout
    full = re.search(rf"^Version: ((?:\d+:)?{re.escape(version)}-\S+)$", shown, re.MULTILINE)
    wanted = f"{name}={full[1]}" if full else name
    said = _run(
        ["apt-get", "-qq", *options, "source", "--tar-only", "--download-only", wanted], scratch
    )
    found = list(scratch.glob(f"{name}_{version}.orig.tar.*[!c]"))
    if said or not found:
        raise Unavailable(f"{name}: {said or f'{version} is no longer in the archive'}")
    return found[0]


_CLIENTS = {"pypi": _pypi, "wheel": _wheel, "npm": _npm, "debian": _debian}


def _run(command: Sequence[str], where: Path) -> str:
    """Nothing, or the last line of what went wrong."""
    try:
        done = subprocess.run(
            command, cwd=where, check=False, capture_output=True, text=True, timeout=_TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{command[0]}: {type(error).__name__}"
    last = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
    return last if done.returncode else ""


def _check(package: str, archive: Path) -> None:
    with open(archive, "rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    known = json.loads(_DIGESTS.read_text(encoding="utf-8")) if _DIGESTS.exists() else {}
    if known.setdefault(package, digest) != digest:
        raise Unavailable(f"{package}: {archive.name} is not the archive that was recorded")
    _DIGESTS.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", encoding="utf-8")


def _unpack(archive: Path, target: Path) -> Path:
    """The folder with the content; members that would land elsewhere are left out."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(target)
    else:
        with tarfile.open(archive) as packed:
            packed.extractall(target, filter=_only_inside)
    inside = list(target.iterdir())
    single = len(inside) == 1 and inside[0].is_dir() and archive.suffix != ".whl"
    top = inside[0] if single else target
    os.chmod(top, 0o755)
    return top


def _only_inside(member: tarfile.TarInfo, path: str) -> tarfile.TarInfo | None:
    try:
        return tarfile.data_filter(member, path)
    except tarfile.FilterError:
        return None
