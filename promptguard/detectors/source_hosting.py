"""Tokens of the places that host source code: GitHub, GitLab, Bitbucket and their like."""

import re
from base64 import urlsafe_b64encode
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.checksums import base36, crc32_base36, crc32_base62
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import END, NAMED, Format, checksummed, formats, near, token
from promptguard.model import Weight

_LOAD = "and read it from the environment, a credential helper or the CI's secrets."
_GITHUB = (
    "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
    "about-authentication-to-github"
)
_GITHUB_FORMAT = "https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/"
_GITLAB = "https://docs.gitlab.com/ee/security/tokens/"
_ROUTABLE = (
    "https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/"
    "cells/routable_tokens/"
)
_ATLASSIAN = "https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens"
#: GitLab's kinds: personal, deploy, feed, incoming mail, agent, OAuth, SCIM, feature flags.
_KINDS = "glpat|gldt|glft|glimt|glagent|gloas|glsoat|glffct"

_FORMATS = (
    Format(
        "gitlab-trigger",
        "GitLab pipeline trigger token",
        r"glptt-[0-9a-f]{40}",
        ("glptt-",),
        "TRIGGER=glptt-<hex:40>",
        "Settings > CI/CD of the project",
        _GITLAB,
    ),
    Format(
        "gitlab-runner",
        "GitLab runner token",
        r"(?:glrt(?:r)?-(?:t\d_)?[\w-]{20,27}|GR1348941[\w-]{20})",
        ("glrt", "gr1348941"),
        "token = glrt-<base62:20>",
        "Settings > CI/CD > Runners",
        _GITLAB,
    ),
    Format(
        "gitlab-job",
        "GitLab CI job token",
        r"glcbt-[0-9a-zA-Z]{1,5}_[\w-]{20}",
        ("glcbt-",),
        "CI_JOB_TOKEN=glcbt-64_<base62:20>",
        "GitLab (it ends with its job)",
        _GITLAB,
    ),
    Format(
        "sourcegraph",
        "Sourcegraph access token",
        r"sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}",
        ("sgp_",),
        "SRC_ACCESS_TOKEN=sgp_<hex:16>_<hex:40>",
        "the user settings of Sourcegraph",
        "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
    ),
)


def _github(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    body = match["body"] or match["refresh"]
    return checksummed(match, document, holds=crc32_base62(body[:-6]) == body[-6:])


def _routable(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    whole = match[0]
    return checksummed(match, document, holds=crc32_base36(whole[:-7]) == whole[-7:])


def _github_example(random: Random) -> str:
    body = pick(random, "base62", 30)
    secret = f"{random.choice(('ghp', 'gho', 'ghs'))}_{body}{crc32_base62(body)}"
    return f"git clone https://{secret}@github.com/a/b"


def _routable_example(random: Random) -> str:
    routing = b"o:1\nu:" + pick(random, "alnum", 3).encode()
    payload = urlsafe_b64encode(random.randbytes(16) + routing + bytes([len(routing)]))
    encoded = payload.decode().rstrip("=")
    whole = f"glpat-{encoded}.01.{base36(len(encoded)).rjust(2, '0')}"
    return whole + crc32_base36(whole)


RULES = (
    token(
        "source_hosting.github",
        "GitHub token",
        r"\b(?:gh[pousr]_(?P<body>[A-Za-z0-9]{36})|ghr_(?P<refresh>[A-Za-z0-9]{76}))" + END,
        keywords=("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        validate=_github,
        advice="Revoke it at github.com/settings/tokens " + _LOAD,
        references=(_GITHUB, _GITHUB_FORMAT),
        examples=(_github_example, "GITHUB_TOKEN=ghp_<base62:36>"),
        counterexamples=("ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a" + "_and_more",),
    ),
    token(
        "source_hosting.github-fine-grained",
        "GitHub fine-grained personal access token",
        r"\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}" + END,
        keywords=("github_pat_",),
        advice="Revoke it at github.com/settings/tokens " + _LOAD,
        references=(_GITHUB,),
        examples=("GH_TOKEN=github_pat_11<base62:20>_<base62:59>",),
        counterexamples=("github_pat_YOUR_TOKEN",),
    ),
    token(
        "source_hosting.gitlab-routable",
        "GitLab token (routable)",
        r"\bgl[a-z]{2,6}-(?:t\d_)?[\w-]{27,300}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}" + END,
        keywords=("gl",),
        validate=_routable,
        advice="Revoke it in the user or project settings of GitLab " + _LOAD,
        references=(_GITLAB, _ROUTABLE),
        examples=(_routable_example,),
        counterexamples=("glpat-" + "x" * 30 + ".01.0x1234567",),
    ),
    token(
        "source_hosting.gitlab",
        "GitLab token",
        rf"\b(?:{_KINDS})-(?P<value>[\w-]{{20,64}})(?![\w.-])",
        keywords=("gl",),
        advice="Revoke it in the user or project settings of GitLab " + _LOAD,
        references=(_GITLAB,),
        examples=("GITLAB_TOKEN=glpat-<base62:20>", "gldt-<base64url:19>a", "glagent-<base62:50>"),
        counterexamples=("glpat-your-token-goes-here", "glpat-xxxxxxxxxxxxxxxxxxxx"),
    ),
    token(
        "source_hosting.atlassian",
        "Atlassian or Bitbucket token",
        r"\bAT(?:ATT3x|CTT3x|BB)(?P<value>[A-Za-z0-9_=-]{28,220})" + END,
        keywords=("atatt3x", "atctt3x", "atbb"),
        advice="Revoke it at id.atlassian.com > Security > API tokens " + _LOAD,
        references=(_ATLASSIAN,),
        examples=("JIRA_TOKEN=ATATT3xFfGF0<base64url:170>=<HEX:8>", "ATBB<base62:24><HEX:8>"),
        counterexamples=("BATBB is no word at all and ATBBs are neither",),
    ),
    token(
        "source_hosting.atlassian-named",
        "Atlassian or Bitbucket secret (older form)",
        near(
            "bitbucket|atlassian|confluence|jira",
            r"[A-Za-z0-9]{24}|[A-Za-z0-9_=-]{32}|[A-Za-z0-9_=-]{64}",
        ),
        keywords=("bitbucket", "atlassian", "confluence", "jira"),
        weight=NAMED,
        advice="Revoke it at id.atlassian.com > Security > API tokens " + _LOAD,
        references=(_ATLASSIAN,),
        examples=("BITBUCKET_CLIENT_SECRET=<base62:32>", 'jira_api_token = "<base62:24>"'),
        counterexamples=("bitbucket_team = our_very_own_platform_team_of2",),
    ),
    *formats("source_hosting", _FORMATS),
)
detect = rules_detector(RULES)
