"""What the detectors find in the files of a tree, in the words of the tags room."""

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from promptguard import git, pipeline, rulebook, scanning
from promptguard.api import scan
from promptguard.api.scan import ScanOptions
from promptguard.api.workspace import excluded, join, read_disk, settings_from, upwards
from promptguard.classification.classify import level_of
from promptguard.model import (
    Material,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Report,
    Rule,
    Settings,
    Tree,
)
from promptguard.sources.read import Unread
from promptguard.sources.trees import CommitTree, FolderTree, IndexTree

Progress = Callable[[int, int, str], None]
Found = tuple[Mapping[str, tuple[Material, ...]], tuple[Note, ...]]
#: What people write to name many files at once; more is a folder.
_MOST_NAMED = 500


def settings_of(tree: Tree, top: str, options: ScanOptions) -> Settings:
    """The settings that hold at the top of a tree, read from the tree itself.

    Raises ConfigError where they are wrong.
    """
    if isinstance(tree, FolderTree):
        return settings_from(upwards(top), read_disk, options)
    return settings_from([""], tree.read, options)


def found_in(
    tree: Tree, top: str, paths: Sequence[str], options: ScanOptions, progress: Progress | None
) -> Found:
    """What was found in these files of the tree, by path, and what was not scanned."""
    if isinstance(tree, FolderTree):
        return _on_disk(top, paths, options, progress)
    settings = settings_of(tree, top, options)
    left = excluded(paths, settings)
    engine = rulebook.open_rulebook(settings, say=options.say)
    rule_of = pipeline.rule_lookup(settings)
    kind = OriginKind.STAGED if isinstance(tree, IndexTree) else OriginKind.HISTORY
    found: dict[str, tuple[Material, ...]] = {}
    notes: list[Note] = []
    asked = [path for path in paths if path not in left]
    for number, (path, read) in enumerate(_streams(tree, top, asked)):
        if progress:
            progress(number, len(asked), path)
        try:
            report = scanning.scan_stream(read, Origin(kind, path), engine, settings)
        except Unread as unread:
            notes.append(Note(unread.kind, Origin(kind, path), unread.why))
            continue
        if report is not None:
            found[path] = _materials(report, rule_of)
            notes += report.notes
    return found, _telling(notes)


def _streams(
    tree: Tree, top: str, paths: Sequence[str]
) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """Each file with its `read`; one git for all, since a repository has thousands."""
    start = f"{tree.commit}:" if isinstance(tree, CommitTree) else ":0:"
    named = {start + path: path for path in paths if "\n" not in path}
    for name, content in git.blobs(top, list(named)):
        if isinstance(content, git.LargeBlob):
            yield named[name], content.read
        elif content:
            yield named[name], io.BytesIO(content).read


def _on_disk(
    top: str, paths: Sequence[str], options: ScanOptions, progress: Progress | None
) -> Found:
    """The same as a scan does it, in as many processes as there are cores."""
    asked = [join(top, path) for path in paths] if len(paths) <= _MOST_NAMED else [top]
    asked = [path for path in asked if os.path.isfile(path) or path == top]
    if not asked:
        return {}, ()
    run = scan.scan_paths(asked, options=options._replace(exclude_named=True), progress=progress)
    rules = {rule.id: rule for rule in run.rules}
    wanted, found = frozenset(paths), {}
    for report in run.reports:
        path = os.path.relpath(report.origin.name, top).replace(os.sep, "/")
        if path in wanted:
            found[path] = _materials(report, rules.__getitem__)
    return found, _telling(run.notes)


def _materials(report: Report, rule_of: Callable[[str], Rule]) -> tuple[Material, ...]:
    found = []
    for finding in report.findings:
        rule = rule_of(finding.rule_id)
        found.append(
            Material(
                rule.id,
                rule.title,
                level_of(finding, rule),
                rule.labels,
                finding.confidence,
                finding.place.line,
                finding.place.end_line,
            )
        )
    return tuple(found)


def _telling(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Without what is no gap in this answer: binaries, links, and tags, which have their own."""
    usual = (NoteKind.TAG, NoteKind.BINARY, NoteKind.SYMLINK, NoteKind.SUBMODULE)
    return tuple(note for note in notes if note.kind not in usual)
