"""A policy file that somebody is writing, read as if it lay in its place."""

from collections.abc import Sequence

from promptguard import clock
from promptguard.model import Policy
from promptguard.policy.combined import assembled
from promptguard.policy.include import Part, parts
from promptguard.policy.layer import ORGANISATIONS
from promptguard.policy.load import tables
from promptguard.policy.trusted import plain


def draft(path: str, *, today: str = "") -> Policy:
    """The policy of this file and of what ships, whatever else holds on this machine.

    A file that says what only an organisation may say is read as the organisation's. So a team's
    tests come out the same everywhere. An empty path is what ships alone. Raises ConfigError.
    """
    day = today or clock.today()
    read = parts(path, plain(path), plain) if path else []
    if is_organisations(read):
        return assembled(tables(), read, "", "", day)
    return assembled(tables(), None, path, "", day)


def is_organisations(read: Sequence[Part]) -> bool:
    """Does it say what only an organisation may say?"""
    return any(key in raw for _, raw in read for key in ORGANISATIONS)
