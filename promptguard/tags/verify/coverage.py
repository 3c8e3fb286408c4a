"""Folders of which less is tagged than the team has asked for."""

from collections.abc import Iterator, Mapping
from shlex import quote

from promptguard.model import Kind, Minimum, Problem, Share, Tagged
from promptguard.tags.guard import never
from promptguard.tags.verify._facts import Facts

KINDS = (
    Kind(
        "tags.coverage",
        "Less of a folder is tagged than the configuration asks for",
        "Tag its files, or the folder in a CLASSIFICATION.toml: promptguard tag suggest.",
    ),
)


def check(facts: Facts) -> Iterator[Problem]:
    """One problem a minimum that is missed, or that means no folder."""
    if not facts.whole:
        return
    for minimum in facts.minimums:
        found = share(facts.tagged, minimum.folder)
        path = minimum.folder or "."
        if not found.files:
            text = "the configuration asks for a coverage, but no file lies there"
            yield Problem(KINDS[0].id, path, 0, text, "Is the folder spelt right, or gone?")
        elif found.percent < minimum.percent:
            yield Problem(KINDS[0].id, path, 0, _said(found, minimum), _hint(path))


def share(tagged: Mapping[str, Tagged], folder: str) -> Share:
    """How many of a folder's files, with those of the folders in it, are tagged."""
    top = f"{folder}/" if folder else ""
    below = [one for path, one in tagged.items() if path.startswith(top) and not never(path)]
    return Share(folder, len(below), sum(one.resolved.level is not None for one in below))


def shares(tagged: Mapping[str, Tagged]) -> tuple[Share, ...]:
    """The whole tree, then its folders of the first two steps, in order."""
    files: dict[str, int] = {"": 0}
    done: dict[str, int] = {}
    for path, one in tagged.items():
        if never(path):
            continue
        parts = path.split("/")
        for depth in range(min(len(parts), 3)):
            folder = "/".join(parts[:depth])
            files[folder] = files.get(folder, 0) + 1
            done[folder] = done.get(folder, 0) + (one.resolved.level is not None)
    return tuple(
        Share(folder, count, done.get(folder, 0)) for folder, count in sorted(files.items())
    )


def _said(found: Share, minimum: Minimum) -> str:
    return (
        f"{found.tagged:,} of {found.files:,} files are tagged ({found.percent} %); "
        f"the configuration asks for {minimum.percent} %"
    )


def _hint(path: str) -> str:
    return f"See where to begin: promptguard tag suggest {quote(path)}"
