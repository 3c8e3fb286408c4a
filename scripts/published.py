"""Digests of the samples that a vendor's own files print, for promptguard/evidence/published.txt.

    python scripts/published.py stripe/stripe-python PATH...

scans the files below each PATH, which must be the vendor's own (a checkout, an unpacked package, a
saved page of its manual), and prints one block: the source as a comment, then a digest of every
value a rule of label `secret` found, sorted. No value is printed. Digests that the list already
holds are left out.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from promptguard import pipeline, rulebook
from promptguard.documents.document import Document
from promptguard.evidence.published import digest, is_published, may_be_listed
from promptguard.model import Origin, OriginKind, Settings

_LIMIT = 4 << 20


def is_text(data: bytes) -> bool:
    """Samples are printed in files that people read."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def values(path: Path) -> Iterator[str]:
    """What the rules take for a secret in a file."""
    data = path.read_bytes()
    if len(data) > _LIMIT or not is_text(data):
        return
    settings = Settings()
    # Without its name, since a test's and a manual's samples count for less, and are wanted here.
    document = Document(Origin(OriginKind.FILE, "sample.txt"), data)
    found = pipeline.scan(document, rulebook.open_rulebook(settings), settings).findings
    for finding in found:
        if "secret" in rulebook.rule_of(finding.rule_id, settings).labels:
            yield document.text[finding.span.start : finding.span.end]


def main(source: str, *roots: str) -> None:
    files = (
        path
        for root in map(Path, roots)
        for path in ([root] if root.is_file() else sorted(root.rglob("*")))
        if path.is_file()
    )
    found = {value for path in files for value in values(path)}
    new = (value for value in found if may_be_listed(value) and not is_published(value))
    print("\n".join((f"# {source}", *sorted(map(digest, new)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
