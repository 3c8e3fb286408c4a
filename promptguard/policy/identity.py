"""Who runs this, from what that person cannot make up: the account, its groups, managed files."""

import os
import sys

from promptguard import patterns
from promptguard.folders import ADMINISTRATORS
from promptguard.model import Roles
from promptguard.policy import trusted
from promptguard.policy.roles import Identity

_SECTION = patterns.compile(r"\[\s*([A-Za-z0-9.-]+)\s*\].*")
_EMAIL = patterns.compile(r'email\s*=\s*"?([^"#;]*?)"?\s*(?:[#;].*)?')


def here(roles: Roles, owners: frozenset[int] = ADMINISTRATORS) -> Identity:
    """Who runs this process, as far as the roles ask: no variable is read that no rule names.

    Raises ConfigError where the file that vouches for a git address cannot be trusted.
    """
    names = {name for rule in roles.rules for name, _ in rule.claims}
    variables = {name: os.environ[name] for name in sorted(names) if name in os.environ}
    user, groups = _account()
    return Identity(user, groups, _email(roles.git, owners), variables)


def _account() -> tuple[str, tuple[str, ...]]:
    """By number, as the kernel knows it: USER and LOGNAME are anybody's to set."""
    if sys.platform == "win32":
        try:
            return os.getlogin(), ()
        except OSError:
            return "", ()
    import grp
    import pwd

    try:
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # A container may run an account that it has no name for.
        user = ""
    groups = []
    for number in sorted({os.getgid(), *os.getgroups()}):
        try:
            groups.append(grp.getgrgid(number).gr_name)
        except KeyError:
            continue
    return user, tuple(groups)


def _email(path: str, owners: frozenset[int]) -> str:
    """`user.email` of a git configuration that only an administrator writes; the last one counts.

    Read here and not by git, which its variables can point at another file.
    """
    content = trusted.managed(path, owners) if path else None
    email = section = ""
    for line in (content or b"").decode("utf-8", "replace").splitlines():
        said = line.strip()
        if found := _SECTION.fullmatch(said):
            section = found[1].lower()
        elif section == "user" and (found := _EMAIL.fullmatch(said)):
            email = found[1]
    return email
