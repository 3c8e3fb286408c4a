"""The door to reports: a Run as text in one of the formats."""

from promptguard import reports
from promptguard.errors import UsageError, did_you_mean
from promptguard.model import Run


def formats() -> list[str]:
    """The names of all formats."""
    return reports.names()


def render(run: Run, name: str = "text", *, colour: bool = False) -> str:
    """The run in a format.

    Raises UsageError for a format that does not exist.
    """
    if name not in reports.names():
        raise UsageError(f'"{name}" is not a format. {did_you_mean(name, reports.names())}')
    return reports.load(name).render(run, rule_of=run.rule_of, colour=colour)
