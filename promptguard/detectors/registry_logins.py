"""Logins to package registries in the files of their clients: npm, PyPI, NuGet, Maven, Docker."""

import binascii
import json
import re
from base64 import b64decode, b64encode
from random import Random

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.kept import kept_in_file
from promptguard.evidence.placeholders import placeholder
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import token
from promptguard.model import Weight

_ADVICE = (
    "Revoke it at the registry, and let the build write this file from its own secrets instead."
)
_LEAST = 3
_REACH = 600
_SECTION = patterns.compile(r"\[[\w.-]{1,60}\]")
_USER = patterns.compile(r"^[ \t]*username[ \t]*[=:][ \t]*\S", re.MULTILINE)


def _pair(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """`auth` of npm and Docker is `user:password` in base64."""
    try:
        text = b64decode(match["value"] + "=" * (-len(match["value"]) % 4)).decode("utf-8")
    except (ValueError, binascii.Error):
        return None
    user, colon, password = text.partition(":")
    if not colon or len(password) < _LEAST or not text.isprintable() or placeholder(password):
        return None
    if placeholder(user) or user.lower() in ("username", "user") or user == password:
        return None
    return (Weight(1, "user and password in base64"), *place_weight(document, -2))


def _in_section(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A section of a .pypirc names the repository, or stands in a file of that name."""
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    section = before[before.rfind("\n[") + 1 :]
    if not _SECTION.match(section) or not _USER.search(section):
        return None
    return kept_in_file(match, document)


def _after_user(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The line before names the user, in the same words."""
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    line = before.rstrip().rpartition("\n")[2].strip().lower()
    return kept_in_file(match, document) if line.startswith(("username", "setusername")) else None


def _encoded_pair(random: Random) -> str:
    return b64encode(f"deploy:{pick(random, 'base62', 14)}".encode()).decode()


def _docker_example(random: Random) -> str:
    auths = {"auths": {"registry.corp.net": {"auth": _encoded_pair(random)}}}
    return json.dumps(auths, indent=2)


def _npm_example(random: Random) -> str:
    return f"//npm.corp.net/:_auth={_encoded_pair(random)}"


def _sample(random: Random) -> str:
    return '{"auth": "' + b64encode(b"username:password").decode() + '"}'


RULES = (
    token(
        "registry_logins.npm-token",
        "Token or password in an npm configuration",
        r"(?:^|[ \t\"'])(?://[\w.:@/-]{1,200}/?:)?_(?:authToken|password)[ \t]*=[ \t]*\"?"
        r"(?P<value>[^\s\"'${}]{6,200})\"?",
        signal=r"_(?:authToken|password)[ \t]*=[ \t]*\x22?[^\s\x22'${}]{6}",
        keywords=("_authtoken", "_password"),
        weight=Weight(2, "the option that npm signs in with"),
        validate=kept_in_file,
        advice=_ADVICE,
        references=("https://docs.npmjs.com/cli/configuring-npm/npmrc",),
        examples=(
            "//npm.corp.net/:_authToken=<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>",
            "//npm.corp.net/:_password=<base64:22>==",
        ),
        counterexamples=(
            "//registry.npmjs.org/:_authToken=${NPM_TOKEN}",
            "_authToken=YOUR_TOKEN_HERE",
        ),
    ),
    token(
        "registry_logins.npm-auth",
        "User and password in an npm configuration",
        r"(?:^|[ \t\"':])_auth[ \t]*=[ \t]*\"?(?P<value>[A-Za-z0-9+/]{12,300}={0,2})\"?",
        keywords=("_auth",),
        weight=Weight(3, "the option that npm signs in with"),
        validate=_pair,
        advice=_ADVICE,
        references=("https://docs.npmjs.com/cli/configuring-npm/npmrc",),
        examples=(_npm_example,),
        counterexamples=("_auth=${NPM_AUTH}", "_auth=somethingelsealtogether"),
    ),
    token(
        "registry_logins.docker",
        "User and password of a container registry",
        r"\\?\"auth\\?\"[ \t]{0,3}:[ \t]{0,3}\\?\"(?P<value>[A-Za-z0-9+/_-]{8,2000}={0,2})\\?\"",
        keywords=("auth",),
        weight=Weight(3, "an entry of Docker's registry logins"),
        validate=_pair,
        advice="Log out and revoke it, and keep logins in a credential helper (`credsStore`).",
        references=("https://docs.docker.com/reference/cli/docker/login/",),
        examples=(_docker_example,),
        counterexamples=('{"auth": "basic"}', '{"auth": "authentication"}', _sample),
    ),
    token(
        "registry_logins.docker-identity",
        "Token of a container registry",
        r"\"(?:identitytoken|registrytoken)\"[ \t]{0,3}:[ \t]{0,3}\""
        r"(?P<value>[\w.=+/-]{16,4000})\"",
        signal=r"\x22(?:identitytoken|registrytoken)\x22",
        keywords=("identitytoken", "registrytoken"),
        weight=Weight(2, "an entry of Docker's registry logins"),
        validate=kept_in_file,
        advice="Log out and revoke it, and keep logins in a credential helper (`credsStore`).",
        references=("https://docs.docker.com/reference/cli/docker/login/",),
        examples=('"identitytoken": "<base62:60>"',),
        counterexamples=('"identitytoken": "<token>"',),
    ),
    token(
        "registry_logins.pypi",
        "Password in a .pypirc",
        r"^[ \t]*password[ \t]*[=:][ \t]*(?P<value>[^\s${}]{3,300})",
        signal=r"^[ \t]*(?:username|repository)[ \t]*[=:][^\n]{1,200}\n[ \t]*password[ \t]*[=:]",
        keywords=("password",),
        weight=Weight(3, "a section with repository, user and password"),
        validate=_in_section,
        advice=_ADVICE,
        references=("https://packaging.python.org/en/latest/specifications/pypirc/",),
        examples=(
            "[corp]\nrepository = https://pypi.corp.net/\nusername = ci\npassword = k4<base62:12>",
        ),
        counterexamples=("[pypi]\nusername = __token__\npassword = <PyPI token>",),
    ),
    token(
        "registry_logins.nuget",
        "Password in a NuGet configuration",
        r"<add[ \t]+key=\"(?:ClearTextPassword|Password)\"[ \t]+value=\""
        r"(?P<value>[^\"\s]{3,400})\"",
        keywords=("cleartextpassword", "password"),
        weight=Weight(3, "the credentials of a package source"),
        validate=kept_in_file,
        advice=_ADVICE,
        references=("https://learn.microsoft.com/en-us/nuget/reference/nuget-config-file",),
        examples=('<add key="ClearTextPassword" value="h6<base62:14>" />',),
        counterexamples=('<add key="ClearTextPassword" value="%NUGET_PASSWORD%" />',),
    ),
    token(
        "registry_logins.maven",
        "Password of a Maven server",
        r"<username>(?P<user>[^<>\n]{1,100})</username>\s{0,40}<password>(?P<value>[^<>\s]{3,200})"
        r"</password>",
        signal=r"</username>[ \t]*(?:<password>|\r?$)",
        keywords=("<password>",),
        weight=Weight(3, "user and password of a server"),
        validate=kept_in_file,
        lines=3,
        advice="Change it, and encrypt it with a master password or read it from the environment.",
        references=("https://maven.apache.org/settings.html",),
        examples=("<username>ci</username>\n      <password>t6<base62:10></password>",),
        counterexamples=("<username>ci</username>\n<password>${env.PASSWORD}</password>",),
    ),
    token(
        "registry_logins.gradle",
        "Password in a Gradle build",
        r"^[ \t]*(?:set)?[pP]assword[ \t]*[= (][ \t]*[\"'](?P<value>[^\"'\s$]{3,200})[\"']",
        signal=r"^[ \t]*(?:set)?[uU]sername[ \t]*[= (][^\n]{1,200}\n[ \t]*"
        r"(?:set)?[pP]assword[ \t]*[= (]",
        keywords=("password",),
        weight=Weight(2, "user and password one after the other"),
        validate=_after_user,
        advice="Change it, and read it from the environment or the user's gradle.properties.",
        references=("https://docs.gradle.org/current/userguide/declaring_repositories.html",),
        examples=('credentials {\n    username "ci"\n    password "v5<base62:10>"\n}',),
        counterexamples=(
            'username "$user"\npassword "$password"',
            "username 'u'\npassword 'password'",
        ),
    ),
)
detect = rules_detector(RULES)
