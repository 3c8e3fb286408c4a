"""A large source tree end to end, against kingfisher and against `cat` over the same files.

    python -m benchmarks.throughput [FOLDER] [--runs 5] [--kingfisher PATH]

Prints bytes scanned, bytes of text skipped and the Notes by kind; needs `kingfisher-bin` 2.14.
"""

import argparse
import json
import os
import shutil
import statistics
import tempfile
from collections import Counter

from benchmarks.measure import Checks, interleaved, median_ratio, spend, tool, version_of

_TEXT_NOTES = ("too-large", "undecodable", "unreadable", "detector-failed", "limit")


def main() -> None:
    """Measure and judge; exits 1 where a row does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", help="default: the named corpus, fetched once")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--kingfisher", default=tool("kingfisher"))
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    folder = os.path.abspath(args.folder or named_tree())
    checks = Checks("throughput")
    with tempfile.TemporaryDirectory() as scratch:
        report = os.path.join(scratch, "report.json")
        listed = os.path.join(scratch, "files")
        files, size = _list_files(folder, listed)
        scan = [tool("promptguard"), "scan", "--all", "--format", "json", folder]
        spend(scan, output=report, cwd=scratch)
        with open(report, encoding="utf-8") as source:
            found = json.load(source)
        commands = {
            "promptguard": scan,
            "kingfisher": [
                args.kingfisher, "scan", "-n", "--no-update-check", "-q", "--format", "json",
                "--no-dedup", "--git-history", "none", folder,
            ],
            "cat": ["sh", "-c", f"xargs -0 cat < {listed}"],
        }  # fmt: skip
        spent = interleaved(commands, runs=args.runs, cwd=scratch)
    megabytes = size / 1e6
    print(f"     tree: {files} files, {megabytes:.1f} MB")
    for name, figures in spent.items():
        cpu = statistics.median(figures)
        print(f"     {name:<12} {cpu:7.2f} s CPU   {megabytes / cpu:7.1f} MB per CPU second")
    _print_coverage(found, folder, checks)
    peer = median_ratio(spent["kingfisher"], spent["promptguard"])
    cat = median_ratio(spent["cat"], spent["promptguard"])
    tree = os.path.basename(folder) if args.folder else "Django, ansible-core, Pygments, psutil"
    checks.row(
        f"tree of at least 100 MB ({tree})", f"{megabytes:.0f} MB", ">= 100", held=megabytes >= 100
    )
    checks.row("MB per CPU second, against kingfisher", f"{peer:.2f}x", ">= 3x", held=peer >= 3)
    checks.row("MB per CPU second, against cat", f"{cat:.2f}x", ">= 0.5x", held=cat >= 0.5)
    versions = {"kingfisher": version_of(args.kingfisher, "--version")}
    checks.finish(record=args.record, versions=versions)


def named_tree() -> str:
    """The named corpus as one folder, copied there once."""
    from tests.samples import corpora

    tree = corpora.folder().parent / "tree"
    tree.mkdir(parents=True, exist_ok=True)
    for sdist in corpora.TREE:
        link = tree / sdist.name
        if not link.is_dir():
            shutil.copytree(corpora.fetch(sdist), link, symlinks=True)
    return str(tree)


def _list_files(folder: str, listed: str) -> tuple[int, int]:
    count = size = 0
    with open(listed, "wb") as out:
        for base, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(base, name)
                if os.path.isfile(path) and not os.path.islink(path):
                    out.write(os.fsencode(path) + b"\0")
                    count += 1
                    size += os.path.getsize(path)
    return count, size


def _print_coverage(found: dict[str, object], folder: str, checks: Checks) -> None:
    summary = found["summary"]
    notes = found["notes"]
    assert isinstance(summary, dict)
    assert isinstance(notes, list)
    kinds = Counter(note["kind"] for note in notes)
    skipped = sum(
        os.path.getsize(note["path"])
        for note in notes
        if note["kind"] in _TEXT_NOTES and os.path.isfile(note["path"])
    )
    scanned = int(summary["bytes"])
    share = skipped / max(1, scanned + skipped)
    print(f"     scanned {scanned / 1e6:.1f} MB in {summary['files']} files; notes: {dict(kinds)}")
    checks.row("bytes of text skipped", f"{share:.2%}", "<= 1 %", held=share <= 0.01)


if __name__ == "__main__":
    main()
