"""The door to verifying tags: a team's lint, over a folder, the index or a commit."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from promptguard import git
from promptguard.api.scan import ScanOptions
from promptguard.api.tags.found import Found, found_in, settings_of
from promptguard.api.tags.movement import Movement, movement
from promptguard.api.tags.resolve import open_tree, tagged, top_of
from promptguard.api.tags.within import below
from promptguard.errors import SourceError
from promptguard.model import Note, NoteKind, Tagged, Tree, Verified
from promptguard.sources import staged as index
from promptguard.tags.verify import Facts, checks, verify
from promptguard.tags.verify.coverage import shares

Progress = Callable[[int, int, str], None]
_NOT_LOOKED: Found = ({}, ())
_NO_MOVEMENT = Movement("", {}, ())


class VerifyOptions(NamedTuple):
    """What to look at: files on disk, what is staged, or a commit; and what to compare with."""

    staged: bool = False
    revision: str = ""
    #: A revision whose tags must not be lost; with `staged` the last commit where there is one.
    base: str = ""
    #: Compare with what the detectors find? It takes as long as a scan.
    content: bool = True
    jobs: int = 0
    say: Callable[[str], None] | None = None


def verify_tags(
    paths: Sequence[str] = (),
    *,
    options: VerifyOptions | None = None,
    progress: Progress | None = None,
) -> Verified:
    """Everything that is wrong with the tags of these files; no path means the whole tree.

    Paths in the answer are from the top of the repository. Where something is staged, the files
    that the next commit changes are looked at, and what holds for the tree as a whole. Raises
    SourceError for a path, repository or revision that is not there, ConfigError for a wrong
    configuration.
    """
    options = options or VerifyOptions()
    top = top_of(paths[0] if paths else ".")
    tree = open_tree(top, staged=options.staged, revision=options.revision)
    asked = _asked(tree, top, paths, options)
    scanning = ScanOptions(jobs=options.jobs, say=options.say)
    settings = settings_of(tree, top, scanning)
    said = {one.path: one for one in tagged(tree, asked, settings=settings)}
    found, notes = (
        found_in(tree, top, asked, scanning, progress) if options.content else _NOT_LOOKED
    )
    base = options.base or ("HEAD" if options.staged and _has_commit(top) else "")
    moved = movement(tree, top, base, said, settings) if base else _NO_MOVEMENT
    facts = Facts(
        tree,
        tree.list(),
        said,
        found,
        settings.tags.required,
        settings.tags.coverage,
        moved.moves,
        moved.base_name,
        moved.before,
        whole=not paths and not options.staged,
    )
    kinds = tuple(kind for check in checks() for kind in check.KINDS)
    return Verified(
        tree.name,
        verify(facts),
        () if options.staged else shares(said),
        kinds,
        (*_unread(said.values()), *notes),
        len(said),
    )


def _asked(tree: Tree, top: str, paths: Sequence[str], options: VerifyOptions) -> list[str]:
    chosen = below(tree, top, paths)
    if not options.staged:
        return chosen
    changed = {path for path, _ in index.changed(top)[0]}
    return [path for path in chosen if path in changed]


def _has_commit(top: str) -> bool:
    try:
        git.output(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except SourceError:
        return False
    return True


def _unread(said: Iterable[Tagged]) -> tuple[Note, ...]:
    notes = (note for one in said for note in one.notes if note.kind is not NoteKind.TAG)
    return tuple(dict.fromkeys(notes))
