"""Draw docs/tag-report.png from a real page: python3 scripts/report_picture.py

The page is that of Django 5.2 with tags made up for the picture, in the Chromium that
scripts/browser.py installs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from setup_venv import ROOT, ensure

PICTURE = ROOT / "docs" / "tag-report.png"
_PACKAGE = "pypi:django==5.2"
_SIZE = {"width": 1280, "height": 800}
_LARGEST = 200_000
#: Globs, level, owner and reason, as a team could have written them.
_TAGS = (
    (["/django/contrib/auth/**", "/tests/auth_tests/**"], "confidential", "@identity", ""),
    (["/django/contrib/auth/hashers.py"], "restricted", "@identity", "how passwords are kept"),
    (["/django/contrib/sessions/**/*.py"], "restricted", "@identity", "keeps people logged in"),
    (["/django/core/signing.py"], "restricted", "@core", "signs what nobody may forge"),
    (["/django/core/**/*.py", "/django/views/**"], "internal", "@core", ""),
    (["/django/middleware/*.py"], "confidential", "@core", "the order is our defence"),
    (["/django/db/**/*.py", "/tests/migrations/**", "/tests/queries/**"], "internal", "@data", ""),
    (["/django/db/backends/oracle/**"], "confidential", "@data", "under a vendor agreement"),
    (["/tests/admin_views/**", "/django/contrib/admin/*.py"], "internal", "@admin", ""),
    (["/django/contrib/gis/**/*.py", "/django/template/**"], "public", "@open", ""),
    (["/docs/**", "!/docs/internals/**", "/django/utils/**"], "public", "@open", ""),
    (["/django/conf/locale/**"], "public", "@open", ""),
)
#: A file the pointer rests on, so that its card is seen.
_SHOWN = "django/contrib/auth/hashers.py"


def main() -> int:
    """Make the repository, its page and the picture; 1 where there is no browser."""
    programs = ensure("test")
    if Path(sys.executable).parent != programs:
        again = [programs / "python", __file__]
        return subprocess.run(again, check=False).returncode
    sys.path.insert(0, str(ROOT))
    from benchmarks.packages import fetch
    from tests.samples import browser

    if not browser.program():
        print("no chromium on PATH; run python3 scripts/browser.py as root")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "django"
        shutil.copytree(fetch(_PACKAGE), folder)
        subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
        (folder / "CLASSIFICATION.toml").write_text(_annotations(), encoding="utf-8")
        page = Path(scratch) / "report.html"
        command = [programs / "promptguard", "tag", "report", "--format", "html", "--output", page]
        # A picture drawn again is the same.
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400"}
        subprocess.run(command, cwd=folder, env=environment, check=True)
        PICTURE.write_bytes(_photographed(page))
    size = PICTURE.stat().st_size
    print(f"{PICTURE.relative_to(ROOT)}: {size:,} bytes")
    return 0 if size <= _LARGEST else 1


def _annotations() -> str:
    parts = ["version = 1\n"]
    for globs, level, owner, reason in _TAGS:
        parts.append("[[annotations]]")
        parts.append("path = [" + ", ".join(f'"{glob}"' for glob in globs) + "]")
        parts.append(f'level = "{level}"\nowner = "{owner}"\nprecedence = "aggregate"')
        parts.append(f'reason = "{reason}"\n' if reason else "")
    return "\n".join(parts)


def _photographed(page: Path) -> bytes:
    from tests.samples.browser import browser

    with browser() as window:
        window.open(page, **_SIZE)
        window.wait("document.querySelector('#map button')")
        found = window.run(
            f"""(() => {{
              const named = (one) => one.getAttribute("aria-label").startsWith("{_SHOWN}");
              const one = [...document.querySelectorAll("#map button")].find(named);
              if (!one) return null;
              const box = one.getBoundingClientRect();
              return [box.x + box.width / 2, box.y + box.height / 2];
            }})()"""
        )
        if found:
            window.hover(found[0], found[1])
            window.wait("!document.getElementById('card').hidden")
        return window.picture()


if __name__ == "__main__":
    sys.exit(main())
