"""What tags cost: a tree of 50,000 files resolved, and a scan of a tagged tree beside an untagged.

The first tree holds nested CLASSIFICATION.toml and .gitattributes, sidecars and headers; every file
is read for the tags in it. The second is a tree of real sources, once as it is and once with tags
as a team writes them: folder annotations, attributes, sidecars. Figures of a machine that does
other work beside are no figures.

    python -m benchmarks.tags [--tree FOLDER] [--runs N] [--record]
"""

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time

from benchmarks.measure import Checks, interleaved, median_ratio
from promptguard.api.tags.resolve import open_tree, tagged

_FILES = 50_000
_MOST_SECONDS = 3.0
_MOST_RATIO = 1.05
_MARK = "promptguard" + ":"
_KINDS = (".py", ".md", ".json", ".tfvars", ".go", ".txt")
_BODY = "x = 1\n" * 20


def main() -> None:
    """Measure, and exit 1 where a row fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tree", default=sysconfig.get_path("purelib"), help="real sources")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    checks = Checks("tags")
    with tempfile.TemporaryDirectory(prefix="promptguard-tags-") as folder:
        _resolution(os.path.join(folder, "many"), checks, args.runs)
        _scanning(args.tree, folder, checks, args.runs)
    checks.finish(record=args.record)


def _resolution(root: str, checks: Checks, runs: int) -> None:
    """Seconds until every path of a tree is resolved; the quickest of a few runs."""
    _grow(root)
    for name, options in (
        ("folder", {}),
        ("index", {"staged": True}),
        ("commit", {"revision": "HEAD"}),
    ):
        spent = []
        for _ in range(min(runs, 5)):
            began = time.perf_counter()
            found = sum(1 for _ in tagged(open_tree(root, **options)))  # type: ignore[arg-type]
            spent.append(time.perf_counter() - began)
        what = f"{found:,} paths of a {name} resolved, headers included, seconds"
        if name == "folder":
            seconds = min(spent)
            wanted = f"<= {_MOST_SECONDS}"
            checks.row(what, f"{seconds:.2f}", wanted, held=seconds <= _MOST_SECONDS)
        else:
            checks.told(what, f"{min(spent):.2f}")


def _grow(root: str) -> None:
    for number in range(_FILES):
        folder = f"{root}/a{number % 40}/b{number // 40 % 25}/c{number // 1000 % 10}"
        os.makedirs(folder, exist_ok=True)
        head = f"# {_MARK} confidential\n" if number % 50 == 0 else "# x\n"
        _write(f"{folder}/f{number}{_KINDS[number % len(_KINDS)]}", head + _BODY)
    _write(f"{root}/.gitattributes", "*.tfvars classification=restricted\n*.md text\n")
    tables = (_table([f"/a{number}/**", f"*.x{number}"], "confidential") for number in range(10))
    _write(f"{root}/CLASSIFICATION.toml", "".join(tables))
    for outer in range(0, 40, 2):
        both = _table(["*.go"], "restricted") + _table(["*.md", "b1*/"], "internal")
        _write(f"{root}/a{outer}/CLASSIFICATION.toml", both)
        _write(f"{root}/a{outer}/.gitattributes", "*.json classification=confidential\n")
        for inner in range(0, 25, 5):
            text = _table(["*.txt"], "confidential")
            _write(f"{root}/a{outer}/b{inner}/CLASSIFICATION.toml", text)
    _commit(root)


def _scanning(source: str, folder: str, checks: Checks, runs: int) -> None:
    """CPU of a scan of tagged sources over that of the same ones without tags."""
    plain, marked = os.path.join(folder, "plain"), os.path.join(folder, "tagged")
    skipped = shutil.ignore_patterns(".git", "__pycache__", "*.so", "CLASSIFICATION.toml")
    shutil.copytree(source, plain, symlinks=True, ignore=skipped)
    shutil.copytree(plain, marked, symlinks=True)
    said = _mark(marked)
    for root in (plain, marked):
        _commit(root)
    command = [sys.executable, "-m", "promptguard", "scan", "--jobs", "1", "--quiet"]
    command += ["--fail-on", "none"]
    # As it is installed: with its modules compiled once.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = os.path.join(folder, "compiled")
    spent = interleaved({"plain": [*command, plain], "tagged": [*command, marked]}, runs=runs)
    ratio = median_ratio(spent["tagged"], spent["plain"])
    checks.told("files that hold tags of others, in the tagged tree", f"{said:,}")
    checks.told(
        "CPU of the scan without tags, median seconds", f"{sorted(spent['plain'])[runs // 2]:.2f}"
    )
    wanted = f"<= {_MOST_RATIO}"
    checks.row(
        "CPU of the scan with tags over it", f"{ratio:.3f}", wanted, held=ratio <= _MOST_RATIO
    )


def _mark(root: str) -> int:
    """Tag a tree as a team would; how many files that takes."""
    _write(
        f"{root}/.gitattributes",
        "*.tfvars classification=restricted\n*.pem classification=restricted\n",
    )
    _write(f"{root}/CLASSIFICATION.toml", _table(["secrets/", "*.key"], "restricted"))
    said = 2
    for number, entry in enumerate(sorted(os.scandir(root), key=lambda entry: entry.name)):
        if entry.is_dir(follow_symlinks=False) and number % 4 == 0:
            text = _table(["*.cfg", "*_secret*.py"], "confidential") + _table(["docs/"], "internal")
            _write(f"{entry.path}/CLASSIFICATION.toml", text)
            said += 1
    for base, _, names in os.walk(root):
        for name in names:
            if name.endswith(".json") and len(name) % 10 == 0:
                _write(f"{base}/{name}.classification", f"{_MARK} confidential\n")
                said += 1
    return said


def _table(globs: list[str], level: str) -> str:
    written = ", ".join(f'"{glob}"' for glob in globs)
    return f'[[annotations]]\npath = [{written}]\nlevel = "{level}"\n\n'


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def _commit(root: str) -> None:
    who = ["-c", "user.name=benchmark", "-c", "user.email=benchmark@localhost"]
    for words in (["init", "-q"], ["add", "-A", "-f"], [*who, "commit", "-q", "-m", "one"]):
        subprocess.run(["git", "-C", root, *words], check=True, capture_output=True)


if __name__ == "__main__":
    main()
