"""What a tag is to say, and the words that say it: the inverse of grammar.parse."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from promptguard.errors import UsageError
from promptguard.model import Level, Tag
from promptguard.tags.grammar import Verb, parse

MARKER = "promptguard: "
END = "end"


class Wording(NamedTuple):
    """A tag that is to be written; `word` is how the level is called there."""

    word: str
    level: Level
    labels: tuple[str, ...] = ()
    origin: str = ""
    owner: str = ""
    reason: str = ""
    override: bool = False

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
        return (tag.level, tag.labels, tag.origin, tag.owner, tag.reason, tag.override) == self[1:]


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
    aliases: Mapping[str, Level] = MappingProxyType({}),
) -> Wording:
    """What is to be said, checked by reading it.

    Raises UsageError for what no tag can say, with the reader's own sentence.
    """
    found = tuple(dict.fromkeys(label.strip().lower() for label in labels if label.strip()))
    said = Wording(word.lower(), Level.PUBLIC, found, origin, owner, reason.strip(), override)
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
    if read != said[2:] or not words.isprintable():
        raise UsageError("a tag cannot say this: leave out quotation marks and line ends")
    return said
