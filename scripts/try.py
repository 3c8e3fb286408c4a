"""Set up and run the main job on a sample repository that this makes: python3 scripts/try.py

Shows the three doors in one minute: a scan, a prompt judged for a destination, a commit stopped.
"""

import os
import random
import shutil
import string
import subprocess
import sys
from pathlib import Path

from setup_venv import ROOT, ensure

SAMPLE = ROOT / ".sample"


def main() -> int:
    """Make the sample, run the doors on it; 1 where one of them answers wrongly."""
    programs = ensure()
    shutil.rmtree(SAMPLE, ignore_errors=True)
    _make_repository(programs)
    wrong = 0
    print("\nA repository with a forgotten credential, a tagged module and a harmless file.\n")
    wrong += _show(programs, 1, "promptguard", "scan", ".")
    print("\nMay the tagged module go to an assistant? By what is known of each:\n")
    for destination, code in (("claude-code-commercial", 0), ("deepseek", 1)):
        wrong += _show(programs, code, "promptguard", "check", "--to", destination, "rates.py")
    print("\nAnd a commit with the credential in it:\n")
    wrong += _show(programs, 1, "git", "commit", "-m", "add settings")
    print(f"\nThe sample stays in {SAMPLE.relative_to(ROOT)}; look around, or delete it.")
    return 1 if wrong else 0


def _make_repository(programs: Path) -> None:
    SAMPLE.mkdir()
    # Made up at run time: this repository itself holds nothing that looks like a secret.
    draw = random.SystemRandom()
    secret = "".join(draw.choices(string.ascii_letters + string.digits, k=40))
    (SAMPLE / "settings.py").write_text(
        f'import os\n\nDEBUG = os.environ.get("DEBUG") == "1"\nAWS_SECRET_ACCESS_KEY = "{secret}"\n'
    )
    (SAMPLE / "rates.py").write_text(
        "# promptguard: confidential labels=finance\n"
        '"""How we price: not for everyone."""\n\n\n'
        "def rate(customer: str) -> float:\n"
        "    return 0.17 if customer.startswith('K') else 0.23\n"
    )
    (SAMPLE / "hello.py").write_text('print("hello")\n')
    for command in (
        ["init", "--quiet"],
        ["config", "user.name", "You"],
        ["config", "user.email", "you@localhost"],
        ["add", "."],
    ):
        subprocess.run(["git", *command], cwd=SAMPLE, check=True)
    hook = SAMPLE / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f'#!/bin/sh\nexec "{(programs / "promptguard-hook").as_posix()}" git pre-commit\n'
    )
    hook.chmod(0o755)


def _show(programs: Path, expected: int, program: str, *arguments: str) -> int:
    """Run a command as a user would see it; 1 where its exit code is not the expected one."""
    print(f"$ {program} {' '.join(arguments)}", flush=True)
    known = programs / program
    full = str(known) if known.exists() else program
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    code = subprocess.run([full, *arguments], cwd=SAMPLE, env=environment, check=False).returncode
    print(f"(exit {code})")
    if code == expected:
        return 0
    print(f"expected exit {expected}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
