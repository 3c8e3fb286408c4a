"""Tokens of the places that host source code: GitHub, GitLab, Bitbucket and their like."""

import re
from base64 import urlsafe_b64encode
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.checksums import base36, crc32_base36, crc32_base62
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import END, Format, Named, checksummed, formats, named, token
from promptguard.model import Rule, Weight

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
_BITBUCKET = "https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/"
_SOURCEGRAPH = "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token"
_GITHUB_KINDS = (
    ("ghp_", "github", "GitHub personal access token"),
    ("gho_", "github-oauth", "GitHub OAuth access token"),
    ("ghu_", "github-app-user", "GitHub App user access token"),
    ("ghs_", "github-app-server", "GitHub App installation access token"),
    ("ghr_", "github-app-refresh", "GitHub App refresh token"),
)

# fmt: off
_GITLAB_FORMATS = (
    Format("gitlab-personal", "GitLab personal access token", "glpat-<base64url:20>",
           "gitlab.com/-/user_settings/personal_access_tokens", _GITLAB),
    Format("gitlab-deploy", "GitLab deploy token", "gldt-<base64url:20>",
           "Settings > Repository > Deploy tokens", _GITLAB),
    Format("gitlab-feed", "GitLab feed token", "glft-<base64url:20-70>",
           "gitlab.com/-/user_settings/personal_access_tokens", _GITLAB),
    Format("gitlab-incoming-mail", "GitLab incoming mail token", "glimt-<base64url:25>",
           "gitlab.com/-/user_settings/personal_access_tokens", _GITLAB),
    Format("gitlab-agent", "GitLab agent for Kubernetes token", "glagent-<base64url:50-1024>",
           "Operate > Kubernetes clusters of the project", _GITLAB),
    Format("gitlab-oauth-secret", "GitLab OAuth application secret", "gloas-<base64url:64>",
           "gitlab.com/-/user_settings/applications", _GITLAB),
    Format("gitlab-scim", "GitLab SCIM token", "glsoat-<base64url:20>",
           "Settings > SAML SSO of the group", _GITLAB),
    Format("gitlab-feature-flags", "GitLab feature flags client token", "glffct-<base64url:20>",
           "Deploy > Feature flags of the project", _GITLAB),
    Format("gitlab-trigger", "GitLab pipeline trigger token", "glptt-<hex:40>",
           "Settings > CI/CD of the project", _GITLAB),
    Format("gitlab-runner", "GitLab runner authentication token",
           "glrt-{|t1_|t2_|t3_}<base64url:20-27>", "Settings > CI/CD > Runners", _GITLAB),
    Format("gitlab-runner-registration", "GitLab runner registration token",
           "GR1348941<base64url:20>", "Settings > CI/CD > Runners", _GITLAB),
    Format("gitlab-runner-legacy", "GitLab runner registration token of the new form",
           "glrtr-<base64url:20-27>", "Settings > CI/CD > Runners", _GITLAB),
    Format("gitlab-job", "GitLab CI job token",
           "glcbt-{<base62:1-5>_<base64url:20>|"
           "eyJ<base64url:20-400>.eyJ<base64url:40-3000>.<base64url:40-1000>}",
           "GitLab (it ends with its job)", _GITLAB),
    Format("gitlab-workspace", "GitLab workspace token", "glwt-<base64url:20-64>",
           "the workspaces page of GitLab", _GITLAB),
)
_FORMATS = (
    Format("sourcegraph", "Sourcegraph access token", "sgp_{|local_}<Hex:40>",
           "the user settings of Sourcegraph", _SOURCEGRAPH),
    Format("sourcegraph-instance", "Sourcegraph access token of an instance",
           "sgp_<Hex:16>_<Hex:40>", "the user settings of Sourcegraph", _SOURCEGRAPH),
    Format("atlassian-api", "Atlassian API token",
           "{ATATT3x|ATSTT3x}<base64url:100-400>{=<HEX:8>|}",
           "id.atlassian.com > Security > API tokens",
           "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/"),
    Format("bitbucket-repository", "Bitbucket repository, project or workspace access token",
           "ATCTT3x<base64url:100-220>{=<HEX:8>|}", "Repository settings > Access tokens",
           _BITBUCKET),
    Format("bitbucket-app-password", "Bitbucket app password", "ATBB<base62:24><HEX:8>",
           "bitbucket.org/account/settings/app-passwords",
           "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/"),
)
_NAMED = (
    Named("bitbucket-client-secret", "Bitbucket OAuth consumer secret", "bitbucket",
          "{<base64url:64>|<base62:32>}", "bitbucket.org > OAuth consumers",
          "https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/"),
    Named("bitbucket-client-id", "Bitbucket OAuth consumer key", "bitbucket", "<base62:32>",
          "bitbucket.org > OAuth consumers",
          "https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/"),
    Named("bitbucket-server", "Bitbucket Data Center HTTP access token", "bitbucket|bbdc|stash",
          "<base64:44>", "Manage account > HTTP access tokens",
          "https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html"),
    Named("atlassian-older", "Atlassian API token (older form)", "atlassian|confluence|jira",
          "<base62:24>", "id.atlassian.com > Security > API tokens",
          "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/"),
    Named("jira-data-center", "Jira or Confluence Data Center access token", "jira|confluence",
          "<base64:44>", "Profile > Personal Access Tokens",
          "https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html"),
    Named("gitlab-older", "GitLab personal access token (older form)", "gitlab", "<base64url:20>",
          "gitlab.com/-/user_settings/personal_access_tokens", _GITLAB, weak=True),
    Named("github-older", "GitHub token (older form)", "github|gh token|gh pat", "<hex:40>",
          "github.com/settings/tokens", _GITHUB, weak=True),
    Named("gitea", "Gitea or Forgejo access token", "gitea|forgejo|codeberg", "<hex:40>",
          "Settings > Applications", "https://docs.gitea.com/development/api-usage"),
    Named("gitee", "Gitee access token", "gitee", "<hex:32>",
          "gitee.com/profile/personal_access_tokens", "https://gitee.com/api/v5/oauth_doc"),
    Named("gogs", "Gogs access token", "gogs", "<hex:40>", "Settings > Applications",
          "https://github.com/gogs/docs-api"),
    Named("sourcegraph-older", "Sourcegraph access token (older form)", "sourcegraph|src access",
          "<Hex:40>", "the user settings of Sourcegraph", _SOURCEGRAPH),
)
# fmt: on


