"""Draw docs/terminal.svg from a real run: python3 scripts/picture.py"""

import io
import os
import pty
import random
import string
import subprocess
import sys
import tempfile
from pathlib import Path

from setup_venv import ROOT, ensure

PICTURE = ROOT / "docs" / "terminal.svg"
_WIDTH = 104
_FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xml:space="preserve"
  xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-family: arial; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}"
  height="{terminal_height}"/></clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


def main() -> int:
    """Run the commands in a terminal of their own and draw what they said."""
    programs = ensure("docs")
    if "rich" not in sys.modules and Path(sys.executable).parent != programs:
        again = [programs / "python", __file__]
        return subprocess.run(again, check=False).returncode
    from rich.console import Console
    from rich.text import Text

    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "shop"
        _make(folder, programs)
        said = b"".join(_run(line, folder, programs) for line in _LINES)
    console = Console(record=True, width=_WIDTH, file=io.StringIO())
    console.print(Text.from_ansi(said.decode("utf-8")))
    picture = console.export_svg(title="promptguard", code_format=_FORMAT, unique_id="pg")
    PICTURE.write_text(picture, encoding="utf-8")
    return 0


_LINES = (
    "promptguard scan",
    "promptguard check --to deepseek rates.py",
    "git commit -m 'add settings'",
)


def _make(folder: Path, programs: Path) -> None:
    folder.mkdir()
    draw = random.Random(7)
    secret = "".join(draw.choices(string.ascii_letters + string.digits, k=40))
    (folder / "settings.py").write_text(f'REGION = "eu-1"\nAWS_SECRET_ACCESS_KEY = "{secret}"\n')
    (folder / "rates.py").write_text("# promptguard: confidential labels=finance\nRATE = 0.17\n")
    for command in (
        ["init", "-q", "-b", "main"],
        ["config", "user.name", "You"],
        ["config", "user.email", "you@localhost"],
        ["add", "."],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{programs / "promptguard-hook"}" git pre-commit\n')
    hook.chmod(0o755)


def _run(line: str, folder: Path, programs: Path) -> bytes:
    """What a terminal of the picture's width shows for a command, the prompt before it."""
    output: list[bytes] = []
    environment = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "TERM": "xterm-256color",
        "COLUMNS": str(_WIDTH),
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(ROOT / ".cache"),
    }
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvpe("sh", ["sh", "-c", line], environment)
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        output.append(piece)
    os.waitpid(child, 0)
    os.close(terminal)
    shown = b"".join(output).replace(b"\r\n", b"\n").replace(b"\r\x1b[K", b"")
    return b"\x1b[32m$\x1b[0m " + line.encode() + b"\n" + shown + b"\n"


if __name__ == "__main__":
    sys.exit(main())
