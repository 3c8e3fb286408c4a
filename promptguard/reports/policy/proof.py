"""Why a policy decided so, for people and for machines; never with a word of the text."""

import json
from collections.abc import Iterator, Sequence

from promptguard.model import Action, Clause, Decision, Destination, Report, Situation
from promptguard.policy.counter import Otherwise
from promptguard.policy.drawbacks import UNKNOWN
from promptguard.policy.facts import FACTS
from promptguard.policy.proof import Proof, as_data
from promptguard.policy.rows import kind_word
from promptguard.policy.show import conditions
from promptguard.reports import _shown as shown

_REASONS = 20


def as_text(proof: Proof, reports: Sequence[Report], otherwise: Sequence[Otherwise]) -> str:
    """The decision, its row, the rows beside it, the facts it asked for, what was unknown."""
    decision, now = proof.decision, proof.situation
    to = decision.destination
    lines = [
        f"{decision.action.word}: {now.level.word} text to {to.title}.",
        "",
        f"Row {_row(decision.clause, decision.source)}",
        f"  holds {conditions(decision.clause)}",
        f"  because {decision.clause.why}",
        *(f"  - {each}" for each in decision.because),
    ]
    lines += _part("The text", [*_situation(proof), *_reasons(reports)])
    lines += _part(f"What is known of {to.title}", list(_facts(proof)))
    lines += _part("Rows that hold too", list(_others(proof)))
    lines += _part("Exceptions that hold", list(_lifted(decision)))
    lines += _part(
        "It would be otherwise", [f"{each.what}: {each.action.word}" for each in otherwise]
    )
    return "".join(f"{shown.printable(line)}\n" for line in lines)


def as_json(proof: Proof, reports: Sequence[Report], otherwise: Sequence[Otherwise]) -> str:
    """The proof, which `policy explain --replay` checks, with what was found and said."""
    document = {
        **as_data(proof),
        "reasons": [
            {"path": shown.utf8(report.origin.name), "line": each.line, "source": each.source,
             "level": each.level.word, "text": each.text}
            for report in reports
            for each in report.classification.reasons
        ],
        "otherwise": [{"what": each.what, "action": each.action.word} for each in otherwise],
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _part(title: str, lines: list[str]) -> list[str]:
    return ["", f"{title}:", *(f"  - {line}" for line in lines)] if lines else []


def _row(row: Clause, source: str) -> str:
    return f'"{row.id}" of {source}: {row.action.word}'


def _origins(now: Situation) -> tuple[str, ...]:
    known = tuple(origin for origin in (now.origin, *now.further) if origin)
    return (*known, "a country that nobody named") if known and not now.origin else known


def _situation(proof: Proof) -> Iterator[str]:
    """Everything a row could ask of it; what is unknown is said to be."""
    now = proof.situation
    labels = [f"{each.label} ({shown.sure(each.confidence)})" for each in now.labels]
    yield f"is {now.level.word}" + (f", labelled {', '.join(labels)}" if labels else "")
    known = (
        ("is sent by", now.roles),
        ("comes from", _origins(now)),
        ("is a", tuple(map(kind_word, now.kinds))),
        ("lies in", now.paths),
    )
    unknown = [verb for verb, words in known if not words]
    for verb, words in known:
        if words:
            yield f"{verb} {', '.join(words)}"
    asked = {"is sent by": "who sends it", "comes from": "its country", "is a": "its kind",
             "lies in": "its path"}  # fmt: skip
    if unknown:
        yield f"{', '.join(asked[verb] for verb in unknown)}: {UNKNOWN}, so any is assumed"


def _reasons(reports: Sequence[Report]) -> list[str]:
    """The findings and tags that made it so."""
    lines = []
    for report in reports:
        for each in report.classification.reasons:
            if each.source != "default":
                where = f"{report.origin.name}:{each.line}: " if each.line else ""
                lines.append(f"{where}{each.text}: {each.level.word}")
    more = len(lines) - _REASONS
    return [*lines[:_REASONS], *([f"and {more:,} more"] if more > 0 else [])]


def _facts(proof: Proof) -> Iterator[str]:
    """The facts that a row which holds asked for, each with where it comes from."""
    to = proof.situation.destination
    rows = [row for layer in proof.layers for row in layer.clauses]
    asked = {each.fact for row in rows for each in row.comparisons}
    if any(row.facts for row in rows):
        asked |= {"trains", "retention_days"}
    if to.plan:
        yield f"plan assumed: {to.plan}"
    for name in FACTS:
        if name in asked:
            yield f"{name}: {_fact(to, name)}"
    yield from to.doubts


def _fact(to: Destination, name: str) -> str:
    fact = getattr(to, name)
    value = UNKNOWN if fact.value is None else fact.value
    words = ", ".join(value) if isinstance(value, tuple) else str(value).lower()
    words = value if isinstance(value, str) else words
    seen = f"seen {fact.seen}" if fact.seen else ""
    told = "; ".join(filter(None, (fact.evidence, fact.source, seen, fact.doubt, fact.note)))
    return f"{words} ({told})" if told else words


def _others(proof: Proof) -> Iterator[str]:
    chosen = proof.decision
    for layer in proof.layers:
        allowed = any(row.action is Action.ALLOW for row in layer.clauses)
        for row in (*layer.clauses, *(() if allowed else (layer.default,))):
            if (layer.source, row.id) != (chosen.source, chosen.clause.id):
                yield _row(row, layer.source)


def _lifted(decision: Decision) -> Iterator[str]:
    for each in decision.exemptions:
        yield (
            f'"{each.id}" from "{each.clause}": {each.action.word} until {each.expires}, '
            f"granted by {each.owner}: {each.reason}"
        )
