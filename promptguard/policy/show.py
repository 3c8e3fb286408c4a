"""The policy as people read it: levels by destinations, the rows behind, and the facts."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from promptguard.model import (
    Action,
    Actor,
    Clause,
    Decision,
    Destination,
    Fact,
    Level,
    Policy,
    Situation,
)
from promptguard.policy import compare
from promptguard.policy.decide import decide
from promptguard.policy.drawbacks import UNKNOWN, Drawback, drawbacks
from promptguard.policy.facts import FACTS
from promptguard.policy.rows import kind_word


class Line(NamedTuple):
    """One destination: what each level may do, and what its facts are worth."""

    destination: Destination
    decisions: tuple[Decision, ...]
    standing: str
    against: tuple[Drawback, ...]


def table(policy: Policy, actor: Actor) -> tuple[Line, ...]:
    """What the policy decides for text without labels, for every level and destination."""
    bound = min(layer.retention_days_max for layer in policy.layers)
    lines = []
    for destination in policy.destinations:
        against = drawbacks(destination, bound)
        decisions = tuple(
            decide(
                policy,
                Situation(level, destination, roles=actor.roles, origin=actor.jurisdiction),
            )
            for level in Level
        )
        lines.append(Line(destination, decisions, standing(destination, against), against))
    return tuple(lines)


def standing(destination: Destination, against: tuple[Drawback, ...]) -> str:
    """What a destination's facts are worth, in a word or three."""
    if destination.local:
        return "stays here"
    if not against:
        return "good"
    return "bad" if any(drawback.known for drawback in against) else UNKNOWN


def as_text(policy: Policy, actor: Actor) -> str:
    """For a terminal."""
    lines = table(policy, actor)
    head = ("destination", *(level.word for level in Level), "facts")
    rows = [head, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    out = [_title(policy, actor), ""]
    out += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows]  # fmt: skip
    for layer in policy.layers:
        out += ["", f"Rows of {layer.source}; the strictest that matches decides:"]
        for clause in (*layer.clauses, layer.default):
            out.append(f"  {clause.id}: {clause.action.word}, {conditions(clause)}")
            out.append(f"      because {clause.why}")
    out += ["", "Facts:"]
    for line in lines:
        out.append(f"  {line.destination.id} ({line.destination.title}): {line.standing}")
        out += [f"      plan assumed: {line.destination.plan}"] * bool(line.destination.plan)
        out += [f"      {drawback.text}" for drawback in line.against]
    return "\n".join(out) + "\n"


def as_markdown(policy: Policy, actor: Actor) -> str:
    """For a README."""
    words = [level.word for level in Level]
    out = [f"| destination | {' | '.join(words)} | facts |", "|---" * (len(words) + 2) + "|"]
    for line in table(policy, actor):
        reasons = "; ".join(drawback.text for drawback in line.against)
        facts = f"{line.standing}: {reasons}" if reasons else line.standing
        cells = (f"{each.action.word} [{each.clause.id}]" for each in line.decisions)
        out.append(f"| `{line.destination.id}` | {' | '.join(cells)} | {_escaped(facts)} |")
    for layer in policy.layers:
        out += ["", f"Rows of {layer.source}; the strictest that matches decides:", ""]
        out += [
            f"- `{clause.id}`: {clause.action.word}, {conditions(clause)}, because {clause.why}."
            for clause in (*layer.clauses, layer.default)
        ]
    return "\n".join(out) + "\n"


def as_json(policy: Policy, actor: Actor) -> str:
    """For machines."""
    document = {
        "version": 1,
        "role": " and ".join(actor.roles),
        "layers": [
            {
                "source": layer.source,
                "retention_days_max": layer.retention_days_max,
                "clauses": [_clause(clause) for clause in (*layer.clauses, layer.default)],
            }
            for layer in policy.layers
        ],
        "destinations": [_line(line) for line in table(policy, actor)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def conditions(clause: Clause) -> str:
    """When a row matches, in words."""
    said = [*_levels(clause)]
    if clause.local is not None:
        said.append("it stays on this machine" if clause.local else "it leaves this machine")
    if clause.facts:
        said.append("facts are good" if clause.facts == "good" else "facts are bad or unknown")
    said += [compare.shown(each) for each in clause.comparisons]
    listed = {
        "sent to": clause.destinations,
        "labelled": clause.labels,
        "sent as": clause.roles,
        "sent from": clause.origins,
        "which is a": tuple(kind_word(kind) for kind in clause.kinds),
        "from": clause.paths,
    }
    said += [f"{verb} {' or '.join(words)}" for verb, words in listed.items() if words]
    if clause.confidence:
        said.append(f"which is {clause.confidence.word.replace('_', ' ')} or surer")
    if said:
        return "when " + ", ".join(said)
    return "when no row allows" if clause.id == "default" else "always"


def _levels(clause: Clause) -> Iterator[str]:
    if clause.level_min > Level.PUBLIC:
        above = " or higher" if clause.level_min < Level.RESTRICTED else ""
        yield f"the text is {clause.level_min.word}{above}"
    if clause.level_max < Level.RESTRICTED:
        yield f"the text is {clause.level_max.word} or lower"


def _title(policy: Policy, actor: Actor) -> str:
    whose = " and ".join(layer.source for layer in policy.layers)
    role = f" for the role {' and '.join(actor.roles)}" if actor.roles else ""
    return f"What may be sent where{role}, by {whose}:"


def _cells(line: Line) -> tuple[str, ...]:
    return (line.destination.id, *(each.action.word for each in line.decisions), line.standing)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _line(line: Line) -> dict[str, Any]:
    destination = line.destination
    return {
        "id": destination.id,
        "title": destination.title,
        "plan": destination.plan,
        "local": destination.local,
        "standing": line.standing,
        "against": [drawback.text for drawback in line.against],
        "facts": {name: _fact(getattr(destination, name)) for name in FACTS},
        "decisions": {
            level.word: {"action": each.action.word, "clause": each.clause.id}
            for level, each in zip(Level, line.decisions, strict=True)
        },
    }


def _fact(fact: Fact) -> dict[str, Any]:
    value = UNKNOWN if fact.value is None else fact.value
    said = {key: part for key, part in fact._asdict().items() if part and key != "disputes"}
    if fact.disputes:
        said["disputes"] = [_fact(other) for other in fact.disputes]
    return {**said, "value": value}


def _clause(clause: Clause) -> dict[str, Any]:
    allows = clause.action is Action.ALLOW
    bound = {"level_max": clause.level_max.word} if allows else {"level_min": clause.level_min.word}
    return {
        "id": clause.id,
        "action": clause.action.word,
        "why": clause.why,
        "advice": clause.advice,
        **bound,
        "labels": list(clause.labels),
        "destinations": list(clause.destinations),
        "roles": list(clause.roles),
        "facts": clause.facts,
        "local": clause.local,
        "confidence": clause.confidence.word,
        "origins": list(clause.origins),
        "kinds": [kind_word(kind) for kind in clause.kinds],
        "paths": list(clause.paths),
        "when": [compare.shown(each) for each in clause.comparisons],
    }