def _github(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    body = match["body"]
    return checksummed(match, document, holds=crc32_base62(body[:-6]) == body[-6:])


def _github_rule(prefix: str, name: str, title: str) -> Rule:
    # A refresh token has 76 characters, and had 36.
    longer = "(?:[A-Za-z0-9]{40})?" if prefix == "ghr_" else ""

    def example(random: Random) -> str:
        body = pick(random, "base62", 30)
        return f"git clone https://{prefix}{body}{crc32_base62(body)}@github.com/a/b"

    return token(
        f"source_hosting.{name}",
        title,
        rf"\b{prefix}(?P<body>[A-Za-z0-9]{{36}}{longer}){END}",
        keywords=(prefix,),
        validate=_github,
        advice="Revoke it at github.com/settings/tokens " + _LOAD,
        references=(_GITHUB, _GITHUB_FORMAT),
        examples=(example, f"GITHUB_TOKEN={prefix}<base62:36>"),
        counterexamples=(f"{prefix}<base62:36>_and_more", f"{prefix}<base62:20>"),
    )


def _routable(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    whole = match[0]
    return checksummed(match, document, holds=crc32_base36(whole[:-7]) == whole[-7:])


def _routable_example(random: Random) -> str:
    routing = b"o:1\nu:" + pick(random, "alnum", 3).encode()
    payload = urlsafe_b64encode(random.randbytes(16) + routing + bytes([len(routing)]))
    encoded = payload.decode().rstrip("=")
    whole = f"glpat-{encoded}.01.{base36(len(encoded)).rjust(2, '0')}"
    return whole + crc32_base36(whole)


RULES = (
    *(_github_rule(prefix, name, title) for prefix, name, title in _GITHUB_KINDS),
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
    # An instance may set a word of its own in front of every token: `corp-glpat-`.
    *formats("source_hosting", _GITLAB_FORMATS, not_behind="."),
    *formats("source_hosting", _FORMATS),
    *named("source_hosting", _NAMED),
)
detect = rules_detector(RULES)
