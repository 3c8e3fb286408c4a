"""Types of arguments that several commands take; a wrong word is answered with the right ones."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence

from promptguard.errors import UsageError, did_you_mean
from promptguard.model import Condition, Confidence
from promptguard.policy.gate import parse_conditions


def choice(kind: str, known: Sequence[str]) -> Callable[[str], str]:
    """One of a few words."""

    def parse(word: str) -> str:
        if word not in known:
            raise ArgumentTypeError(f'"{word}" is not {kind}. {did_you_mean(word, tuple(known))}')
        return word

    return parse


def confidence(word: str) -> Confidence:
    """A step of the ladder."""
    parse = choice("a confidence", [step.word for step in Confidence])
    return Confidence[parse(word).upper()]


def conditions(words: str) -> tuple[Condition, ...]:
    """What makes a run exit 1."""
    try:
        return parse_conditions(words)
    except UsageError as error:
        raise ArgumentTypeError(str(error)) from None


def jobs(word: str) -> int:
    """A number of processes."""
    if not (word.isascii() and word.isdigit() and len(word) <= 3 and int(word) <= 256):
        raise ArgumentTypeError(f'"{word}" is not a number of processes, 0 (choose) to 256')
    return int(word)
