"""What would have to be otherwise for a text to be treated looser."""

from typing import NamedTuple

from promptguard.model import Action, Level, Policy, Situation
from promptguard.policy.decide import decide


class Otherwise(NamedTuple):
    """One thing that differs from the situation, in words, and what the policy then says."""

    what: str
    action: Action


def otherwise(policy: Policy, now: Situation) -> tuple[Otherwise, ...]:
    """Lower levels, no labels, other destinations: each alone, where the decision is looser."""
    action = decide(policy, now).action
    found = []
    for level in Level:
        if level < now.level:
            lower = decide(policy, now._replace(level=level)).action
            found.append(Otherwise(f"as {level.word} text", lower))
    for label in now.labels:
        left = tuple(each for each in now.labels if each is not label)
        without = decide(policy, now._replace(labels=left)).action
        found.append(Otherwise(f"without what is labelled {label.label}", without))
    elsewhere: dict[Action, list[str]] = {}
    for to in policy.destinations:
        elsewhere.setdefault(decide(policy, now._replace(destination=to)).action, []).append(to.id)
    found += [Otherwise(f"to {', '.join(ids)}", said) for said, ids in sorted(elsewhere.items())]
    return tuple(each for each in found if each.action < action)
