"""Everything a configuration may say, typed, with its defaults."""

from typing import NamedTuple

from promptguard.model.ladders import Action, Confidence, Level
from promptguard.model.rule import Rule


class Condition(NamedTuple):
    """What makes a run fail: a label at or above a confidence, or a classification level."""

    label: str = ""
    confidence: Confidence = Confidence.LIKELY
    level: Level | None = None


class Minimum(NamedTuple):
    """How many of a folder's files must be tagged; the folder "" is the whole tree."""

    folder: str
    percent: int


class TagRules(NamedTuple):
    """What a team asks of its tags: `[tags]` in a configuration."""

    #: Patterns, as in .gitignore, of files that must be tagged.
    required: tuple[str, ...] = ()
    coverage: tuple[Minimum, ...] = ()


class ForeignPlugins(NamedTuple):
    """What a `.secrets.baseline` asks of detect-secrets; `plugins` empty means its defaults.

    `plugins` and `filters` are its JSON objects as sorted (key, JSON value) pairs; `accepted` maps
    a file name, as the baseline spells it, to (type, hashed secret) pairs.
    """

    where: str
    root: str
    version: str
    plugins: str
    filters: str
    accepted: frozenset[tuple[str, str, str]]


class Settings(NamedTuple):
    """The settings of one run."""

    min_confidence: Confidence = Confidence.POSSIBLE
    fail_on: tuple[Condition, ...] = (
        Condition(label="secret"),
        Condition(label="state-secret", confidence=Confidence.VERY_UNLIKELY),
    )
    exclude: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    vocabulary: tuple[str, ...] = ()
    #: Whose copyright, packages and registries make a file the team's own.
    companies: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    registries: tuple[str, ...] = ()
    #: A team's own words for levels, lower case: names in tags, and marks at the head of files.
    marks: tuple[tuple[str, Level], ...] = ()
    salt: str = ""
    on_error: Action = Action.WARN
    #: The repository's policy file, relative to `root`, and the user's own, absolute.
    policy: str = ""
    user_policy: str = ""
    trusted_plugins: tuple[str, ...] = ()
    tags: TagRules = TagRules()
    foreign: ForeignPlugins | None = None
    #: The file the settings were read from, and the folder that relative paths in it mean.
    source: str = ""
    root: str = ""
