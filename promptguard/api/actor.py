"""Who sends: the roles that the organisation's policy tells, or one that is only tried out."""

from promptguard.model import Actor, Policy, Roles


def actor_for(policy: Policy, role: str = "") -> Actor:
    """The one who runs this; with `role` a simulation of somebody who has it, where these are.

    Raises ConfigError where a file that vouches for somebody cannot be trusted.
    """
    real = _real(policy.roles)
    if not role:
        return real
    places = {rule.jurisdiction for rule in policy.roles.rules if rule.role == role}
    place = places.pop() if len(places) == 1 else ""
    return Actor((role,), place or real.jurisdiction, simulated=True)


def actors_for(policy: Policy, role: str = "") -> tuple[Actor, ...]:
    """Those whose decisions all bind: under a managed policy a simulation frees nobody."""
    asked = actor_for(policy, role)
    managed = asked.simulated and policy.roles.managed
    return (asked, _real(policy.roles)) if managed else (asked,)


def _real(roles: Roles) -> Actor:
    if not (roles.rules or roles.default):
        return Actor()
    # Most policies know no roles, and asking for accounts costs a hook time.
    from promptguard.policy.identity import here
    from promptguard.policy.roles import actor

    return actor(roles, here(roles))
