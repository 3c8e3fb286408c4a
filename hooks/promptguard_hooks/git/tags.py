"""The tags hook: a commit whose tags are wrong, too weak or lost on the way is stopped.

What is staged is compared with the last commit. Where nothing is staged, as when a framework runs
every hook in CI, the whole work tree is looked at.
"""

import os
import sys

from promptguard.errors import FOUND, OK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: Where the pre-commit framework says since when a branch is looked at.
_SINCE = "PRE_COMMIT_FROM_REF"
_STOPPED = """
promptguard stopped this commit: its tags need a look; nothing was changed.
  Proposals, with reasons: promptguard tag suggest --review
"""


def run(files: "Sequence[str]") -> int:
    """Verify the index, or these files on disk, or everything where nothing is staged."""
    from promptguard.api.tags import verify

    staged = not files and verify.is_anything_staged()
    base = "" if staged else os.environ.get(_SINCE, "")
    options = verify.VerifyOptions(staged=staged, base=base, say=_say)
    found = verify.verify_tags(files, options=options)
    if found.problems:
        colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        sys.stderr.write(verify.render(found, colour=colour))
    if found.stops:
        sys.stderr.write(_STOPPED)
    return FOUND if found.stops else OK


def _say(sentence: str) -> None:
    sys.stderr.write(f"promptguard: {sentence}\n")
