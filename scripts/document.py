"""Fill in what documents take from the program itself: python3 scripts/document.py [--check]

The policy table and the figures of README.md; `--check` only says whether they are up to date.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from setup_venv import ROOT, ensure

README = ROOT / "README.md"
FIGURES = ROOT / "docs" / "figures.json"


def main() -> int:
    """Rewrite the generated parts, or answer 1 where they are stale."""
    programs = ensure("test")
    written = README.read_text(encoding="utf-8")
    fresh = _filled(written, "policy", _policy(programs))
    fresh = _filled(fresh, "figures", _figures())
    if fresh == written:
        return 0
    if "--check" in sys.argv:
        print("README.md is not up to date; run python3 scripts/document.py")
        return 1
    README.write_text(fresh, encoding="utf-8")
    return 0


def _filled(text: str, name: str, content: str) -> str:
    parts = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    return parts.sub(lambda found: f"{found[1]}\n{content.strip()}\n\n{found[2]}", text)


def _policy(programs: Path) -> str:
    command = [programs / "promptguard", "policy", "show", "--format", "markdown"]
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
