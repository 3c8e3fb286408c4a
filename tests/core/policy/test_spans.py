"""The fewest pieces to take out: never more than brute force over all subsets finds."""

from itertools import combinations
from random import Random

import pytest

from promptguard.model import Action, Labelled, LayerKind, Level, Piece, Policy, Situation, Span
from promptguard.policy.decide import decide
from promptguard.policy.spans import fewest, together
from tests.core.policy.policies import LABELS, layer, situation


def pieces_of(random: Random) -> list[Piece]:
    """Up to seven places, apart from each other."""
    return [
        Piece(
            0,
            Span(number * 10, number * 10 + random.randint(1, 9)),
            "a thing",
            random.choice(tuple(Level)),
            tuple(map(Labelled, random.sample(LABELS, random.randint(0, 2)))),
            number + 1,
            number + 1,
        )
        for number in range(random.randint(0, 7))
    ]


@pytest.mark.parametrize("seed", range(6))
def test_no_fewer_would_do(seed: int) -> None:
    random = Random(seed)
    for _ in range(40):
        policy = Policy((layer(random, LayerKind.ORGANISATION),), ())
        rest = situation(random)._replace(level=Level.PUBLIC, labels=())
        pieces = pieces_of(random)

        def may_go(now: Situation, policy: Policy = policy) -> bool:
            return decide(policy, now).action <= Action.WARN

        found = fewest(pieces, rest, policy.layers[0].clauses, may_go)
        least = next(
            (
                size
                for size in range(len(pieces) + 1)
                for gone in combinations(pieces, size)
                if may_go(together(rest, [each for each in pieces if each not in gone]))
            ),
            None,
        )
        assert (len(found) if found is not None else None) == least
        if found is not None:
            assert may_go(together(rest, [each for each in pieces if each not in found]))
