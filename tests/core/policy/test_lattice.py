"""The lattice holds every situation that rows tell apart; what ships is sound on all of it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.model import (
    Action,
    Clause,
    Confidence,
    Fact,
    Labelled,
    Layer,
    Level,
    OriginKind,
    Policy,
    Situation,
)
from promptguard.policy.boxes import boxes, said
from promptguard.policy.comparisons import comparison
from promptguard.policy.decide import decide
from promptguard.policy.diff import diff
from promptguard.policy.drafts import draft
from promptguard.policy.facts import FACTS
from promptguard.policy.lattice import UNDESCRIBED, example, lattice
from promptguard.policy.load import load_policy
from promptguard.policy.paths import matches
from promptguard.policy.presets import NAMES, assumptions, path_of, summary

DAY = "2026-11-24"
SHIPPED = load_policy(today=DAY)
POLICIES = {"shipped": SHIPPED, **{name: draft(path_of(name), today=DAY) for name in NAMES}}


def alone(name: str) -> Policy:
    """A preset without what ships below it."""
    policy = POLICIES[name]
    return policy if name == "shipped" else policy._replace(layers=policy.layers[:1])


@pytest.mark.parametrize("name", POLICIES)
def test_worse_never_loosens_what_ships(name: str) -> None:
    """Every cell: a higher level, a label more, a fact less, an unknown sender."""
    policy = alone(name)
    points = lattice(policy, suppose=True)
    several = tuple(label for labels in points.labels for label in labels)
    for now in points.situations(DAY):
        action = decide(policy, now).action
        worse = [now._replace(labels=several), now._replace(roles=()), now._replace(origin="")]
        worse += [now._replace(labels=(*now.labels, more)) for more in several[:1]]
        if now.level < Level.RESTRICTED:
            worse.append(now._replace(level=Level(now.level + 1)))
        for fact in FACTS:
            lost = now.destination._replace(**{fact: Fact()})
            worse.append(now._replace(destination=lost))
        worse.append(now._replace(destination=now.destination._replace(tenancy="")))
        if not now.destination.local:
            worse.append(now._replace(destination=UNDESCRIBED))
        assert min(decide(policy, each).action for each in worse) >= action, now


@pytest.mark.parametrize("name", POLICIES)
def test_what_ships_has_no_gaps(name: str) -> None:
    """What is confidential or restricted leaves by a row that somebody wrote, or not at all."""
    policy = alone(name)
    default = policy.layers[0].default
    for now in lattice(policy, suppose=True).situations(DAY):
        decision = decide(policy, now)
        if now.level >= Level.CONFIDENTIAL and not now.destination.local:
            assert decision.action > Action.ALLOW or decision.clause is not default, now
        if now.level is Level.RESTRICTED and now.destination.tenancy != "self-hosted":
            assert decision.action is Action.BLOCK, now


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_states_what_it_assumes(name: str) -> None:
    told = assumptions(name)
    assert told[0].startswith("Assumes: ")
    assert told[-1].startswith("No legal advice")
    assert summary(name).endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_loosens_only_for_an_organisations_own_servers(name: str) -> None:
    looser = [each for each in diff(SHIPPED, POLICIES[name], DAY).changes if each.loosens]
    reached = {now.destination.tenancy for change in looser for now in change.cells}
    own = len(POLICIES[name].layers[0].replaces) > 0
    assert reached == ({"self-hosted"} if own else set())


LABELS = ("pii", "secret")
CONDITIONS = (
    "trains = true", "retention_days <= 30", "retention_days > 0", "jurisdictions in [US]",
    "jurisdictions not in [EU, US]", "tenancy = organisation", "regions != CN",
)  # fmt: skip
_rows = st.lists(
    st.builds(
        lambda action, level, labels, confidence, roles, origins, kinds, paths, when: Clause(
            "", action, "why", roles=roles, origins=origins, kinds=kinds, paths=paths,
            comparisons=tuple(map(comparison, when)),
            **({"level_max": level} if action is Action.ALLOW
               else {"level_min": level, "labels": labels, "confidence": confidence})),
        st.sampled_from(Action), st.sampled_from(Level),
        st.sets(st.sampled_from(LABELS), max_size=1).map(tuple),
        st.sampled_from([Confidence.VERY_UNLIKELY, Confidence.LIKELY]),
        st.sets(st.sampled_from(["a", "b"]), max_size=1).map(tuple),
        st.sets(st.sampled_from(["CN", "EU"]), max_size=1).map(tuple),
        st.sets(st.sampled_from([OriginKind.PROMPT, OriginKind.FILE]), max_size=1).map(tuple),
        st.sets(st.sampled_from(["billing/**", "*.md"]), max_size=1).map(tuple),
        st.sets(st.sampled_from(CONDITIONS), max_size=2).map(tuple),
    ),
    max_size=3,
).map(lambda rows: tuple(row._replace(id=f"row-{at}") for at, row in enumerate(rows)))  # fmt: skip


def of(rows: tuple[Clause, ...], default: Action) -> Policy:
    layer = Layer("x", rows, Clause("default", default, "why"), 30)
    return Policy((layer,), SHIPPED.destinations)


@settings(deadline=None, max_examples=25)
@given(_rows, _rows, st.data())
def test_two_policies_that_differ_anywhere_differ_on_the_lattice(
    rows: tuple[Clause, ...], others: tuple[Clause, ...], data: st.DataObject
) -> None:
    one, other = of(rows, Action.ALLOW), of(others, Action.ALLOW)
    found = diff(one, other, DAY)
    for _ in range(20):
        now = Situation(
            data.draw(st.sampled_from(Level)),
            data.draw(st.sampled_from([*SHIPPED.destinations, UNDESCRIBED])),
            tuple(
                Labelled(label, data.draw(st.sampled_from(Confidence)))
                for label in data.draw(st.sets(st.sampled_from(LABELS)))
            ),
            tuple(data.draw(st.sets(st.sampled_from(["a", "b", "c"]), max_size=2))),
            data.draw(st.sampled_from(["", "CN", "EU", "DE", "US"])),
            tuple(data.draw(st.sets(st.sampled_from(OriginKind), max_size=1))),
            tuple(data.draw(st.sets(st.sampled_from(["billing/x", "a.md", "c"]), max_size=1))),
            DAY,
        )
        if decide(one, now).action is not decide(other, now).action:
            assert found.changes, now


@settings(deadline=None, max_examples=25)
@given(_rows, st.sampled_from(Action))
def test_boxes_hold_the_same_cells_and_no_other(rows: tuple[Clause, ...], default: Action) -> None:
    policy = of(rows, default)
    points = lattice(policy)
    every = list(points.situations(DAY))
    cells = [now for now in every if decide(policy, now).action is Action.BLOCK]
    spread = [cell for box in boxes(cells) for cell in product(*box) if said(box, points)]
    wanted = [
        (now.level, now.labels, now.destination.id, now.roles, now.origin, now.kinds, now.paths)
        for now in cells
    ]
    assert sorted(map(repr, spread)) == sorted(map(repr, wanted))


@given(st.lists(st.sampled_from(["a", "*", "**", "?x", "*.md"]), min_size=1, max_size=4))
def test_an_example_fits_its_pattern(parts: list[str]) -> None:
    for pattern in ("/".join(parts), "/" + "/".join(parts), "/".join(parts) + "/"):
        assert matches(pattern, example(pattern))


def test_what_is_left_out_is_said() -> None:
    rows = tuple(
        Clause(f"row-{at}", Action.BLOCK, "why", roles=(f"role-{at}",), paths=(f"p{at}/",),
               labels=(f"label-{at}",))
        for at in range(8)
    )  # fmt: skip
    whole = lattice(of(rows, Action.ALLOW), most=10**9)
    small = lattice(of(rows, Action.ALLOW), most=2000)
    assert whole.notes == ()
    assert small.size < whole.size
    assert small.notes == (
        "there are too many cells to look at all: senders with two roles and paths were left out",
    )
