"""Coverage-guided fuzzing of all detectors, and whether their time stays linear.

    python -m benchmarks.fuzz [--minutes 10] [--corpus FOLDER]
    python -m benchmarks.fuzz --linear [DETECTOR ...]

libFuzzer (by atheris) bends the rules' examples and follows what reaches new code. A find is an
exception, a span outside of the text, a value in a message, or a text that takes too long; each is
printed once with the input as it lies in the corpus folder, and becomes a test. Exits 1 on a find.
"""

import argparse
import hashlib
import itertools
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

_LARGEST = 4096
_SECONDS = 2.0
#: A time below this is noise; above it, twice the text may cost so many times as much.
_SLOW, _MOST_PER_DOUBLING = 0.02, 3.2
_SIZES = (1 << 14, 1 << 15, 1 << 16)
_SEPARATOR = b"\0promptguard\0"


def main() -> None:
    """Fuzz, or measure; exits 1 where something was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("detector", nargs="*")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--corpus", type=Path, help="where inputs are kept; default: thrown away")
    parser.add_argument("--linear", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.linear:
        sys.exit(1 if _not_linear(args.detector) else 0)
    if args.inside:
        _fuzz(args.corpus, args.minutes)
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.corpus or Path(scratch)
        # libFuzzer ends its process when the time is over: the finds lie beside its corpus.
        command = [sys.executable, "-m", "benchmarks.fuzz", "--inside", "--minutes",
                   str(args.minutes), "--corpus", str(folder)]  # fmt: skip
        code = subprocess.run(command, check=False).returncode
        finds = sorted((folder / "finds").glob("*.txt"))
        for find in finds:
            print(find.read_text(encoding="utf-8"))
    print(f"{len(finds)} finds")
    sys.exit(1 if finds or code else 0)


def _fuzz(folder: Path, minutes: float) -> None:
    import atheris

    with atheris.instrument_imports(include=["promptguard"]):
        from promptguard import detectors
        from tests.samples import hostile

        for name in detectors.names():
            detectors.load(name)
    inputs, finds = folder / "inputs", folder / "finds"
    for made in (inputs, finds):
        made.mkdir(parents=True, exist_ok=True)
    for seed in _seeds():
        (inputs / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    words = {word for name in detectors.names() for word in hostile.words(name) if word}
    (folder / "words").write_text("".join(f'"{_escaped(word)}"\n' for word in sorted(words)))
    hostile.scan(b"", "notes.txt")  # The database is opened before any clock runs.
    atheris.Setup(
        [
            sys.argv[0], str(inputs), f"-max_total_time={int(minutes * 60)}",
            f"-max_len={_LARGEST}", f"-dict={folder / 'words'}", "-rss_limit_mb=2048",
            "-timeout=60", "-print_final_stats=1", "-verbosity=0",
        ],
        lambda data: _one(data, finds),
    )  # fmt: skip
    atheris.Fuzz()


def _seeds() -> Iterator[bytes]:
    from promptguard import detectors
    from tests.samples import hostile

    for name in detectors.names():
        for path, text in hostile.seeds(name):
            yield path.encode() + _SEPARATOR + text.encode("utf-8", "surrogatepass")


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def _one(data: bytes, finds: Path) -> None:
    from tests.samples import hostile

    name, _, text = data.rpartition(_SEPARATOR)
    path = name.decode("utf-8", "replace").replace("\0", "") or "notes.txt"
    start = time.process_time()
    try:
        report = hostile.scan(text, path, whole=len(data) % 4 != 0)
        spent = time.process_time() - start
        assert spent < _SECONDS, f"{len(text)} bytes took {spent:.1f} s CPU"
        if report is not None:
            hostile.check_messages(report, text)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if f"{os.sep}promptguard{os.sep}" in frame.filename]
        where = (ours or frames)[-1]
        _keep(finds, data, error, f"{os.path.basename(where.filename)}:{where.lineno}")


def _keep(finds: Path, data: bytes, error: Exception, where: str) -> None:
    """One file a place: libFuzzer goes on, so that one find does not hide the others."""
    name = hashlib.sha256(f"{type(error).__name__} {where}".encode()).hexdigest()[:12]
    (finds / f"{name}.input").write_bytes(data)
    told = "".join(traceback.format_exception(error))
    (finds / f"{name}.txt").write_text(f"{name}.input at {where}\n{told}", encoding="utf-8")


def _not_linear(names: list[str]) -> list[str]:
    """Rules whose time more than doubles, by their own measure, when their text doubles."""
    from promptguard import detectors
    from promptguard.evidence.templates import path_of, render

    slow = []
    for name in names or detectors.names():
        for rule in detectors.rules(name):
            texts = {(path_of(one), render(one)) for one in rule.examples}
            texts |= {("notes.txt", word + joint) for word in rule.keywords for joint in ("", " ")}
            worst = max((_growth(*one) for one in sorted(texts)), default=(0.0, 0.0))
            if worst[0] > _MOST_PER_DOUBLING:
                slow.append(rule.id)
                print(f"{rule.id}: {worst[0]:.1f} times a doubling, {worst[1]:.2f} s", flush=True)
    print(f"{len(slow)} rules that are not linear")
    return slow


def _growth(path: str, text: str) -> tuple[float, float]:
    """The largest ratio of a doubling that holds when asked twice, and the time at the end."""
    times = [min(_time(path, text, size) for _ in range(2)) for size in _SIZES]
    ratios = [after / before for before, after in itertools.pairwise(times) if before > _SLOW]
    return max(ratios, default=0.0), times[-1]


def _time(path: str, text: str, size: int) -> float:
    from tests.samples import hostile

    data = (text.encode() * (size // max(1, len(text)) + 1))[:size]
    start = time.process_time()
    hostile.scan(data, path)
    return time.process_time() - start


if __name__ == "__main__":
    main()
