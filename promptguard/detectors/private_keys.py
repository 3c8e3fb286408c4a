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
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_TERMS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_B64 = "[A-Za-z0-9+/]"
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


def _oct(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A symmetric key says so in its type; `k` alone is any variable."""
    around = match.string[max(0, match.start() - 400) : match.end() + 400]
    if not re.search(r"[\"']kty[\"']\s{0,3}:\s{0,3}[\"']oct[\"']", around):
        return None
    if is_repetition(match["value"]) or shannon(match["value"]) < 3:
        return None
    return (Weight(2, "beside the key's type"), *place_weight(document, -2))


def _age(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """An age identity ends with a Bech32 checksum (BIP 173)."""
    if is_repetition(match["value"][16:]):
        return (Weight(-1, "one character over and over"), *place_weight(document))
    if _bech32_holds(match["value"].lower()):
        return (Weight(1, "its checksum is right"),)
    return place_weight(document)


def _bech32_holds(text: str) -> bool:
    prefix, _, data = text.rpartition("1")
    if not all(char in _BECH32 for char in data):
        return False
    values = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    check = 1
    for value in values + [_BECH32.index(char) for char in data]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_BECH32_TERMS):
            check ^= term if top >> bit & 1 else 0
    return check == 1


def _age_example(random: Random) -> str:
    return "AGE-SECRET-KEY-1" + "".join(random.choices(_BECH32.upper(), k=58))


def _der(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The first bytes are those of the structure; the rest must be key material."""
    if shannon(match["value"]) < 4.5:
        return None
    return place_weight(document, -2)


def _jwk_example(random: Random) -> str:
    return '{"kty": "EC", "crv": "P-256", "d": "' + pick(random, "base64url", 43) + '"}'


RULES = (
    token(
        "private_keys.pem",
        "Private key (PEM, OpenSSH or PGP)",
        rf"(?:-----|---- )BEGIN (?:{_KINDS})?PRIVATE KEY(?: BLOCK)?(?:-----| ----)"
        rf"(?P<body>(?:{_GAP}{_FIELD}){{0,12}}(?:{_GAP}{_LINE}){{1,400}}(?:{_GAP}{_END})?)",
        signal=r"(?:-----|---- )BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY(?: BLOCK)?(?:-----| ----)",
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
    token(
        "private_keys.jwk-symmetric",
        "Symmetric key (JSON Web Key)",
        r"[\"']k[\"']\s{0,3}:\s{0,3}[\"'](?P<value>[\w-]{20,700})[\"']",
        keywords=("k",),
        weight=Weight(2, "the value of a key"),
        validate=_oct,
        advice=_ADVICE,
        examples=('{"kty": "oct", "alg": "HS256", "k": "<base64url:43>"}',),
        counterexamples=('{"k": "<base64url:43>"}',),
        references=("https://www.rfc-editor.org/rfc/rfc7518#section-6.4",),
    ),
    token(
        "private_keys.age",
        "Private key (age)",
        r"\b(?P<value>AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58})(?![\w-])",
        keywords=("age-secret-key-1",),
        weight=Weight(3, "the prefix of an age identity"),
        validate=_age,
        advice="Make a new identity, encrypt the files to it again, and remove this one.",
        examples=(_age_example,),
        counterexamples=("AGE-SECRET-KEY-1", "age1" + "<base32low:58>"),
        references=("https://github.com/C2SP/C2SP/blob/main/age.md",),
    ),
    token(
        "private_keys.der",
        "Private key (DER in base64, without its header)",
        rf"(?<![\w+/])(?P<value>(?:MI[I-L]{_B64}{{2}}[AQgw]IBA(?:DANBgkqhkiG9w0BAQEF|AKC)"
        rf"|MIGHAgEAMBMGByqGSM49AgEG|MHcCAQEEI){_B64}{{80,12000}}={{0,2}})",
        signal=rf"MI[I-L]{_B64}{{2}}[AQgw]IBA(?:DANBgkqhkiG9w0BAQEF|AKC){_B64}{{80}}"
        rf"|MIGHAgEAMBMGByqGSM49AgEG{_B64}{{80}}|MHcCAQEEI{_B64}{{80}}",
        keywords=("mi", "mhccaqeei"),
        weight=Weight(3, "the first bytes of a private key's structure"),
        validate=_der,
        advice=_ADVICE,
        examples=(
            "appPrivateKey=MIIEvQ" + "IBADANBgkqhkiG9w0BAQEF" + "<base64:400>=",
            "key: MHcCAQEEI<base64:120>==",
        ),
        counterexamples=("MIIBIjANBgkqhkiG9w0BAQEF<base64:300>", "MIIEvQ..."),
        references=("https://www.rfc-editor.org/rfc/rfc5958",),
    ),
    token(
        "private_keys.pkcs12",
        "Key store (PKCS#12 in base64)",
        rf"(?<![\w+/])(?P<value>MI[I-L]{_B64}{{2}}[AQgw]IBAzCC{_B64}{{100,60000}}={{0,2}})",
        signal=rf"MI[I-L]{_B64}{{2}}[AQgw]IBAzCC{_B64}{{60}}",
        keywords=("ibazcc",),
        weight=Weight(3, "the first bytes of a PKCS#12 key store"),
        validate=_der,
        advice="Revoke the certificate, make a new key, and load the store from a secret manager.",
        examples=("cert_p12: MIIKXA" + "IBAzCC<base64:500>",),
        counterexamples=("MIIKXA" + "IBAzCC" + "A" * 200,),
        references=("https://www.rfc-editor.org/rfc/rfc7292",),
    ),
)
detect = rules_detector(RULES)
