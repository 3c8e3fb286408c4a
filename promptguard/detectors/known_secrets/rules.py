"""One rule for each type of secret that detect-secrets knows, named as its reports name it."""

import json
from base64 import urlsafe_b64encode
from random import Random
from typing import NamedTuple

from promptguard.detectors.known_secrets.anchors import ANCHORS
from promptguard.evidence.templates import pick
from promptguard.model import Confidence, Level, Rule
from promptguard.model.rule import Example

_REFERENCE = "https://github.com/Yelp/detect-secrets"
_ADVICE = (
    "If it is a real credential, revoke it and load it from a secret store; if it is not, accept "
    "it with `# pragma: allowlist secret` or in the baseline."
)
_VARIABLE = "value = "


class _Type(NamedTuple):
    """A detect-secrets type: its plugin and name, and what does and does not make it speak."""

    plugin: str
    name: str
    example: Example | None
    counterexample: Example
    guess: bool = False
    label: str = "secret"


def _jwt(random: Random) -> str:
    header = {"alg": "HS256", "typ": "JWT"}
    parts = [
        urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
        for part in (header, {"sub": pick(random, "alnum", 9)})
    ]
    return f"{_VARIABLE}{'.'.join(parts)}.{pick(random, 'base64url', 43)}"


_TYPES = (
    _Type("ArtifactoryDetector", "Artifactory Credentials",
          'x="AKC<base62:20>"', 'x="AKC<base62:5>"'),
    _Type("AWSKeyDetector", "AWS Access Key",
          _VARIABLE + "AKIA<ALNUM:16>", _VARIABLE + "AKIA<ALNUM:9>"),
    _Type("AzureStorageKeyDetector", "Azure Storage Account access key",
          "AccountKey=<base64:86>==", "AccountKey=<base64:20>"),
    _Type("BasicAuthDetector", "Basic Auth Credentials",
          "https://ann:<base62:12>@example.com/", "https://ann@example.com/"),
    _Type("CloudantDetector", "Cloudant Credentials",
          'cloudant_password = "<hex:64>"', 'cloudant_password = ""'),
    _Type("DiscordBotTokenDetector", "Discord Bot Token",
          _VARIABLE + "M<base62:23>.<base62:6>.<base62:27>", _VARIABLE + "M<base62:23>.<base62:6>"),
    _Type("GitHubTokenDetector", "GitHub Token",
          _VARIABLE + "ghp_<base62:36>", _VARIABLE + "ghp_<base62:12>"),
    _Type("GitLabTokenDetector", "GitLab Token",
          _VARIABLE + "glpat-<base62:20>", _VARIABLE + "glpat-<base62:8>"),
    _Type("Base64HighEntropyString", "Base64 High Entropy String",
          'x = "<base64:64>"', 'x = "aaaabbbbccccddddaaaabbbbccccdddd"', guess=True),
    _Type("HexHighEntropyString", "Hex High Entropy String",
          'x = "<hex:64>"', 'x = "deadbeefdeadbeef"', guess=True),
    _Type("IbmCloudIamDetector", "IBM Cloud IAM Key",
          'ibm_cloud_iam_key = "<base62:44>"', 'ibm_cloud_iam_key = "<base62:20>"'),
    _Type("IbmCosHmacDetector", "IBM COS HMAC Credentials",
          'cos_hmac_secret_key = "<hex:48>"', 'cos_hmac_secret_key = "<hex:20>"'),
    _Type("IPPublicDetector", "Public IP (ipv4)",
          # The filter `is_not_alphanumeric_string` refuses each, unless a baseline leaves it out.
          None, "host = 10.0.0.17", guess=True, label="infrastructure"),
    _Type("JwtTokenDetector", "JSON Web Token", _jwt, _VARIABLE + "eyJ<base62:9>.<base62:9>"),
    _Type("KeywordDetector", "Secret Keyword",
          'password = "<base62:12>"', 'password = "{{ password }}"'),
    _Type("MailchimpDetector", "Mailchimp Access Key",
          _VARIABLE + "<hex:32>-us12", _VARIABLE + "<hex:12>-us12"),
    _Type("NpmDetector", "NPM tokens",
          "//registry.npmjs.org/:_authToken=npm_<base62:36>",
          "//registry.npmjs.org/:_authToken=${NPM_TOKEN}"),
    _Type("OpenAIDetector", "OpenAI Token",
          _VARIABLE + "sk-<base62:20>T3BlbkFJ<base62:20>", _VARIABLE + "sk-<base62:20>"),
    _Type("PrivateKeyDetector", "Private Key",
          "-----BEGIN RSA PRIVATE " + "KEY-----", "-----BEGIN RSA PUBLIC " + "KEY-----"),
    _Type("PypiTokenDetector", "PyPI Token",
          _VARIABLE + "pypi-AgEIcHlwaS5vcmc<base64url:80>", _VARIABLE + "pypi-<base64url:20>"),
    _Type("SendGridDetector", "SendGrid API Key",
          _VARIABLE + "SG.<base64url:22>.<base64url:43>", _VARIABLE + "SG.<base64url:22>"),
    _Type("SlackDetector", "Slack Token",
          _VARIABLE + "xoxb-<digit:12>-<digit:12>-<alnum:24>", _VARIABLE + "xoxb-<alnum:6>"),
    _Type("SoftlayerDetector", "SoftLayer Credentials",
          'softlayer_api_key = "<alnum:64>"', 'softlayer_api_key = "<alnum:9>"'),
    _Type("SquareOAuthDetector", "Square OAuth Secret",
          _VARIABLE + "sq0csp-<base62:43>", _VARIABLE + "sq0csp-<base62:9>"),
    _Type("StripeDetector", "Stripe Access Key",
          _VARIABLE + "sk_live_<base62:24>", _VARIABLE + "sk_test_<base62:24>"),
    _Type("TelegramBotTokenDetector", "Telegram Bot Token",
          _VARIABLE + "<digit:9>:<base62:35>", _VARIABLE + "<digit:9>:<base62:12>"),
    _Type("TwilioKeyDetector", "Twilio API Key",
          _VARIABLE + "AC<hex:32>", _VARIABLE + "AC<hex:12>"),
)  # fmt: skip

