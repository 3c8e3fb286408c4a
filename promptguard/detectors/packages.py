"""Tokens of package indexes and registries: who holds one may publish."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.checksums import crc32_base62
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import END, Format, checksummed, formats, random_value, token
from promptguard.model import Weight

_LOAD = "and publish from CI with a trusted publisher or a masked variable."

_FORMATS = (
    Format(
        "rubygems",
        "RubyGems API key",
        r"rubygems_[a-f0-9]{48}",
        ("rubygems_",),
        ":rubygems_api_key: rubygems_<hex:48>",
        "rubygems.org > Settings > API keys",
        "https://guides.rubygems.org/api-key-scopes/",
    ),
    Format(
        "crates-io",
        "crates.io API token",
        r"cio[A-Za-z0-9]{32}",
        ("cio",),
        "CARGO_REGISTRY_TOKEN=cio<base62:31>7",
        "crates.io > Account Settings",
        "https://doc.rust-lang.org/cargo/reference/publishing.html",
    ),
    Format(
        "nuget",
        "NuGet API key",
        r"oy2[a-z0-9]{43}",
        ("oy2",),
        "NUGET_API_KEY=oy2<base32low:43>",
        "nuget.org > API Keys",
        "https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys",
    ),
    Format(
        "docker-hub",
        "Docker Hub access token",
        r"dckr_(?:pat_[\w-]{27}|oat_[\w-]{32})",
        ("dckr_",),
        "docker login -u acme -p dckr_pat_<base64url:26>a",
        "hub.docker.com > Account settings",
        "https://docs.docker.com/security/access-tokens/",
    ),
    Format(
        "clojars",
        "Clojars deploy token",
        r"CLOJARS_[a-z0-9]{60}",
        ("clojars_",),
        "password: CLOJARS_<alnum:60>",
        "clojars.org > Tokens",
        "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
    ),
    Format(
        "artifactory",
        "JFrog Artifactory API key or reference token",
        r"(?:AKCp[A-Za-z0-9]{69}|cmVmd[A-Za-z0-9]{59})",
        ("akcp", "cmvmd"),
        "ARTIFACTORY_API_KEY=AKCp<base62:69>",
        "the JFrog user profile",
        "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
    ),
)


def _npm(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    body = match["body"]
    return checksummed(match, document, holds=crc32_base62(body[:-6]) == body[-6:])


def _npm_example(random: Random) -> str:
    body = pick(random, "base62", 30)
    return f"//registry.npmjs.org/:_authToken=npm_{body}{crc32_base62(body)}"


def _pypi(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A macaroon of pypi.org: version 2, location, an identifier and a signature of 32 bytes."""
    body = match["body"]
    if len(body) % 4 == 1:  # No base64 has this length.
        return None
    raw = urlsafe_b64decode(body + "=" * (-len(body) % 4))
    if raw[-34:-32] == b"\x06\x20":
        return (Weight(1, "ends in a macaroon's signature"),)
    return random_value(match, document)


def _pypi_example(random: Random) -> str:
    caveats = b"\x02\x01\x08pypi.org\x02\x24" + pick(random, "hex", 36).encode()
    raw = caveats + b"\x00\x02\x03[1,]\x00\x00\x06\x20" + random.randbytes(32)
    return "pypi-" + urlsafe_b64encode(raw).decode().rstrip("=")


RULES = (
    token(
        "packages.npm",
        "npm access token",
        r"\bnpm_(?P<body>[A-Za-z0-9]{36})" + END,
        keywords=("npm_",),
        validate=_npm,
        advice="Revoke it at npmjs.com > Access Tokens " + _LOAD,
        references=(
            "https://docs.npmjs.com/about-access-tokens",
            "https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/",
        ),
        examples=(_npm_example, "NPM_TOKEN=npm_<base62:36>"),
        counterexamples=("npm_config_registry_of_the_whole_company",),
    ),
    token(
        "packages.bundler",
        "Bundler credentials of a private gem source",
        r"\bBUNDLE_[A-Z0-9_]{3,80}__[A-Z]{2,10}[\w.-]{0,24}[\"']?[ \t]{0,3}[:=>]{1,2}[ \t]{0,3}"
        r"[\"']?"
        r"(?P<value>[\w.@+-]{2,60}:[^\s\"'@:]{6,80})",
        keywords=("bundle_",),
        advice="Revoke it at the gem source " + _LOAD,
        references=("https://bundler.io/man/bundle-config.1.html",),
        examples=("BUNDLE_GEMS__CORP__NET=<hex:8>:<hex:8>",),
        counterexamples=("BUNDLE_GEMS__CORP__NET=$USER:$PASSWORD", "BUNDLE_PATH__SYSTEM: true"),
    ),
    token(
        "packages.npm-legacy",
        "npm registry credential in .npmrc",
        r":_(?:authToken|auth|password)[ \t]?=[ \t]?[\"']?"
        r"(?P<value>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
        r"|[A-Za-z0-9+/_.-]{20,200}={0,2})(?!\w)",
        keywords=(":_auth", ":_password"),
        advice="Revoke it at the registry, and write `${NPM_TOKEN}` in the file.",
        references=("https://docs.npmjs.com/cli/using-npm/config",),
        examples=(
            "//npm.acme.test/:_authToken=<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>",
            "//npm.acme.test/:_auth=<base64:40>==",
        ),
        counterexamples=("//registry.npmjs.org/:_authToken=${NPM_TOKEN}",),
    ),
    token(
        "packages.pypi",
        "PyPI API token",
        r"\bpypi-(?P<body>AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{50,1000})" + END,
        keywords=("pypi-age",),
        validate=_pypi,
        advice="Remove it at pypi.org > Account settings " + _LOAD,
        references=("https://pypi.org/help/#apitoken",),
        examples=(_pypi_example, "password = pypi-AgEIcHlwaS5vcmc<base64url:120>a"),
        counterexamples=("password = pypi-AgEIcHlwaS5vcmcXXXX...",),
    ),
    *formats("packages", _FORMATS),
)
detect = rules_detector(RULES)
