"""The commit hook: what would be committed is scanned, and stopped where the settings say so.

A commit without candidates, binaries or configuration never loads a rule: it costs little more
than the interpreter and two runs of git.
"""

import sys

from promptguard.api import gate
from promptguard.errors import OK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def run(files: "Sequence[str]") -> int:
    """Judge the index, or the named files as the pre-commit framework gives them."""
    clean = gate.files_are_clean(files, say=_say) if files else gate.index_is_clean(say=_say)
    return OK if clean else _judge(files)


def _judge(files: "Sequence[str]") -> int:
    from promptguard.api import scan
    from promptguard.errors import FOUND
    from promptguard_hooks.git.message import spoken

    options = scan.ScanOptions(say=_say, exclude_named=True)
    found = scan.scan_paths(files, options=options) if files else scan.scan_staged(options=options)
    sys.stderr.write(spoken(found))
    return FOUND if found.stops else OK


def _say(sentence: str) -> None:
    sys.stderr.write(f"promptguard: {sentence}\n")
