"""Roles: told by what nobody can make up, and no more than the file says."""

import os
from pathlib import Path

import pytest

from promptguard.model import RoleRule, Roles
from promptguard.policy.identity import here
from promptguard.policy.roles import Identity, actor

CN = RoleRule("engineer", groups=("cn-dev",), jurisdiction="CN")
CONTRACTOR = RoleRule("contractor", users=("bob",), emails=("*@contractor.example",))
CI = RoleRule("ci", users=("runner",), claims=(("OWNER", "acme"),), jurisdiction="DE")


@pytest.mark.parametrize(
    ("who", "roles", "place"),
    [
        (Identity("ann", ("cn-dev",)), ("engineer",), "CN"),
        (Identity("bob", ("cn-dev",)), ("engineer", "contractor"), "CN"),
        (Identity("eve", email="x@contractor.example"), ("contractor",), ""),
        (Identity("eve", email="x@contractor.example.evil.example"), ("employee",), ""),
        (Identity("runner", variables={"OWNER": "acme"}), ("ci",), "DE"),
        (Identity("runner", ("cn-dev",), variables={"OWNER": "acme"}), ("engineer", "ci"), ""),
        (Identity("eve", variables={"OWNER": "acme"}), ("employee",), ""),
        (Identity("runner"), ("employee",), ""),
        (Identity(), ("employee",), ""),
    ],
)
def test_who_has_which_role(who: Identity, roles: tuple[str, ...], place: str) -> None:
    got = actor(Roles((CN, CONTRACTOR, CI), default="employee"), who)
    assert (got.roles, got.jurisdiction, got.simulated) == (roles, place, False)


def test_without_a_default_nobody_knows() -> None:
    assert actor(Roles((CN,)), Identity("ann")).roles == ()


def test_variables_of_the_account_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    for name in ("USER", "LOGNAME", "OWNER", "OTHER"):
        monkeypatch.setenv(name, "acme")
    found = here(Roles((CI,)))
    assert found.user == pwd.getpwuid(os.getuid()).pw_name
    assert found.variables == {"OWNER": "acme"}


def test_a_git_address_counts_from_a_managed_file_only(tmp_path: Path) -> None:
    config = tmp_path / "gitconfig"
    config.write_text(
        '[core]\n\temail = no@x.example\n[user]\n\tname = B\n\temail = "b@x.example" # old\n'
    )
    config.chmod(0o644)
    owners = frozenset((os.getuid(), 0))
    assert here(Roles(git=str(config)), owners).email == "b@x.example"
    assert here(Roles(), owners).email == ""
    assert here(Roles(git=str(tmp_path / "none")), owners).email == ""
