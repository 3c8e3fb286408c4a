"""What kind of file a personal datum stands in: code, its metadata, a manual, data, or prose."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from promptguard import patterns
from promptguard.documents.code_names import is_code
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Weight


class Kind(Enum):
    """What a file is for, as far as its name says."""

    CODE = "source code"
    METADATA = "metadata of a project"
    MANUAL = "a manual"
    DATA = "data or prose"


class Place(NamedTuple):
    """A kind of file, and what it adds to a number found there."""

    kind: Kind
    weights: tuple[Weight, ...]


_METADATA = patterns.compile(
    r"(?:^|/)(?:package(?:-lock)?\.json|composer\.json|bower\.json|setup\.(?:py|cfg)|pyproject\.toml|METADATA"
    r"|PKG-INFO|pom\.xml|[^/]*\.(?:gemspec|podspec|nuspec|csproj|cabal|spec|dsc|mailmap)"
    r"|CODEOWNERS|AUTHORS|MAINTAINERS|CONTRIBUTORS|CREDITS|THANKS|OWNERS|COPYING|COPYRIGHT|LICEN[CS]E|NOTICE"
    r"|CHANGELOG|CHANGES|HISTORY|NEWS|README|SECURITY|CONTRIBUTING|CODE_OF_CONDUCT|galaxy\.ya?ml"
    r"|MANIFEST|\.mailmap|copyright|changelog|debian/[^/]*)(?:[._-][^/]*)?$"
    r"|/(?:licen[cs]es?|changelogs?|dist-info|[^/]*\.(?:dist|egg)-info)/",
    re.IGNORECASE,
)
_DOUBTS = {
    Surroundings.TEST: -1,
    Surroundings.DOCS: -1,
    Surroundings.LOCK: -3,
    Surroundings.LOCALE: -2,
    Surroundings.MINIFIED: -3,
}


@lru_cache(maxsize=256)
def place_of(path: str) -> Place:
    """The place that a path names."""
    around = surroundings_of(path)
    doubt = _DOUBTS.get(around)
    weights = (Weight(doubt, around.value),) if doubt else ()
    if _METADATA.search(path):
        return Place(Kind.METADATA, weights)
    if is_code(path):
        return Place(Kind.CODE, weights)
    return Place(Kind.MANUAL if around is Surroundings.DOCS else Kind.DATA, weights)
