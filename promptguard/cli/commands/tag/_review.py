"""Goes through suggestions at a plain terminal, a line an answer: accept, change, skip, why, quit.

What is accepted is written at once, so that leaving in the middle loses nothing.
"""

import sys
from collections import Counter

from promptguard.api.tags.suggest import accept
from promptguard.cli.terminal import emit
from promptguard.errors import OK, PromptguardError, did_you_mean
from promptguard.model import Level, Suggested, Suggestion
from promptguard.reports import _shown as shown
from promptguard.reports.suggestions.text import paragraph

_ANSWERS = ("accept", "change", "skip", "why", "quit")
_QUESTION = "accept, change, skip, why or quit? "
_LEVELS = tuple(level.word for level in Level)


def review(suggested: Suggested, *, colour: bool = False) -> int:
    """Ask about each suggestion; the end of the input means quit."""
    done: Counter[str] = Counter()
    total = len(suggested.suggestions)
    for number, one in enumerate(suggested.suggestions, 1):
        emit(f"\n{number} of {total}\n" + "\n".join(paragraph(one, colour=colour)) + "\n")
        answer = _asked(suggested.tree, one)
        if answer == "quit":
            break
        done[answer] += 1
    left = total - done.total()
    told = f"{done['accept']} accepted, {done['change']} changed, {done['skip']} skipped"
    emit(f"\n{told}{f', {left} left' if left else ''}.\n")
    return OK


def _asked(top: str, one: Suggestion) -> str:
    """What became of a suggestion: accept, change, skip or quit."""
    while True:
        answer = _answer(_QUESTION, _ANSWERS, otherwise="quit")
        if answer == "why":
            emit("".join(f"    {shown.printable(line)}\n" for line in _why(one)))
        elif answer in ("skip", "quit"):
            return answer
        else:
            level = _other_level() if answer == "change" else one.level
            if level is not None and _written(top, one, level):
                return answer


def _other_level() -> Level | None:
    word = _answer(f"{', '.join(_LEVELS)}? ", _LEVELS, otherwise="")
    return Level[word.upper()] if word else None


def _written(top: str, one: Suggestion, level: Level) -> bool:
    try:
        path = accept(top, one, level)
    except PromptguardError as error:
        emit(f"    not written: {shown.printable(str(error))}\n")
        return False
    emit(f"    {level.word}, written into {shown.printable(path)}\n")
    return True


def _why(one: Suggestion) -> list[str]:
    """Everything it rests on, and how sure that makes it."""
    what = shown.counted(len(one.files), "file")
    return [
        f"{one.reason}; {shown.sure(one.confidence)}",
        *one.evidence,
        f"It would hold for {what}: {', '.join(one.files[:5])}{', ...' * (len(one.files) > 5)}",
    ]


def _answer(question: str, words: tuple[str, ...], *, otherwise: str) -> str:
    """The word that somebody typed, or its beginning; `otherwise` where the input has ended."""
    while True:
        emit(question)
        line = sys.stdin.readline()
        if not line:
            emit("\n")
            return otherwise
        typed = line.strip().lower()
        found = [word for word in words if typed and word.startswith(typed)]
        if len(found) == 1:
            return found[0]
        hint = did_you_mean(typed, words) if typed else f"Known: {', '.join(words)}."
        emit(f"    {hint}\n")
