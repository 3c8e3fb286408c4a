"""The three ordered scales; on each of them `max()` is the whole algebra."""

from enum import IntEnum
from functools import cached_property


class Level(IntEnum):
    """How sensitive a text is (ISO/IEC 27002:2022, 5.12)."""

    PUBLIC = 0
    INTERNAL = 1
    CONFIDENTIAL = 2
    RESTRICTED = 3

    @cached_property
    def word(self) -> str:
        """The level as users write it."""
        return self.name.lower()


class Confidence(IntEnum):
    """How sure a finding is (the five steps of Google Sensitive Data Protection)."""

    VERY_UNLIKELY = 0
    UNLIKELY = 1
    POSSIBLE = 2
    LIKELY = 3
    VERY_LIKELY = 4

    @cached_property
    def word(self) -> str:
        """The step as users write it."""
        return self.name.lower()


class Action(IntEnum):
    """What a policy does with a text; several clauses match, the strictest wins."""

    ALLOW = 0
    WARN = 1
    REDACT = 2
    BLOCK = 3

    @cached_property
    def word(self) -> str:
        """The action as users write it."""
        return self.name.lower()
