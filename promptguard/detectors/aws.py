"""Keys of Amazon Web Services and of what speaks its protocols."""

import re
from base64 import b32decode
from random import Random

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.surroundings import text_around
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import (
    END,
    NAMED,
    Format,
    Named,
    formats,
    named,
    random_value,
    token,
)
from promptguard.evidence.words import is_random
from promptguard.model import Weight

_ADVICE = (
    "Deactivate the key in the IAM console, look at CloudTrail for its use, and let the code take "
    "credentials from a role, SSO or the environment."
)
_IDS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"
_KEYS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"
_BEDROCK = "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html"
_SECRET = patterns.compile(
    r"(?<![\w/+-])(?=[^\s\"']*[a-z])(?=[^\s\"']*[A-Z])[A-Za-z0-9/+]{40}(?![\w/+=])"
)
_MOST_ACCOUNTS = 10**12


def account_of(key_id: str) -> int:
    """The account number that a key id made since 2019 carries; 0 for the older ones.

    Source: the identifier's base 32 body; bit 47 marks the newer kind, 40 bits are the account.
    """
    number = int.from_bytes(b32decode(key_id[4:])[:6], "big")
    return (number & 0x7FFFFFFFFF80) >> 7 if number >> 47 else 0


def _is_key_id(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    weights = random_value(match, document)
    if weights is None:
        return None
    if account_of(match[0]) >= _MOST_ACCOUNTS:
        return (Weight(-1, "carries no possible account number"), *weights)
    if _SECRET.search(text_around(match, 200)):
        return (Weight(1, "a value like its secret key stands beside it"), *weights)
    return weights


def _is_secret_key(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    value = match["value"]
    if not (re.search("[a-z]", value) and re.search("[A-Z]", value) and re.search("[0-9]", value)):
        return None  # A digest or a word; one secret key in 10^4 has no digit.
    if not is_random(value):
        return None  # A path of words, as in the name of a managed policy.
    weights = random_value(match, document)
    return None if weights is None else (Weight(1, "40 random characters"), *weights)


def _example_id(random: Random) -> str:
    return "aws_access_key_id = AKIA" + random.choice("YZ") + "A" + pick(random, "base32", 14)


# fmt: off
_FORMATS = (
    Format("bedrock-api-key", "Amazon Bedrock API key",
           "ABSKQmVkcm9ja0FQSUtleS<base64:90-270>{==|=|}", "the Bedrock console", _BEDROCK),
    Format("bedrock-short-term-key", "Amazon Bedrock short-term API key",
           "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t<base64:20-4000>{==|=|}",
           "the IAM console, with the session of the role that made it", _BEDROCK),
    Format("marketplace-web-service", "Amazon MWS auth token", "amzn.mws.<uuid>",
           "sellercentral.amazon.com > User permissions",
           "https://developer-docs.amazon.com/sp-api/docs/authorizing-selling-partner-api-applications"),
    Format("login-client-secret", "Login with Amazon client secret", "amzn1.oa2-cs.v1.<hex:64>",
           "developer.amazon.com > Login with Amazon",
           "https://developer.amazon.com/docs/login-with-amazon/documentation-overview.html"),
    Format("login-refresh-token", "Login with Amazon refresh token", "Atzr|<base64url:100-2000>",
           "amazon.com > Login with Amazon",
           "https://developer.amazon.com/docs/login-with-amazon/refresh-token.html"),
)
_NAMED = (
    Named("cognito-client-secret", "Amazon Cognito app client secret", "cognito", "<alnum:48-56>",
          "the Cognito console > App clients",
          "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html"),
    Named("appsync-key", "AWS AppSync API key", "appsync|graphql", "da2-<alnum:26>",
          "the AppSync console > Settings",
          "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html"),
    Named("ses-smtp-password", "Amazon SES SMTP password", "ses smtp|smtp", "B<base64:43>",
          "the SES console > SMTP settings",
          "https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html"),
)
# fmt: on


RULES = (
    token(
        "aws.access-key-id",
        "AWS access key id",
        r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}" + END,
        keywords=("akia", "asia", "abia", "acca"),
        validate=_is_key_id,
        advice=_ADVICE,
        references=(_IDS, _KEYS),
        examples=(
            _example_id,
            'AWS_KEY="AKIAYA<base32:14>"\nAWS_SECRET="<base62:20>/<base62:18>9"',
            "--access-key ASIAZA<base32:14> --region eu-west-1",
        ),
        counterexamples=(
            "AKIAIOSFODNN7" + "EXAMPLE",
            "aws_access_key_id = AKIAXXXXXXXXXXXXXXXX",
            "data:image/png;base64,AKIA<base32:17>",
        ),
    ),
    token(
        "aws.secret-access-key",
        "AWS secret access key",
        r"(?i:aws|secret_?access_?key|secret_?key|amazon)"
        r"(?P<rest>[\w .-]{0,30})[\"'`\]\\]{0,3}[ \t]{0,4}"
        r"(?:[:?+.|]{0,3}={1,3}>?|:{1,2}|,|>)[ \t]{0,4}[\"'`\\]{0,2}"
        r"(?P<value>[A-Za-z0-9/+]{40})(?![\w/+=-])",
        keywords=("aws", "secret", "amazon"),
        weight=NAMED,
        validate=_is_secret_key,
        advice=_ADVICE,
        references=(_KEYS,),
        examples=(
            "AWS_SECRET_ACCESS_KEY=a7<base62:20>/<base62:17>",
            'aws_secret_key: "<base64:37>Qx4"',
            '"SecretAccessKey": "<base64:37>Qx4"',
        ),
        counterexamples=(
            "aws_commit: <hex:40>",
            "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI" + "/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "aws_secret_access_key = " + "x" * 40,
        ),
    ),
    token(
        "aws.session-token",
        "AWS session token",
        r"(?i:session_?token|security_?token)[\"']{0,2}[ \t]{0,4}[:=]{1,2}[ \t]{0,4}[\"']?"
        r"(?P<value>(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|FQoDYXdz)[A-Za-z0-9+/]{80,2000}={0,2})",
        signal=r"(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|FQoDYXdz)[A-Za-z0-9+/]{24}",
        keywords=("iqojb3jpz2lu", "fwogzxivyxdz", "fqogzxivyxdz", "fqodyxdz"),
        advice="Revoke the role's active sessions in the IAM console, and fetch them at run time.",
        references=(
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html",
        ),
        examples=("aws_session_token = IQoJb3JpZ2lu<base64:300>==",),
        counterexamples=("aws_session_token = IQoJb3JpZ2luEXAMPLE",),
    ),
    *formats("aws", _FORMATS),
    *named("aws", _NAMED),
)
detect = rules_detector(RULES)
