"""detect-secrets, whole: exactly its findings, by running it only where it can find something.

Off by default: its rules stay below the default threshold, and are asked for with a lower one or
by a `.secrets.baseline`. Then each file is a candidate, since it rewrites INI and YAML files before
it looks; detect_secrets itself is imported only behind a file in which it may find something.
"""

import functools
import json
import os
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from promptguard.detectors.known_secrets import rewriting
from promptguard.detectors.known_secrets.anchors import (
    ANCHORS,
    LIMIT_BASE64,
    LIMIT_HEX,
    PROVEN,
)
from promptguard.detectors.known_secrets.rules import RULES
from promptguard.documents.document import Document
from promptguard.engine.relax import relax
from promptguard.model import (
    Candidate,
    Finding,
    ForeignPlugins,
    Note,
    NoteKind,
    Settings,
    Signal,
)

__all__ = ["DEEP", "RULES", "SIGNALS", "detect"]

DEEP = True
#: Seen once in each text that is not empty.
_ANY = Signal("known_secrets.any", r"\A[\x00-\xff]")
SIGNALS = (
    _ANY,
    *(
        Signal(anchor.plugin, relax(anchor.pattern), anchor.pattern, anchor.words)
        for anchor in ANCHORS
    ),
)

#: It reads UTF-8 only (and a byte-order mark as a letter of the text).
_READ = ("utf-8", "utf-8-sig")
#: It looks at whole files; those that it parses have tighter limits in effort.py.
LIMIT = 4 << 20


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """What detect-secrets' own scan of this file would report, and Notes where it cannot run."""
    if not document.whole or len(document.data) > LIMIT:
        if document.base == 0:
            told = f"detect-secrets did not run: it looks at whole files, up to {LIMIT >> 20} MiB"
            yield Note(NoteKind.TOO_LARGE, document.origin, told)
        return
    if document.encoding not in _READ:
        told = "detect-secrets did not run: it reads UTF-8 only"
        yield Note(NoteKind.UNDECODABLE, document.origin, told)
        return
    text = _as_read(document)
    seen = _seen(document.data, candidates)
    if not (seen or rewriting.may_happen(document.path, text) or _looks_everywhere(settings)):
        return
    # Here, since importing detect_secrets takes 0.3 s.
    from promptguard.detectors.known_secrets import scanning

    yield from scanning.findings(document, text, seen, settings)


def _as_read(document: Document) -> str:
    """The text with universal newlines and, as a letter, the byte-order mark."""
    text = document.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\ufeff" + text if document.encoding == "utf-8-sig" else text


def _seen(data: bytes, candidates: Sequence[Candidate]) -> dict[str, set[int]]:
    """The lines, from 0, on which each plugin's anchor was seen."""
    seen: dict[str, set[int]] = {}
    line = start = 0
    returns = b"\r" in data
    for signal, end in sorted(candidates, key=_by_end):
        if signal == _ANY.name or not end:
            continue
        last = end - 1
        if returns and data[last - 1 : end] == b"\r\n":
            last -= 1  # A line's end is not cut in two.
        line += data.count(b"\n", start, last)
        if returns:
            line += data.count(b"\r", start, last) - data.count(b"\r\n", start, last)
        start = max(start, last)
        seen.setdefault(signal, set()).add(line)
    return seen


def _looks_everywhere(settings: Settings) -> bool:
    """Is there a plugin that may fire on text without any anchor?"""
    return not _is_proven() or (settings.foreign is not None and _asks_more(settings.foreign))


@functools.lru_cache(maxsize=8)
def _asks_more(foreign: ForeignPlugins) -> bool:
    limits = {"Base64HighEntropyString": LIMIT_BASE64, "HexHighEntropyString": LIMIT_HEX}
    return any(
        "path" in plugin or plugin.get("limit", 8) < limits.get(plugin["name"], 0)
        for plugin in json.loads(foreign.plugins or "[]")
    )


@functools.lru_cache(maxsize=1)
def _is_proven() -> bool:
    """Is the installed detect-secrets one that the anchors were made from? Asked without it."""
    spec = find_spec("detect_secrets")
    if spec is None or not spec.submodule_search_locations:
        return False
    path = os.path.join(spec.submodule_search_locations[0], "__version__.py")
    with open(path, encoding="utf-8") as source:
        version = source.read()
    return any(repr(known) in version for known in PROVEN)


def _by_end(candidate: Candidate) -> int:
    return candidate.end
