"""Private keys in the text forms that people paste and commit."""

import re
from base64 import b64decode, b64encode
from random import Random

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.entropy import shannon
from promptguard.evidence.placeholders import is_repetition
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import token
from promptguard.model import Weight

_KINDS = "RSA |DSA |EC |OPENSSH |ENCRYPTED |SSH2 ENCRYPTED |PGP |ANY "
_LEAST_BODY = 40
_ADVICE = "Remove the key, revoke it, and load the new one from a key store or agent."
#: Between lines of a key: its own newline, an escaped one, quotes and marks of the code around it.
_NEWLINE = patterns.compile(r"(?:\\+[nr]|[\s\"'`,;+.>#|*()\\-])+")
_HEADER = patterns.compile(r"[A-Za-z][A-Za-z0-9-]{2,30}: ?[^\n\\]{0,120}")
#: The same in the rule's pattern. Atomic: gap and line share the plus sign, and a text of nothing
#: else must not be tried in every partition.
_GAP = r"(?>(?:\\+[nrt]|[\s\"'`,;+.>#|*()\\]|-(?!----)){1,80})"
_FIELD = r"[A-Za-z][A-Za-z0-9-]{2,30}: ?[^\n\\]{0,120}"
_LINE = r"(?>[A-Za-z0-9+/]{16,100000})={0,2}"
_END = r"(?>[A-Za-z0-9+/]{1,15})={0,2}(?![A-Za-z0-9+/ ])"
_MATERIAL = patterns.compile(
    r"[A-Za-z0-9+/]{16,}={0,2}|[A-Za-z0-9+/]{1,15}={1,2}|=[A-Za-z0-9+/]{4}"
)


def key_material(body: str) -> str:
    """The base64 behind a header up to the first piece that is none: code, prose or the end."""
    material = ""
    for piece in _NEWLINE.split(_HEADER.sub("", body)):
        if not piece:
            continue
        if not _MATERIAL.fullmatch(piece) and not (
            material and re.fullmatch(r"[A-Za-z0-9+/]{1,15}", piece)
        ):
            break
        material += piece
    return material


