"""The way detect-secrets goes through a file, without the lines on which nothing can fire."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from promptguard.detectors.known_secrets import adapter, rewriting
from promptguard.detectors.known_secrets.effort import MOST_CONFIG_LINES, MOST_YAML, is_too_much
from promptguard.detectors.known_secrets.rules import RULES
from promptguard.detectors.known_secrets.runner import ENTROPY, Armed, Runner, runner_of
from promptguard.documents.document import Document
from promptguard.model import (
    Finding,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Place,
    Settings,
    Span,
    Weight,
)
from promptguard.model.finding import confidence_of

_POINTS = {rule.id: int(rule.ceiling) for rule in RULES}

#: Which plugins look at which line (counted from 0).
Wanted = dict[int, list[Armed]]


class Secret(NamedTuple):
    """What a plugin found; `value` must not outlive the detector."""

    rule_id: str
    digest: str
    line: int
    value: str


class Found(NamedTuple):
    """The secrets of a file, the lines that were left out, and whether its options were."""

    secrets: tuple[Secret, ...] = ()
    left_out: tuple[int, ...] = ()
    unparsed: bool = False


class Source(NamedTuple):
    """A file as detect-secrets reads it, and the lines where the engine saw a plugin's anchor."""

    name: str
    text: str
    seen: Mapping[str, Collection[int]]


def findings(
    document: Document, text: str, seen: Mapping[str, Collection[int]], settings: Settings
) -> Iterator[Finding | Note]:
    """A document's findings, and Notes on what of it or of the baseline could not be honoured."""
    runner = runner_of(settings.foreign, settings.trusted_plugins)
    for told in runner.notes:
        where = Origin(OriginKind.FILE, settings.foreign.where if settings.foreign else "")
        yield Note(NoteKind.BASELINE, where, told)
    try:
        found = scan(Source(document.origin.name, text, seen), runner)
    except adapter.TooMuch:
        told = "detect-secrets did not run: the file's YAML anchors unfold without end"
        yield Note(NoteKind.LIMIT, document.origin, told)
        return
    except Exception as error:  # Where its own scan ends in a traceback. Messages may hold text.
        told = f"detect-secrets fails on this file ({type(error).__name__})"
        yield Note(NoteKind.DETECTOR, document.origin, told)
        return
    for secret in found.secrets:
        yield _finding(secret, document)
    for line in sorted(set(found.left_out)):
        told = "detect-secrets did not look at this line: its expressions would take too long"
        yield Note(NoteKind.RULE_TIMEOUT, document.origin, told, line)
    if found.unparsed:
        told = (
            f"detect-secrets looked at the lines and did not parse the file: YAML is parsed up to "
            f"{MOST_YAML >> 10} KiB, options up to {MOST_CONFIG_LINES} lines"
        )
        yield Note(NoteKind.TOO_LARGE, document.origin, told)


def _finding(secret: Secret, document: Document) -> Finding:
    """Its place is the line that detect-secrets counts, on it the value where it can be seen."""
    starts = document.line_starts()
    if secret.line > len(starts):  # It lists several YAML values of one line below each other.
        end = len(document.text)
        span, place = Span(end, end), Place(secret.line, 1, secret.line, 1)
    else:
        start = starts[secret.line - 1]
        line = document.line_text(secret.line)
        at = line.find(secret.value)
        width = len(secret.value)
        if at < 0 or not width:
            at, width = 0, len(line)
        span = Span(start + at, start + at + width)
        place = Place(secret.line, at + 1, secret.line, at + width + 1)
    weights = (Weight(_POINTS.get(secret.rule_id, 1), "as detect-secrets found it"),)
    return Finding(
        secret.rule_id,
        span,
        confidence_of(weights),
        weights,
        place=place,
        family="detect-secrets",
        legacy_digest=secret.digest,
    )


def scan(source: Source, runner: Runner) -> Found:
    """What `SecretsCollection.scan_file` would hold.

    Raises whatever it would raise, and adapter.TooMuch.
    """
    if runner.refuses("filename", {"filename": source.name}):
        return Found()
    kind = adapter.determine_file_type(source.name)
    sections = rewriting.has_sections(source.text)
    is_yaml = kind is adapter.FileType.YAML
    other = kind is adapter.FileType.OTHER and rewriting.may_be_options(source.text)
    if not (sections or is_yaml or other):
        return _raw(source, runner)
    plugins = _possible(source, runner)
    if not plugins:
        return Found()
    if _is_too_long(source.text, is_yaml=is_yaml):
        return _raw(source, runner)._replace(unparsed=True)
    lines = adapter.config_lines(source.text, source.name) if sections else None
    if lines is None and is_yaml:
        lines = adapter.yaml_lines(source.text)
    if lines:
        found = _look(lines, _wanted(lines, plugins), source.name, runner)
    else:
        found = _raw(source, runner)
    if other and not found.secrets:
        lines = adapter.config_lines(source.text, source.name, section=True)
        if lines:
            again = _look(lines, _wanted(lines, plugins), source.name, runner)
            return Found(again.secrets, (*found.left_out, *again.left_out))
    return found


