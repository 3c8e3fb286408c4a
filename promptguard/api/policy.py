"""The door to understanding a policy: its table, why it decides so, what is wrong with it."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from promptguard import clock, detectors
from promptguard.api.judge import STDIN as STDIN
from promptguard.api.judge import policy_for, prompt_settings, scan_prompt
from promptguard.api.scan import settings_for
from promptguard.api.schemas import schema_named
from promptguard.api.situation import situation
from promptguard.folders import SYSTEM_POLICY
from promptguard.model import Actor, Decision, Destination, Policy, Report, Situation
from promptguard.policy.cases import Outcome, outcomes, read_cases
from promptguard.policy.counter import otherwise as otherwise
from promptguard.policy.destinations import find
from promptguard.policy.diff import Difference, diff
from promptguard.policy.drafts import draft, is_organisations
from promptguard.policy.include import parsed
from promptguard.policy.lattice import UNDESCRIBED
from promptguard.policy.lint import Remark, lint
from promptguard.policy.matrix import Matrix, for_every_role, matrix
from promptguard.policy.presets import NAMES, assumptions, preset, summary
from promptguard.policy.proof import Proof, prove
from promptguard.policy.proof import parsed as proof_of
from promptguard.policy.trusted import plain

#: Names the policy that ships where a file could be named.
SHIPPED = "shipped"
#: What `policy init` writes beside a policy, for editors.
SCHEMA_FILE = "policy.schema.json"


def policy_named(name: str) -> Policy:
    """A policy file above what ships, `shipped` alone, or for "" all that holds in this folder.

    Raises ConfigError where the file is missing or wrong.
    """
    if not name:
        return policy_for(settings_for(os.getcwd()))
    return draft("" if name == SHIPPED else name)


def destination_named(name: str, policy: Policy) -> Destination:
    """A destination that the policy knows, or `undescribed`.

    Raises UsageError.
    """
    if name == UNDESCRIBED.id:
        return UNDESCRIBED
    return find(name, policy.destinations)


def matrices(
    policy: Policy, roles: Sequence[str], labels: Sequence[str] = (), origin: str = ""
) -> tuple[Matrix, ...]:
    """The table for who holds these roles; without any, one for each role the policy knows."""
    if roles:
        return (matrix(policy, tuple(roles), labels, origin),)
    return for_every_role(policy, labels, origin)


def situation_of(
    files: Sequence[str],
    read: Callable[[str], bytes],
    to: Destination,
    actor: Actor,
    *,
    say: Callable[[str], None] | None = None,
) -> tuple[Situation, tuple[Report, ...]]:
    """What a policy is asked when these files are sent as one prompt; `-` is standard input.

    Raises ConfigError, SourceError and what `read` raises.
    """
    settings = [prompt_settings(file) for file in files]
    reports = tuple(
        scan_prompt(file, read(file), each, say) for file, each in zip(files, settings, strict=True)
    )
    return situation(list(zip(reports, settings, strict=True)), to, actor), reports


def remarks(policy: Policy) -> tuple[Remark, ...]:
    """What is wrong with a policy, today."""
    rules = (rule for name in detectors.names() for rule in detectors.rules(name))
    labels = frozenset(label for rule in rules for label in rule.labels)
    return lint(policy, clock.today(), labels)


def difference(one: Policy, other: Policy) -> Difference:
    """What changes from one policy to the other, today."""
    return diff(one, other, clock.today())


def tested(path: str, policy: Policy) -> tuple[Outcome, ...]:
    """What the policy makes of the cases of a file.

    Raises ConfigError where the file cannot be read, or is wrong.
    """
    return outcomes(policy, read_cases(path, parsed(path, plain(path)), policy))


def proved(policy: Policy, now: Situation) -> Proof:
    """The decision with all that it rests on."""
    return prove(policy, now)


def replay(document: Mapping[str, Any]) -> Decision:
    """The decision, made again from the JSON of a proof alone.

    Raises ValueError, KeyError, TypeError or AttributeError for what is no proof.
    """
    return proof_of(document).decision


def presets() -> dict[str, str]:
    """Every preset, and for whom it is."""
    return {name: summary(name) for name in NAMES}


def preset_told(name: str) -> tuple[str, ...]:
    """What a preset assumes.

    Raises UsageError.
    """
    return assumptions(name)


def preset_place(name: str) -> str:
    """Where a preset belongs as an organisation's file; empty where a repository may have it."""
    raw = parsed(name, preset(name).encode())
    return SYSTEM_POLICY if is_organisations([(name, raw)]) else ""


def preset_files(name: str, output: str) -> dict[str, str]:
    """What is written for a preset: the policy at `output`, and its schema beside it."""
    beside = os.path.join(os.path.dirname(output), SCHEMA_FILE)
    head = f"#:schema ./{SCHEMA_FILE}\n"
    schema = json.dumps(schema_named("policy"), ensure_ascii=False, indent=2)
    return {output: head + preset(name), beside: schema + "\n"}
