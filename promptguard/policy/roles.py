"""Roles: how an organisation's file tells them, and which of them a person has.

A role is told by facts that the person cannot make up: the account and its groups, as the operating
system knows them. A git address counts only where the file says how it is verified, and a CI
system's variables only where a rule names them.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from promptguard.errors import ConfigError
from promptguard.model import Actor, RoleRule, Roles
from promptguard.policy.checks import Check, Expected, country, flag, read_table, sentence, words
from promptguard.tables import described, schema_of


class Identity(NamedTuple):
    """What is known of who runs this; `email` is empty where nothing vouches for it."""

    user: str = ""
    groups: tuple[str, ...] = ()
    email: str = ""
    variables: Mapping[str, str] = {}


@described({"type": "object", "minProperties": 1, "additionalProperties": schema_of(sentence)})
def _claims(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not value:
        raise Expected('must be a table such as { GITHUB_REPOSITORY_OWNER = "acme" }')
    return tuple((str(name), sentence(wanted)) for name, wanted in value.items())


@described(schema_of(sentence))
def _managed_path(value: object) -> str:
    if not os.path.isabs(sentence(value)):
        raise Expected('must be the path of a managed git configuration, such as "/etc/gitconfig"')
    return sentence(value)


ROLES: Mapping[str, Check] = {
    "managed": flag,
    "default": sentence,
    "git": _managed_path,
}
RULE: Mapping[str, Check] = {
    "role": sentence,
    "users": words,
    "groups": words,
    "emails": words,
    "claims": _claims,
    "jurisdiction": country,
}


def parse_roles(where: str, table: object, rules: Sequence[tuple[str, object]]) -> Roles:
    """The table `[roles]` and the `[[role]]` rules, each with the file it stands in.

    Raises ConfigError.
    """
    values = read_table(where, "roles", table, ROLES)
    found = tuple(
        _rule(inner, f"role[{number}]", raw, values) for number, (inner, raw) in enumerate(rules, 1)
    )
    return Roles(found, **values)


def _rule(where: str, prefix: str, raw: object, roles: Mapping[str, Any]) -> RoleRule:
    values = read_table(where, prefix, raw, RULE)
    if "role" not in values:
        raise ConfigError(where, f"{prefix}.role", "is missing")
    if not values.keys() & {"users", "groups", "emails", "claims"}:
        message = "names nobody: write users, groups, emails or claims"
        raise ConfigError(where, prefix, message)
    if "emails" in values and "git" not in roles:
        message = "anybody can write a git address; say how it is verified: [roles] git = "
        raise ConfigError(where, f"{prefix}.emails", f'{message}"/etc/gitconfig"')
    return RoleRule(**values)


def actor(roles: Roles, who: Identity) -> Actor:
    """The roles that a person has, and where they are, as the organisation's file tells them.

    Where rules name several jurisdictions, none is known, which counts as the worst.
    """
    held = [rule for rule in roles.rules if _holds(rule, who)]
    names = dict.fromkeys(rule.role for rule in held)
    places = {rule.jurisdiction for rule in held if rule.jurisdiction}
    default = (roles.default,) if roles.default else ()
    return Actor(tuple(names) or default, places.pop() if len(places) == 1 else "")


def _holds(rule: RoleRule, who: Identity) -> bool:
    """Any of the people it names, and all of the claims."""
    named = rule.users or rule.groups or rule.emails
    person = (
        who.user in rule.users
        or any(group in rule.groups for group in who.groups)
        or (bool(who.email) and any(_is_address(each, who.email) for each in rule.emails))
    )
    claims = all(who.variables.get(name) == value for name, value in rule.claims)
    return claims and (person or not named)


def _is_address(wanted: str, email: str) -> bool:
    """`*@example.com` is everybody there; the part behind the @ is compared whole."""
    if wanted.startswith("*@"):
        return email.rpartition("@")[2].lower() == wanted[2:].lower()
    return email.lower() == wanted.lower()
