"""Everything but the tests: format, lint, types, floors, and our own hook over ourselves."""

import subprocess
import sys

from setup_venv import ROOT, ensure

CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports"],
    "self-scan": ["promptguard", "scan", "."],
    "documents": ["python", "scripts/document.py", "--check"],
}


def main() -> int:
    """Run them all, so that one run shows every fault; 1 where any failed."""
    programs = ensure("test")
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        print(f"--- {name}", flush=True)
        if subprocess.run([programs / program, *arguments], cwd=ROOT, check=False).returncode:
            failed.append(name)
    print("failed: " + ", ".join(failed) if failed else "all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
