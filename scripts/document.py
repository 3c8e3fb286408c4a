"""Fill in what documents take from the program itself: python3 scripts/document.py [--check]

The policy table and the figures of README.md, and the tables of docs/detection.md; `--check` only
says whether they are up to date.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import detection
from setup_venv import ROOT, ensure

README = ROOT / "README.md"
DETECTION = ROOT / "docs" / "detection.md"
FIGURES = ROOT / "docs" / "figures.json"


def main() -> int:
    """Rewrite the generated parts, or answer 1 where they are stale."""
    programs = ensure("test")
    rules = json.loads(_said(programs, "rules", "--format", "json"))["rules"]
    shown = _said(programs, "policy", "show", "--format", "markdown")
    stale = [
        _stale(README, {"policy": shown, "figures": _figures()}),
        _stale(DETECTION, detection.tables(rules, ROOT / "docs")),
    ]
    return 1 if any(stale) else 0


def _stale(path: Path, parts: dict[str, str]) -> bool:
    """Rewrite the parts of a document; with --check, is any of them not as written?"""
    written = fresh = path.read_text(encoding="utf-8")
    for name, content in parts.items():
        fresh = _filled(fresh, name, content)
    if fresh == written:
        return False
    if "--check" in sys.argv:
        print(f"{path.relative_to(ROOT)} is not up to date; run python3 scripts/document.py")
        return True
    path.write_text(fresh, encoding="utf-8")
    return False


def _filled(text: str, name: str, content: str) -> str:
    parts = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    return parts.sub(lambda found: f"{found[1]}\n{content.strip()}\n\n{found[2]}", text)


def _said(programs: Path, *arguments: str) -> str:
    command = [programs / "promptguard", *arguments]
    shown = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return shown.stdout


def _figures() -> str:
    measured = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    lines = ["| measured | figure | wanted |", "|---|---|---|"]
    notes = []
    for name, part in measured.items():
        lines += [f"| {row['what']} | {row['figure']} | {row['wanted']} |" for row in part["rows"]]
        versions = ", ".join(f"{what} {number}" for what, number in part["versions"].items())
        notes.append(
            f"`python -m benchmarks.{name}`: {part['date']}, {part['machine']}; {versions}."
        )
    return "\n".join([*lines, "", *notes])


if __name__ == "__main__":
    sys.exit(main())
