"""Which rows of a table a passage speaks of: asked before any row's own expression is tried."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from promptguard import patterns
from promptguard.evidence.identifiers import Identifier

_RUN = patterns.compile(r"[A-Za-z]+")
_HUMP = patterns.compile(r"[A-Z]?[a-z]+|[A-Z]+")


class Words:
    """The words of all rows by their telling piece, looked up rather than searched."""

    def __init__(self, rows: Mapping[str, Identifier]) -> None:
        self._pieces: dict[str, list[str]] = {}
        self._wide: list[tuple[str, str]] = []
        self._order = {rule_id: place for place, rule_id in enumerate(rows)}
        for rule_id, row in rows.items():
            for word in row.words:
                if not word.isascii():
                    self._wide.append((word, rule_id))
                    continue
                pieces = _RUN.findall(word)
                for piece in {max(pieces, key=len), "".join(pieces)}:
                    self._pieces.setdefault(piece, []).append(rule_id)

    def named(self, passage: str) -> Iterable[str]:
        """The rules of which a word may stand in the passage, in the table's order."""
        said = _said(passage) & self._pieces.keys()
        found = {rule_id for piece in said for rule_id in self._pieces[piece]}
        if not passage.isascii():
            found.update(rule_id for word, rule_id in self._wide if word in passage)
        return sorted(found, key=self._order.__getitem__)


@lru_cache(maxsize=256)
def _said(passage: str) -> frozenset[str]:
    """The words and humps of a passage; several tables ask of the same one."""
    words = [*_RUN.findall(passage), *_HUMP.findall(passage)]
    return frozenset("\n".join(words).lower().split("\n"))
