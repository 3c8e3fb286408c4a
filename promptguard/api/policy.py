"""The door to understanding a policy: its table, why it decides so, what is wrong with it."""

import os
from collections.abc import Sequence

from promptguard.api.judge import policy_for
from promptguard.api.scan import settings_for
from promptguard.model import Policy
from promptguard.policy.load import load_policy
from promptguard.policy.matrix import Matrix, for_every_role, matrix

#: Names the policy that ships where a file could be named.
SHIPPED = "shipped"


def policy_named(name: str, *, today: str = "") -> Policy:
    """A policy file, `shipped`, or for "" the policy in force in the current folder.

    Raises ConfigError where the file is missing or wrong.
    """
    if not name:
        return policy_for(settings_for(os.getcwd()))
    return load_policy("" if name == SHIPPED else name, today=today)


def matrices(
    policy: Policy, roles: Sequence[str], labels: Sequence[str] = (), origin: str = ""
) -> tuple[Matrix, ...]:
    """The table for who holds these roles; without any, one for each role the policy knows."""
    if roles:
        return (matrix(policy, tuple(roles), labels, origin),)
    return for_every_role(policy, labels, origin)
