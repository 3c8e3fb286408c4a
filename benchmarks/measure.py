"""Whole-process measuring: the operating system's own account of a finished command."""

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from promptguard import __version__

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


class Spent(NamedTuple):
    """What one run cost: CPU seconds of it and its children, peak RSS of the largest process."""

    cpu: float
    peak_mib: float
    code: int


def spend(
    command: Sequence[str],
    *,
    cwd: str = ".",
    environment: Mapping[str, str] | None = None,
    output: str = os.devnull,
) -> Spent:
    """Run a command to its end, its output thrown away or kept in the file `output`."""
    child = os.fork()
    if child == 0:
        try:
            os.chdir(cwd)
            out = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, 0)
            os.dup2(out, 1)
            os.dup2(nothing, 2)
            os.execvpe(command[0], list(command), _installed(environment or os.environ))
        finally:
            os._exit(127)
    _, status, used = os.wait4(child, 0)
    return Spent(
        used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)
    )


def _installed(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment in which an installation runs: Python keeps the bytecode that it compiles."""
    return {name: value for name, value in environment.items() if name != _NO_BYTECODE}


def interleaved(
    commands: Mapping[str, Sequence[str]], *, runs: int, cwd: str = ".", **options: str
) -> dict[str, list[float]]:
    """CPU seconds of each command, the commands taking turns, after one run that is not counted."""
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            used = spend(command, cwd=cwd)
            if used.code == 127:
                sys.exit(f"{command[0]} could not be started")
            if number:
                spent[name].append(used.cpu)
    return spent


def median_ratio(first: Sequence[float], second: Sequence[float]) -> float:
    """The median of the ratios of the pairs that ran side by side."""
    return statistics.median(one / other for one, other in zip(first, second, strict=True))


class Checks:
    """Collects the rows of a table and whether each held; `into` names the file in docs/."""

    def __init__(self, name: str, *, into: str = "figures.json") -> None:
        self._name = name
        self._into = into
        self._rows: list[dict[str, str]] = []
        self.failed = False

    def row(self, what: str, figure: str, wanted: str, *, held: bool) -> None:
        """Print one row; a row that does not hold makes the run fail."""
        self.failed |= not held
        self._rows.append({"what": what, "figure": figure, "wanted": wanted})
        print(f"{'ok  ' if held else 'FAIL'} {what:<66} {figure:>14}   wanted {wanted}", flush=True)

    def told(self, what: str, figure: str) -> None:
        """Print one row that has no target."""
        self._rows.append({"what": what, "figure": figure, "wanted": ""})
        print(f"     {what:<66} {figure:>14}", flush=True)

    def record(self, versions: Mapping[str, str] | None = None) -> None:
        """Keep the rows for the documents."""
        path = os.path.join(ROOT, "docs", self._into)
        known = {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as source:
                known = json.load(source)
        known[self._name] = stamp(versions or {}) | {"rows": self._rows}
        with open(path, "w", encoding="utf-8") as out:
            json.dump(dict(sorted(known.items())), out, indent=2, ensure_ascii=False)
            out.write("\n")

    def finish(self, *, record: bool, versions: Mapping[str, str] | None = None) -> None:
        """End the process with what the rows came to; `record` keeps them for the documents."""
        if record:
            self.record(versions)
        sys.exit(1 if self.failed else 0)


def stamp(versions: Mapping[str, str]) -> dict[str, object]:
    """When, where and with what something was measured."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "versions": {"Python": platform.python_version(), "promptguard": __version__, **versions},
    }


def version_of(*command: str) -> str:
    """The first number that a command prints of its version."""
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"\d+(?:\.\d+)+", said.stdout + said.stderr)
    return found[0] if found else "unknown"


def tool(name: str) -> str:
    """A console script beside this interpreter."""
    return os.path.join(os.path.dirname(sys.executable), name)
