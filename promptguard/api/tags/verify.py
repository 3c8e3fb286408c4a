"""The door to verifying tags: a team's lint, over a folder, the index or a commit."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from promptguard import git
from promptguard.api.scan import ScanOptions
from promptguard.api.tags.found import Found, found_in, settings_of
from promptguard.api.tags.movement import Movement, movement
from promptguard.api.tags.resolve import open_tree, tagged, top_of
from promptguard.api.tags.within import below
from promptguard.errors import SourceError
from promptguard.model import Note, NoteKind, Problem, Tagged, Tree, Verified
from promptguard.reports import problems as formats
from promptguard.sources import staged as index
from promptguard.tags.outside import is_rule
from promptguard.tags.sidecar import SUFFIX
from promptguard.tags.verify import Facts, checks, verify
from promptguard.tags.verify.coverage import shares

_PLAIN = ("--no-ext-diff", "--no-textconv", "--no-color")
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
    chosen = below(tree, top, paths)
    base = options.base or ("HEAD" if options.staged and _has_commit(top) else "")
    facts, notes = _facts(tree, top, chosen, base, options, progress)
    facts = facts._replace(whole=not paths and not options.staged)
    problems = verify(facts)
    if base and not facts.whole:
        old = _known(top, base)
        problems = tuple(one for one in problems if one._replace(line=0) not in old)
    if paths:
        part = frozenset(chosen)
        problems = tuple(one for one in problems if one.path in part)
    return Verified(
        tree.name,
        problems,
        () if options.staged else shares(facts.tagged),
        tuple(kind for check in checks() for kind in check.KINDS),
        (*_unread(facts.tagged.values()), *notes),
        len(facts.tagged),
    )


def _facts(
    tree: Tree,
    top: str,
    chosen: Sequence[str],
    base: str,
    options: VerifyOptions,
    progress: Progress | None,
) -> tuple[Facts, tuple[Note, ...]]:
    """What the checks judge, and what was not scanned for them."""
    scanned = _staged(top, chosen) if options.staged else chosen
    asked = _spoken_of(top, chosen, scanned) if options.staged else chosen
    scanning = ScanOptions(jobs=options.jobs, say=options.say)
    settings = settings_of(tree, top, scanning)
    said = {one.path: one for one in tagged(tree, asked, settings=settings)}
    found, notes = (
        found_in(tree, top, scanned, scanning, progress) if options.content else _NOT_LOOKED
    )
    moved = movement(tree, top, base, said, settings) if base and said else _NO_MOVEMENT
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
    )
    return facts, (*notes, *moved.notes)


def is_anything_staged(folder: str = ".") -> bool:
    """Would the next commit change a file?

    Raises SourceError outside a repository.
    """
    asked = ("diff", "--cached", "--name-only", "-z", "--no-renames", *_PLAIN)
    git.output(folder, "rev-parse", "--git-dir")
    return bool(git.output(folder, *asked))


def render(verified: Verified, *, name: str = "text", colour: bool = False) -> str:
    """What is wrong as a text in one of the formats, for people by default."""
    return formats.load(name).render(verified, colour=colour)


def _staged(top: str, chosen: Sequence[str]) -> list[str]:
    """Those of the files that the next commit adds or changes."""
    changed = {path for path, _ in index.changed(top)[0]}
    return [path for path in chosen if path in changed]


def _spoken_of(top: str, chosen: Sequence[str], changed: Sequence[str]) -> list[str]:
    """The changed files, and those whose tags stand in a file that is changed or deleted."""
    listed = git.output(top, "diff", "--cached", "--name-only", "-z", "--no-renames", *_PLAIN)
    rules = [path for path in map(os.fsdecode, listed.split(b"\0")) if is_rule(path)]
    beside = {path.removesuffix(SUFFIX) for path in rules if path.endswith(SUFFIX)}
    folders = tuple(path[: path.rfind("/") + 1] for path in rules if not path.endswith(SUFFIX))
    wanted = beside.union(changed)
    return [path for path in chosen if path in wanted or (folders and path.startswith(folders))]


def _known(top: str, base: str) -> frozenset[Problem]:
    """What was wrong with the tree as a whole before: no commit is stopped for that."""
    tree = open_tree(top, revision=base)
    found = verify(Facts(tree, tree.list(), {}))
    return frozenset(problem._replace(line=0) for problem in found)


def _has_commit(top: str) -> bool:
    try:
        git.output(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except SourceError:
        return False
    return True


def _unread(said: Iterable[Tagged]) -> tuple[Note, ...]:
    notes = (note for one in said for note in one.notes if note.kind is not NoteKind.TAG)
    return tuple(dict.fromkeys(notes))
