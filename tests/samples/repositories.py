"""Git repositories for tests."""

import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """What git prints; raises where it fails."""
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def stage(folder: Path, name: str, content: bytes | str) -> Path:
    """Write a file and add it to the index."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    git(folder, "add", "--force", "--", name)
    return path


def commit(folder: Path, message: str = "change") -> None:
    """Commit the index without hooks."""
    git(folder, "commit", "-q", "--no-verify", "-m", message)
