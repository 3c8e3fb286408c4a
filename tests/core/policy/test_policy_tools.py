"""Proofs that can be replayed, lint, diff and cases: what people rely on to trust a policy."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.errors import ConfigError
from promptguard.model import (
    Action,
    Clause,
    Confidence,
    Exemption,
    Fact,
    Labelled,
    Layer,
    Level,
    OriginKind,
    Policy,
    Situation,
)
from promptguard.policy.boxes import said
from promptguard.policy.cases import outcomes, read_cases
from promptguard.policy.comparisons import comparison
from promptguard.policy.counter import otherwise
from promptguard.policy.decide import decide
from promptguard.policy.diff import diff
from promptguard.policy.drafts import draft
from promptguard.policy.lattice import UNDESCRIBED
from promptguard.policy.lint import Kind, Remark, lint
from promptguard.policy.load import load_policy
from promptguard.policy.proof import as_data, parsed, prove, replayed

DAY = "2026-11-24"
SHIPPED = load_policy(today=DAY)
PLACES = (*SHIPPED.destinations, UNDESCRIBED)
HEAD = 'version = 1\n[default]\naction = "allow"\nwhy = "nothing speaks against it"\n'


def written(folder: Path, text: str, *, head: str = HEAD) -> Policy:
    (folder / "policy.toml").write_text(head + text, encoding="utf-8")
    return draft(str(folder / "policy.toml"), today=DAY)


def row(name: str, action: str, *lines: str) -> str:
    return "\n".join(
        ["[[clause]]", f'id = "{name}"', f'action = "{action}"', 'why = "we say so"', *lines, ""]
    )


def remarks(policy: Policy, *labels: str, day: str = DAY) -> list[Remark]:
    return [each for each in lint(policy, day, labels or ("pii",)) if each.source != "destinations"]


CONDITIONS = ("trains = true", "retention_days <= 30", "jurisdictions not in [EU, US]",
              "tenancy = organisation", "transfer_basis in [scc]")  # fmt: skip
_when = st.sets(st.sampled_from(CONDITIONS), max_size=2).map(
    lambda written: tuple(map(comparison, sorted(written)))
)
_names = st.sets(st.sampled_from(["a", "b"]), max_size=1).map(tuple)
_kinds = st.sets(st.sampled_from([OriginKind.PROMPT, OriginKind.STAGED]), max_size=1).map(tuple)
_paths = st.sets(st.sampled_from(["billing/**", "*.md"]), max_size=1).map(tuple)
_origins = st.sets(st.sampled_from(["CN", "EU"]), max_size=1).map(tuple)


def _clause(action: Action, level: Level, labels: tuple[str, ...], **rest: object) -> Clause:
    bound = {"level_max": level} if action is Action.ALLOW else {"level_min": level}
    labelled = {} if action is Action.ALLOW else {"labels": labels}
    return Clause("", action, "why", **bound, **labelled, **rest)  # type: ignore[arg-type]


_clauses = st.builds(
    _clause, st.sampled_from(Action), st.sampled_from(Level), _names, roles=_names,
    origins=_origins, kinds=_kinds, paths=_paths, comparisons=_when,
    confidence=st.sampled_from(Confidence), local=st.sampled_from([None, True, False]),
)  # fmt: skip


@st.composite
def all_layers(draw: st.DrawFn) -> tuple[Layer, ...]:
    layers = []
    for number in range(draw(st.integers(1, 3))):
        rows = tuple(
            each._replace(id=f"row-{at}")
            for at, each in enumerate(draw(st.lists(_clauses, max_size=4)))
        )
        lifted = tuple(
            Exemption(
                "e", each.id, "o", "r", "2026-01-01", "2026-12-31",
                Clause("e", Action.ALLOW, "r", roles=("a",)), draw(st.sampled_from(Action)),
            )
            for each in rows[:1]
        )  # fmt: skip
        default = Clause("default", draw(st.sampled_from(Action)), "why")
        layers.append(Layer(f"layer-{number}", rows, default, 30, exemptions=lifted))
    return tuple(layers)


_situations = st.builds(
    Situation,
    st.sampled_from(Level),
    st.integers(0, len(SHIPPED.destinations)).map(PLACES.__getitem__),
    st.sets(st.builds(Labelled, st.sampled_from(["a", "b"]), st.sampled_from(Confidence)),
            max_size=2).map(tuple),
    _names, st.sampled_from(["", "CN", "EU", "DE"]), _kinds,
    st.sampled_from([(), ("billing/x.py",), ("-",)]), st.sampled_from(["", DAY]),
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(all_layers(), _situations)
def test_a_proof_replayed_gives_the_same_decision(
    layers: tuple[Layer, ...], now: Situation
) -> None:
    policy = Policy(layers, SHIPPED.destinations)
    decision = decide(policy, now)
    proof = prove(policy, now)
    assert proof.decision == decision
    assert replayed(proof) == decision
    data = json.loads(json.dumps(as_data(proof)))
    again = parsed(data)
    assert (again.situation, again.layers) == (proof.situation, proof.layers)
    assert again.decision == decision
    assert data["decision"]["row"] == decision.clause.id


@settings(deadline=None, max_examples=150)
@given(all_layers(), _situations)
def test_what_it_takes_otherwise_is_looser(layers: tuple[Layer, ...], now: Situation) -> None:
    policy = Policy(layers, SHIPPED.destinations)
    assert all(each.action < decide(policy, now).action for each in otherwise(policy, now))


@pytest.mark.parametrize("broken", [{}, {"version": 2}, {"version": 1, "situation": []}])
def test_what_is_no_proof_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        parsed(broken)


def test_a_changed_proof_gives_another_decision() -> None:
    (restricted,) = [to for to in SHIPPED.destinations if to.id == "copilot"]
    data = as_data(prove(SHIPPED, Situation(Level.RESTRICTED, restricted)))
    data["situation"]["level"] = "public"
    assert parsed(data).decision.action is Action.ALLOW


def test_lint_finds_nothing_in_what_ships() -> None:
    assert [each for each in lint(SHIPPED, DAY, ("pii",)) if each.kind is not Kind.EVIDENCE] == []


@pytest.mark.parametrize(
    ("rows", "kind", "name", "text"),
    [
        pytest.param(
            row("all", "block") + row("some", "warn", 'level_min = "internal"'),
            Kind.UNREACHABLE,
            "some",
            'never decides: wherever it holds, "all" (block) says as much or more',
            id="outdone",
        ),
        pytest.param(
            row("one", "warn", "local = false") + row("two", "redact", "local = false"),
            Kind.CONTRADICTION,
            "one",
            'says warn of exactly what "two" says something else of; "two" (redact)',
            id="twins",
        ),
        pytest.param(
            row("go", "allow", 'destinations = ["copilot"]', 'level_max = "confidential"')
            + row("stop", "block", 'destinations = ["copilot"]'),
            Kind.CONTRADICTION,
            "go",
            'allows nothing: all that it speaks of is blocked by "stop" (block)',
            id="allowed and blocked",
        ),
        pytest.param(
            row("never", "block", 'destinations = ["copilot"]', "local = true"),
            Kind.UNREACHABLE,
            "never",
            "no text, sender and destination that there are meet all its conditions",
            id="impossible",
        ),
        pytest.param(
            row("people", "block", 'labels = ["pi"]'),
            Kind.LABEL,
            "people",
            'no rule gives the label "pi". Did you mean "pii"?',
            id="a misspelt label",
        ),
        pytest.param(
            row("zdr", "warn", 'when = ["zero_retention = false"]', "local = false",
                'kinds = ["commit"]') + row("rest", "warn", "local = false"),
            None,
            "",
            "",
            id="nothing wrong",
        ),
    ],
)  # fmt: skip
def test_lint(tmp_path: Path, rows: str, kind: Kind | None, name: str, text: str) -> None:
    found = remarks(written(tmp_path, rows))
    named = [each for each in found if each.row == name]
    assert [each.kind for each in named] == [kind] * bool(kind)
    assert all(text in each.text for each in named)
    assert any(each.kind.fails for each in found) is (bool(kind) and kind is not Kind.LABEL)


def test_lint_warns_of_what_waits_for_a_contract(tmp_path: Path) -> None:
    rows = row("abroad", "block", 'when = ["regions not in [EU]"]', "local = false") + row(
        "home", "redact", "local = false"
    )
    (found,) = remarks(written(tmp_path, rows))
    assert (found.kind, found.row, found.kind.fails) == (Kind.WAITING, "home", False)


def test_lint_names_the_gap_that_an_organisation_opened(tmp_path: Path) -> None:
    policy = written(
        tmp_path,
        row("restricted-stays", "block", 'level_min = "restricted"', "local = false"),
        head='version = 1\nreplaces = ["confidential-bad-facts", "confidential-care"]\n'
        '[default]\naction = "allow"\nwhy = "x"\n',
    )
    gaps = [each for each in remarks(policy) if each.kind is Kind.GAP]
    (gap,) = gaps
    assert gap.text.startswith("only the default speaks of confidential text to claude-code, ")
    assert gap.text.endswith(" more destinations, and allows it")


def test_lint_names_roles_that_nobody_can_have(tmp_path: Path) -> None:
    rules = '[[role]]\nrole = "contractor"\nusers = ["kim"]\n'
    policy = written(tmp_path, row("out", "block", 'roles = ["contracter"]') + rules)
    (found,) = [each for each in remarks(policy) if each.kind is Kind.NOBODY]
    assert found.text == ('nobody can have the role "contracter". Did you mean "contractor"?')


def test_expired_evidence_and_exceptions_warn_and_do_not_fail(tmp_path: Path) -> None:
    late = "2030-01-01"
    expired = lint(load_policy(today=late), late)
    assert expired
    assert {each.kind for each in expired} == {Kind.EVIDENCE, Kind.WAITING}
    assert not any(each.kind.fails for each in expired)
    exception = """
