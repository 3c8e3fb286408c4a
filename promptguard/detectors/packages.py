"""Tokens of package indexes and registries: who holds one may publish."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.checksums import crc32_base62
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import (
    END,
    Format,
    Named,
    checksummed,
    formats,
    named,
    near,
    random_value,
    token,
)
from promptguard.model import Weight

_LOAD = "and publish from CI with a trusted publisher or a masked variable."

_JFROG = "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens"

# fmt: off
_FORMATS = (
    Format("rubygems", "RubyGems API key", "rubygems_<hex:48>", "rubygems.org/settings/edit",
           "https://guides.rubygems.org/api-key-scopes/"),
    Format("crates-io", "crates.io API token", "cio<base62:32>", "crates.io/settings/tokens",
           "https://doc.rust-lang.org/cargo/reference/publishing.html"),
    Format("nuget", "NuGet API key", "oy2<alnum:43>", "nuget.org/account/apikeys",
           "https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys"),
    Format("docker-hub", "Docker Hub personal access token", "dckr_pat_<base64url:27>",
           "app.docker.com/settings/personal-access-tokens",
           "https://docs.docker.com/security/access-tokens/"),
    Format("docker-hub-organization", "Docker Hub organisation access token",
           "dckr_oat_<base64url:32>", "app.docker.com > Organization access tokens",
           "https://docs.docker.com/enterprise/security/access-tokens/"),
    Format("clojars", "Clojars deploy token", "CLOJARS_<alnum:60>", "clojars.org/tokens",
           "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens"),
    Format("artifactory", "JFrog Artifactory API key", "AKCp<base62:69>", "the JFrog user profile",
           _JFROG),
    Format("artifactory-reference", "JFrog reference token", "cmVmd<base62:59>",
           "the JFrog user profile", _JFROG),
    Format("packagist", "Private Packagist API token",
           "packagist_{ort|ack|acs|oat|out|uut}_<hex:68>", "packagist.com > Organization settings",
           "https://packagist.com/docs/api"),
    Format("anaconda", "Anaconda.org token", "{sc|pa}-<uuid>", "anaconda.org > Settings > Access",
           "https://docs.anaconda.com/anacondaorg/user-guide/tasks/work-with-accounts/"),
    Format("jsr", "JSR registry token", "jsrp_<base62:40-64>", "jsr.io/account/tokens",
           "https://jsr.io/docs/publishing-packages"),
    Format("prefix-dev", "prefix.dev token", "pfx_<base62:36-48>", "prefix.dev/settings/api_keys",
           "https://prefix.dev/docs/prefix/api"),
)
_NAMED = (
    Named("cloudsmith", "Cloudsmith API key", "cloudsmith", "<hex:40>",
          "cloudsmith.io/user/settings/api", "https://help.cloudsmith.io/docs/api-key"),
    Named("gemfury", "Gemfury deploy or API token", "gemfury|fury", "<base62:20-40>",
          "manage.fury.io > Tokens", "https://gemfury.com/help/tokens/", weak=True),
    Named("packagist-public", "Packagist API token", "packagist", "<base64url:20>",
          "packagist.org/profile", "https://packagist.org/apidoc", weak=True),
    Named("hex", "Hex.pm API key", "hex api|hexpm", "<hex:32>", "hex.pm/dashboard/keys",
          "https://hex.pm/docs/publish"),
    Named("cocoapods", "CocoaPods trunk token", "cocoapods|pods trunk", "<hex:32>",
          "pod trunk delete-session",
          "https://guides.cocoapods.org/making/getting-setup-with-trunk.html"),
    Named("docker-hub-older", "Docker Hub access token (older form)", "docker hub|docker", "<uuid>",
          "app.docker.com/settings/personal-access-tokens",
          "https://docs.docker.com/security/access-tokens/"),
    Named("artifactory-identity", "JFrog Artifactory password or identity token",
          "artifactory|jfrog", "{AP<base62:71>|<base62:73>}", "the JFrog user profile", _JFROG),
    Named("gradle-publish", "Gradle plugin portal secret", "gradle publish|publish secret",
          "<base62:32>", "plugins.gradle.org/user",
          "https://docs.gradle.org/current/userguide/publishing_gradle_plugins.html"),
    Named("sonatype-user-token", "Maven Central portal token", "ossrh|sonatype|maven central",
          "{<base64:44>|<base64url:43>}", "central.sonatype.com/account",
          "https://central.sonatype.org/publish/generate-portal-token/"),
    Named("quay", "Quay robot or OAuth token", "quay", "{<ALNUM:64>|<base62:40>}",
          "quay.io > Robot Accounts", "https://docs.quay.io/glossary/robot-accounts.html"),
    Named("libraries-io", "Libraries.io API key", "libraries io|librariesio", "<hex:32>",
          "libraries.io/account", "https://libraries.io/api"),
)
# fmt: on


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
        near(r"BUNDLE_[A-Z0-9_]{3,80}__[A-Z]{2,10}", r"[\w.@+-]{2,60}:[^\s\"'`@:]{6,80}"),
        signal=r"(?i:BUNDLE_)[A-Za-z0-9_]{3,80}__[A-Za-z]{2}[^\n]{3,60}:[^\s\x22'`@:]{6}",
        keywords=("bundle_",),
        advice="Revoke it at the gem source " + _LOAD,
        references=("https://bundler.io/man/bundle-config.1.html",),
        examples=(
            "BUNDLE_GEMS__CORP__NET=<hex:8>:<hex:8>",
            "BUNDLE_GEMS__CORP__NET := `<hex:8>:<hex:8>`",
        ),
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
    *named("packages", _NAMED),
)
detect = rules_detector(RULES)
