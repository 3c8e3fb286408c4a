"""What is wrong with how files are tagged: a team's lint, beside what the detectors find."""

from typing import NamedTuple

from promptguard.model.text import Note


class Kind(NamedTuple):
    """One thing that can be wrong: its id (`tags.required`), a title, and what to do about it."""

    id: str
    title: str
    advice: str


class Problem(NamedTuple):
    """One thing that is wrong: a sentence, a hint and a place (line 0: the file as such)."""

    id: str
    path: str
    line: int
    text: str
    hint: str
    #: Does it make the run exit 1? What protects less than somebody meant does.
    stops: bool = True


class Share(NamedTuple):
    """How much of a folder is tagged; `folder` is "" for the whole tree."""

    folder: str
    files: int
    tagged: int

    @property
    def percent(self) -> int:
        """Rounded down: 99.9 % is not all."""
        return self.tagged * 100 // self.files if self.files else 100


class Verified(NamedTuple):
    """What came of looking at the tags of a tree; `tree` is how people call it."""

    tree: str
    problems: tuple[Problem, ...]
    shares: tuple[Share, ...] = ()
    kinds: tuple[Kind, ...] = ()
    #: What could not be looked at.
    notes: tuple[Note, ...] = ()
    files: int = 0

    @property
    def stops(self) -> bool:
        """Does anything of it make the run exit 1?"""
        return any(problem.stops for problem in self.problems)
