"""How systems are built: diagrams as text, decision records, threat models, service catalogs."""

from collections.abc import Iterator, Sequence

from promptguard import patterns
from promptguard.detectors import signal_of
from promptguard.detectors.architecture.decisions import DECISIONS
from promptguard.detectors.architecture.diagrams import ADVICE, D2, DIAGRAMS, LABEL
from promptguard.documents.document import Document
from promptguard.evidence.materials import line_span, material_rules, materials_detector
from promptguard.model import (
    Candidate,
    Confidence,
    Finding,
    Level,
    Note,
    Rule,
    Settings,
    Signal,
    Weight,
)

_MATERIALS = (*DIAGRAMS, *DECISIONS)
#: Arrows are everywhere; only a file's name or a fence says that they are D2.
_FENCE = b"```d2"
_FENCED = "architecture.d2-fence"
_HOSTS = (
    r"\b(?:[a-z0-9-]{1,63}\.){1,5}(?:internal|corp|intra|intranet|lan|svc\.cluster\.local)\b(?![.(])"
    r"|(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d./])"
)
_READ = 131_072
_HOSTS_TOLD = Weight(3, "an architecture that names hosts of an inner network")

#: Told beside what the file is, so it needs no signal of its own.
_WITH_HOSTS = Rule(
    id="architecture.internal-hosts",
    title="Architecture that names internal hosts",
    level=Level.CONFIDENTIAL,
    labels=(LABEL,),
    pattern=_HOSTS,
    advice=ADVICE,
    examples=(
        "@startuml\nnode ledger\nnode shop\nshop --> ledger : ledger.pay.corp\n"
        "ledger --> shop\n@enduml\n",
    ),
    counterexamples=(
        "db.pay.corp\n",
        "@startuml\nnode ledger\nnode shop\nshop --> ledger : 10.0.0.0/8\n@enduml\n",
    ),
    keywords=("internal", "corp", "intra", "lan", "cluster.local", "10.", "192.168", "172."),
    weight=_HOSTS_TOLD,
    whole=True,
)
_KNOWN = material_rules(_MATERIALS)
RULES = (*_KNOWN, _WITH_HOSTS)
_recognise = materials_detector(_MATERIALS)


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """What architecture a file describes, and whether it names hosts."""
    wanted = [
        Candidate(D2.id, one.end) if one.signal == _FENCED else one
        for one in candidates
        if one.signal != D2.id or _is_d2(document)
    ]
    shown = False
    for said in _recognise(document, wanted, settings):
        yield said
        shown = shown or (isinstance(said, Finding) and said.confidence >= Confidence.POSSIBLE)
    host = patterns.compile(_HOSTS).search(document.text, 0, _READ) if shown else None
    if host is not None:
        weights = (_HOSTS_TOLD,)
        yield Finding(_WITH_HOSTS.id, line_span(host), Confidence.LIKELY, weights, whole=True)


def _signals() -> tuple[Signal, ...]:
    """What the engine looks for; made when a database is built, since widening takes its time."""
    fence = Signal(_FENCED, _FENCE.decode(), _FENCE.decode(), (_FENCE.decode(),), once=True)
    own = (signal_of(rule) for rule in _KNOWN)
    return (
        fence,
        *(
            one._replace(outside_programs=False, told_by_name=True) if one.name == D2.id else one
            for one in own
        ),
    )


SIGNALS = _signals


def _is_d2(document: Document) -> bool:
    return document.path.endswith(".d2") or _FENCE in document.data
