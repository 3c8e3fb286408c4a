"""How many lines a file needs before anything else may be written in it."""

import re

from promptguard import patterns
from promptguard.documents.document import Document

_FIRST = patterns.compile(r"#!|<\?xml\b|<\?php\b|<!doctype\b", re.IGNORECASE)
_ENCODING = patterns.compile(r"[ \t\f]*#.*?coding[:=]|<!doctype\b|@charset\b", re.IGNORECASE)
_FENCES = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}
#: Front matter without an end in so many lines is none.
_FRONT_MATTER_LIMIT = 500


def prolog_lines(document: Document) -> int:
    """The lines of shebang, encoding, XML/PHP/HTML prolog and front matter at the beginning."""
    count = 0
    if _FIRST.match(document.line_text(1).lstrip("\ufeff")):
        count = 1
    if _ENCODING.match(document.line_text(count + 1)):
        count += 1
    return count + _front_matter(document, count + 1)


def _front_matter(document: Document, first: int) -> int:
    closing = _FENCES.get(document.line_text(first).lstrip("\ufeff").rstrip())
    if closing is None:
        return 0
    last = min(first + _FRONT_MATTER_LIMIT, len(document.line_starts()))
    for line in range(first + 1, last + 1):
        if document.line_text(line).rstrip() in closing:
            return line - first + 1
    return 0
