"""Worker processes: cancellation, bounded memory, and no scan that quietly lost a part."""

import signal
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from promptguard import patterns, rulebook
from promptguard.engine.tiers import Engine
from promptguard.errors import SourceError
from promptguard.model import Settings
from promptguard.pipeline import Spoken
from promptguard.scanning import Outcome, scan_files

#: The number of a group, and where in its files a batch begins and ends.
Task = tuple[int, int, int]
#: Settings, files as (path to open, name to show), and what speaks of them from outside.
Group = tuple[Settings, Sequence[tuple[str, str]], Mapping[str, Spoken]]


def together(
    tasks: Sequence[Task], groups: Sequence[Group], engines: Sequence[Engine], jobs: int
) -> Iterator[Outcome]:
    """The outcomes of the tasks, in their order.

    Raises SourceError where a worker dies (out of memory, killed).
    """
    # A forked worker shares the loaded databases and the list of files, and is told positions
    # only; where fork is unsafe it gets the list once and loads the databases anew.
    forks = sys.platform == "linux"
    if forks:
        _share(groups, engines)
    executor = ProcessPoolExecutor(
        jobs,
        mp_context=get_context("fork" if forks else "spawn"),
        initializer=_prepare,
        initargs=(None if forks else tuple(groups),),
    )
    pending: deque[Future[Outcome]] = deque()
    waiting = iter(tasks)
    try:
        for task in waiting:
            pending.append(executor.submit(_work, *task))
            if len(pending) >= 4 * jobs:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool:
        raise SourceError("a scanning process was killed; the scan is not complete") from None
    finally:
        # On an interrupt nobody waits for half a batch.
        for process in list((executor._processes or {}).values()) if pending else ():
            process.terminate()
        executor.shutdown(wait=not pending, cancel_futures=True)


#: What a worker process scans, and with what; the parent fills it only so that a fork inherits it.
_shared: list[tuple[Group, Engine]] = []


def _share(groups: Sequence[Group], engines: Sequence[Engine]) -> None:
    _shared[:] = zip(groups, engines, strict=True)


def _prepare(groups: tuple[Group, ...] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    if groups is not None:
        _share(groups, [rulebook.open_rulebook(settings) for settings, *_ in groups])


def _work(number: int, start: int, end: int) -> Outcome:
    (settings, files, said), engine = _shared[number]
    outcome = scan_files(files[start:end], engine, settings, said=said)
    patterns.keep()
    return outcome
