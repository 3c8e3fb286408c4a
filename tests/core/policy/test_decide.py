"""Decisions over the whole finite lattice: the shipped table, monotonicity, order, layers."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.model import (
    Action,
    Clause,
    Decision,
    Destination,
    DestinationKind,
    Fact,
    Labelled,
    Layer,
    Level,
    Policy,
    Situation,
)
from promptguard.policy.decide import decide
from promptguard.policy.load import load_policy

SHIPPED = load_policy(today="2026-11-24")
LABELS = ("pii", "secret")
ROLES = ("", "contractor", "employee")
#: From known to be good to known to be worst; None is unknown.
TRAINS = (False, None, True)
KEPT = (0, 30, 31, None)


def destination(
    trains: bool | None = False, kept: int | None = 0, evidence: str = "documented",
    *, local: bool = False, name: str = "somewhere",
) -> Destination:  # fmt: skip
    def fact(value: bool | int | None) -> Fact:
        return Fact(value, "a page", "2026-11", evidence)

    return Destination(name, "Somewhere", Fact(), Fact(), fact(kept), fact(trains), local=local)


def sent(level: Level, *labels: str, to: Destination, role: str = "") -> Situation:
    return Situation(
        level, to, tuple(map(Labelled, labels)), (role,) if role else (), date="2026-11-24"
    )


def shipped(level: Level, to: Destination) -> Decision:
    return decide(SHIPPED, sent(level, to=to))


def test_the_shipped_table() -> None:
    table = {
        place.id: [shipped(level, place).action.word for level in Level]
        for place in SHIPPED.destinations
    }
    closed = ["allow", "allow", "block", "block"]
    good = ("claude-code-commercial", "codex-api", "anthropic", "openai")
    assert {name: row for name, row in table.items() if row != closed} == {
        **{name: ["allow", "allow", "warn", "block"] for name in good},
        "local": ["allow"] * 4,
    }


def test_an_endpoint_nobody_described_may_be_the_one_a_row_stops() -> None:
    unknown = destination()._replace(kind=DestinationKind.UNKNOWN)
    for action, decided in ((Action.BLOCK, Action.BLOCK), (Action.ALLOW, Action.WARN)):
        row = Clause("row", action, "why", destinations=("deepseek",))
        now = sent(Level.PUBLIC, to=unknown)
        assert decide(of((row,), Action.WARN), now).action is decided


@pytest.mark.parametrize(
    ("level", "to", "action", "clause"),
    [
        pytest.param("INTERNAL", destination(None, None), "ALLOW", "default", id="internal"),
        pytest.param("CONFIDENTIAL", destination(), "WARN", "confidential-care", id="good facts"),
        pytest.param(
            "CONFIDENTIAL",
            destination(kept=31),
            "BLOCK",
            "confidential-bad-facts",
            id="kept too long",
        ),
        pytest.param(
            "CONFIDENTIAL", destination(True), "BLOCK", "confidential-bad-facts", id="trains"
        ),
        pytest.param(
            "CONFIDENTIAL",
            destination(None),
            "BLOCK",
            "confidential-bad-facts",
            id="training unknown",
        ),
        pytest.param(
            "CONFIDENTIAL",
            destination(evidence="reported"),
            "BLOCK",
            "confidential-bad-facts",
            id="good by hearsay only",
        ),
        pytest.param("RESTRICTED", destination(), "BLOCK", "restricted-stays", id="restricted"),
        pytest.param(
            "RESTRICTED", destination(None, None, local=True), "ALLOW", "local", id="stays here"
        ),
    ],
)
def test_shipped_rows(level: str, to: Destination, action: str, clause: str) -> None:
    got = shipped(Level[level], to)
    assert (got.action, got.clause.id) == (Action[action], clause)


def test_a_decision_says_which_facts_made_it() -> None:
    got = shipped(Level.CONFIDENTIAL, destination(None, 400))
    assert got.because == (
        "whether it trains models on the text is unknown",
        "it may keep the text for 400 days",
    )
    assert shipped(Level.RESTRICTED, destination(None, 400)).because == ()


def test_a_role_that_is_not_stated_is_every_role_that_is_stopped() -> None:
    rows = (Clause("stop", Action.BLOCK, "why", roles=("contractor",)),)
    policy = of(rows)
    got = [decide(policy, sent(Level.PUBLIC, to=destination(), role=role))
           for role in ROLES]  # fmt: skip
    assert [each.action.word for each in got] == ["block", "block", "allow"]
    assert got[0].because == ("the sender's role is not stated, so every role is assumed",)


def test_where_the_default_blocks_a_row_must_allow() -> None:
    rows = (Clause("go", Action.ALLOW, "why", level_max=Level.INTERNAL, facts="good"),
            Clause("care", Action.WARN, "why", level_min=Level.INTERNAL))  # fmt: skip
    policy = of(rows, Action.BLOCK)
    got = [decide(policy, sent(level, to=destination())).clause.id for level in Level]
    assert got == ["go", "care", "default", "default"]
    unknown = sent(Level.PUBLIC, to=destination(None))
    assert decide(policy, unknown).clause.id == "default"


def of(rows: tuple[Clause, ...], default: Action = Action.ALLOW) -> Policy:
    return Policy((Layer("x", rows, Clause("default", default, "why"), 30),), ())


_subset = st.lists(st.sampled_from(LABELS), unique=True).map(tuple)
_roles = st.lists(st.sampled_from(ROLES[1:]), unique=True).map(tuple)
_ids = st.sampled_from([(), ("somewhere",), ("elsewhere",)])
_local = st.sampled_from([None, True, False])
_strict = st.builds(
    lambda action, level, labels, roles, ids, facts, local: Clause(
        "", action, "why", level_min=level, labels=labels, roles=roles, destinations=ids,
        facts=facts, local=local),
    st.sampled_from([Action.WARN, Action.REDACT, Action.BLOCK]), st.sampled_from(Level), _subset,
    _roles, _ids, st.sampled_from(["", "bad"]), _local,
)  # fmt: skip
_allowing = st.builds(
    lambda level, roles, ids, facts, local: Clause(
        "", Action.ALLOW, "why", level_max=level, roles=roles, destinations=ids, facts=facts,
        local=local),
    st.sampled_from(Level), _roles, _ids, st.sampled_from(["", "good"]), _local,
)  # fmt: skip
_rows = st.lists(st.one_of(_strict, _allowing), max_size=6).map(
    lambda rows: tuple(row._replace(id=f"row-{number}") for number, row in enumerate(rows))
)
_defaults = st.sampled_from(Action)


def _action(
    policy: Policy, level: Level, labels: tuple[str, ...], to: Destination, role: str
) -> Action:
    return decide(policy, sent(level, *labels, to=to, role=role)).action


@settings(deadline=None, max_examples=40)
@given(_rows, _defaults)
def test_knowing_worse_never_loosens(rows: tuple[Clause, ...], default: Action) -> None:
    policy = of(rows, default)
    for role, local in product(ROLES, (True, False)):
        for trains, kept in product(TRAINS, KEPT):
            here = destination(trains, kept, local=local)
            for level, labels in product(Level, ((), LABELS[:1], LABELS)):
                action = _action(policy, level, labels, here, role)
                if level < Level.RESTRICTED:
                    assert _action(policy, Level(level + 1), labels, here, role) >= action
                assert _action(policy, level, LABELS, here, role) >= action
                assert _action(policy, level, labels, here, "") >= action
                for lost in (destination(None, kept, local=local),
                             destination(trains, None, local=local),
                             destination(trains, kept, "reported", local=local)):  # fmt: skip
                    assert _action(policy, level, labels, lost, role) >= action


@settings(deadline=None)
@given(st.data(), _rows, _defaults)
def test_the_order_of_rows_matters_only_for_ties(
    data: st.DataObject, rows: tuple[Clause, ...], default: Action
) -> None:
    policy = of(rows, default)
    turned = of(tuple(data.draw(st.permutations(rows))), default)
    for level, role, trains in product(Level, ROLES, TRAINS):
        now = sent(level, "pii", to=destination(trains), role=role)
        one, other = (decide(each, now) for each in (policy, turned))
        assert one.action is other.action
        tied = [row for row in rows if row.action is one.action]
        assert one.clause == other.clause or {one.clause, other.clause} <= {
            *tied, policy.layers[0].default}  # fmt: skip


@settings(deadline=None)
@given(_rows, _defaults, _rows, _defaults)
def test_a_further_layer_never_loosens(
    rows: tuple[Clause, ...], default: Action, more: tuple[Clause, ...], other: Action
) -> None:
    below = of(rows, default)
    both = Policy((*of(more, other).layers, *below.layers), ())
    for level, role, trains, local in product(Level, ROLES, TRAINS, (True, False)):
        here = destination(trains, local=local)
        assert _action(both, level, ("pii",), here, role) >= _action(
            below, level, ("pii",), here, role)  # fmt: skip


def test_of_equally_strict_rows_the_first_is_named() -> None:
    rows = tuple(Clause(name, Action.BLOCK, "why") for name in ("one", "two"))
    assert decide(of(rows), sent(Level.PUBLIC, to=destination())).clause.id == "one"
