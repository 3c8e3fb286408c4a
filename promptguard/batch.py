"""Many files: in batches, in a stable order, in several processes where that pays."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from promptguard import rulebook
from promptguard.model import Settings
from promptguard.pipeline import Spoken
from promptguard.scanning import Outcome, scan_files

_BATCH = 400
#: Below this many files, about a second of work, other processes cost more than they save.
_ALONE = 20_000


class Group(NamedTuple):
    """Files under one configuration, as (path to open, name to show)."""

    settings: Settings
    files: tuple[tuple[str, str], ...]
    #: What speaks of a file from outside of it, by the path to open.
    said: Mapping[str, Spoken] = {}


def scan_groups(
    groups: Sequence[Group],
    *,
    jobs: int,
    progress: Callable[[int, int, str], None] | None = None,
    say: Callable[[str], None] | None = None,
) -> Iterator[Outcome]:
    """One Outcome a batch, in the order of the files.

    Raises SourceError where a worker process dies (out of memory, killed).
    """
    tasks = [
        (number, start, start + _BATCH)
        for number, group in enumerate(groups)
        for start in range(0, len(group.files), _BATCH)
    ]
    total = sum(len(group.files) for group in groups)
    # Opened before any worker starts: built at most once, shared where processes fork.
    engines = [rulebook.open_rulebook(group.settings, say=say) for group in groups]
    done = 0
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or total < _ALONE:
        outcomes: Iterator[Outcome] = (
            scan_files(
                groups[number].files[start:end],
                engines[number],
                groups[number].settings,
                said=groups[number].said,
            )
            for number, start, end in tasks
        )
    else:
        from promptguard.workers import together  # multiprocessing costs 30 ms: not for a few files

        outcomes = together(tasks, groups, engines, min(jobs, len(tasks)))
    for outcome in outcomes:
        done += outcome.files + len(outcome.notes)
        if progress is not None:
            progress(min(done, total), total, "files")
        yield outcome
