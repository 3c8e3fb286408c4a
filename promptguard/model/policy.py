"""Who may send what where: destinations with facts, requests, clauses, decisions."""

from typing import NamedTuple

from promptguard.model.ladders import Action, Level


class Fact(NamedTuple):
    """Something known of a destination; `value` None is unknown and counts as the worst case."""

    value: str | int | bool | tuple[str, ...] | None
    source: str = ""
    seen: str = ""


class Destination(NamedTuple):
    """Where text would go, as facts with evidence."""

    id: str
    title: str
    vendor: Fact
    jurisdictions: Fact
    retention_days: Fact
    trains: Fact
    tenancy: str = ""
    local: bool = False


class Actor(NamedTuple):
    """Who sends."""

    role: str = ""
    jurisdiction: str = ""


class Request(NamedTuple):
    """Who wants to send where."""

    destination: Destination
    actor: Actor = Actor()


class Clause(NamedTuple):
    """A row of the policy: conditions and an action. Empty conditions hold for everything.

    `level_min` and `level_max` bound the classification; `labels` is any-of; `destinations` are
    ids; `roles` is any-of; `facts` is `good` or `bad` (see policy/decide.py), or empty.
    """

    id: str
    action: Action
    why: str
    level_min: Level = Level.PUBLIC
    level_max: Level = Level.RESTRICTED
    labels: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    facts: str = ""
    advice: str = ""


class Decision(NamedTuple):
    """An action and the clause that made it."""

    action: Action
    clause: Clause
    destination: Destination
    #: Facts of the destination that were unknown or bad and made it stricter.
    because: tuple[str, ...] = ()
