"""Where a file's head ends: the blank lines and comments before its first code.

A heuristic over lines, as in markers.py: the hook's path has no parser. Text that is no code, such
as Markdown, has no head of its own; whoever asks bounds it by a number of lines.
"""

import os
import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.documents.prologs import prolog_lines

#: What opens a comment of several lines, and what closes it.
_BLOCKS = (
    ("/*", "*/"), ("<!--", "-->"), ('"""', '"""'), ("'''", "'''"), ("{-", "-}"), ("(*", "*)"),
    ("--[[", "]]"), ("--[=[", "]=]"), ("<#", "#>"), ("%{", "%}"), ("#|", "|#"), ("#=", "=#"),
    ("{#", "#}"), ("@*", "*@"), ("<%--", "--%>"), ("<%#", "%>"), ("{{!--", "--}}"), ("{{!", "}}"),
    ("{{- /*", "*/"), ("{{/*", "*/"), ("{/*", "*/"), ("{% comment", "endcomment"), ("<#--", "-->"),
    ("(:", ":)"), ("=begin", "=end"),
    ("#cs", "#ce"), ("/+", "+/"), ("r'''", "'''"), ('r"""', '"""'),
)  # fmt: skip
_LINE = patterns.compile(
    r"#(?!\s*(?:include|define|if|ifdef|ifndef|pragma|import|undef|error|region)\b)|//|--|;|%"
    r"|promptguard ?:|!|'|\"(?=\s)|\*|rem\b|@rem\b|dnl\b|::|\.\.(?:\s|$)|-#|\\\"|C\s|<!DOCTYPE|<\?",
    re.IGNORECASE,
)
_PROSE = frozenset({
    "", ".md", ".markdown", ".mdx", ".txt", ".rst", ".adoc", ".asciidoc", ".org", ".log", ".text",
    ".tex", ".html", ".htm", ".xhtml", ".xml", ".csv", ".tsv", ".eml",
})  # fmt: skip


def head_end(document: Document, most: int) -> int:
    """The last line, counted from 1, of the head: at most `most` lines behind the prolog."""
    first = prolog_lines(document) if document.base_line == 1 else 0
    last = first + most
    if os.path.splitext(document.path)[1].lower() in _PROSE or document.base_line > 1:
        return last
    closing = ""
    for number in range(first + 1, min(last, len(document.line_starts())) + 1):
        line = document.line_text(number).strip().lstrip("\ufeff")
        if closing:
            closing = "" if closing in line else closing
            continue
        opened = next((pair for pair in _BLOCKS if line.startswith(pair[0])), None)
        if opened is not None:
            closing = "" if opened[1] in line[len(opened[0]) :] else opened[1]
        elif line and not _LINE.match(line):
            return number - 1
    return last
