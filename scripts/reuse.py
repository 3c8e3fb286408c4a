"""The `reuse` tool in an environment of its own, once; prints its path: python3 scripts/reuse.py

Our annotations are compared with its own reading of REUSE.toml. It is run and never imported, and
its licence (GPL) and its dependencies stay out of ours.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

_WANTED = "reuse==6.2.0"
_FOLDER = Path(__file__).resolve().parent.parent / ".cache" / "reuse"


def main() -> int:
    """Install it unless it is there."""
    programs = _FOLDER / ("Scripts" if os.name == "nt" else "bin")
    tool = programs / ("reuse.exe" if os.name == "nt" else "reuse")
    stamp = _FOLDER / "installed"
    if not tool.exists() or not stamp.exists() or stamp.read_text() != _WANTED:
        print(f"installing {_WANTED} for the tests ...", file=sys.stderr, flush=True)
        venv.create(_FOLDER, with_pip=True, clear=True, symlinks=os.name != "nt")
        pip = [programs / "python", "-m", "pip", "install", "-q", "-q", _WANTED]
        subprocess.run(pip, check=True, stdout=sys.stderr)
        stamp.write_text(_WANTED)
    print(tool)
    return 0


if __name__ == "__main__":
    sys.exit(main())
