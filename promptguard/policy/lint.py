"""What is wrong with a policy although it can be read, found by walking its whole lattice."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from enum import Enum
from typing import NamedTuple

from promptguard.errors import did_you_mean
from promptguard.model import Action, Clause, Decision, Layer, LayerKind, Level, Policy, Situation
from promptguard.policy.boxes import boxes, said
from promptguard.policy.decide import decide
from promptguard.policy.drawbacks import drawbacks
from promptguard.policy.facts import FACTS, expired
from promptguard.policy.lattice import UNDESCRIBED, Lattice, lattice
from promptguard.policy.matching import matches

_MOST_NAMED = 3
#: How alike two words are of which one is a slip of the finger.
_ALIKE = 0.8


class Kind(Enum):
    """What is wrong; only what somebody wrote wrongly fails a run, time alone never does."""

    UNREACHABLE = "unreachable"
    CONTRADICTION = "contradiction"
    NOBODY = "nobody"
    GAP = "gap"
    LABEL = "label"
    WAITING = "waiting"
    EVIDENCE = "evidence"
    ENDED = "ended"
    PARTLY = "partly"

    @property
    def fails(self) -> bool:
        """Does it make `policy lint` exit 1?"""
        return self in (Kind.UNREACHABLE, Kind.CONTRADICTION, Kind.NOBODY)


class Remark(NamedTuple):
    """One thing that is wrong: in which file, with which row (or destination), as a sentence."""

    kind: Kind
    source: str
    row: str
    text: str


class _Walk(NamedTuple):
    """Every cell, what is decided there, and for each row the numbers of the cells it holds in."""

    cells: list[Situation]
    decisions: list[Decision]
    held: dict[tuple[str, str], list[int]]


def lint(policy: Policy, day: str, labels: Collection[str] = ()) -> tuple[Remark, ...]:
    """Everything that is wrong with the files of a policy; of what ships, only what has expired.

    `labels` are those that rules give. `day` is today. A file that ships is looked at where it is
    the only one.
    """
    points = lattice(policy, suppose=True)
    own = [layer for layer in policy.layers if layer.kind is not LayerKind.SHIPPED]
    looked_at = own or list(policy.layers)
    walk = _walked(policy, looked_at, points, day)
    remarks = [Remark(Kind.PARTLY, "", "", note) for note in points.notes]
    for layer in looked_at:
        remarks += _dead(policy, layer, walk)
        remarks += _nobody(policy, layer)
        remarks += _misspelt(layer, labels)
        remarks += _ended(layer, day)
    return (*remarks, *_gaps(policy, points, walk), *_doubtful(policy, day))


def _walked(policy: Policy, layers: list[Layer], points: Lattice, day: str) -> _Walk:
    walk = _Walk([], [], {})
    for number, now in enumerate(points.situations(day)):
        walk.cells.append(now)
        walk.decisions.append(decide(policy, now))
        for layer in layers:
            bad = bool(drawbacks(now.destination, layer.retention_days_max))
            for row in layer.clauses:
                if matches(row, now, bad=bad):
                    walk.held.setdefault((layer.source, row.id), []).append(number)
    return walk


def _dead(policy: Policy, layer: Layer, walk: _Walk) -> Iterator[Remark]:
    """Rows without which every decision would be the same, and that name none."""
    known = {to.id for to in (*policy.destinations, UNDESCRIBED)}
    named: dict[tuple[str, str], bool] = {}
    for each in walk.decisions:
        key = each.source, each.clause.id
        named[key] = named.get(key, False) or each.destination.id in known
    for row in layer.clauses:
        if (layer.source, row.id) in named:
            if not named[layer.source, row.id]:
                text = "decides for no destination whose facts are known today"
                yield Remark(Kind.WAITING, layer.source, row.id, text)
            continue
        held = walk.held.get((layer.source, row.id), [])
        if not held:
            text = "no text, sender and destination that there are meet all its conditions"
            yield Remark(Kind.UNREACHABLE, layer.source, row.id, text)
        elif not _needed(policy, layer, row, walk, held):
            yield _outdone(layer, row, walk, held)


def _needed(policy: Policy, layer: Layer, row: Clause, walk: _Walk, held: list[int]) -> bool:
    """Would any decision be another one without the row?"""
    less = layer._replace(clauses=tuple(each for each in layer.clauses if each is not row))
    layers = tuple(less if each is layer else each for each in policy.layers)
    without = policy._replace(layers=layers)
    return any(
        decide(without, walk.cells[number]).action is not walk.decisions[number].action
        for number in held
    )


def _outdone(layer: Layer, row: Clause, walk: _Walk, held: list[int]) -> Remark:
    stronger = dict.fromkeys(
        f'"{each.clause.id}" ({each.action.word})'
        if each.source == layer.source
        else f'"{each.clause.id}" of {each.source} ({each.action.word})'
        for each in (walk.decisions[number] for number in held)
    )
    more = len(stronger) - _MOST_NAMED
    listed = ", ".join(list(stronger)[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    twins = [
        other.id
        for other in layer.clauses
        if other.action is not row.action and walk.held.get((layer.source, other.id)) == held
    ]
    if twins:
        text = f'says {row.action.word} of exactly what "{twins[0]}" says something else of'
        return Remark(Kind.CONTRADICTION, layer.source, row.id, f"{text}; {listed} decides")
    if row.action is Action.ALLOW and all(
        walk.decisions[number].action is Action.BLOCK for number in held
    ):
        text = f"allows nothing: all that it speaks of is blocked by {listed}"
        return Remark(Kind.CONTRADICTION, layer.source, row.id, text)
    text = f"never decides: wherever it holds, {listed} says as much or more"
    return Remark(Kind.UNREACHABLE, layer.source, row.id, text)


def _nobody(policy: Policy, layer: Layer) -> Iterator[Remark]:
    """Roles that no rule gives to anybody, where rules give roles at all."""
    given = {rule.role for rule in policy.roles.rules}
    if not given:
        return
    given |= {policy.roles.default}
    for row in layer.clauses:
        for role in row.roles:
            if role not in given:
                hint = did_you_mean(role, tuple(sorted(given - {""})))
                text = f'nobody can have the role "{role}". {hint}'
                yield Remark(Kind.NOBODY, layer.source, row.id, text.rstrip("."))


def _misspelt(layer: Layer, labels: Collection[str]) -> Iterator[Remark]:
    """Labels that no rule gives and that look like one; tags may give any."""
    for row in layer.clauses:
        for label in row.labels:
            near = () if label in labels else get_close_matches(label, labels, 1, _ALIKE)
            if near:
                text = f'no rule gives the label "{label}". Did you mean "{near[0]}"?'
                yield Remark(Kind.LABEL, layer.source, row.id, text)


def _ended(layer: Layer, day: str) -> Iterator[Remark]:
    for each in layer.exemptions:
        if each.expires < day:
            text = f'the exception "{each.id}" of {each.owner} ended on {each.expires}'
            yield Remark(Kind.ENDED, layer.source, each.clause, text)


def _gaps(policy: Policy, points: Lattice, walk: _Walk) -> Iterator[Remark]:
    """Confidential or restricted text that leaves because nobody wrote a row about it."""
    known = {to.id for to in policy.destinations}
    open_cells = [
        now
        for now, decision in zip(walk.cells, walk.decisions, strict=True)
        if now.level >= Level.CONFIDENTIAL
        and decision.action is Action.ALLOW
        and now.destination.id in known
        and not now.destination.local
        and any(decision.clause is layer.default for layer in policy.layers)
    ]
    for box in boxes(open_cells):
        text = f"only the default speaks of {said(box, points)}, and allows it"
        yield Remark(Kind.GAP, policy.layers[0].source, "default", text)


def _doubtful(policy: Policy, day: str) -> Iterator[Remark]:
    over = set()
    for name, key, fact in expired(policy.destinations, day):
        over.add((name, key))
        text = f"{key}: what {fact.source} said of it expired with {fact.expires}"
        yield Remark(Kind.EVIDENCE, "destinations", name, text)
    for to in policy.destinations:
        for name in FACTS:
            fact = getattr(to, name)
            if fact.doubt and (to.id, name) not in over:
                text = f"{name}: {fact.doubt}, so it counts as unknown"
                yield Remark(Kind.EVIDENCE, "destinations", to.id, text)