[[exception]]
id = "kim"
clause = "stop"
owner = "security"
reason = "a pilot"
granted = "2026-01-01"
expires = "2026-03-31"
roles = ["pilot"]
"""
    policy = written(tmp_path, row("stop", "block", 'level_min = "internal"') + exception)
    (found,) = remarks(policy)
    assert (found.kind, found.kind.fails) == (Kind.ENDED, False)
    assert found.text == 'the exception "kim" of security ended on 2026-03-31'


def test_diff_says_which_cells_change(tmp_path: Path) -> None:
    policy = written(
        tmp_path, row("people", "redact", 'labels = ["pii"]', "local = false",
                      'origins = ["EU"]', 'level_min = "internal"')
    )  # fmt: skip
    found = diff(SHIPPED, policy, DAY)
    lines = [
        (each.before.word, each.after.word, each.new, said(box, found.lattice))
        for each in found.changes
        for box in each.boxes()
    ]
    assert ("allow", "redact", "people") in {line[:3] for line in lines}
    assert not any(each.loosens for each in found.changes)
    assert all("labelled pii" in line[3] for line in lines)
    assert all("from EU or an unknown country" in line[3] for line in lines)
    back = diff(policy, SHIPPED, DAY)
    assert [each.loosens for each in back.changes] == [True] * len(found.changes)
    assert diff(policy, policy, DAY).changes == ()


def test_diff_sees_facts_that_differ(tmp_path: Path) -> None:
    contract = """
