"""Signals become one serialised hyperscan database, within bounds of time and memory."""

import os
import sys
from collections.abc import Sequence

from promptguard.engine import CompileError
from promptguard.engine.match import extension
from promptguard.model import Signal

#: What a stranger's rules may cost: seconds of CPU, bytes of memory, bytes of database.
FOREIGN_SECONDS = 10
FOREIGN_MEMORY = 1 << 30
DATABASE_LIMIT = 64 << 20


def compile_signals(signals: Sequence[Signal]) -> bytes:
    """The serialised block-mode database of the signals' byte expressions; ids are positions.

    An expression hyperscan refuses natively is tried once more as a prefilter.
    """
    hs = extension()
    expressions = [signal.expression.encode("ascii") for signal in signals]
    flags = [
        hs.HS_FLAG_MULTILINE | (hs.HS_FLAG_SINGLEMATCH if signal.once else 0) for signal in signals
    ]
    try:
        return _dump(expressions, flags)
    except hs.error:
        pass
    for index, signal in enumerate(signals):
        flags[index] = _accepted(signal.name, expressions[index], flags[index])
    return _dump(expressions, flags)


def _accepted(name: str, expression: bytes, wanted: int) -> int:
    hs = extension()
    for flags in (wanted, wanted | hs.HS_FLAG_PREFILTER):
        try:
            _dump([expression], [flags])
        except hs.error:
            continue
        return int(flags)
    raise CompileError(name, "the pattern engine does not accept this pattern")


def _dump(expressions: list[bytes], flags: list[int]) -> bytes:
    hs = extension()
    database = hs.Database(mode=hs.HS_MODE_BLOCK)
    database.compile(
        expressions=expressions,
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=flags,
    )
    return bytes(hs.dumpb(database))


def compile_foreign(signals: Sequence[Signal]) -> bytes:
    """The same for rules that others wrote, in a process of its own with hard limits."""
    import subprocess

    lines = "\n".join(f"{signal.name}\t{signal.expression}" for signal in signals)
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "promptguard.engine.compile"],
            input=lines.encode("utf-8"),
            capture_output=True,
            timeout=FOREIGN_SECONDS * 3,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CompileError("", "the patterns take too long to compile") from None
    if done.returncode == 1:
        name, _, message = done.stderr.decode("utf-8", "replace").partition("\t")
        raise CompileError(name, message.strip())
    if done.returncode != 0:
        raise CompileError("", "the patterns need too much time or memory to compile")
    if len(done.stdout) > DATABASE_LIMIT:
        raise CompileError("", "the patterns compile to more than 64 MiB")
    return done.stdout


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time-out still holds.
        return
    resource.setrlimit(resource.RLIMIT_CPU, (FOREIGN_SECONDS, FOREIGN_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (FOREIGN_MEMORY, FOREIGN_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> int:
    _limit()
    lines = sys.stdin.buffer.read().decode("utf-8").split("\n")
    parts = [line.partition("\t") for line in lines]
    try:
        blob = compile_signals([Signal(name, expression) for name, _, expression in parts])
    except CompileError as error:
        sys.stderr.write(f"{error.name}\t{error}")
        return 1
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(blob)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