def _is_too_long(text: str, *, is_yaml: bool) -> bool:
    return len(text) > MOST_YAML if is_yaml else text.count("\n") > MOST_CONFIG_LINES


def _raw(source: Source, runner: Runner) -> Found:
    wanted: Wanted = {}
    lines: list[str] = []
    for armed in runner.plugins:
        if armed.by_engine:
            numbers = source.seen.get(armed.name, ())
        else:
            lines = lines or adapter.lines_of(source.text)
            numbers = _anchored(lines, armed)
        for number in numbers:
            wanted.setdefault(number, []).append(armed)
    if not wanted:
        return Found()
    return _look(lines or adapter.lines_of(source.text), wanted, source.name, runner)


def _possible(source: Source, runner: Runner) -> list[Armed]:
    """The plugins that may fire on the text once it is rewritten."""
    if rewriting.hides(source.text):
        return list(runner.plugins)
    return [armed for armed in runner.plugins if _may_fire(armed, source)]


def _may_fire(armed: Armed, source: Source) -> bool:
    if armed.anchor is None:
        return True
    if armed.name in ENTROPY:
        return rewriting.may_be_random(source.text, armed.name, armed.plugin.entropy_limit)
    seen = source.seen.get(armed.name)
    if not seen:
        return False
    lines = source.text.split("\n")
    return rewriting.may_fire(armed.plugin, armed.name, source.text, (lines[line] for line in seen))


def _wanted(lines: Sequence[str], plugins: Sequence[Armed]) -> Wanted:
    wanted: Wanted = {}
    for armed in plugins:
        for number in _anchored(lines, armed):
            wanted.setdefault(number, []).append(armed)
    return wanted


def _anchored(lines: Sequence[str], armed: Armed) -> Collection[int]:
    """The lines on which a plugin's anchor is seen."""
    if armed.anchor is None:
        return range(len(lines))
    text = "\n".join(lines)
    if armed.name == "KeywordDetector":
        positions = rewriting.word_positions(text)
    else:
        positions = [match.end() for match in armed.anchor.finditer(text)]
    if not positions:
        return ()
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    # An anchor may begin with the end of the line before.
    return {bisect_right(starts, position - 1) - 1 for position in positions}


def _look(lines: list[str], wanted: Wanted, name: str, runner: Runner) -> Found:
    """Let plugins look at lines; the filters speak last, since they cost more than most plugins."""
    told: dict[tuple[str, str], Secret] = {}
    left_out: list[int] = []
    with adapter.lent({}, {}):
        for number in sorted(wanted):
            line = lines[number]
            able = [armed for armed in wanted[number] if not is_too_much(armed.name, line)]
            if len(able) < len(wanted[number]):
                left_out.append(number + 1)
            found = [
                (armed, secret, given)
                for armed in able
                if _may_speak(armed, line)
                for secrets, given in (adapter.analyze(armed.plugin, lines, number, name),)
                for secret in secrets
                if (secret.type, secret.secret_hash) not in told
            ]
            if not found or runner.refuses("line", _without(found[0][2], "plugin")):
                continue
            for armed, secret, given in found:
                if not _is_refused(secret, given, runner):
                    said = Secret(
                        armed.rule_id, secret.secret_hash, number + 1, str(secret.secret_value)
                    )
                    told.setdefault((secret.type, secret.secret_hash), said)
    return Found(tuple(told.values()), tuple(left_out))


def _may_speak(armed: Armed, line: str) -> bool:
    """Has the line a quoted string of enough different characters, if that is what it takes?"""
    if armed.anchor is None or armed.name not in ENTROPY:
        return True
    least = int(2**armed.plugin.entropy_limit)
    return any(len(set(run)) >= least for _, run, _ in armed.plugin.regex.findall(line))


def _without(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key != name}


def _is_refused(secret: Any, given: Mapping[str, Any], runner: Runner) -> bool:
    known = {**given, "secret": secret.secret_value}
    return runner.refuses("secret", _without(known, "context")) or runner.refuses("context", known)
