"""What a run looks for and who answers: the databases of all rules, and the detectors behind them.

Imports no rule at the top: on text without candidates no detector is ever loaded.
"""

import os

from promptguard import __version__, detectors
from promptguard.documents.code_names import BEYOND_ASCII, NO_CODE, NO_PROGRAM, TOLD
from promptguard.engine import CompileError
from promptguard.engine.tiers import Engine, Tier, open_engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from promptguard.documents.document import Document
    from promptguard.model import Finding, Note, Rule, Settings, Signal

_PACKAGE = os.path.dirname(__file__)
#: Sources beside the detectors that decide what a database holds.
_SHAPING = (
    os.path.join("engine", "relax.py"),
    os.path.join("engine", "compile.py"),
    os.path.join("evidence", "identifier_signals.py"),
    os.path.join("evidence", "shapes.py"),
    os.path.join("evidence", "tokens.py"),
    os.path.join("tags", "signals.py"),
    os.path.join("documents", "view_signals.py"),
)
#: Owners of signals that no detector answers for: the pipeline asks the tags and the views.
TAGS = "tags"
VIEWS = "views"
#: What one detector may find in one document: a flood is noise, and costs time without end.
DETECTOR_LIMIT = 5000


def open_rulebook(
    settings: "Settings | None" = None,
    *,
    say: "Callable[[str], None] | None" = None,
    build: bool = True,
) -> Engine:
    """The engine for these settings; None means the defaults.

    Raises ConfigError where a user's rules cannot be compiled within bounds.
    """
    try:
        return open_engine(tiers(settings), say=say, build=build)
    except CompileError as error:
        from promptguard.errors import ConfigError

        where = settings.source if settings else ""
        raise ConfigError(where or "rules", error.name, str(error)) from None


def tiers(settings: "Settings | None") -> list[Tier]:
    """The databases that a run with these settings asks."""
    shipped = _shipped_content()
    found = [
        Tier("shipped", shipped, _shipped_signals),
        Tier("outside programs", shipped, _outside_program_signals, needs=NO_PROGRAM),
        Tier("outside code", shipped, _outside_code_signals, needs=NO_CODE),
        Tier("told by name", shipped, _told_signals, needs=TOLD),
        Tier("beyond ascii", shipped, _beyond_ascii_signals, needs=BEYOND_ASCII),
    ]
    if settings is None:
        return found
    if wants_deep(settings):
        found.append(Tier("deep", shipped, lambda: detectors.signals(deep=True)))
    if settings.vocabulary:
        words = "\0".join(settings.vocabulary).encode("utf-8")
        found.append(
            Tier("vocabulary", words, lambda: _configured("vocabulary", settings), foreign=True)
        )
    if names := (*settings.companies, *settings.scopes, *settings.registries):
        words = repr((names, len(settings.companies), len(settings.scopes))).encode()
        found.append(Tier("team", words, lambda: _configured("team_names", settings), foreign=True))
    if settings.rules:
        text = repr([(rule.id, rule.signal or rule.pattern) for rule in settings.rules])
        found.append(
            Tier(
                "user",
                text.encode("utf-8", "surrogatepass"),
                lambda: _configured("user_rules", settings),
                foreign=True,
            )
        )
    return found


def wants_deep(settings: "Settings") -> bool:
    """Can a rule that stays below the default threshold be seen in this run?"""
    from promptguard.model import Confidence

    return settings.min_confidence < Confidence.POSSIBLE or settings.foreign is not None


def _shipped_content() -> bytes:
    parts = [__version__, detectors.signature()]
    for name in _SHAPING:
        state = os.stat(os.path.join(_PACKAGE, name))
        parts.append(f"{name} {state.st_size} {state.st_mtime_ns}")
    return "\n".join(parts).encode()


def _shipped_signals() -> "list[tuple[str, Signal]]":
    from promptguard.documents import view_signals
    from promptguard.tags import signals

    shipped = _of_detectors()
    return [
        *((TAGS, signal) for signal in signals.SIGNALS),
        *((VIEWS, signal) for signal in view_signals.SIGNALS if not _is_seldom(signal)),
        *((name, signal) for name, signal in shipped if not _is_seldom(signal)),
    ]


def _outside_program_signals() -> "list[tuple[str, Signal]]":
    shipped = _of_detectors()
    return [(name, signal) for name, signal in shipped if signal.outside_programs]


