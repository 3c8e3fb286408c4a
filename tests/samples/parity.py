"""Both sides of a comparison with detect-secrets: what it finds in a file, and what we say."""

import os

from detect_secrets.core.secrets_collection import SecretsCollection

from promptguard.detectors import known_secrets
from promptguard.documents.document import Document
from promptguard.engine.tiers import Engine, Tier, open_engine
from promptguard.model import Candidate, Confidence, Finding, Note, Origin, OriginKind, Settings
from promptguard.suppression.baseline import rule_of_type

EVERYTHING = Settings(min_confidence=Confidence.VERY_UNLIKELY)
_MARK = b"\xef\xbb\xbf"

#: (rule, SHA-1 of the secret, line)
Secrets = frozenset[tuple[str, str, int]]


def engine() -> Engine:
    """The pattern database of known_secrets alone."""
    signals = [("known_secrets", signal) for signal in known_secrets.SIGNALS]
    content = repr(signals).encode("utf-8", "surrogatepass")
    return open_engine([Tier("known-secrets", content, lambda: signals)])


def theirs(path: str) -> Secrets | str:
    """What `SecretsCollection.scan_file` holds, or the name of the exception that ends it.

    Under the settings in force; see `detect_secrets.settings.default_settings`.
    """
    found = SecretsCollection()
    try:
        found.scan_file(path)
    except Exception as error:
        return type(error).__name__
    return frozenset((rule_of_type(one.type), one.secret_hash, one.line_number) for _, one in found)


def document(name: str, data: bytes) -> Document | None:
    """A whole file as sources make it; None where it is not UTF-8."""
    body = data.removeprefix(_MARK)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    encoding = "utf-8-sig" if data.startswith(_MARK) else "utf-8"
    return Document(Origin(OriginKind.FILE, name), body, encoding=encoding)


def said(
    read: Document, engine: Engine, settings: Settings = EVERYTHING
) -> tuple[list[Finding], list[Note]]:
    """Findings and Notes of known_secrets on a document."""
    hits = [Candidate(signal, end) for _, signal, end in engine.scan(read.data)]
    answers = list(known_secrets.detect(read, hits, settings)) if hits else []
    return (
        [one for one in answers if isinstance(one, Finding)],
        [one for one in answers if isinstance(one, Note)],
    )


def ours(path: str, engine: Engine, settings: Settings = EVERYTHING) -> tuple[Secrets, list[Note]]:
    """What known_secrets finds in a file, keyed as detect-secrets keys it."""
    with open(path, "rb") as source:
        read = document(path, source.read(os.fstat(source.fileno()).st_size + 1))
    if read is None:
        return frozenset(), []
    findings, notes = said(read, engine, settings)
    return frozenset((one.rule_id, one.legacy_digest, one.place.line) for one in findings), notes
