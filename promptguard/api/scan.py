"""The door to scanning: paths, the index, streams and texts become Runs and Reports."""

import os
from collections import Counter
from collections.abc import Callable, Sequence

from promptguard import batch, git, pipeline, rulebook, scanning
from promptguard.api.around import Around, StagedTags, around, speaking_of
from promptguard.api.workspace import (
    CONFIGURED,
    ScanOptions,
    excluded,
    groups_of,
    join,
    left_out,
    named_groups,
    parents,
    read_disk,
    settings_from,
    upwards,
)
from promptguard.documents.decode import to_utf8
from promptguard.documents.document import Document
from promptguard.documents.windows import WINDOW
from promptguard.engine.tiers import Engine
from promptguard.errors import SourceError
from promptguard.model import (
    Confidence,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Report,
    Rule,
    Run,
    Settings,
)
from promptguard.pipeline import Spoken
from promptguard.scanning import Outcome
from promptguard.sources import staged
from promptguard.sources.read import Unread

__all__ = [
    "ScanOptions",
    "rule_of",
    "scan_paths",
    "scan_staged",
    "scan_stream",
    "scan_text",
    "settings_for",
]

Progress = Callable[[int, int, str], None]
Say = Callable[[str], None]


def rule_of(rule_id: str, settings: Settings | None = None) -> Rule:
    """The rule behind a finding.

    Raises KeyError for an id that no detector owns.
    """
    return rulebook.rule_of(rule_id, settings)


def settings_for(path: str, min_confidence: Confidence | None = None) -> Settings:
    """The settings that hold for a path: the nearest configuration from it upwards.

    Raises ConfigError where that configuration is wrong.
    """
    return settings_from(upwards(path), read_disk, ScanOptions(min_confidence))


def scan_text(
    data: bytes,
    name: str,
    kind: OriginKind,
    settings: Settings,
    *,
    say: Say | None = None,
    around: Spoken | None = None,
) -> Report:
    """The report on a prompt, a buffer, a message; binary data is a Note, not silence.

    `around` is what speaks from outside of the file that the text comes from; it may only raise
    where the text is a prompt or a tool's.
    """
    engine = rulebook.open_rulebook(settings, say=say)
    origin = Origin(kind, name)
    if len(data) > WINDOW:
        found = scanning.scan_bytes(data, origin, engine, settings, around)
        return found or pipeline.report(Document(origin, b""), (), settings)
    decoded = to_utf8(data)
    if decoded is None:
        empty = pipeline.report(Document(origin, b""), (), settings, None, around)
        return empty._replace(notes=(Note(NoteKind.BINARY, origin, "binary"),))
    document = Document(origin, decoded[0], encoding=decoded[1])
    hits = engine.scan(document.data, name)
    return pipeline.report(document, hits, settings, engine, around)


def scan_paths(
    paths: Sequence[str], *, options: ScanOptions | None = None, progress: Progress | None = None
) -> Run:
    """Scan files and folders; a path named here is always scanned, ignored by git or not.

    Raises SourceError for a named path that is not there or cannot be read, ConfigError for a
    wrong configuration on the way up from it.
    """
    options = options or ScanOptions()
    notes: list[Note] = []
    outcomes: list[Outcome] = []
    wanted: list[Settings] = []
    asked = list(dict.fromkeys(paths or (".",)))
    for path in asked:
        _require(path)
    named, left = named_groups([path for path in asked if not os.path.isdir(path)], options)
    notes += left
    for group in named:
        wanted.append(group.settings)
        outcomes.append(_scan_named(group, options))
    for path in filter(os.path.isdir, asked):
        groups, found = groups_of(path, options)
        notes += found
        wanted += [group.settings for group in groups]
        outcomes += _scan_folders(groups, options, progress)
    return _run(outcomes, notes, wanted)


def scan_stream(
    read: Callable[[int], bytes], name: str, *, options: ScanOptions | None = None
) -> Run:
    """Scan a stream that stands for the file `name`, whose configuration holds.

    `read(size)` answers fewer bytes only at the end, as a buffered reader's does.
    """
    options = options or ScanOptions()
    settings = settings_from(upwards(name), read_disk, options)
    engine = rulebook.open_rulebook(settings, say=options.say)
    counted = _Counted(read)
    origin = Origin(OriginKind.FILE, name)
    said = around_file(name, settings)
    try:
        found = _scan_stream(counted, origin, engine, settings, said.of.get(name))
        outcome = _outcome(found, counted.size)
    except Unread as unread:
        outcome = Outcome(0, 0, (), (Note(unread.kind, origin, unread.why),), ())
    return _run([outcome], list(said.notes), [settings])


def around_file(name: str, settings: Settings) -> Around:
    """What speaks of a file on disk, there or not, from outside of it."""
    return around([name], speaking_of([name]), settings)


