"""What a tag is to say, and the words that say it: the inverse of grammar.parse."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from promptguard.errors import UsageError
from promptguard.model import Level, Tag
from promptguard.tags.grammar import Verb, parse

MARKER = "promptguard: "
#: What speaks of the data and not of its level: it stays where a level is changed.
LASTING = frozenset({"labels", "origin", "owner"})
END = "end"


#: What a reader takes behind a key.
_LONGEST = 200


class Wording(NamedTuple):
    """A tag that is to be written; `word` is how the level is called there."""

    word: str
    level: Level
    labels: tuple[str, ...] = ()
    origin: str = ""
    owner: str = ""
    reason: str = ""
    override: bool = False
    #: Of these keys what older tags say stays; see `over`.
    keeps: frozenset[str] = frozenset()

    def over(self, older: Iterable[Tag]) -> "Wording":
        """The same, with what these tags say under the keys that are kept.

        A reason and an override belong to their level and go with it.
        """
        said = self
        for tag in older:
            if "labels" in self.keeps:
                said = said._replace(labels=tuple(dict.fromkeys((*tag.labels, *said.labels))))
            if "origin" in self.keeps and not said.origin:
                said = said._replace(origin=tag.origin)
            if "owner" in self.keeps and not said.owner:
                said = said._replace(owner=tag.owner)
            if tag.level is self.level:
                if "reason" in self.keeps and not said.reason:
                    said = said._replace(reason=tag.reason)
                if "override" in self.keeps and tag.override:
                    said = said._replace(override=True)
        return said if said.reason else said._replace(override=False)

    def words(self, avoid: str = "") -> str:
        """The words behind the marker; `avoid` is a quotation mark that begins comments there."""
        said = [self.word]
        for key, value in (
            ("labels", ",".join(self.labels)),
            ("origin", self.origin),
            ("owner", self.owner),
        ):
            if value:
                said.append(f"{key}={value if value[-1].isalnum() else _quoted(value, avoid)}")
        if self.override:
            said.append("override")
        if self.reason:
            said.append(f"reason={_quoted(self.reason, avoid)}")
        return " ".join(said)

    def is_said_by(self, tag: Tag) -> bool:
        """Does a tag say the same?"""
        said = (tag.level, tag.labels, tag.origin, tag.owner, tag.reason, tag.override)
        return said == self[1:-1]


def _quoted(value: str, avoid: str) -> str:
    return f"'{value}'" if '"' in (*value, avoid) else f'"{value}"'


def wording(
    word: str,
    *,
    labels: tuple[str, ...] = (),
    origin: str = "",
    owner: str = "",
    reason: str = "",
    override: bool = False,
    keeps: frozenset[str] = frozenset(),
    aliases: Mapping[str, Level] = MappingProxyType({}),
) -> Wording:
    """What is to be said, checked by reading it.

    Raises UsageError for what no tag can say, with the reader's own sentence.
    """
    found = tuple(dict.fromkeys(label.strip().lower() for label in labels if label.strip()))
    said = Wording(
        word.lower(), Level.PUBLIC, found, origin, owner, reason.strip(), override, keeps
    )
    for key, value in (("labels", ",".join(found)), ("reason", said.reason)):
        if len(value) > _LONGEST:
            raise UsageError(f"{key} may be {_LONGEST} characters long, and these are {len(value)}")
    words = said.words()
    saying = parse(words, deliberate=True, aliases=aliases)
    if saying is None or saying.verb is not Verb.LEVEL:
        known = ", ".join(level.word for level in Level)
        raise UsageError(f'"{word}" is not a level. Known: {known}.')
    if saying.problem:
        raise UsageError(saying.problem.replace(" and counts as restricted", ""))
    added = saying.added
    said = said._replace(level=saying.level)
    read = (added.labels, added.origin, added.owner, added.reason, added.override)
    if read != said[2:-1] or not words.isprintable():
        raise UsageError("a tag cannot say this: leave out quotation marks and line ends")
    return said
