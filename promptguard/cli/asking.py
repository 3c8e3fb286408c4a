"""Asks who sits at the terminal for a reason, even while standard input is the prompt itself."""

import sys
from typing import TextIO

from promptguard.api.reasons import OTHER, REASONS, Reason

_TERMINAL = "CON" if sys.platform == "win32" else "/dev/tty"


def ask_reason() -> Reason | None:
    """What was answered; None where nobody can be asked. An empty reason is a no."""
    try:
        # Two handles: a terminal cannot be sought in, and one that reads and writes would have to.
        with (
            open(_TERMINAL, encoding="utf-8", errors="replace") as answers,
            open(_TERMINAL, "w", encoding="utf-8", errors="replace") as questions,
        ):
            return _asked(answers, questions)
    except OSError:
        return None


def _asked(answers: TextIO, questions: TextIO) -> Reason:
    words = list(REASONS)
    print("Send it all the same? Say why, or press Enter to leave it:", file=questions)
    for number, word in enumerate(words, 1):
        print(f"  {number}  {REASONS[word]}", file=questions, flush=True)
    answer = answers.readline().strip().lower()
    if answer.isdecimal() and 0 < int(answer[:3]) <= len(words):
        answer = words[int(answer) - 1]
    if answer not in words:
        return Reason("")
    if answer != OTHER:
        return Reason(answer)
    print("In a few words, and nothing of the text itself:", file=questions, flush=True)
    return Reason(answer, answers.readline().strip())
