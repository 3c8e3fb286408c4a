"""Files that somebody wrote tags into and that nobody reads, for one letter of their name."""

from collections.abc import Iterator

from promptguard.model import Kind, Problem
from promptguard.tags import annotations, attributes, sidecar
from promptguard.tags.verify._facts import Facts

KINDS = (
    Kind(
        "tags.misnamed",
        "A file that holds tags is not called as such files are",
        "Capital letters count: CLASSIFICATION.toml, .gitattributes, NAME.classification.",
    ),
)
_NAMES = {name.lower(): name for name in (annotations.NAME, attributes.NAME)}


def check(facts: Facts) -> Iterator[Problem]:
    """One problem a file."""
    for path in facts.listed:
        name = path.rpartition("/")[2]
        meant = _meant(name)
        if meant != name:
            text = f"is not read as {meant}, so its tags hold for nothing"
            yield Problem(KINDS[0].id, path, 0, text, f"Call it {meant}")


def _meant(name: str) -> str:
    """How a file of this name would have to be called to be read."""
    lowered = name.lower()
    if lowered in _NAMES:
        return _NAMES[lowered]
    if lowered.endswith(sidecar.SUFFIX):
        return name[: -len(sidecar.SUFFIX)] + sidecar.SUFFIX
    return name