#: Types of plugins that a user wrote have this one rule.
CUSTOM = "known_secrets.custom-plugin"


def rule_id(name: str) -> str:
    """The rule for a type as detect-secrets spells it: its words in lower case, with dashes."""
    words = "".join(char if char.isalnum() else " " for char in name.lower()).split()
    return "known_secrets." + "-".join(words)


def _rule(kind: _Type) -> Rule:
    anchors = {anchor.plugin: anchor.pattern for anchor in ANCHORS}
    return Rule(
        id=rule_id(kind.name),
        title=f"{kind.name} (detect-secrets)",
        level=Level.CONFIDENTIAL if kind.guess else Level.RESTRICTED,
        labels=(kind.label,),
        pattern=anchors[kind.plugin],
        advice=_ADVICE,
        examples=() if kind.example is None else (kind.example,),
        counterexamples=(kind.counterexample,),
        ceiling=Confidence.VERY_UNLIKELY if kind.guess else Confidence.UNLIKELY,
        references=(_REFERENCE,),
    )


RULES = (
    *(_rule(kind) for kind in _TYPES),
    Rule(
        id=CUSTOM,
        title="Found by a detect-secrets plugin of your own",
        level=Level.RESTRICTED,
        labels=("secret",),
        pattern="(?!)",
        advice=_ADVICE,
        examples=(),
        ceiling=Confidence.UNLIKELY,
        references=(_REFERENCE,),
    ),
)
#: Rule ids of detect-secrets' own plugins, by class name.
RULE_OF_PLUGIN = {kind.plugin: rule_id(kind.name) for kind in _TYPES}
