"""What kind of file a personal datum stands in: code, its metadata, a manual, data, or prose."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

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


_CODE = re.compile(
    r"\.(?:py[iwx]?|js|mjs|cjs|jsx|tsx?|mts|cts|vue|svelte|java|kt|kts|scala|groovy|go|rs|rb|php|pl|pm|c|h|cc"
    r"|cpp|cxx|hpp|hh|m|mm|cs|fs|vb|swift|dart|lua|r|jl|ex|exs|erl|hs|ml|clj|sh|bash|zsh|ps1|psm1|bat|cmd"
    r"|el|vim|asm|s|cmake|mk|gradle|bazel|bzl|j2|jinja2?|tmpl|css|scss|less|sass|html?|xhtml|svg|proto"
    r"|graphql|tf|hcl|nix|ipynb|wasm|map|tcl|f90|f|pas|zig|d|nim|sol|rst|po|pot|patch|diff|inc|am|ac|m4|in"
    r"|ya?ml|toml|ini|cfg|conf)$"
    r"|(?:^|/)(?:[Mm]akefile|[Dd]ockerfile|Jenkinsfile|Rakefile|Gemfile|configure)[^/]*$",
    re.IGNORECASE,
)
_METADATA = re.compile(
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
    if _CODE.search(path):
        return Place(Kind.CODE, weights)
    return Place(Kind.MANUAL if around is Surroundings.DOCS else Kind.DATA, weights)