[destinations.copilot]
retention_days = { value = 0, source = "contract" }
trains = { value = false, source = "contract" }

[destinations.sources.contract]
page = "our contract of 2026-11-01"
evidence = "contract"
seen = "2026-11"
expires = "2027-11"
"""
    found = diff(SHIPPED, written(tmp_path, contract), DAY)
    (change,) = found.changes
    assert (change.before.word, change.after.word, change.loosens) == ("block", "warn", True)
    assert [said(box, found.lattice) for box in change.boxes()] == ["confidential text to copilot"]


CASE = """version = 1
[[case]]
name = "restricted text"
level = "restricted"
to = "copilot"
labels = ["secret"]
kinds = ["commit"]
expect = "block"
row = "restricted-stays"
"""


def cases(text: str) -> list[bool]:
    import tomllib

    read = read_cases("cases.toml", tomllib.loads(text), SHIPPED)
    return [each.holds for each in outcomes(SHIPPED, read)]


def test_cases_hold_or_do_not() -> None:
    assert cases(CASE) == [True]
    assert cases(CASE.replace("restricted-stays", "another")) == [False]
    assert cases(CASE.replace('"block"', '"warn"')) == [False]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("copilot", "copiot"), 'case[1].to: "copiot" is not a destination. Did you mean "cop'),
        (('expect = "block"', ""), "case[1].expect: is missing"),
        (("labels", "label"), 'case[1].label: no such key. Did you mean "labels"?'),
        (('"commit"', '"comit"'), 'case[1].kinds[1]: "comit" is not a kind of text'),
        ((CASE, "version = 1\ncase = []"), "case: holds no case, so nothing is tested"),
    ],
)  # fmt: skip
def test_a_wrong_case_is_one_sentence(change: tuple[str, str], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        cases(CASE.replace(*change))
    assert str(caught.value).startswith(f"cases.toml: {sentence}")


def test_a_fact_that_is_lost_makes_a_case_fail() -> None:
    """Why `policy test` belongs in CI: what a vendor promises ends some day."""
    (good,) = [to for to in SHIPPED.destinations if to.id == "claude-code-commercial"]
    lost = good._replace(trains=Fact())
    assert decide(SHIPPED, Situation(Level.CONFIDENTIAL, good)).action is Action.WARN
    assert decide(SHIPPED, Situation(Level.CONFIDENTIAL, lost)).action is Action.BLOCK
