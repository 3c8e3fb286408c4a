"""The door for typed reasons: what somebody who sends all the same says why, on record.

One JSON line for each, in the user's own state folder; nothing of the prompt is in it.
"""

import os
from typing import NamedTuple

from promptguard import clock
from promptguard.errors import ReportError, UsageError
from promptguard.folders import user_state
from promptguard.model import Action, Judged, OriginKind, Settings
from promptguard.policy.decide import asks

#: GitHub's three for a secret that is pushed all the same, and one that needs words of one's own.
REASONS = {
    "used-in-tests": "it is used in tests",
    "false-positive": "it is a false positive",
    "fix-later": "I will fix it later",
    "other": "something else",
}
OTHER = "other"
_FILE = "reasons.jsonl"
_LONGEST = 200


class Reason(NamedTuple):
    """One of REASONS, and what somebody added in words of their own."""

    word: str
    note: str = ""


def wants_reason(judged: Judged) -> bool:
    """Does the decision ask whoever sends for a reason?"""
    return asks(judged.decision)


def unattended(judged: Judged) -> Judged:
    """The same where nobody can type: what the policy's row says for that."""
    decision = judged.decision
    if not asks(decision) or decision.clause.unattended is not Action.BLOCK:
        return judged
    said = "the rule asks for a typed reason, and nobody can type one here"
    blocked = decision._replace(action=Action.BLOCK, because=(*decision.because, said))
    return judged._replace(decision=blocked, binding=Action.BLOCK)


def checked(reason: Reason, settings: Settings) -> Reason:
    """The reason as it may be kept.

    Raises UsageError where it is none, says too little, or repeats what must not leave.
    """
    if reason.word not in REASONS:
        raise UsageError(f'"{reason.word[:40]}" is not a reason. Known: {", ".join(REASONS)}.')
    note = " ".join(reason.note.split())
    if reason.word == OTHER and not note:
        raise UsageError("say in a few words why it is to be sent all the same")
    if len(note) > _LONGEST or not note.isprintable():
        raise UsageError(f"the reason must be one line of at most {_LONGEST} characters")
    from promptguard.api.scan import scan_text  # Most reasons are one of the words above.

    if note and scan_text(note.encode(), "<reason>", OriginKind.MESSAGE, settings).findings:
        raise UsageError("the reason itself holds something sensitive; say it without that")
    return Reason(reason.word, note)


def record(judged: Judged, reason: Reason) -> str:
    """Keep who sent what kind of text where, and why; the file's path.

    Raises ReportError where it cannot be kept: then nothing was asked and answered.
    """
    import json

    decision = judged.decision
    entry = {
        "time": clock.now(),
        "reason": reason.word,
        "note": reason.note,
        "clause": decision.clause.id,
        "policy": decision.source,
        "destination": decision.destination.id,
        "level": judged.whole.level.word,
        "labels": list(judged.whole.labels),
        "roles": list(judged.actor.roles),
    }
    path = os.path.join(user_state(), _FILE)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    line = (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        descriptor = os.open(path, flags, 0o600)
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, 0o600)
            if os.write(descriptor, line) != len(line):
                raise OSError(0, "it was not written whole")
        finally:
            os.close(descriptor)
    except OSError as error:
        why = error.strerror or "write error"
        raise ReportError(f"{path}: the reason could not be kept: {why}") from None
    return path
