"""Ten thousand files of real code tagged, found as asked, and given back.

python -m benchmarks.tags_edit [--files 10000]
"""

import argparse
import os
import shutil
import sys
import sysconfig
import tempfile
import time
from itertools import cycle, islice

from benchmarks.measure import Checks, spend

_LIMIT = 20.0


def main() -> None:
    """Measure and judge; exits 1 where a row does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    checks = Checks("tags_edit")
    with tempfile.TemporaryDirectory() as folder:
        size = _fill(folder, args.files)
        before = _contents(folder)
        checks.told("files of Python's own library, MiB", f"{args.files:,}, {size / 2**20:.0f}")
        for what, words in (
            ("set", ("set", "confidential", "--labels", "pii")),
            ("set again: nothing to do", ("set", "confidential", "--labels", "pii")),
            ("set another level", ("set", "restricted")),
            ("remove", ("remove",)),
        ):
            _row(checks, what, words, folder)
        same = _contents(folder) == before
        checks.row("every byte as it was", "yes" if same else "no", "yes", held=same)
    checks.finish(record=args.record)


def _row(checks: Checks, what: str, words: tuple[str, ...], folder: str) -> None:
    command = [sys.executable, "-m", "promptguard", "tag", *words, "--recursive", ".", "--force"]
    start = time.monotonic()
    used = spend(command, cwd=folder)
    wall = time.monotonic() - start
    figure = f"{wall:.1f} s, {used.cpu:.1f} s CPU"
    held = wall < _LIMIT and used.code == 0
    checks.row(f"tag {what}", figure, f"< {_LIMIT:.0f} s", held=held)


def _fill(folder: str, count: int) -> int:
    """Copy the library's files, over and over, until there are so many; their size in bytes."""
    found = [
        os.path.join(base, name)
        for base, _, names in os.walk(sysconfig.get_path("stdlib"))
        if "site-packages" not in base
        for name in names
        if name.endswith(".py")
    ]
    size = 0
    for number, source in enumerate(islice(cycle(sorted(found)), count)):
        home = os.path.join(folder, f"part{number // 500}")
        os.makedirs(home, exist_ok=True)
        target = os.path.join(home, f"{number}-{os.path.basename(source)}")
        shutil.copyfile(source, target)
        size += os.path.getsize(target)
    return size


def _contents(folder: str) -> dict[str, bytes]:
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(base, name), "rb") as source:
                found[os.path.join(base, name)] = source.read()
    return found


if __name__ == "__main__":
    main()
