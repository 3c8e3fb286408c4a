"""Who may send what where: destinations with facts, requests, clauses, decisions."""

from enum import Enum
from typing import NamedTuple

from promptguard.model.classification import Classification
from promptguard.model.ladders import Action, Level
from promptguard.model.report import Report


class Fact(NamedTuple):
    """Something known of a destination; `value` None is unknown and counts as the worst case.

    `evidence` is how it is known (policy/facts.py lists the words); `seen` and `expires` are a day
    or a month, such as 2026-11-24 or 2026-11. `disputes` are what other sources say instead: a fact
    with one of another value is contradictory. `note` is what else the source says, for other
    plans for instance. `doubt` is why a value that somebody stated counts as unknown: it is set
    by `policy.facts.fact_on` and stands in no file.
    """

    value: str | int | bool | tuple[str, ...] | None = None
    source: str = ""
    seen: str = ""
    evidence: str = ""
    note: str = ""
    expires: str = ""
    disputes: tuple["Fact", ...] = ()
    doubt: str = ""


class DestinationKind(Enum):
    """What text is sent to: an assistant at its own vendor, a model's API, or one's own machine.

    UNKNOWN is an endpoint that nobody described: it may be any of the others, so a row that makes
    things stricter holds for it whatever destinations it names, and a row that allows never does.
    """

    ASSISTANT = "assistant"
    PROVIDER = "provider"
    SELF_HOSTED = "self-hosted"
    UNKNOWN = "unknown"


class Destination(NamedTuple):
    """Where text would go, as facts with evidence.

    `plan` is the contract that is assumed, in words; `tier` and `tenancy` say the same for rows:
    whose account it is (`personal`, `organisation`, `self-hosted`), empty where unknown. `hosts`
    are the hosts that are certainly it: `api.example.com` exactly, `*.example.com` and all below.
    """

    id: str
    title: str
    vendor: Fact = Fact()
    #: ISO 3166 codes of the countries whose law its operator is under.
    jurisdictions: Fact = Fact()
    retention_days: Fact = Fact()
    #: Are models trained on the text?
    trains: Fact = Fact()
    plan: str = ""
    local: bool = False
    kind: DestinationKind = DestinationKind.PROVIDER
    tier: str = ""
    tenancy: str = ""
    #: The legal entity one has a contract with.
    entity: Fact = Fact()
    #: ISO 3166 codes, or EU, of where text is processed.
    regions: Fact = Fact()
    #: Can it be agreed that nothing is kept?
    zero_retention: Fact = Fact()
    #: Can one run it on machines of one's own?
    self_hosting: Fact = Fact()
    #: The ground on which personal data may leave the EU for it: adequacy, scc or none.
    transfer_basis: Fact = Fact()
    hosts: tuple[str, ...] = ()
    #: Why this destination was assumed, where nothing certain is known of an endpoint.
    doubts: tuple[str, ...] = ()


class Endpoint(NamedTuple):
    """Where one source says that a client sends; `host` is empty where none could be read.

    `source` is a variable, or a file and the key in it. Nothing else of an address is kept: a base
    URL can hold a credential.
    """

    source: str
    host: str
    destination: Destination


class Route(NamedTuple):
    """Where a client sends: one endpoint, or several where its settings contradict each other.

    Of several, the one with the strictest decision counts. `notes` are sentences on what could
    not be read or is contradictory.
    """

    client: str
    title: str
    endpoints: tuple[Endpoint, ...]
    notes: tuple[str, ...] = ()


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

    A row that allows has `level_max` and may ask for `facts = good`; every other row has
    `level_min` and may ask for `facts = bad`, which unknown facts are. `labels`, `destinations`
    and `roles` are any-of; `local` is about text that stays on this machine (None: either).
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
    local: bool | None = None
    advice: str = ""


class Layer(NamedTuple):
    """One policy file: rows, what holds where no row allows, and what good facts are.

    A destination's facts are good where it does not train on text and keeps it at most
    `retention_days_max` days, both documented; anything else is bad.
    """

    source: str
    clauses: tuple[Clause, ...]
    default: Clause
    retention_days_max: int


class Policy(NamedTuple):
    """All layers, of which the strictest decides, and the destinations they speak of."""

    layers: tuple[Layer, ...]
    destinations: tuple[Destination, ...]


class Decision(NamedTuple):
    """An action and the clause that made it."""

    action: Action
    clause: Clause
    destination: Destination
    #: Facts of the destination that were unknown or bad and made it stricter.
    because: tuple[str, ...] = ()


class Judged(NamedTuple):
    """Texts that would be sent as one, the decision on them, and what to do, best advice first."""

    decision: Decision
    role: str
    whole: Classification
    reports: tuple[Report, ...]
    advice: tuple[str, ...]
    #: Where the client sends, where a client was named.
    route: Route | None = None
