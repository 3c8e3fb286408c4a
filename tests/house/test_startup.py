"""What a cold hook loads: start-up is decided by imports, and this never rots."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples.repositories import stage

#: Each costs a hook milliseconds that it has no use for on a clean commit.
HEAVY = {
    "argparse", "asyncio", "collections", "concurrent", "dataclasses", "detect_secrets", "enum",
    "hyperscan", "importlib.metadata", "inspect", "json", "logging", "multiprocessing", "pathlib",
    "pathspec", "promptguard.model", "re", "regex", "requests", "subprocess", "tomllib",
    "tree_sitter", "typing",
}  # fmt: skip
#: Even a finding needs none of these.
NEVER = {
    "argparse", "asyncio", "dataclasses", "detect_secrets", "importlib.metadata", "logging",
    "identify", "promptguard.sources.replace", "promptguard.tags.comments", "promptguard.tags.edit",
    "promptguard.tags.lines", "pygls", "requests", "tree_sitter",
}  # fmt: skip

_PROGRAM = """
import sys
from promptguard_hooks.main import main
before = set(sys.modules)
code = main(["git", "pre-commit"])
print(code, *sorted(sys.modules))
"""


def loaded_by_hook(folder: Path) -> tuple[int, set[str]]:
    command = [sys.executable, "-I", "-c", _PROGRAM]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # builds the database
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    code, *names = done.stdout.split()
    return int(code), set(names)


@pytest.fixture
def bare() -> set[str]:
    """What the interpreter itself loads at its start."""
    command = [sys.executable, "-I", "-c", "import sys; print(*sys.modules)"]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_a_clean_commit_loads_no_rule_and_nothing_heavy(repository: Path, bare: set[str]) -> None:
    stage(repository, "a.py", "x = 1\n")
    code, names = loaded_by_hook(repository)
    assert code == 0
    assert (names - bare) & HEAVY == set()
    assert {name for name in names if name.startswith("promptguard.detectors.")} == set()


def test_a_finding_loads_only_its_own_detector(repository: Path, bare: set[str]) -> None:
    from tests.samples.secrets import private_key

    stage(repository, "key.pem", private_key())
    code, names = loaded_by_hook(repository)
    assert code == 1
    assert (names - bare) & NEVER == set()
    detectors = {name for name in names if name.startswith("promptguard.detectors.")}
    assert detectors == {"promptguard.detectors.private_keys"}


def test_only_who_writes_tags_loads_what_writes_them() -> None:
    program = """
import sys
import promptguard.api.tags.resolve, promptguard.api.scan, promptguard.cli.commands.tag
print(*sys.modules)
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    room = {
        "comments",
        "edit",
        "folders",
        "guard",
        "heading",
        "lines",
        "lossless",
        "notebook",
        "regions",
    }
    writing = {f"promptguard.tags.{name}" for name in room} | {"promptguard.sources.replace"}
    assert set(done.stdout.split()).isdisjoint({*writing, "identify", "concurrent.futures"})