def _told_signals() -> "list[tuple[str, Signal]]":
    shipped = _of_detectors()
    return [(name, signal) for name, signal in shipped if signal.told_by_name]


#: Every detector's signals: widening them all takes longer than a database of some.
_made: "list[tuple[str, Signal]]" = []


def _of_detectors() -> "list[tuple[str, Signal]]":
    if not _made:
        _made.extend(detectors.signals(deep=False))
    return _made


def _is_seldom(signal: "Signal") -> bool:
    """Is it asked only of sources of certain names, or of text beyond ASCII?"""
    named = signal.outside_code or signal.outside_programs or signal.told_by_name
    return named or signal.beyond_ascii


def _outside_code_signals() -> "list[tuple[str, Signal]]":
    from promptguard.documents import view_signals

    shipped = [
        *((VIEWS, signal) for signal in view_signals.SIGNALS),
        *_of_detectors(),
    ]
    return [(name, signal) for name, signal in shipped if signal.outside_code]


def _beyond_ascii_signals() -> "list[tuple[str, Signal]]":
    shipped = _of_detectors()
    return [(name, signal) for name, signal in shipped if signal.beyond_ascii]


def _configured(name: str, settings: "Settings") -> "list[tuple[str, Signal]]":
    return [(name, signal) for signal in detectors.load(name).signals_of(settings)]


def detect(
    document: "Document", hits: "Sequence[tuple[str, str, int]]", settings: "Settings"
) -> "Iterator[Finding | Note]":
    """Let every detector whose signals were seen confirm them.

    A detector that raises is a Note, never an error of the run and never silence.
    """
    # The modules themselves: a name from the package is looked for anew with every source.
    from promptguard.model.rule import Candidate
    from promptguard.model.text import Note, NoteKind

    seen: dict[str, list[Candidate]] = {}
    for owner, signal, end in hits:
        if owner not in (TAGS, VIEWS):
            seen.setdefault(owner, []).append(Candidate(signal, end))
    for owner, candidates in seen.items():
        try:
            found = detectors.load(owner).detect(document, candidates, settings)
            for number, said in enumerate(found):
                if number == DETECTOR_LIMIT:
                    told = f"more than {number:,} findings of {owner}; the rest was not looked at"
                    yield Note(NoteKind.LIMIT, document.origin, told)
                    break
                yield said
        except Exception as error:  # the message may hold text: only its type is told
            told = f"detector {owner} failed ({type(error).__name__}); its rules did not run here"
            yield Note(NoteKind.DETECTOR, document.origin, told)


def detect_inside(
    document: "Document",
    hits: "Sequence[tuple[str, str, int]]",
    settings: "Settings",
    scan: "Callable[[bytes], list[tuple[str, str, int]]]",
) -> "Iterator[Finding | Note]":
    """What all detectors find in the decoded text of a document, at the document's own places."""
    from promptguard.documents.views import view
    from promptguard.model import Candidate, Note, Weight

    candidates = [Candidate(signal, end) for owner, signal, end in hits if owner == VIEWS]
    inner, notes = view(document, candidates)
    yield from notes
    if inner is None:
        return
    # detect-secrets sees what is written, not what it means; its baseline counts on that.
    settings = settings._replace(foreign=None)
    for said in detect(inner.document, scan(inner.document.data), settings):
        if isinstance(said, Note):
            yield said
            continue
        place = inner.back(said.span)
        if place is not None and not rule_of(said.rule_id, settings).whole:
            weight = Weight(0, f"inside {place[1]}")
            yield said._replace(span=place[0], evidence=(*said.evidence, weight))


def rule_of(rule_id: str, settings: "Settings | None" = None) -> "Rule":
    """The rule behind a finding.

    Raises KeyError for an id no detector owns.
    """
    owner = rule_id.partition(".")[0]
    if owner in ("user_rules", "vocabulary") and settings is not None:
        owned = detectors.load(owner).rules_of(settings)
    elif owner in _shipped or detectors.is_one(owner):
        if owner not in _shipped:
            _shipped[owner] = {rule.id: rule for rule in detectors.rules(owner)}
        return _shipped[owner][rule_id]
    else:
        owned = ()
    for rule in owned:
        if rule.id == rule_id:
            found: Rule = rule
            return found
    raise KeyError(rule_id)


#: Rules by id, of the detectors that were asked for one.
_shipped: "dict[str, dict[str, Rule]]" = {}
