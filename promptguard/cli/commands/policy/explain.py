"""Why a policy decides so, as a proof: the row, the facts, the findings, the tags.

Of files as they would be sent, or of a situation that is stated: --level restricted --label pii.
The proof in JSON holds all that the decision rests on; --replay decides again from that alone, and
says whether the same comes out. Never a word of the text is printed. Exit code 0; 1: a replayed
proof does not hold; 2: the command line or a file is wrong; 3: trouble.
"""

import argparse
import json

from promptguard import clock
from promptguard.api.actor import actor_for
from promptguard.api.policy import (
    destination_named,
    otherwise,
    policy_named,
    proved,
    replay,
    situation_of,
)
from promptguard.cli import options
from promptguard.cli.prompts import read
from promptguard.cli.terminal import emit, say
from promptguard.errors import FOUND, OK, ConfigError, UsageError
from promptguard.model import Actor, Labelled, Level, Policy, Report, Situation
from promptguard.policy.rows import KIND_WORDS
from promptguard.reports.policy import proof as shown

_FORMATS = {"text": shown.as_text, "json": shown.as_json}
_LEVELS = tuple(level.word for level in Level)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard policy explain`."""
    add, choice = parser.add_argument, options.choice
    add("files", nargs="*", metavar="FILE", help="files to send as one prompt; - is stdin")
    add("--to", default="", metavar="DESTINATION", help="where they would go, or undescribed")
    add(
        "--as",
        dest="roles",
        action="append",
        default=[],
        metavar="ROLE",
        help="who sends them (default: you)",
    )
    add("--origin", default="", metavar="COUNTRY", help="from which country, such as CN")
    add(
        "--level",
        type=choice("a level", _LEVELS),
        metavar="LEVEL",
        help="instead of files: text of this level",
    )
    add("--label", action="append", default=[], metavar="LABEL", help="with this label")
    add(
        "--kind",
        type=choice("a kind of text", tuple(KIND_WORDS)),
        metavar="KIND",
        help="that is a prompt, a commit, a tool_output ...",
    )
    add("--path", default="", metavar="PATH", help="that lies there")
    add("--policy", default="", metavar="POLICY", help="a file (default: what holds here)")
    add("--replay", default="", metavar="PROOF", help="check a proof that --format json wrote")
    add(
        "--format",
        type=choice("a format", tuple(_FORMATS)),
        default="text",
        metavar="FORMAT",
        help=f"{' or '.join(_FORMATS)} (default: text)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the proof, or check one."""
    if args.replay:
        return _replay(args.replay)
    if not args.to:
        raise UsageError("--to DESTINATION says where it would go. See policy explain --help.")
    if bool(args.files) is bool(args.level):
        raise UsageError("name files to explain, or state a situation with --level; not both")
    policy = policy_named(args.policy)
    now, reports = _asked(args, policy)
    text = _FORMATS[args.format](proved(policy, now), reports, otherwise(policy, now))
    emit(text, encoding="" if args.format == "text" else "utf-8")
    return OK


def _asked(args: argparse.Namespace, policy: Policy) -> tuple[Situation, tuple[Report, ...]]:
    to = destination_named(args.to, policy)
    if args.files:
        stated = args.roles or args.origin
        supposed = Actor(tuple(args.roles), args.origin, simulated=True)
        actor = supposed if stated else actor_for(policy)
        return situation_of(args.files, read, to, actor, say=say)
    now = Situation(
        Level[args.level.upper()],
        to,
        tuple(Labelled(label) for label in sorted(set(args.label))),
        tuple(args.roles),
        args.origin,
        (KIND_WORDS[args.kind],) if args.kind else (),
        (args.path,) if args.path else (),
        clock.today(),
    )
    return now, ()


def _replay(path: str) -> int:
    try:
        document = json.loads(read(path))
        claimed = document["decision"]
        again = replay(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ConfigError(path, "", "is no proof that policy explain --format json wrote") from None
    made = again.action.word, again.clause.id, again.source
    same = made == (claimed["action"], claimed["row"], claimed["source"])
    said = "the proof holds" if same else "the proof does not hold"
    emit(f'{said}: {again.action.word} by row "{again.clause.id}" of {again.source}\n')
    return OK if same else FOUND
