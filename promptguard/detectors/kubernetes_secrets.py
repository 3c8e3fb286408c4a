"""Credentials in Kubernetes' own files: a Secret's values, a kubeconfig's users."""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from random import Random

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.assignments import Telling, telling
from promptguard.evidence.kept import kept_in_file
from promptguard.evidence.passwords import Made, made
from promptguard.evidence.placeholders import placeholder
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import token
from promptguard.model import Candidate, Finding, Note, Settings, Span, Weight
from promptguard.model.finding import confidence_of

_ADVICE = (
    "Change the value, and keep it in a sealed or external secret rather than in the manifest."
)
_SECRET = "https://kubernetes.io/docs/concepts/configuration/secret/"  # noqa: S105
_KUBECONFIG = "https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/"
#: Where a manifest begins and ends, and how far from its kind its data may stand.
_BREAK = "\n---"
_REACH = 8000
_BLOCK = patterns.compile(
    r"^(?P<indent>[ \t]*)[\"']?(?P<block>data|stringData)[\"']?[ \t]*:[ \t]*\{?[ \t]*\r?\n"
    r"(?P<lines>(?:(?P=indent)[ \t]+\S[^\n]*(?:\n|\Z)|[ \t]*\r?\n){1,200})",
    re.MULTILINE,
)
_ENTRY = patterns.compile(
    r"^[ \t]+[\"']?(?P<name>[\w.-]{1,100})[\"']?[ \t]*:[ \t]+[\"']?"
    r"(?P<value>[^\s\"'{}|>&*!][^\s\"']{2,4000})[\"']?[ \t]*,?[ \t]*\r?$",
    re.MULTILINE,
)


_USER = patterns.compile(
    r"(?:^[ \t-]{2,16}|[\"'{,][ \t]*)[\"']?(?:token|password)[\"']?[ \t]*:[ \t]*[\"']?"
    r"(?P<value>[^\s\"'{}()$,]{3,4000})(?=[\"'\s,}]|$)",
    re.MULTILINE,
)


def _entries(document: Document, byte_end: int) -> Iterator[Finding]:
    """The credentials of the Secret whose kind is told at a place."""
    text, place = document.text, document.offset(byte_end)
    first = text.rfind(_BREAK, max(0, place - _REACH), place) + 1 or max(0, place - _REACH)
    last = text.find(_BREAK, place, place + _REACH)
    for block in _BLOCK.finditer(text, first, last if last >= 0 else place + _REACH):
        for entry in _ENTRY.finditer(text, *block.span("lines")):
            added = _weigh(entry["name"], entry["value"], block["block"], document)
            if added is not None:
                weights = (RULES[0].weight, *added)
                span = Span(*entry.span("value"))
                yield Finding(RULES[0].id, span, confidence_of(weights), weights)


def _users(document: Document, byte_end: int) -> Iterator[Finding]:
    """Tokens and passwords of the users of the kubeconfig whose kind is told at a place."""
    text, place = document.text, document.offset(byte_end)
    start = text.find("users", max(0, place - _REACH), place + _REACH)
    if start < 0:
        return
    for user in _USER.finditer(text, start, place + _REACH):
        added = kept_in_file(user, document)
        if added is not None:
            weights = (RULES[1].weight, *added)
            yield Finding(RULES[1].id, Span(*user.span("value")), confidence_of(weights), weights)


def _weigh(name: str, raw: str, block: str, document: Document) -> tuple[Weight, ...] | None:
    """A name that tells, or a value no word could be."""
    value = raw if block == "stringData" else _decoded(raw)
    if not value or placeholder(value) or placeholder(raw):
        return None
    named, kind = telling(name) is not Telling.NO, made(value)
    if kind is not Made.MACHINE and not named:
        return None
    random = (Weight(1, "a value that looks random"),) if kind is Made.MACHINE else ()
    default = (Weight(-1, "a word or default that anyone would try"),) if kind < Made.PERSON else ()
    return (*random, *default, *place_weight(document, -2))


