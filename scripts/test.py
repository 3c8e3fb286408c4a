"""Set up and pass the tests: python3 scripts/test.py [pytest arguments]"""

import os
import subprocess
import sys

from setup_venv import ROOT, ensure

if __name__ == "__main__":
    programs = ensure("test")
    arguments = sys.argv[1:] or ["-q", "-n", str(os.cpu_count() or 1)]
    done = subprocess.run([programs / "python", "-m", "pytest", *arguments], cwd=ROOT, check=False)
    sys.exit(done.returncode)
