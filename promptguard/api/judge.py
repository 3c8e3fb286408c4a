"""The door to decisions: may this text, from this role, go to this destination?"""

import os
from collections.abc import Callable, Iterator, Sequence

from promptguard.api.scan import around_file, rule_of, scan_text, settings_for
from promptguard.api.situation import Part, situation
from promptguard.classification import combine
from promptguard.model import (
    Action,
    Actor,
    Classification,
    Clause,
    Confidence,
    Decision,
    Destination,
    Judged,
    Note,
    NoteKind,
    OriginKind,
    Policy,
    Report,
    Settings,
)
from promptguard.policy.decide import decide
from promptguard.policy.destinations import find
from promptguard.policy.load import load_policy

#: The name of a prompt that comes from no file.
STDIN = "-"
#: What these notes speak of was still scanned.
_HARMLESS = frozenset({NoteKind.TAG, NoteKind.BASELINE})
#: Rules' advice that a reader is given at once.
_ADVICE_SHOWN = 3


def judge(
    subject: Classification | Report, destination_id: str, role: str, settings: Settings
) -> Decision:
    """The decision on one text under the policy that these settings name.

    Raises UsageError for an unknown destination, ConfigError for a wrong policy file.
    """
    policy = policy_for(settings)
    destination = find(destination_id, policy.destinations)
    actor = Actor((role,) if role else ())
    return judge_by([(subject, settings)], destination, actor, policy, settings.on_error)


def judge_by(
    parts: Sequence[Part],
    destination: Destination,
    actor: Actor,
    policy: Policy,
    on_error: Action = Action.WARN,
) -> Decision:
    """The decision on texts that are sent as one, under a policy that is already loaded."""
    decision = decide(policy, situation(parts, destination, actor))
    reports = [subject for subject, _ in parts if isinstance(subject, Report)]
    unscanned = [note for report in reports for note in report.notes if note.kind not in _HARMLESS]
    if not unscanned or destination.local or decision.action >= on_error:
        return decision
    return Decision(on_error, _unscanned(on_error), destination, _said(unscanned))


def judge_prompt(
    files: Sequence[str],
    read: Callable[[str], bytes],
    destination_id: str,
    role: str,
    *,
    say: Callable[[str], None] | None = None,
) -> Judged:
    """The decision on files that would be sent as one prompt; `-` is standard input.

    Raises UsageError, ConfigError, and what `read` raises.
    """
    settings = [prompt_settings(file) for file in files]
    policies = {each: policy_for(each) for each in settings}
    for policy in policies.values():  # Said before anybody types a prompt.
        find(destination_id, policy.destinations)
    reports = tuple(
        scan_prompt(file, read(file), each, say) for file, each in zip(files, settings, strict=True)
    )
    parts = list(zip(reports, settings, strict=True))
    actor = Actor((role,) if role else ())
    decision = max(
        (
            judge_by(parts, find(destination_id, policy.destinations), actor, policy, each.on_error)
            for each, policy in policies.items()
        ),
        key=lambda decision: decision.action,
    )
    advice = tuple(_advice(decision, parts))
    whole = combine(report.classification for report in reports)
    return Judged(decision, role, whole, reports, advice)


def scan_prompt(
    file: str, data: bytes, settings: Settings, say: Callable[[str], None] | None
) -> Report:
    """What is found in one of the texts of a prompt, and said of it from outside."""
    if file == STDIN:
        return scan_text(data, "<stdin>", OriginKind.PROMPT, settings, say=say)
    said = around_file(file, settings)
    found = scan_text(data, file, OriginKind.PROMPT, settings, say=say, around=said.of.get(file))
    return found._replace(notes=(*found.notes, *said.notes))


def prompt_settings(file: str) -> Settings:
    """The settings that hold for a file that is sent; `-` is standard input."""
    # A repository may raise the threshold of its reports, not that of the policy.
    return settings_for(os.getcwd() if file == STDIN else file, Confidence.POSSIBLE)


def _advice(decision: Decision, scanned: Sequence[tuple[Report, Settings]]) -> Iterator[str]:
    """The advice of the rules that made the text so sensitive, then the clause's."""
    if decision.action is Action.ALLOW:
        return
    found = {
        rule_of(reason.source, settings).advice: None
        for report, settings in scanned
        for reason in report.classification.reasons
        if "." in reason.source
        and not reason.source.startswith("tag:")
        and reason.level >= decision.clause.level_min
    }
    yield from [advice for advice in found if advice][:_ADVICE_SHOWN]
    if decision.clause.advice:
        yield decision.clause.advice


def policy_for(settings: Settings) -> Policy:
    """The policy in force: what ships, and the file the settings name.

    Raises ConfigError where that file is missing or wrong.
    """
    if not settings.policy:
        return load_policy()
    return load_policy(os.path.join(settings.root, settings.policy))


def show(settings: Settings, role: str, form: str) -> str:
    """The policy in force as `text`, `json` or `markdown`."""
    from promptguard.policy import show as shows  # Only people ask for it, never a hook.

    forms = {"text": shows.as_text, "json": shows.as_json, "markdown": shows.as_markdown}
    return forms[form](policy_for(settings), Actor((role,) if role else ()))


def _unscanned(action: Action) -> Clause:
    return Clause(
        id="not-scanned",
        action=action,
        why="a part of the text could not be scanned, and nobody knows what it holds",
        advice="Look at what could not be scanned, or leave it out.",
    )


def _said(notes: Sequence[Note]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note.text for note in notes))