def _decoded(value: str) -> str:
    try:
        text = b64decode(value, validate=True).decode("utf-8").strip()
    except (ValueError, binascii.Error):
        return ""
    return text if text.isprintable() and len(text) >= 3 else ""


def _manifest(random: Random) -> str:
    coded = b64encode(pick(random, "base62", 16).encode()).decode()
    return f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: {coded}\n"


def _sealed(random: Random) -> str:
    return (
        _manifest(random)
        .replace("kind: Secret", "kind: SealedSecret")
        .replace("data:", "spec:\n  encryptedData:")
    )


_STRING_DATA = "kind: Secret\nmetadata:\n  name: db\nstringData:\n  "
RULES = (
    token(
        "kubernetes_secrets.entry",
        "Value of a Kubernetes Secret",
        r"[\"']?\bkind[\"']?[ \t]*:[ \t]*[\"']?Secret(?![\w-])",
        signal=r"\bkind[\x22']?[ \t]*:[ \t]*[\x22']?Secret[^\w-]",
        keywords=("kind",),
        weight=Weight(3, "an entry of a Secret's data"),
        advice=_ADVICE,
        references=(_SECRET,),
        examples=(
            _manifest,
            _STRING_DATA + "password: nx4<base62:8>",
            _STRING_DATA + 'config: "a"\n  apiToken: <hex:32>',
        ),
        counterexamples=(
            _sealed,
            _STRING_DATA + "password: ${DB_PASSWORD}",
            "kind: ConfigMap\ndata:\n  password_file: /run/secrets/<base62:12>",
            _STRING_DATA + "host: db7.corp.net",
        ),
    ),
    token(
        "kubernetes_secrets.kubeconfig",
        "Token or password of a kubeconfig user",
        r"[\"']?\bkind[\"']?[ \t]*:[ \t]*[\"']?Config(?![\w-])",
        signal=r"\bkind[\x22']?[ \t]*:[ \t]*[\x22']?Config[^\w-]",
        keywords=("kind",),
        weight=Weight(3, "what a user of a cluster signs in with"),
        advice="Revoke it, and sign in with an exec plugin or short-lived tokens.",
        references=(_KUBECONFIG,),
        examples=(
            "kind: Config\nusers:\n- name: ci\n  user:\n    token: <base62:40>",
            "kind: Config\nusers:\n- user:\n    password: m3<base62:8>\n    username: ci",
            '{"kind": "Config", "users": [{"user": {"token": "<base62:40>"}}]}',
        ),
        counterexamples=(
            "kind: Config\nusers:\n- name: ci\n  user:\n    tokenFile: /run/token",
            "kind: Config\nusers:\n- user:\n    password: REPLACE_ME",
            "  token: <base62:40>",
        ),
    ),
    token(
        "kubernetes_secrets.bootstrap",
        "Bootstrap token of a Kubernetes cluster",
        r"(?:--(?:token|tls-bootstrap-token)[ =]|\btoken: ?[\"']?)"
        r"(?P<value>[a-z0-9]{6}\.[a-z0-9]{16})"
        r"(?![\w.])",
        keywords=("token",),
        weight=Weight(3, "an option of kubeadm and a token of its form"),
        validate=lambda match, document: (
            None if placeholder(match["value"]) else place_weight(document, -2)
        ),
        advice="Delete it with `kubeadm token delete`, and make short-lived ones when nodes join.",
        references=("https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",),
        examples=("kubeadm join 10.3.0.4:6443 --token <alnum:6>.<alnum:16>",),
        counterexamples=("kubeadm join --token abcdef.0123456789abcdef",),
    ),
)


_detect = rules_detector(RULES[2:])


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """A Secret's entries and a kubeconfig's users, which may stand before the kind is told."""
    for candidate in candidates:
        if candidate.signal == RULES[0].id:
            yield from _entries(document, candidate.end)
        elif candidate.signal == RULES[1].id:
            yield from _users(document, candidate.end)
    yield from _detect(document, candidates, settings)
