"""`promptguard-hook`: dispatches on the first words and pays for nothing else."""

import os
import sys

from promptguard.errors import INTERRUPTED, OK, TROUBLE, USAGE, PromptguardError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

_USAGE = """usage: promptguard-hook git pre-commit|tags [FILE...]

  git pre-commit          judge what the index would commit (as .git/hooks/pre-commit)
  git pre-commit FILE...  judge these files (as the pre-commit framework calls it)
  git tags                are the classification tags of the index right? without changes in it,
                          those of the whole work tree
  git tags FILE...        the same of these files
"""


def main(argv: list[str] | None = None) -> int:
    """Run one hook; the exit code is what git acts on."""
    words = sys.argv[1:] if argv is None else argv
    try:
        return _dispatch(words)
    except PromptguardError as error:
        sys.stderr.write(f"promptguard: {error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        from promptguard.api import crash  # Rarely needed, one hopes.

        # Anything but 0 stops the commit: what was not judged does not pass.
        return crash.report(error, " ".join(words[:2]))


def _dispatch(words: list[str]) -> int:
    if words[:2] == ["git", "pre-commit"]:
        from promptguard_hooks.git import pre_commit

        return pre_commit.run(words[2:])
    if words[:2] == ["git", "tags"]:
        from promptguard_hooks.git import tags

        return tags.run(words[2:])
    if words in (["--help"], ["-h"]):
        sys.stdout.write(_USAGE)
        return OK
    if words == ["--version"]:
        from promptguard import __version__

        sys.stdout.write(f"promptguard-hook {__version__}\n")
        return OK
    sys.stderr.write(_USAGE)
    return USAGE


def run() -> "NoReturn":
    """The program: `main`, and out without taking the interpreter apart, which costs 3 ms."""
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or TROUBLE
    if "promptguard.patterns" in sys.modules:
        sys.modules["promptguard.patterns"].keep()
    os._exit(code)


if __name__ == "__main__":
    run()
