"""Fenced code in Markdown: what stands there is shown to readers, and said to nobody.

Fences as CommonMark has them (https://spec.commonmark.org/0.31.2/#fenced-code-blocks), lists and
quotes around them included.
"""

import os
import re
from collections.abc import Iterator

from promptguard import patterns
from promptguard.documents.document import Document

_ENDINGS = frozenset({".md", ".markdown", ".mdx", ".qmd", ".rmd"})
_FENCE = patterns.compile(r"^[ \t>*+-]{0,20}(`{3,}|~{3,})([^\n`]*)$", re.MULTILINE)


def fenced(document: Document) -> Iterator[range]:
    """The lines, counted from 1, of every fenced block of a Markdown file; of others none.

    Nor of a part of a large file: whether it begins inside a block cannot be known.
    """
    if not document.whole or os.path.splitext(document.path)[1].lower() not in _ENDINGS:
        return
    opened, first = "", 0
    for match in _FENCE.finditer(document.text):
        fence, said = match[1], match[2].strip()
        if not opened:
            opened, first = fence, document.line_of(match.start())
        elif fence.startswith(opened) and not said:
            yield range(first, document.line_of(match.start()) + 1)
            opened = ""
    if opened:
        yield range(first, document.base_line + len(document.line_starts()))
