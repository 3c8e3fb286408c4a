"""Keys of cloud providers beside Amazon and Microsoft: Google and the Asian and European ones."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.placeholders import is_repetition
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.tokens import END, NAMED, near, random_value, token
from promptguard.model import Weight

_ROLE = "and let the code take credentials from a role or the environment."


def _is_service_account(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The key file of a service account, if a key of that form stands near its type."""
    nearby = match.string[max(0, match.start() - 4000) : match.end() + 4000]
    key = re.search(r"PRIVATE KEY-----\\+n([A-Za-z0-9+/]{40})", nearby)
    if key is None or is_repetition(key[1]):
        return None
    return (Weight(1, "its private key stands beside it"), *place_weight(document, -2))


RULES = (
    token(
        "cloud.gcp-api-key",
        "Google API key (Cloud, Maps, Gemini)",
        r"\bAIza[\w-]{35}" + END,
        keywords=("aiza",),
        advice="Delete or restrict the key in the Google Cloud console " + _ROLE,
        references=("https://cloud.google.com/docs/authentication/api-keys",),
        examples=("GOOGLE_API_KEY=AIza<base64url:34>x", "maps.js?key=AIza<base62:35>&v=3"),
        counterexamples=("AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "AIzaSyYOUR_API_KEY"),
    ),
    token(
        "cloud.gcp-service-account",
        "Google Cloud service account key file",
        r"[\"']type[\"']\s{0,4}:\s{0,4}[\"']service_account[\"']",
        keywords=("service_account",),
        validate=_is_service_account,
        advice="Delete the key of that service account and use workload identity or impersonation.",
        references=("https://cloud.google.com/iam/docs/keys-create-delete",),
        examples=(
            '{"type": "service_account", "project_id": "acme", "private_key": "-----BEGIN PRIVATE '
            + 'KEY-----\\n<base64:64>\\n<base64:64>\\n"}',
        ),
        counterexamples=('{"type": "service_account", "project_id": "acme"}',),
    ),
    token(
        "cloud.gcp-oauth-secret",
        "Google OAuth client secret",
        r"\bGOCSPX-[\w-]{28}" + END,
        keywords=("gocspx-",),
        advice="Reset the client secret in the Google Cloud console " + _ROLE,
        references=("https://developers.google.com/identity/protocols/oauth2",),
        examples=('"client_secret": "GOCSPX-<base64url:27>a"',),
        counterexamples=("GOCSPX-your-client-secret-goes-here",),
    ),
    token(
        "cloud.gcp-oauth-token",
        "Google OAuth access or refresh token",
        r"\bya29\.(?P<value>[\w-]{40,400})|\b1//0[0-9a-z](?P<refresh>[\w-]{40,120})" + END,
        keywords=("ya29.", "1//0"),
        advice="Revoke the grant in the Google account's security page " + _ROLE,
        references=("https://developers.google.com/identity/protocols/oauth2",),
        examples=("access_token=ya29.<base64url:120>", "refresh_token: 1//0g<base64url:60>a"),
        counterexamples=("ya29.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",),
    ),
    token(
        "cloud.alibaba-access-key-id",
        "Alibaba Cloud AccessKey id",
        r"\bLTAI(?=\w*\d)[A-Za-z0-9]{12,24}" + END,
        keywords=("ltai",),
        advice="Disable the AccessKey in the RAM console " + _ROLE,
        references=(
            "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
        ),
        examples=("ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5t<base62:17>7",),
        counterexamples=("LTAIxxxxxxxxxxxxxxxxxxxx", "RESULTAIMPLEMENTATIONCLASS"),
    ),
    token(
        "cloud.alibaba-secret",
        "Alibaba Cloud AccessKey secret",
        near(r"alibaba|aliyun|access_?key_?secret", r"[A-Za-z0-9]{30}"),
        keywords=("alibaba", "aliyun", "secret"),
        weight=NAMED,
        advice="Disable the AccessKey in the RAM console " + _ROLE,
        references=(
            "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
        ),
        examples=("aliyun_access_key_secret = '<base62:30>'", "accessKeySecret: <base62:30>"),
        counterexamples=("aliyun_region = cn-hangzhou",),
    ),
    token(
        "cloud.tencent-secret-id",
        "Tencent Cloud SecretId",
        r"\bAKID(?=\w*\d)[A-Za-z0-9]{32}" + END,
        keywords=("akid",),
        advice="Disable the key in the CAM console " + _ROLE,
        references=("https://www.tencentcloud.com/document/product/598/32675",),
        examples=("TENCENTCLOUD_SECRET_ID=AKID<base62:31>4",),
        counterexamples=("AKIDxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",),
    ),
    token(
        "cloud.yandex-token",
        "Yandex Cloud key or token",
        r"\b(?:AQVN[\w-]{35,38}|YC[ANM][\w-]{37}|t1\.[A-Z0-9a-z_-]{8,400}={0,2}\.[\w-]{86}={0,2})"
        + END,
        keywords=("aqvn", "yca", "ycn", "ycm", "t1."),
        advice="Delete the key of that service account " + _ROLE,
        references=("https://yandex.cloud/en/docs/iam/concepts/authorization/",),
        examples=("YANDEX_API_KEY=AQVN<base64url:34>k", "iam: t1.9euel<base64url:40>.<base62:86>"),
        counterexamples=("AQVN_____________________________________",),
    ),
    token(
        "cloud.ibm-api-key",
        "IBM Cloud API key",
        near(r"ibm(?:cloud)?|bluemix|softlayer", r"[\w-]{44}"),
        keywords=("ibm", "bluemix", "softlayer"),
        weight=NAMED,
        validate=lambda match, document: (
            random_value(match, document)
            if re.search("key|token", match[0], re.IGNORECASE)
            else None
        ),
        advice="Delete the key under Manage > Access (IAM) " + _ROLE,
        references=("https://cloud.ibm.com/docs/account?topic=account-userapikey",),
        examples=("IBMCLOUD_API_KEY=<base64url:43>a",),
        counterexamples=("ibm_region = us-south",),
    ),
)
detect = rules_detector(RULES)
