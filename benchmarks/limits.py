"""Memory on very large input, and the first run ever with an empty cache.

python -m benchmarks.limits [--gigabytes 1.0]
"""

import argparse
import os
import tempfile
from typing import BinaryIO

from benchmarks.measure import Checks, spend, tool

_LINE = b"def handler(request, context):  # an ordinary line of source code, 80 bytes long\n"
_MEMORY = 150


def main() -> None:
    """Measure and judge; exits 1 where a row does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    size = int(args.gigabytes * 1e9)
    checks = Checks("limits")
    with tempfile.TemporaryDirectory() as folder:
        _first_run(folder, checks)
        for name, write in _INPUTS.items():
            path = os.path.join(folder, "input")
            with open(path, "wb") as out:
                write(out, size)
            used = spend([tool("promptguard"), "scan", path], cwd=folder)
            speed = os.path.getsize(path) / 1e6 / used.cpu
            checks.row(
                f"{name}, {os.path.getsize(path) / 1e6:.0f} MB ({speed:.0f} MB per CPU second)",
                f"{used.peak_mib:.0f} MiB",
                f"<= {_MEMORY} MiB",
                held=used.peak_mib <= _MEMORY and used.code in (0, 1),
            )
            os.unlink(path)
    checks.finish(record=args.record)


def _first_run(folder: str, checks: Checks) -> None:
    path = os.path.join(folder, "small.py")
    with open(path, "wb") as out:
        out.write(_LINE)
    environment = dict(os.environ, XDG_CACHE_HOME=os.path.join(folder, "empty"))
    used = spend([tool("promptguard"), "scan", path], cwd=folder, environment=environment)
    held = used.code == 0 and used.cpu <= 3
    checks.row("first run ever, database compiled", f"{used.cpu:.2f} s CPU", "<= 3 s", held=held)


def _plain(out: BinaryIO, size: int) -> None:
    block = _LINE * 12_000
    for _ in range(size // len(block) + 1):
        out.write(block)


def _one_line(out: BinaryIO, size: int) -> None:
    del size
    out.write(b"x=1;" * 12_500_000)


def _wide(out: BinaryIO, size: int) -> None:
    block = "内部接口说明 user_id=42 ✓ 😀\n".encode("utf-16-le") * 20_000
    out.write(b"\xff\xfe")
    for _ in range(size // 4 // len(block) + 1):
        out.write(block)


def _noisy(out: BinaryIO, size: int) -> None:
    block = b"password" + b" = 'Zk8%d!qLw0pV'  # a candidate on every line\n"
    block *= 20_000
    for _ in range(size // 20 // len(block) + 1):
        out.write(block)


_INPUTS = {
    "plain source": _plain,
    "a single line": _one_line,
    "UTF-16 with emoji": _wide,
    "a candidate on every line": _noisy,
}


if __name__ == "__main__":
    main()
