"""Files that the configuration wants tagged, and nobody has tagged."""

from collections.abc import Iterator
from shlex import quote

from promptguard.model import Kind, Problem
from promptguard.tags import guard
from promptguard.tags.verify._facts import Facts

KINDS = (
    Kind(
        "tags.required",
        "A file that must be tagged is not",
        "Tag it with `promptguard tag set`, or its folder in a CLASSIFICATION.toml.",
    ),
)


def check(facts: Facts) -> Iterator[Problem]:
    """One problem a file, since each needs a decision of its own."""
    if not facts.required:
        return
    from pathspec import GitIgnoreSpec

    wanted = GitIgnoreSpec.from_lines(facts.required)
    for path in wanted.match_files(facts.tagged):
        if facts.tagged[path].resolved.level is None and not guard.never(path):
            text = "must be tagged, as `required` in the configuration says, and is not"
            hint = f"Say how sensitive it is: promptguard tag set LEVEL {quote(path)}"
            yield Problem(KINDS[0].id, path, 0, text, hint)
