"""Who may send what where: destinations with facts, requests, clauses, decisions."""

from enum import Enum
from typing import NamedTuple

from promptguard.model.classification import Classification
from promptguard.model.ladders import Action, Confidence, Level
from promptguard.model.report import Report
from promptguard.model.text import OriginKind, Span


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
    """Who sends: roles, and the ISO 3166 code of the country whose rules they are under.

    Empty is unknown, which is not "none": it satisfies every row that makes things stricter.
    """

    roles: tuple[str, ...] = ()
    jurisdiction: str = ""
    #: Were the roles named in an argument, so that the decision is only a simulation?
    simulated: bool = False


class Labelled(NamedTuple):
    """A label of a text, and how sure it is; a label that somebody wrote is certain."""

    label: str
    confidence: Confidence = Confidence.VERY_LIKELY


class Situation(NamedTuple):
    """All that a decision may ask about; every part comes from a finite set, for checks to walk.

    Empty `roles`, `origin`, `kinds`, `paths` and `date` are unknown, which counts as the worst
    case. Texts that are sent as one have several kinds and paths. `origin` is the ISO 3166 code of
    the country that the text comes from (several texts, and tags, may name `further` ones), `date`
    the day, such as 2026-11-24.
    """

    level: Level
    destination: Destination
    labels: tuple[Labelled, ...] = ()
    roles: tuple[str, ...] = ()
    origin: str = ""
    kinds: tuple[OriginKind, ...] = ()
    paths: tuple[str, ...] = ()
    date: str = ""
    further: tuple[str, ...] = ()


class Comparison(NamedTuple):
    """A condition on one fact of a destination, such as `retention_days <= 30`.

    `operator` is one of = != < <= > >= in, or `not in`. A fact that is unknown may have any value:
    it satisfies every comparison of a row that makes things stricter, and none of one that allows.
    """

    fact: str
    operator: str
    value: str | int | bool | tuple[str, ...]


class Clause(NamedTuple):
    """A row of the policy: conditions and an action. Empty conditions hold for everything.

    A row that allows has `level_max` and may ask for `facts = good`; every other row has
    `level_min` and may ask for `facts = bad`, which unknown facts are. `labels`, `destinations`,
    `roles`, `origins`, `kinds` and `paths` are any-of; `local` is about text that stays on this
    machine (None: either). All `comparisons` must hold.
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
    #: How sure one of `labels` must be.
    confidence: Confidence = Confidence.VERY_UNLIKELY
    origins: tuple[str, ...] = ()
    kinds: tuple[OriginKind, ...] = ()
    paths: tuple[str, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    #: Whom to ask about this row.
    contact: str = ""
    #: Who can grant an exception from a row that blocks.
    grants: str = ""
    #: Does a row that warns ask for a typed reason, and what holds where nobody can type?
    ask: bool = False
    unattended: Action = Action.BLOCK


class Exemption(NamedTuple):
    """An exception somebody granted: `action` holds instead of the clause's for some days.

    `granted` is the first of them and `expires` the last, such as 2026-11-24.
    `when` is a row that allows, so that an exception never covers what is not certain.
    """

    id: str
    clause: str
    owner: str
    reason: str
    granted: str
    expires: str
    when: Clause
    action: Action = Action.WARN


class LayerKind(Enum):
    """Whose file a layer is, from the one that nobody can loosen down to the user's own."""

    ORGANISATION = "organisation"
    SHIPPED = "shipped"
    REPOSITORY = "repository"
    USER = "user"


class Delegation(NamedTuple):
    """A row that the organisation lets others replace, down to the action `least`."""

    clause: str
    to: tuple[LayerKind, ...]
    least: Action = Action.ALLOW


class Layer(NamedTuple):
    """One policy file: rows, what holds where no row allows, and what good facts are.

    A destination's facts are good where it does not train on text and keeps it at most
    `retention_days_max` days, both documented; anything else is bad.
    """

    source: str
    clauses: tuple[Clause, ...]
    default: Clause
    retention_days_max: int
    kind: LayerKind = LayerKind.SHIPPED
    exemptions: tuple[Exemption, ...] = ()
    #: Rows that lower layers may replace; only an organisation has them.
    delegations: tuple[Delegation, ...] = ()
    #: Ids of shipped rows that no longer hold; only an organisation has them.
    replaces: tuple[str, ...] = ()


class RoleRule(NamedTuple):
    """Who has a role: any of these users, groups or git addresses, and all of these claims.

    `claims` are variables of a CI system with the value each must have.
    """

    role: str
    users: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()
    jurisdiction: str = ""


class Roles(NamedTuple):
    """How an organisation tells roles; `managed`: a role is never taken from an argument.

    `default` is the role of whom no rule knows. `git` is the path of a git configuration that only
    an administrator writes, and whose address counts; without it no git address does.
    """

    rules: tuple[RoleRule, ...] = ()
    managed: bool = False
    default: str = ""
    git: str = ""


class Policy(NamedTuple):
    """All layers, of which the strictest decides, the destinations they speak of, and the roles.

    What an organisation replaces or delegates is already worked into the layers.
    """

    layers: tuple[Layer, ...]
    destinations: tuple[Destination, ...]
    roles: Roles = Roles()


class Decision(NamedTuple):
    """An action and the clause that made it."""

    action: Action
    clause: Clause
    destination: Destination
    #: Facts of the destination that were unknown or bad and made it stricter.
    because: tuple[str, ...] = ()
    #: The file the clause stands in, and other clauses of it and of others that say the same.
    source: str = ""
    ties: tuple[str, ...] = ()
    #: Exceptions that hold now and lifted a clause.
    exemptions: tuple[Exemption, ...] = ()


class Piece(NamedTuple):
    """A part of a text that could be taken out of it: what it is and where, never what it says.

    `text` is the number of the text, from 0; `line` and `end_line` count from 1.
    """

    text: int
    span: Span
    kind: str
    level: Level
    labels: tuple[Labelled, ...]
    line: int
    end_line: int


class Judged(NamedTuple):
    """Texts that would be sent as one, the decision on them, and what to do, best advice first."""

    decision: Decision
    role: str
    whole: Classification
    reports: tuple[Report, ...]
    advice: tuple[str, ...]
    #: Where the client sends, where a client was named.
    route: Route | None = None
    #: What must be taken out where the decision is to redact: the fewest pieces.
    redactions: tuple[Piece, ...] = ()
    actor: Actor = Actor()
    #: What holds for who really asks: stricter than the decision where that is a simulation.
    binding: Action = Action.ALLOW