def _has_body(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A header alone is documentation; a key has a body of base64 behind it."""
    material = key_material(match["body"])
    if len(material) < _LEAST_BODY or shannon(material) < 3.5:
        return None
    length = Weight(2, f"{len(material)} characters of key material behind the header")
    return (length, *place_weight(document, -2))


def _example(kind: str, newline: str = "\n") -> str:
    begin, end = f"-----BEGIN {kind}KEY", f"-----END {kind}KEY"
    lines = (f"{begin}-----", "<base64:64>", "<base64:64>", "<base64:30>==", f"{end}-----")
    return newline.join(lines)


def _wrapped(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Certificates begin the same way; four characters on they part."""
    head = b64decode("LS0tLS1CRUdJTi" + match["value"][:42])
    return place_weight(document, -2) if b"PRIVATE KEY-----" in head else None


def _wrapped_example(random: Random) -> str:
    body = "".join(f"{pick(random, 'base64', 64)}\n" for _ in range(3))
    pem = f"-----BEGIN EC PRIVATE {'KEY'}-----\n{body}"
    return f"client-key-data: {b64encode(pem.encode()).decode()}"


def _wireguard(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    return None if is_repetition(match["value"][:-1]) else place_weight(document, -2)


def _jwk(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The private exponent is one only inside a key: an object that names its type."""
    around = match.string[max(0, match.start() - 3000) : match.end() + 3000]
    if not re.search(r"[\"']kty[\"']\s{0,3}:\s{0,3}[\"'](?:RSA|EC|OKP)[\"']", around):
        return None
    return (Weight(2, "beside the key's type"), *place_weight(document, -2))


def _jwk_example(random: Random) -> str:
    return '{"kty": "EC", "crv": "P-256", "d": "' + pick(random, "base64url", 43) + '"}'


RULES = (
    token(
        "private_keys.pem",
        "Private key (PEM, OpenSSH or PGP)",
        rf"-----BEGIN (?:{_KINDS})?PRIVATE KEY(?: BLOCK)?-----"
        rf"(?P<body>(?:{_GAP}{_FIELD}){{0,12}}(?:{_GAP}{_LINE}){{1,400}}(?:{_GAP}{_END})?)",
        signal=r"-----BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY(?: BLOCK)?-----",
        keywords=("private key",),
        weight=Weight(2, "header of a private key"),
        validate=_has_body,
        lines=200,
        advice=_ADVICE,
        examples=(
            _example("RSA PRIVATE "),
            _example("OPENSSH PRIVATE ").replace(
                "\n", "\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB\n", 1
            ),
            _example("PRIVATE "),
            '{"private_key": "' + _example("PRIVATE ", "\\n") + '\\n"}',
            'KEY = ("' + _example("EC PRIVATE ", '\\n"\n       "') + '")',
            "-----BEGIN PGP PRIVATE KEY"
            + " BLOCK-----\nVersion: GnuPG v2\n\n<base64:64>\n<base64:64>\n=<base64:4>",
        ),
        counterexamples=(
            "-----BEGIN PRIVATE " + "KEY-----\n...\n-----END PRIVATE " + "KEY-----",
            _example("PUBLIC "),
            'if "BEGIN RSA PRIVATE ' + 'KEY" in text: raise ValueError("a private key")',
            'if header == "-----BEGIN RSA PRIVATE '
            + 'KEY-----":\n    return "PKCS1"\n\nreturn ""\n\n\n'
            "__all__ = (\n    'restore_on_failure',\n    'safe_atomic_move',\n)\n",
        ),
        references=(
            "https://www.rfc-editor.org/rfc/rfc7468",
            "https://www.rfc-editor.org/rfc/rfc9580",
        ),
    ),
    token(
        "private_keys.putty",
        "Private key (PuTTY)",
        r"PuTTY-User-Key-File-[23]: (?P<body>[^\r\n]+[\s\S]{40,6000}?Private-Lines: \d+\s+"
        r"[A-Za-z0-9+/=\r\n]{40,})",
        signal=r"PuTTY-User-Key-File-[23]: ",
        keywords=("putty-user-key-file",),
        weight=Weight(4, "header and private lines of a PuTTY key"),
        lines=200,
        advice=_ADVICE,
        validate=lambda match, document: (
            None if is_repetition(match[0][-40:].strip()) else place_weight(document, -2)
        ),
        examples=(
            "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: work\nPublic-Lines: 1\n"
            "<base64:64>\nPrivate-Lines: 2\n<base64:64>\n<base64:40>\nPrivate-MAC: <hex:40>",
        ),
        counterexamples=("PuTTY-User-Key-File-2: ssh-rsa",),
        references=("https://the.earth.li/~sgtatham/putty/0.81/htmldoc/AppendixC.html",),
    ),
    token(
        "private_keys.base64",
        "Private key (PEM once more in base64)",
        r"LS0tLS1CRUdJTi(?P<value>[A-Za-z0-9+/]{80,16000}={0,2})",
        signal=r"LS0tLS1CRUdJTi[A-Za-z0-9+/]{60}",
        keywords=("ls0tls1crudjti",),
        weight=Weight(3, "a PEM header in base64"),
        validate=_wrapped,
        advice=_ADVICE,
        examples=(_wrapped_example,),
        counterexamples=("LS0tLS1CRUdJTi" + "BDRVJUSUZJQ0FURS0tLS0t" + "<base64:120>",),
        references=(
            "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
        ),
    ),
    token(
        "private_keys.wireguard",
        "WireGuard private key",
        r"\bPrivateKey[ \t]*=[ \t]*(?P<value>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![\w+/=])",
        keywords=("privatekey",),
        validate=_wireguard,
        advice="Make a new key pair on that host, and give its peers the new public key.",
        examples=("[Interface]\nPrivateKey = <base64:42>A=",),
        counterexamples=("PrivateKey = " + "A" * 43 + "=", "PublicKey = <base64:42>A="),
        references=("https://www.wireguard.com/quickstart/",),
    ),
    token(
        "private_keys.jwk",
        "Private key (JSON Web Key)",
        r"[\"']d[\"']\s{0,3}:\s{0,3}[\"'](?P<value>[\w-]{40,700})[\"']",
        keywords=("d",),
        weight=Weight(2, "a private exponent"),
        validate=_jwk,
        advice=_ADVICE,
        examples=(_jwk_example,),
        counterexamples=('{"kty": "EC", "x": "<base64url:43>"}', '{"d": "<base64url:43>"}'),
        references=("https://www.rfc-editor.org/rfc/rfc7517",),
    ),
)
detect = rules_detector(RULES)
