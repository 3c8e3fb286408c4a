"""Find secrets and sensitive text in files and folders, in what is staged, or in a stream.

Inside a git repository a folder means its tracked files and the untracked ones that git does not
ignore. Exit code 0: nothing stops; 1: something does, and the report marks it; 2: the command line
or a configuration is wrong; 3: trouble.
"""

import argparse
import os
import sys

from promptguard import reports
from promptguard.api.scan import ScanOptions, scan_paths, scan_staged, scan_stream
from promptguard.cli import options
from promptguard.cli.terminal import Progress, emit, save, say, wants_colour
from promptguard.errors import FOUND, OK, SourceError, UsageError
from promptguard.model import Confidence, Run
from promptguard.reports import _shown as shown

_STREAM = "-"
_STDIN = "<stdin>"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard scan`."""
    formats, steps = reports.names(), [step.word for step in Confidence]
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files and folders (default: .), or - for stdin")
    add("--all", action="store_true", dest="all_files", help="also what git ignores")
    add("--staged", action="store_true", help="what the next commit would hold, instead of files")
    add("--stdin-filename", metavar="NAME", default="", help="the file that stdin stands for")
    add(
        "--format",
        type=options.choice("a format", formats),
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(formats)} (default: text)",
    )
    add("--output", metavar="FILE", default="", help="write the report there, whole or not at all")
    add("--no-baseline", action="store_false", dest="baseline", help="ignore .secrets.baseline")
    add(
        "--min-confidence",
        type=options.confidence,
        metavar="STEP",
        help=f"{', '.join(steps)} (default: the configuration's, possible)",
    )
    add(
        "--fail-on",
        type=options.conditions,
        metavar="CONDITIONS",
        help="what makes the exit code 1, such as secret@likely,level:confidential, or none",
    )
    add("--jobs", type=options.jobs, default=0, metavar="N", help="processes (default: choose)")
    add("--quiet", action="store_true", help="only the report, no progress")


def run(args: argparse.Namespace) -> int:
    """Scan, print the report, and answer 1 where something stops."""
    _check(args)
    with Progress(quiet=args.quiet) as progress:
        found = _scan(args, progress)
    report = reports.load(args.format)
    colour = not args.output and wants_colour(sys.stdout)
    rules = {rule.id: rule for rule in found.rules}
    text = report.render(found, rule_of=rules.__getitem__, colour=colour)
    if args.output:
        save(text, args.output)
    else:
        emit(text, encoding="" if args.format == "text" else "utf-8")
    if not args.quiet and (args.output or args.format != "text"):
        say(_outcome(found, args.output))
    return FOUND if found.stops or found.stopping else OK


def _check(args: argparse.Namespace) -> None:
    streams = args.paths == [_STREAM]
    if _STREAM in args.paths and not streams:
        raise UsageError("- is stdin and stands alone; write ./- for a file of that name")
    if args.stdin_filename and not streams:
        raise UsageError("--stdin-filename needs - as the only path")
    if args.staged and (args.paths or args.all_files):
        raise UsageError("--staged takes what git has staged: neither paths nor --all beside it")
    folder = os.path.dirname(args.output) or "."
    if args.output and not os.path.isdir(folder):
        raise UsageError(f"--output: there is no folder {folder}")


def _scan(args: argparse.Namespace, progress: Progress) -> Run:
    chosen = ScanOptions(
        min_confidence=args.min_confidence,
        fail_on=args.fail_on,
        baseline=args.baseline,
        all_files=args.all_files,
        jobs=args.jobs,
        say=None if args.quiet else say,
    )
    if args.staged:
        return scan_staged(options=chosen)
    if args.paths == [_STREAM]:
        if sys.stdin is None:
            raise SourceError("standard input is closed, so there is nothing to read")
        if sys.stdin.isatty():
            say("reading from the terminal; end with Ctrl-D")
        return scan_stream(sys.stdin.buffer.read, args.stdin_filename or _STDIN, options=chosen)
    return scan_paths(args.paths or ["."], options=chosen, progress=progress)


def _outcome(run: Run, output: str) -> str:
    """What happened, for those whose report went elsewhere or is for machines."""
    findings = list(shown.findings(run))
    told = f"{shown.counted(run.files, 'file')}, {shown.counted(len(findings), 'finding')}"
    told += f", in {output}" if output else ""
    stopping = [pair for pair in findings if shown.stops(run, *pair)]
    if stopping:
        report, finding = stopping[0]
        first = f"{report.origin.name}:{finding.place.line} [{finding.rule_id}]"
        verb = "stops" if len(stopping) == 1 else "stop"
        return f"{told}; {len(stopping):,} {verb} this run, first {first}"
    levels = [report.origin.name for report in run.reports if report.stops]
    return f"{told}; the level of {levels[0]} stops this run" if levels else told
