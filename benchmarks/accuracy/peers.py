"""The same texts through other scanners, one file each: those that are installed."""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence

from benchmarks.measure import tool, version_of

#: Indices of the texts in which a scanner found anything.
Flagged = frozenset[int]


def kingfisher(texts: Sequence[str]) -> tuple[str, Flagged] | None:
    """kingfisher with its default rules and confidence, not asking anybody about a finding."""
    program = tool("kingfisher")
    if not os.path.exists(program):
        return None
    with tempfile.TemporaryDirectory() as folder:
        names = _write(texts, folder)
        command = [
            program, "scan", "-n", "--no-update-check", "-q", "--format", "json",
            "--no-dedup", "--git-history", "none", folder,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout[done.stdout.index("{") :])["findings"]
    paths = {os.path.basename(item["finding"]["path"]) for item in found}
    said = version_of(program, "--version")
    return f"kingfisher {said}", frozenset(n for n, name in enumerate(names) if name in paths)


def detect_secrets(texts: Sequence[str]) -> tuple[str, Flagged] | None:
    """detect-secrets with the plugins and filters of its defaults."""
    from importlib.metadata import version

    from detect_secrets.core.scan import scan_file
    from detect_secrets.settings import default_settings

    with tempfile.TemporaryDirectory() as folder, default_settings():
        names = _write(texts, folder)
        hit = frozenset(
            n for n, name in enumerate(names) if any(scan_file(os.path.join(folder, name)))
        )
    return f"detect-secrets {version('detect-secrets')}", hit


def _write(texts: Sequence[str], folder: str) -> list[str]:
    names = [f"{number:05}.txt" for number in range(len(texts))]
    for name, text in zip(names, texts, strict=True):
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as out:
            out.write(text)
    return names


PEERS: tuple[Callable[[Sequence[str]], tuple[str, Flagged] | None], ...] = (
    kingfisher,
    detect_secrets,
)
