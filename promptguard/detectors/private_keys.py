"""Private keys in the text forms that people paste and commit."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.entropy import shannon
from promptguard.model import Level, Rule, Weight

_KINDS = "RSA |DSA |EC |OPENSSH |ENCRYPTED |SSH2 ENCRYPTED |PGP "
_LEAST_BODY = 40


def _has_body(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A header alone is documentation; a key has a body of base64 behind it."""
    del document
    body = re.sub(r"\\[nr]|[^A-Za-z0-9+/=]", "", match["body"])
    if len(body) < _LEAST_BODY or shannon(body) < 3.5:
        return None
    return (Weight(2, f"{len(body)} characters of key material behind the header"),)


def _example(kind: str) -> str:
    begin, end = f"-----BEGIN {kind}KEY", f"-----END {kind}KEY"
    return f"{begin}-----\n<base64:64>\n<base64:64>\n<base64:30>==\n{end}-----"


RULES = (
    Rule(
        id="private_keys.pem",
        title="Private key (PEM, OpenSSH or PGP)",
        level=Level.RESTRICTED,
        labels=("secret",),
        pattern=rf"-----BEGIN (?:{_KINDS})?PRIVATE KEY(?: BLOCK)?-----"
        r"(?P<body>(?:[^-]|-(?!----)){40,12000})",
        signal=r"-----BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY(?: BLOCK)?-----",
        keywords=("private key",),
        weight=Weight(2, "header of a private key"),
        validate=_has_body,
        lines=200,
        advice="Remove the key, revoke it, and load the new one from a key store or agent.",
        examples=(
            _example("RSA PRIVATE "),
            _example("OPENSSH PRIVATE "),
            _example("PRIVATE "),
        ),
        counterexamples=(
            "-----BEGIN PRIVATE " + "KEY-----\n...\n-----END PRIVATE " + "KEY-----",
            _example("PUBLIC "),
            'if "BEGIN RSA PRIVATE ' + 'KEY" in text: raise ValueError("a private key")',
        ),
        references=("https://www.rfc-editor.org/rfc/rfc7468",),
    ),
    Rule(
        id="private_keys.putty",
        title="Private key (PuTTY)",
        level=Level.RESTRICTED,
        labels=("secret",),
        pattern=r"PuTTY-User-Key-File-[23]: (?P<body>[^\r\n]+[\s\S]{40,6000}?Private-Lines: \d+\s+[A-Za-z0-9+/=\r\n]{40,})",
        signal=r"PuTTY-User-Key-File-[23]: ",
        keywords=("putty-user-key-file",),
        weight=Weight(4, "header and private lines of a PuTTY key"),
        lines=200,
        advice="Remove the key, revoke it, and load the new one from a key store or agent.",
        examples=(
            "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: work\nPublic-Lines: 1\n"
            "<base64:64>\nPrivate-Lines: 2\n<base64:64>\n<base64:40>\nPrivate-MAC: <hex:40>",
        ),
        counterexamples=("PuTTY-User-Key-File-2: ssh-rsa",),
        references=("https://the.earth.li/~sgtatham/putty/0.81/htmldoc/AppendixC.html",),
    ),
)
detect = rules_detector(RULES)
