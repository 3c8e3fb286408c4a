"""The door to decisions: may this text, from this role, go to this destination?"""

import os
from collections.abc import Callable, Iterator, Sequence

from promptguard.api.actor import actor_for, actors_for
from promptguard.api.destination import aim
from promptguard.api.redact import Asked, redactions
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
    Piece,
    Policy,
    Report,
    Settings,
)
from promptguard.policy.decide import decide, strictness
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
    decisions = (
        judge_by([(subject, settings)], policy, destination, actor, settings.on_error)
        for actor in actors_for(policy, role)
    )
    return max(decisions, key=strictness)


def judge_by(
    parts: Sequence[Part],
    policy: Policy,
    destination: Destination,
    actor: Actor,
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
    client: str = "",
    say: Callable[[str], None] | None = None,
) -> Judged:
    """The decision on files that would be sent as one prompt; `-` is standard input.

    Where a client is named, its variables and settings say where it goes, not `destination_id`.
    Raises UsageError, ConfigError, and what `read` raises.
    """
    settings = [prompt_settings(file) for file in files]
    policies = {each: policy_for(each) for each in settings}
    # Before anybody types a prompt: what is wrong here is said at once.
    aims = {each: aim(policy, destination_id, client) for each, policy in policies.items()}
    texts = [read(file) for file in files]
    reports = tuple(
        scan_prompt(file, data, each, say)
        for file, data, each in zip(files, texts, settings, strict=True)
    )
    parts = list(zip(reports, settings, strict=True))
    asked = [
        (each, (policy, destination, actor))
        for each, policy in policies.items()
        for destination in aims[each].destinations
        for actor in actors_for(policy, role)
    ]
    decisions = [(judge_by(parts, *of, each.on_error), of) for each, of in asked]
    shown = [each for each in decisions if each[1][2].simulated] or decisions
    decision, (_, _, actor) = max(shown, key=lambda each: strictness(each[0]))
    decision, taken = _redacted(decision, parts, texts, [of for _, of in asked])
    return Judged(
        decision,
        " and ".join(actor.roles),
        combine(report.classification for report in reports),
        reports,
        tuple(_advice(decision, parts)),
        next(iter(aims.values())).route,
        taken,
        actor,
        max(decision.action, *(each.action for each, _ in decisions)),
    )


def _redacted(
    decision: Decision,
    parts: Sequence[tuple[Report, Settings]],
    texts: Sequence[bytes],
    asked: Sequence[Asked],
) -> tuple[Decision, tuple[Piece, ...]]:
    """What to take out where the decision is to redact; a block where nothing would help."""
    if decision.action is not Action.REDACT:
        return decision, ()
    found = redactions(parts, texts, asked)
    if found:
        return decision, found
    said = "nothing can be taken out of the text that would let the rest go"
    return decision._replace(action=Action.BLOCK, because=(*decision.because, said)), ()


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
    clause = decision.clause
    if clause.advice:
        yield clause.advice
    if clause.grants:
        yield f"An exception can be granted by {clause.grants}."
    if clause.contact:
        yield f"Ask {clause.contact} about this rule."


def policy_for(settings: Settings) -> Policy:
    """The policy in force: what ships, the organisation's, and the files the settings name.

    Raises ConfigError where one of them is missing, wrong or not to be trusted.
    """
    own = os.path.join(settings.root, settings.policy) if settings.policy else ""
    return load_policy(own, user=settings.user_policy)


def show(settings: Settings, role: str, form: str) -> str:
    """The policy in force as `text`, `json` or `markdown`."""
    from promptguard.policy import show as shows  # Only people ask for it, never a hook.

    forms = {"text": shows.as_text, "json": shows.as_json, "markdown": shows.as_markdown}
    return forms[form](policy_for(settings), actor_for(policy_for(settings), role))


def _unscanned(action: Action) -> Clause:
    return Clause(
        id="not-scanned",
        action=action,
        why="a part of the text could not be scanned, and nobody knows what it holds",
        advice="Look at what could not be scanned, or leave it out.",
    )


def _said(notes: Sequence[Note]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note.text for note in notes))
