"""Every error a user can mend, and the exit codes of every command.

PromptguardError            shown as one sentence, never a traceback
  ConfigError               a settings, policy or rules file is wrong        exit 2
  UsageError                the command line is wrong                        exit 2
  SourceError               a source could not be read (git missing, ...)    exit 3
  ReportError               a report could not be written (disk full, ...)   exit 3

None of them ever carries scanned text.
"""

OK = 0
FOUND = 1
USAGE = 2
TROUBLE = 3
INTERRUPTED = 130


class PromptguardError(Exception):
    """The root; its text is one sentence for the user."""

    exit_code = TROUBLE


class ConfigError(PromptguardError):
    """`where: key: message. hint` for a settings, policy, rules or baseline file."""

    exit_code = USAGE

    def __init__(self, where: str, key: str, message: str, hint: str = "") -> None:
        self.where, self.key, self.message, self.hint = where, key, message, hint
        sentence = f"{where}: {key}: {message}" if key else f"{where}: {message}"
        super().__init__(f"{sentence}. {hint}" if hint else sentence)

    def __reduce__(self) -> tuple[type, tuple[str, str, str, str]]:
        return type(self), (self.where, self.key, self.message, self.hint)


class UsageError(PromptguardError):
    """The command line asks for something that cannot be."""

    exit_code = USAGE


class SourceError(PromptguardError):
    """A source as a whole could not be read; single unreadable files are Notes.

    `why` is the sentence without the name of the source, for who has said that already.
    """

    def __init__(self, why: str, where: str = "") -> None:
        self.why, self.where = why, where
        super().__init__(f"{where}: {why}" if where else why)

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.why, self.where)


class ReportError(PromptguardError):
    """A finished report could not be delivered."""


def did_you_mean(word: str, known: "list[str] | tuple[str, ...]") -> str:
    """`Did you mean "x"?`, or the whole list where nothing is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(known)}."
