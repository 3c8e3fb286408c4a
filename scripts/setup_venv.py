"""A virtual environment of the checkout's own, made once and reused while its needs stay."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"


def ensure(extras: str = "") -> Path:
    """The folder of the environment's programs, with promptguard and the extras installed."""
    if sys.version_info < (3, 11):
        sys.exit("promptguard needs Python 3.11 or newer")
    programs = FOLDER / ("Scripts" if os.name == "nt" else "bin")
    stamp = FOLDER / f"installed-{extras or 'base'}"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return programs
    if not (programs / ("python.exe" if os.name == "nt" else "python")).exists():
        venv.create(FOLDER, with_pip=True, symlinks=os.name != "nt")
        # The pip that Python brings writes starters that import `re`, 5 ms of every hook.
        newer = [programs / "python", "-m", "pip", "install", "-q", "-q", "--upgrade", "pip"]
        subprocess.run(newer, check=False)
    target = f"{ROOT}[{extras}]" if extras else str(ROOT)
    print(f"installing promptguard into {FOLDER.relative_to(ROOT)} ...", flush=True)
    install = [programs / "python", "-m", "pip", "install", "-q", "-q", "--editable", target]
    subprocess.run(install, check=True)
    stamp.write_text(wanted)
    return programs
