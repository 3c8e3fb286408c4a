"""Fill in what documents take from the program itself: python3 scripts/document.py [--check]

The policy table and the figures of README.md, the table of docs/destinations.md, and the tables of
docs/detection.md; `--check` only says whether they are up to date.
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
DESTINATIONS = ROOT / "docs" / "destinations.md"
FIGURES = ROOT / "docs" / "figures.json"
#: Facts end on some day, and a document does not change by itself: it shows them as of this one.
DAY = "2026-11-24"
#: Those of the table that README.md shows.
_SHORT = ("claude-code", "claude-code-commercial", "copilot", "gemini-code-assist", "qoder",
          "deepseek", "local")  # fmt: skip
_SHIPPED = f"""
from promptguard.model import Actor
from promptguard.policy.load import load_policy
from promptguard.policy.show import as_markdown
print(as_markdown(load_policy(system="/nowhere", today="{DAY}"), Actor()), end="")
"""


def main() -> int:
    """Rewrite the generated parts, or answer 1 where they are stale."""
    programs = ensure("test")
    rules = json.loads(_said(programs, "rules", "--format", "json"))["rules"]
    shown = _ran(programs / "python", "-c", _SHIPPED)
    table, _, rows = shown.partition("\n\n")
    short = [line for line in table.splitlines() if _is_short(line)]
    stale = [
        _stale(README, {"policy": "\n".join([*short, "", rows]), "figures": _figures()}),
        _stale(DESTINATIONS, {"destinations": f"As of {DAY}:\n\n{table}"}),
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


def _is_short(line: str) -> bool:
    named = line.removeprefix("| `").partition("`")[0]
    return not line.startswith("| `") or named in _SHORT


def _said(programs: Path, *arguments: str) -> str:
    return _ran(programs / "promptguard", *arguments)


def _ran(*command: str | Path) -> str:
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
