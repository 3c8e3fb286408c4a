"""Keys and tokens of Google Cloud, Firebase and what Google's sign-in hands out."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.placeholders import is_repetition
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.tokens import Format, Named, formats, named, token
from promptguard.model import Weight

_OAUTH = "https://developers.google.com/identity/protocols/oauth2"
_CONSOLE = "console.cloud.google.com > Credentials"


def _is_service_account(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The key file of a service account, if a key of that form stands near its type."""
    nearby = match.string[max(0, match.start() - 4000) : match.end() + 4000]
    key = re.search(r"PRIVATE KEY-----\\+n([A-Za-z0-9+/]{40})", nearby)
    if key is None or is_repetition(key[1]):
        return None
    return (Weight(1, "its private key stands beside it"), *place_weight(document, -2))


# fmt: off
_FORMATS = (
    Format("api-key", "Google API key (Cloud, Maps, Firebase, Gemini)", "AIza<base64url:35>",
           _CONSOLE, "https://cloud.google.com/docs/authentication/api-keys"),
    Format("bound-api-key", "Google API key bound to a service account", "AQ.Ab8<base64url:47-56>",
           _CONSOLE, "https://ai.google.dev/gemini-api/docs/api-key"),
    Format("oauth-client-secret", "Google OAuth client secret", "GOCSPX-<base64url:28>", _CONSOLE,
           _OAUTH),
    Format("oauth-access-token", "Google OAuth access token", "ya29.<base64url:40-400>",
           "myaccount.google.com/connections", _OAUTH),
    Format("oauth-refresh-token", "Google OAuth refresh token", "1//0<base64url:41-121>",
           "myaccount.google.com/connections", _OAUTH),
    Format("oauth-authorization-code", "Google OAuth authorisation code", "4/0A<base64url:60-120>",
           "myaccount.google.com/connections", _OAUTH),
    Format("hmac-access-id", "Google Cloud Storage HMAC access id", "GOOG1E<ALNUM:55>",
           "console.cloud.google.com > Cloud Storage > Settings",
           "https://cloud.google.com/storage/docs/authentication/hmackeys"),
    Format("firebase-server-key", "Firebase Cloud Messaging server key",
           "AAAA<base64url:7>:APA91b<base64url:134-160>",
           "console.firebase.google.com > Cloud Messaging",
           "https://firebase.google.com/docs/cloud-messaging/auth-server"),
)
_NAMED = (
    Named("oauth-client-secret-older", "Google OAuth client secret (older form)",
          "google|client secret|gcp|gmail|youtube", "<base64url:24>", _CONSOLE, _OAUTH, weak=True),
    Named("hmac-secret", "Google Cloud Storage HMAC secret", "gcs|google|storage interop",
          "<base64:40>", "console.cloud.google.com > Cloud Storage > Settings",
          "https://cloud.google.com/storage/docs/authentication/hmackeys", weak=True),
    Named("recaptcha", "Google reCAPTCHA secret key",
          "recaptcha secret|recaptcha private|captcha secret", "6L<base64url:38>",
          "google.com/recaptcha/admin", "https://developers.google.com/recaptcha/docs/verify"),
    Named("firebase-ci-token", "Firebase CLI token", "firebase", "1//<base64url:40-120>",
          "firebase logout --token", "https://firebase.google.com/docs/cli"),
    Named("firebase-database-secret", "Firebase Realtime Database secret", "firebase",
          "<base62:40>", "console.firebase.google.com > Service accounts",
          "https://firebase.google.com/docs/database/rest/auth"),
)
# fmt: on

RULES = (
    *formats("google", _FORMATS),
    *named("google", _NAMED),
    token(
        "google.service-account",
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
)
detect = rules_detector(RULES)
