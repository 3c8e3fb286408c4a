"""What the place of a value says: tests, manuals, lock files, translations, minified code."""

import re
from enum import Enum
from functools import lru_cache

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.model import Weight


class Surroundings(Enum):
    """The kinds of file whose secrets are mostly none."""

    PLAIN = ""
    TEST = "in a test"
    DOCS = "in documentation or an example"
    LOCK = "in a lock file or a list of checksums"
    LOCALE = "in a translation"
    MINIFIED = "in minified or generated code"


#: A slash stands before every path: `re` finds those much faster than `(?:^|/)`.
_KINDS = (
    (
        Surroundings.LOCK,
        r"/(?:[^/]*\.lock|[^/]*-lock\.(?:json|ya?ml)|npm-shrinkwrap\.json|go\.(?:sum|mod)"
        r"|[^/]*\.lockfile|(?:sha\d*|md5|check)sums?[^/]*|RECORD|verification-metadata\.xml"
        r"|CHECKSUMS|[^/]*\.(?:sha\d+|md5|sum)|MANIFEST(?:\.in|\.MF)?|FILES\.json|Cartfile\.resolved"
        r"|Package\.resolved)$",
    ),
    (
        Surroundings.LOCALE,
        r"\.(?:po|pot|xliff?|strings|resx|arb|ftl)$"
        r"|/(?:locales?|i18n|l10n|lang(?:uages?)?|translations?)/",
    ),
    (Surroundings.MINIFIED, r"[.-]min\.(?:js|css|mjs)$|\.(?:map|svg|bundle\.js|ipynb_meta)$"),
    (
        Surroundings.TEST,
        r"/(?:tests?|testing|testdata|test[-_]data|specs?|__tests__|fixtures?|mocks?|__mocks__"
        r"|e2e|molecule|integration|unit|testutils?|cassettes|snapshots|__snapshots__|functional)/"
        r"|/(?:test_[^/]*|conftest\.py|[^/]*(?:_test|_tests|\.test|\.spec|_spec|(?-i:Tests?))\.\w+)$",
    ),
    (
        Surroundings.DOCS,
        r"/(?:docs?|documentation|examples?|samples?|demos?|tutorials?|guides?|man)/"
        r"|\.(?:md|mdx|rst|adoc|asciidoc|1|html?|changes)$"
        r"|/(?:README|CHANGELOG|CHANGES|NEWS)[^/]*$"
        r"|\.(?:example|sample|template|dist|tmpl|tpl)$|[._-](?:examples?|samples?|templates?|mocks?|fixtures?)\.[^/]+$",
    ),
)
#: A name that calls its value a sample: `FAKE_TOKEN = "`, `dummyKey: "`, `apiKeyExample="`. The
#: word alone is a label that stands before true values as well.
_SAMPLE = "fake|dummy|mock(?:ed)?|bogus|example|sample|placeholder|expired|revoked"
_CAPITAL_SAMPLE = "Fake|Dummy|Mock(?:ed)?|Bogus|Example|Sample|Placeholder|Expired|Revoked"
_SAMPLE_NAME = patterns.compile(
    rf"(?:(?<![A-Za-z])(?:(?i:{_SAMPLE})[_-]|(?:{_SAMPLE}|{_CAPITAL_SAMPLE})(?=[A-Z]))(?=\w)"
    rf"|\w[_-](?i:{_SAMPLE})(?![a-z])|[a-z0-9](?:{_CAPITAL_SAMPLE})(?![a-z]))"
    r"[\w-]{0,60}[\"'`\])]{0,2}\s{0,4}(?::?=|=>|:|\()\s{0,4}[\"'`]?$"
)
_NAME_REACH = 140
_COMPILED: list[tuple[Surroundings, "re.Pattern[str]"]] = [
    (kind, patterns.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS
]


@lru_cache(maxsize=64)
def surroundings_of(path: str) -> Surroundings:
    """What kind of file a path names."""
    path = f"/{path}"
    for kind, pattern in _COMPILED:
        if pattern.search(path):
            return kind
    return Surroundings.PLAIN


def place_weight(document: Document, points: int = -1) -> tuple[Weight, ...]:
    """A term for a place where secrets are mostly samples, or none."""
    kind = surroundings_of(document.path)
    return () if kind is Surroundings.PLAIN else (Weight(points, kind.value),)


def name_weight(match: "re.Match[str]") -> tuple[Weight, ...]:
    """A term for a value whose own name says that it is made up, or of no use any more."""
    start = match.start("value") if "value" in match.re.groupindex else match.start()
    before = match.string[max(0, start - _NAME_REACH) : start]
    before = before[before.rfind("\n") + 1 :]
    if _SAMPLE_NAME.search(before):
        return (Weight(-2, "its own name says that it is none"),)
    return ()


def text_around(match: "re.Match[str]", reach: int) -> str:
    """The match with `reach` characters on both sides."""
    return match.string[max(0, match.start() - reach) : match.end() + reach]


def line_around(match: "re.Match[str]", limit: int = 400) -> str:
    """The whole line the match begins in, up to `limit` characters on either side."""
    text, start = match.string, match.start()
    first = text.rfind("\n", max(0, start - limit), start) + 1 or max(0, start - limit)
    last = text.find("\n", start, start + limit)
    return text[first : last if last >= 0 else start + limit]
