"""detect-secrets' own `scan_file` loop against known_secrets, file by file over a named corpus.

    python -m benchmarks.parity [--largest BYTES] [--corpus NAME ...] [FOLDER ...]

Without arguments: the corpus of tests/samples/corpora.py, fetched through pip, and detect-secrets'
own test data where its repository can be reached. Both sides take turns in one process and are
charged its CPU time; imports and the pattern database, made once, are shown apart.
"""

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Checks

_LEAST_RATIO = 20.0
_STRETCH = 60.0
_LEAST_FILES, _LEAST_LANGUAGES, _EACH = 3000, 8, 5


class Side:
    """What a loop over files comes to."""

    def __init__(self) -> None:
        self.cpu = 0.0
        self.by_language: Counter[str] = Counter()


class Tally(NamedTuple):
    """Both sides, and what they were fed."""

    theirs: Side
    ours: Side
    files: Counter[str]
    sizes: Counter[str]
    found: Counter[str]
    notes: Counter[str]
    different: list[str]
    failing: list[str]
    skipped: list[int]


def main() -> None:
    """Measure and judge; exits 1 where a set differs or a row does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="*", help="trees to compare on instead")
    parser.add_argument("--largest", type=int, default=1 << 20, help="leave out larger files")
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    members = [Path(folder) for folder in args.folder] or list(_corpus())
    tally = _compare(members, args.largest)
    _print(tally)
    checks = Checks("parity")
    _judge(tally, checks, named=not args.folder)
    checks.finish(record=args.record and not args.folder)


def _corpus() -> Iterator[Path]:
    from tests.samples import corpora

    for sdist in corpora.PARITY:
        yield corpora.fetch(sdist)
    try:
        yield corpora.fetch_test_data()
    except corpora.Unavailable as reason:
        print(f"not compared: detect-secrets' own test data ({reason})")


def _compare(members: list[Path], largest: int) -> Tally:
    from detect_secrets.settings import default_settings

    from promptguard.detectors.known_secrets import scanning
    from tests.samples import corpora, parity

    start = time.process_time()
    engine = parity.engine()
    print(f"pattern database: {time.process_time() - start:.2f} s CPU, once; {scanning.__name__}")
    left_out = {sdist.name: sdist.left_out for sdist in corpora.PARITY}
    tally = Tally(Side(), Side(), *(Counter() for _ in range(4)), [], [], [])
    with default_settings():
        for tree in members:
            os.chdir(tree.parent)
            for path in corpora.files(tree, left_out.get(tree.name, ())):
                size = path.stat().st_size
                if size > largest:
                    tally.skipped.append(size)
                    continue
                _turn(os.path.relpath(path), corpora.language(path), size, engine, tally)
    return tally


def _turn(name: str, language: str, size: int, engine: object, tally: Tally) -> None:
    from tests.samples import parity

    start = time.process_time()
    expected = parity.theirs(name)
    middle = time.process_time()
    actual, notes = parity.ours(name, engine)  # type: ignore[arg-type]
    end = time.process_time()
    for side, spent in ((tally.theirs, middle - start), (tally.ours, end - middle)):
        side.cpu += spent
        side.by_language[language] += int(spent * 1e9)
    tally.files[language] += 1
    tally.sizes[language] += size
    tally.notes.update(note.kind.value for note in notes)
    if isinstance(expected, str):
        tally.failing.append(f"{name} ({expected})")
        return
    tally.found.update(rule for rule, _, _ in expected)
    if actual != expected:
        tally.different.append(name)


def _print(tally: Tally) -> None:
    print(f"{'language':<14} {'files':>6} {'MB':>7} {'theirs s':>9} {'ours s':>8} {'ratio':>7}")
    for language, _ in tally.theirs.by_language.most_common(16):
        theirs = tally.theirs.by_language[language] / 1e9
        ours = tally.ours.by_language[language] / 1e9
        size = tally.sizes[language] / 1e6
        count = tally.files[language]
        ratio = theirs / ours if ours else 0.0
        print(f"{language:<14} {count:>6} {size:>7.2f} {theirs:>9.2f} {ours:>8.2f} {ratio:>7.1f}")
    print("found:", ", ".join(f"{rule} {count}" for rule, count in tally.found.most_common()))
    print("notes:", dict(tally.notes) or "none")
    print(f"left out as too large: {len(tally.skipped)} files, {sum(tally.skipped)} bytes")
    for name in tally.failing:
        print(f"detect-secrets itself fails on {name}")
    for name in tally.different[:20]:
        print(f"different: {name}")


def _judge(tally: Tally, checks: Checks, *, named: bool) -> None:
    files = tally.files.total()
    languages = sum(count >= _EACH for name, count in tally.files.items() if name != "other")
    size = tally.sizes.total() / 1e6
    ratio = tally.theirs.cpu / tally.ours.cpu
    different = len(tally.different)
    what = f"files with another set, of {files} ({size:.1f} MB)"
    checks.row(what, str(different), "0", held=not different)
    spent = f"{tally.theirs.cpu:.1f} s against {tally.ours.cpu:.1f} s"
    wanted = f">= {_LEAST_RATIO:.0f}x (stretch {_STRETCH:.0f}x)"
    checks.row(f"times less CPU than scan_file ({spent})", f"{ratio:.1f}x", wanted,
               held=ratio >= _LEAST_RATIO)  # fmt: skip
    if named:
        checks.row("files", str(files), f">= {_LEAST_FILES}", held=files >= _LEAST_FILES)
        held = languages >= _LEAST_LANGUAGES
        checks.row(
            f"languages of {_EACH} files or more",
            str(languages),
            f">= {_LEAST_LANGUAGES}",
            held=held,
        )


if __name__ == "__main__":
    main()
