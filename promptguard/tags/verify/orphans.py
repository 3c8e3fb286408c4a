"""Sidecars whose file is gone: the tag lies there, and protects nothing."""

from collections.abc import Iterator
from difflib import get_close_matches

from promptguard.model import Kind, Problem
from promptguard.tags.sidecar import SUFFIX
from promptguard.tags.verify._facts import Facts

KINDS = (
    Kind(
        "tags.orphan-sidecar",
        "A sidecar has no file beside it",
        "Rename it together with its file, or delete it.",
    ),
)
#: Enough of a folder to guess from.
_MOST = 2000


def check(facts: Facts) -> Iterator[Problem]:
    """One problem a sidecar."""
    files = frozenset(facts.listed)
    for path in facts.listed:
        name = path.removesuffix(SUFFIX)
        if name == path or name in files or name.endswith("/") or not name:
            continue
        text = f"there is no {name} beside it, so it tags nothing"
        near = get_close_matches(name, _bare(path, facts), n=1, cutoff=0.6)
        hint = f'Did "{name}" become "{near[0]}"? ' if near else ""
        yield Problem(KINDS[0].id, path, 0, text, f"{hint}{KINDS[0].advice}")


def _bare(path: str, facts: Facts) -> list[str]:
    """Files of the same folder that have no sidecar."""
    folder = path[: path.rfind("/") + 1]
    files = frozenset(facts.listed)
    return [
        other
        for other in facts.listed
        if other.startswith(folder)
        and "/" not in other[len(folder) :]
        and not other.endswith(SUFFIX)
        and other + SUFFIX not in files
    ][:_MOST]