class _Counted:
    """A stream's `read` that knows how much went through it."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self.size = 0

    def __call__(self, size: int) -> bytes:
        data = self._read(size)
        self.size += len(data)
        return data


def _scan_stream(
    read: Callable[[int], bytes],
    origin: Origin,
    engine: Engine,
    settings: Settings,
    said: Spoken | None,
) -> Report | None:
    head = read(WINDOW + 1)
    if len(head) <= WINDOW:
        return scanning.scan_bytes(head, origin, engine, settings, said)
    waiting = [head[WINDOW:], head[:WINDOW]]
    return scanning.scan_stream(
        lambda size: waiting.pop() if waiting else read(size), origin, engine, settings, said
    )


def _outcome(found: Report | None, size: int) -> Outcome:
    if found is None:
        return Outcome(1, size, (), (), ())
    reports = (found,) if scanning.says_something(found) else ()
    return Outcome(1, size, reports, found.notes, ())


def scan_staged(folder: str = ".", *, options: ScanOptions | None = None) -> Run:
    """Scan what the index would commit; configuration and baseline are the index's too.

    Raises SourceError outside a repository.
    """
    options = options or ScanOptions()
    top = git.output(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")
    root = os.fsdecode(top)
    blobs, submodules = staged.changed(root)
    reader = staged.IndexReader(root)
    notes = [
        Note(NoteKind.SUBMODULE, Origin(OriginKind.STAGED, name), "a submodule; scan it in itself")
        for name in submodules
    ]
    above = sorted({folder for name, _ in blobs for folder in parents(name)})
    reader.fetch([join(folder, name) for folder in above for name in CONFIGURED])
    tags = StagedTags(root, [name for name, _ in blobs], reader)
    outcomes: list[Outcome] = []
    wanted: dict[str, Settings] = {}
    engines: dict[str, Engine] = {}
    left: Counter[str] = Counter()
    for name, data in staged.contents(root, blobs):
        home = next(
            (
                folder
                for folder in parents(name)
                if any(reader.read(join(folder, file)) is not None for file in CONFIGURED)
            ),
            "",
        )
        if home not in wanted:
            chain = [home, *parents(home)] if home else [""]
            wanted[home] = settings_from(chain, reader.read, options)
            engines[home] = rulebook.open_rulebook(wanted[home], say=options.say)
        if excluded([name], wanted[home]):
            left[home] += 1
        else:
            said = tags.of(name, wanted[home])
            outcomes.append(_scan_blob(name, data, engines[home], wanted[home], said))
    notes += tags.notes
    notes += [left_out(count, wanted[home]) for home, count in left.items()]
    return _run(outcomes, notes, list(wanted.values()))


def _scan_blob(
    name: str,
    data: bytes | git.LargeBlob | None,
    engine: Engine,
    settings: Settings,
    said: Spoken | None,
) -> Outcome:
    origin = Origin(OriginKind.STAGED, name)
    if data is None:
        note = Note(NoteKind.UNREADABLE, origin, "git has no content for it")
        return Outcome(0, 0, (), (note,), ())
    try:
        if isinstance(data, git.LargeBlob):
            found = scanning.scan_stream(data.read, origin, engine, settings, said)
            return _outcome(found, data.size)
        return _outcome(scanning.scan_bytes(data, origin, engine, settings, said), len(data))
    except Unread as unread:
        return Outcome(0, 0, (), (Note(unread.kind, origin, unread.why),), ())


def _scan_folders(
    groups: Sequence[batch.Group], options: ScanOptions, progress: Progress | None
) -> list[Outcome]:
    outcomes = list(
        batch.scan_groups(groups, jobs=options.jobs, progress=progress, say=options.say)
    )
    # git lists a submodule like a file; it is entered as the repository that it is.
    inner = [folder for outcome in outcomes for folder in outcome.folders]
    for path, _ in inner:
        more, said = groups_of(path, options)
        outcomes.append(Outcome(0, 0, (), tuple(said), ()))
        outcomes += batch.scan_groups(more, jobs=options.jobs, progress=progress, say=options.say)
    return outcomes


def _scan_named(group: batch.Group, options: ScanOptions) -> Outcome:
    engine = rulebook.open_rulebook(group.settings, say=options.say)
    outcome = scanning.scan_files(group.files, engine, group.settings, follow=True, said=group.said)
    for note in outcome.notes:
        if note.kind in (NoteKind.UNREADABLE, NoteKind.VANISHED, NoteKind.SPECIAL):
            raise SourceError(f"{note.origin.name}: {note.text}")
    return outcome


def _require(path: str) -> None:
    if not os.path.lexists(path):
        raise SourceError(f"{path}: no such file or folder")
    if not os.path.exists(path):
        raise SourceError(f"{path}: symbolic link to nothing, or in a circle")


def _run(outcomes: Sequence[Outcome], notes: list[Note], wanted: Sequence[Settings]) -> Run:
    reports = [report for outcome in outcomes for report in outcome.reports]
    thresholds = [settings.min_confidence for settings in wanted]
    return Run(
        reports=tuple(reports),
        files=sum(outcome.files for outcome in outcomes),
        size=sum(outcome.size for outcome in outcomes),
        notes=_notes([*notes, *(note for outcome in outcomes for note in outcome.notes)]),
        min_confidence=min(thresholds, default=Settings().min_confidence).word,
        stopping=frozenset(
            (report.origin.name, fingerprint)
            for report in reports
            for fingerprint in report.stopping
        ),
        rules=_rules_behind(reports, wanted),
        stops=any(report.stops for report in reports),
    )


def _notes(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes, with what a baseline could not have said once and not for every file."""
    of_baselines = {note.text: note for note in reversed(notes) if note.kind is NoteKind.BASELINE}
    # What speaks of the files of several configurations is read once for each of them.
    others = dict.fromkeys(note for note in notes if note.kind is not NoteKind.BASELINE)
    return (*others, *of_baselines.values())


def _rules_behind(reports: Sequence[Report], wanted: Sequence[Settings]) -> tuple[Rule, ...]:
    named = {finding.rule_id for report in reports for finding in report.findings}
    named |= {item.finding.rule_id for report in reports for item in report.suppressed}
    # The same rule id may mean different rules in different folders; the nearest named wins.
    own = {rule.id: rule for settings in reversed(wanted) for rule in settings.rules}
    return tuple(own.get(name) or rulebook.rule_of(name, Settings()) for name in sorted(named))
