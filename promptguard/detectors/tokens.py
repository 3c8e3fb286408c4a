"""Tokens that no vendor's prefix marks: JSON Web Tokens and Authorization headers."""

import binascii
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from random import Random

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.assignments import Strength, strength
from promptguard.evidence.placeholders import placeholder
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import token
from promptguard.model import Weight

_HEADERS = r"(?i:authorization|x-[a-z-]{0,30}(?:key|token|secret)|private-token|api-?key)"
_WORDS = -0.8
_EXPIRE = "Revoke the session or rotate the signing key, and fetch tokens at run time."
#: The person and number in the sample of jwt.io, which half of all manuals repeat.
_SAMPLE_CLAIMS = ({"sub": "1234567890"}, {"name": "John Doe"}, {"some": "payload"})


#: What a token says of its bearer, its maker, its time or its use; one without any opens nothing.
_TELLING = patterns.compile(
    r"sub|iss|aud|exp|iat|nbf|jti|azp|c?nonce|scp|groups|permissions?|sid|act|cnf|.*(?:user|client"
    r"|account|customer|tenant|device|session|app|project|org|owner|member|team|mail|login|name|key"
    r"|token|grant|access|auth|admin|role|scope|uid|[_-]id|(?-i:Id)).*|id",
    re.IGNORECASE,
)


def _decoded(part: str) -> "dict[str, object] | None":
    try:
        found = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_jwt(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    header = _decoded(match["header"])
    claims = _decoded(match["claims"])
    if header is None or "alg" not in header or claims is None:
        return None
    if any(sample.items() <= claims.items() for sample in _SAMPLE_CLAIMS):
        return None
    if placeholder(match["signature"]):
        return None
    told = Weight(1, "its header names an algorithm")
    if not any(map(_TELLING.fullmatch, claims)):
        told = Weight(-1, "it says neither whose it is nor what it is for")
    return (told, *place_weight(document))


def _jwt_example(random: Random) -> str:
    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": pick(random, "hex", 12), "iat": 1700000000})
    coded = [urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return f"token = '{coded[0]}.{coded[1]}.{pick(random, 'base64url', 42)}a'"


def _looks_made(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    value = match["value"]
    if strength(value) is not Strength.RANDOM:
        return None
    return place_weight(document)


def _basic(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Basic credentials decode to `user:password`."""
    value = match["value"]
    try:
        user, colon, password = (
            urlsafe_b64decode(value.replace("+", "-").replace("/", "_") + "=" * (-len(value) % 4))
            .decode("utf-8")
            .partition(":")
        )
    except (ValueError, binascii.Error):
        return None
    if not colon or len(password) < 6 or not (user + password).isprintable():
        return None
    if placeholder(password) or user.lower() in ("user", "username", "aladdin") or user == password:
        return None
    return place_weight(document)


def _basic_example(random: Random) -> str:
    pair = f"deploy:{pick(random, 'base62', 14)}"
    return f"Authorization: Basic {urlsafe_b64encode(pair.encode()).decode()}"


RULES = (
    token(
        "tokens.jwt",
        "JSON Web Token",
        r"\b(?P<header>ey[A-Za-z0-9_-]{10,800})\.(?P<claims>ey[A-Za-z0-9_-]{10,6000})\."
        r"(?P<signature>[\w-]{20,800})",
        signal=r"\bey[A-Za-z0-9_-]{10,200}\.ey[A-Za-z0-9_-]{10}",
        keywords=("ey",),
        weight=Weight(2, "three parts of a token"),
        validate=_is_jwt,
        advice=_EXPIRE,
        references=("https://www.rfc-editor.org/rfc/rfc7519",),
        examples=(_jwt_example,),
        counterexamples=(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
            + ".eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0."
            + "<base62:43>",
            "eyewitness.eyelashesandbrows.somethingelseentirely",
        ),
    ),
    token(
        "tokens.bearer",
        "Authorization header with a token",
        rf"{_HEADERS}[\"'\\]{{0,3}}[ \t]{{0,3}}[:=,][ \t]{{0,3}}[\"'\\]{{0,3}}"
        r"(?:(?i:bearer|token|api-?token)[ \t]+)?[\"']?(?P<value>[\w=~@.+/-]{20,400})",
        signal=rf"{_HEADERS}[\x22'\\]{{0,3}}[ \t]{{0,3}}[:=,]"
        r"[ \t\x22'\\]{0,6}(?:[A-Za-z-]{5,9}[ \t]+)?[\x22']?[\w=~@.+/-]{20}",
        keywords=("authorization", "x-", "private-token", "api-key", "apikey"),
        weight=Weight(2, "the value of an authorization header"),
        validate=_looks_made,
        advice=_EXPIRE,
        references=("https://www.rfc-editor.org/rfc/rfc6750",),
        examples=(
            "Authorization: Bearer 9x<base62:30>4k",
            'curl -H "X-API-Key: <hex:38>9f" https://api.acme.test',
        ),
        counterexamples=(
            "Authorization: Bearer $ACCESS_TOKEN",
            "Authorization: Bearer <your-token>",
            'headers["Authorization"] = build_authorization_header_value(user)',
        ),
    ),
    token(
        "tokens.basic",
        "Authorization header with user and password",
        r"(?i:authorization)[\"'\\]{0,3}[ \t]{0,3}[:=,][ \t]{0,3}[\"'\\]{0,3}(?i:basic)[ \t]+"
        r"(?P<value>[A-Za-z0-9+/_-]{12,200}={0,2})(?![\w.])",
        keywords=("authorization",),
        validate=_basic,
        advice="Change the password, and send it from a credential store.",
        references=("https://www.rfc-editor.org/rfc/rfc7617",),
        examples=(_basic_example,),
        counterexamples=(
            "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
            "Authorization: Basic " + "x" * 24,
        ),
    ),
)
detect = rules_detector(RULES)
