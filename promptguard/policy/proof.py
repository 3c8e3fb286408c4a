"""Why a policy decided so, as a proof that holds without the policy: it can be checked again.

A proof holds the situation with every fact that was asked for, and of each layer only the rows that
matched and the default. Whoever has it can decide again from it alone and must come to the
same action by the same row; `replayed` does, also from the JSON of the proof.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from promptguard.model import (
    Action,
    Clause,
    Comparison,
    Confidence,
    Decision,
    Destination,
    DestinationKind,
    Exemption,
    Fact,
    Labelled,
    Layer,
    LayerKind,
    Level,
    OriginKind,
    Policy,
    Situation,
)
from promptguard.policy.decide import decide
from promptguard.policy.drawbacks import drawbacks
from promptguard.policy.facts import FACTS
from promptguard.policy.matching import matches

VERSION = 1


class Proof(NamedTuple):
    """A decision, what it was made on, and the rows that matched, layer by layer."""

    decision: Decision
    situation: Situation
    layers: tuple[Layer, ...]


def prove(policy: Policy, situation: Situation) -> Proof:
    """The decision, with all that it rests on and nothing else."""
    return Proof(
        decide(policy, situation),
        situation,
        tuple(_matching(layer, situation) for layer in policy.layers),
    )


def replayed(proof: Proof) -> Decision:
    """The decision, made again from what stands in the proof."""
    return decide(Policy(proof.layers, (proof.situation.destination,)), proof.situation)


def _matching(layer: Layer, now: Situation) -> Layer:
    bad = bool(drawbacks(now.destination, layer.retention_days_max))
    rows = tuple(row for row in layer.clauses if matches(row, now, bad=bad))
    ids = {row.id for row in rows}
    return Layer(
        layer.source,
        rows,
        layer.default,
        layer.retention_days_max,
        layer.kind,
        tuple(each for each in layer.exemptions if each.clause in ids),
    )


def as_data(proof: Proof) -> dict[str, Any]:
    """The proof as JSON has it; `parsed` is its inverse."""
    return {
        "version": VERSION,
        "decision": {
            "action": proof.decision.action.word,
            "row": proof.decision.clause.id,
            "source": proof.decision.source,
            "because": list(proof.decision.because),
        },
        "situation": _plain(proof.situation),
        "layers": [_plain(layer) for layer in proof.layers],
    }


def parsed(data: Mapping[str, Any]) -> Proof:
    """The proof that `as_data` wrote, with its decision made again.

    Raises ValueError, KeyError or TypeError for what it did not write.
    """
    if data["version"] != VERSION:
        raise ValueError(f"only version {VERSION} of a proof is known")
    situation = _situation(data["situation"])
    proof = Proof(
        Decision(Action.BLOCK, Clause("", Action.BLOCK, ""), situation.destination),
        situation,
        tuple(_layer(each) for each in data["layers"]),
    )
    return proof._replace(decision=replayed(proof))


def _plain(value: Any) -> Any:
    """A noun as JSON: tables of its fields, words for the steps of ladders."""
    if isinstance(value, (Level, Action, Confidence)):
        return value.word
    if isinstance(value, (OriginKind, LayerKind, DestinationKind)):
        return value.value
    if hasattr(value, "_asdict"):
        return {key: _plain(each) for key, each in value._asdict().items()}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value


def _situation(data: Mapping[str, Any]) -> Situation:
    return Situation(
        Level[data["level"].upper()],
        _destination(data["destination"]),
        tuple(
            Labelled(each["label"], Confidence[each["confidence"].upper()])
            for each in data["labels"]
        ),
        tuple(data["roles"]),
        data["origin"],
        tuple(OriginKind(kind) for kind in data["kinds"]),
        tuple(data["paths"]),
        data["date"],
        tuple(data.get("further", ())),
    )


def _destination(data: Mapping[str, Any]) -> Destination:
    rest: dict[str, Any] = {
        **data,
        **{name: _fact(data[name]) for name in FACTS},
        "kind": DestinationKind(data["kind"]),
        "hosts": tuple(data["hosts"]),
        "doubts": tuple(data["doubts"]),
    }
    return Destination(**rest)


def _fact(data: Mapping[str, Any]) -> Fact:
    return Fact(
        **{**data, "value": _tuple(data["value"]), "disputes": tuple(map(_fact, data["disputes"]))}
    )


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _layer(data: Mapping[str, Any]) -> Layer:
    return Layer(
        data["source"],
        tuple(_clause(each) for each in data["clauses"]),
        _clause(data["default"]),
        data["retention_days_max"],
        LayerKind(data["kind"]),
        tuple(
            Exemption(
                **{
                    **each,
                    "when": _clause(each["when"]),
                    "action": Action[each["action"].upper()],
                }
            )
            for each in data["exemptions"]
        ),
    )


def _clause(data: Mapping[str, Any]) -> Clause:
    rest: dict[str, Any] = {key: _tuple(value) for key, value in data.items()}
    for key in ("action", "unattended"):
        rest[key] = Action[data[key].upper()]
    for key in ("level_min", "level_max"):
        rest[key] = Level[data[key].upper()]
    rest["confidence"] = Confidence[data["confidence"].upper()]
    rest["kinds"] = tuple(OriginKind(kind) for kind in data["kinds"])
    rest["comparisons"] = tuple(
        Comparison(each["fact"], each["operator"], _tuple(each["value"]))
        for each in data["comparisons"]
    )
    return Clause(**rest)
