"""Begin a policy from a preset: startup, enterprise, regulated-finance, health and others.

Writes the policy, its schema beside it (editors then complete and check what you write), and says
what the preset assumes. No preset is legal advice. It never overwrites a file. Exit code 0;
2: the command line is wrong or a file is there already; 3: trouble.
"""

import argparse
import os

from promptguard.api.policy import preset_files, preset_place, preset_told, presets
from promptguard.cli.terminal import emit, save
from promptguard.errors import OK, UsageError, did_you_mean

_FILE = "policy.toml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard policy init`."""
    parser.add_argument(
        "--preset", default="", metavar="NAME", help="which one; without it they are listed"
    )
    parser.add_argument(
        "--output", default=_FILE, metavar="FILE", help=f"where to write it (default: {_FILE})"
    )


def run(args: argparse.Namespace) -> int:
    """Write the files, or list the presets."""
    if not args.preset:
        width = max(map(len, presets()))
        lines = [f"{name:{width}}  {told}\n" for name, told in presets().items()]
        emit("".join(lines) + "\npromptguard policy init --preset NAME writes one.\n")
        return OK
    if args.preset not in presets():
        hint = did_you_mean(args.preset, tuple(presets()))
        raise UsageError(f'--preset: "{args.preset}" is not a preset. {hint}')
    folder = os.path.dirname(args.output) or "."
    if not os.path.isdir(folder):
        raise UsageError(f"--output: there is no folder {folder}")
    if os.path.lexists(args.output):
        raise UsageError(f"--output: {args.output} is there already; name another file")
    for name, content in preset_files(args.preset, args.output).items():
        save(content, name)
    told = "\n".join(f"  {line}" for line in preset_told(args.preset))
    emit(
        f"{args.output} is written, with its schema beside it. Read what it assumes:\n{told}\n"
        f"{_how(args.preset, args.output)}\n"
    )
    return OK


def _how(preset: str, output: str) -> str:
    place = preset_place(preset)
    if place:
        return f"It is an organisation's file: an administrator puts it at {place}, mode 0644."
    return f'Write policy = "{os.path.basename(output)}" into promptguard.toml to use it.'
