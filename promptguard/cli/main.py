"""`promptguard COMMAND ...`: finds the command, and turns every ending into an exit code."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, Protocol

from promptguard import __version__
from promptguard.cli.terminal import emit, flush, say
from promptguard.errors import INTERRUPTED, OK, USAGE, PromptguardError, UsageError, did_you_mean

#: A command is a file of commands/; only the one that was typed is imported.
COMMANDS = {
    "scan": "find secrets and sensitive text in files, in what is staged, or in a stream",
    "check": "may this prompt be sent there? the decision, the reason, what to do",
    "explain": "what a rule looks for, how sure it is and why, with examples",
    "rules": "list the rules",
    "policy": "what may be sent where, and why: one action each",
    "tag": "say how sensitive files are: show, set, remove, suggest, verify, report",
}
_WIDTH = 80
_HELP = ("-h", "--help", "help")


class _Command(Protocol):
    """What a module of commands/ is."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


class _Help(argparse.HelpFormatter):
    """Knows its width: argparse would load five modules to ask for it, help wanted or not."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns())


class _Parser(argparse.ArgumentParser):
    """argparse that leaves the last word to main: one sentence, one exit."""

    def error(self, message: str) -> NoReturn:
        said = message.removeprefix("argument ")
        end = "" if said.endswith((".", "?")) else "."
        raise UsageError(f"{said}{end} See {self.prog} --help.")

    def print_help(self, file: object = None) -> None:
        del file
        emit(self.format_help())

    def unknown(self, words: Sequence[str]) -> NoReturn:
        """Refuse what no argument took."""
        options = [name for name in self._option_string_actions if name.startswith("--")]
        word = words[0].partition("=")[0]
        hint = did_you_mean(word, options) if word.startswith("-") else ""
        self.error(f"{word} is not expected here. {hint}".rstrip())


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and answer its exit code; nothing gets past here."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(words)
        flush()
    except PromptguardError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except Exception as error:
        from promptguard.api import crash  # Rarely needed, one hopes.

        return crash.report(error, words[0] if words else "")
    return code


def run() -> NoReturn:
    """The program: `main`, and out without taking the interpreter apart; a report is written."""
    # A scan makes many small lasting values and hardly a cycle.
    gc.set_threshold(100_000, 50, 100)
    code = main()
    if "promptguard.patterns" in sys.modules:
        sys.modules["promptguard.patterns"].keep()
    os._exit(code)


def _run(words: Sequence[str]) -> int:
    if not words:
        emit(_overview())
        return USAGE
    name, *rest = words
    if name in _HELP:
        if not rest:
            emit(_overview())
            return OK
        name, rest = rest[0], ["--help"]
    if name in ("-V", "--version"):
        emit(f"promptguard {__version__}\n")
        return OK
    if name not in COMMANDS:
        raise UsageError(_not_a_command(name))
    module = importlib.import_module(f"promptguard.cli.commands.{name}")
    if hasattr(module, "ACTIONS"):
        return _act(name, module.ACTIONS, rest)
    return _command(name, module, rest)


def _act(name: str, actions: dict[str, str], words: Sequence[str]) -> int:
    """A command of several actions, each a file of the command's folder."""
    if not words or words[0] in _HELP:
        emit(_actions(name, actions))
        return OK if words else USAGE
    action, *rest = words
    if action not in actions:
        hint = did_you_mean(action, tuple(actions))
        raise UsageError(f'"{action}" is not something promptguard {name} does. {hint}')
    module = importlib.import_module(f"promptguard.cli.commands.{name}.{action}")
    return _command(f"{name} {action}", module, rest)


def _command(name: str, command: _Command, rest: Sequence[str]) -> int:
    parser = _Parser(
        prog=f"promptguard {name}",
        description=command.__doc__,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    command.add_arguments(parser)
    try:
        args, left = parser.parse_known_args(rest)
    except SystemExit:  # --help has been printed; errors raise UsageError.
        return OK
    if left:
        parser.unknown(left)
    return command.run(args)


def _columns() -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told) - 2
    try:
        return (os.get_terminal_size(sys.stdout.fileno()).columns or _WIDTH) - 2
    except (OSError, AttributeError, ValueError):  # no terminal, or no output at all
        return _WIDTH - 2


def _not_a_command(name: str) -> str:
    if name.startswith("-"):
        return f"{name} is not an option of promptguard. See promptguard --help."
    if os.path.lexists(name):
        return f'"{name}" is not a command. Did you mean "promptguard scan {name}"?'
    return f'"{name}" is not a command. {did_you_mean(name, tuple(COMMANDS))}'


def _actions(name: str, actions: dict[str, str]) -> str:
    width = max(map(len, actions))
    lines = [
        f"promptguard {name}: {COMMANDS[name]}",
        "",
        f"usage: promptguard {name} ACTION ...",
        "",
        *(f"  {action:{width}}  {what}" for action, what in actions.items()),
        "",
        f"promptguard {name} ACTION --help says more.",
    ]
    return "\n".join(lines) + "\n"


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = [
        "promptguard knows what may be sent to an AI assistant, before it is sent.",
        "",
        "usage: promptguard COMMAND ...",
        "",
        *(f"  {name:{width}}  {what}" for name, what in COMMANDS.items()),
        "",
        "promptguard COMMAND --help says more. promptguard --version says which one this is.",
        "Exit codes: 0 clean, 1 found, 2 usage or configuration, 3 trouble, 130 interrupted.",
    ]
    return "\n".join(lines) + "\n"
