"""What no policy can do: decide looser where more is bad or less is known, or by one more layer."""

from random import Random

import pytest

from promptguard.model import Action, Clause, Delegation, Layer, LayerKind, Policy, Situation
from promptguard.policy.decide import decide, strictness
from promptguard.policy.layers import resolved
from tests.core.policy.policies import layer, situation, worse

#: Each seed draws so many policies; another seed may always be added.
_SEEDS = range(8)
_DRAWN = 150
_ALL = (LayerKind.ORGANISATION, LayerKind.SHIPPED, LayerKind.REPOSITORY, LayerKind.USER)


@pytest.mark.parametrize("seed", _SEEDS)
def test_worse_is_never_looser(seed: int) -> None:
    random = Random(seed)
    for _ in range(_DRAWN):
        policy = Policy((layer(random, LayerKind.ORGANISATION),), ())
        now = situation(random)
        before = decide(policy, now).action
        for then in worse(now):
            assert decide(policy, then).action >= before, (policy, now, then)


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_layer_below_never_loosens(seed: int) -> None:
    random = Random(seed)
    for _ in range(_DRAWN):
        above, shipped, repository, user = (layer(random, kind) for kind in _ALL)
        organisation = random.choice((None, above._replace(exemptions=())))
        now = situation(random)
        bare, one, both = (
            decide(Policy(resolved(organisation, shipped, below), ()), now)
            for below in ((), (repository,), (repository, user))
        )
        assert bare.action <= one.action <= both.action


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_delegated_row_is_loosened_no_further_than_allowed(seed: int) -> None:
    random = Random(seed)
    for _ in range(_DRAWN):
        above, shipped, repository, _ = (layer(random, kind) for kind in _ALL)
        if not (above.clauses and repository.clauses):
            continue
        least = random.choice((Action.WARN, Action.REDACT))
        delegation = Delegation("row-0", (LayerKind.REPOSITORY,), least)
        organisation = above._replace(exemptions=(), delegations=(delegation,))
        now = situation(random)
        bare = decide(Policy(resolved(organisation, shipped, ()), ()), now).action
        with_it = decide(Policy(resolved(organisation, shipped, (repository,)), ()), now).action
        assert with_it >= min(bare, least)


@pytest.mark.parametrize("seed", _SEEDS)
def test_the_order_of_rows_decides_only_which_of_equals_is_named(seed: int) -> None:
    random = Random(seed)
    for _ in range(_DRAWN):
        drawn, now = layer(random, LayerKind.ORGANISATION), situation(random)
        turned = drawn._replace(clauses=tuple(random.sample(drawn.clauses, len(drawn.clauses))))
        one, other = (decide(Policy((each,), ()), now) for each in (drawn, turned))
        assert strictness(one) == strictness(other)
        assert {one.clause.id, *one.ties} == {other.clause.id, *other.ties}


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_decision_is_the_strictest_of_its_rows_one_by_one(seed: int) -> None:
    """Rows that others outdo are not looked at; that must not show."""
    random = Random(seed)
    for _ in range(_DRAWN):
        layers, now = tuple(layer(random, kind) for kind in _ALL), situation(random)
        alone = [
            _by_one_row(each, row, Action.ALLOW, now) for each in layers for row in each.clauses
        ]
        defaults = [
            each.default.action
            for each in layers
            if not any(
                row.action is Action.ALLOW
                and _by_one_row(each, row, Action.BLOCK, now) is Action.ALLOW
                for row in each.clauses
            )
        ]
        assert decide(Policy(layers, ()), now).action == max([*alone, *defaults, Action.ALLOW])


def _by_one_row(whole: Layer, row: Clause, default: Action, now: Situation) -> Action:
    only = whole._replace(clauses=(row,), default=whole.default._replace(action=default))
    return decide(Policy((only,), ()), now).action
