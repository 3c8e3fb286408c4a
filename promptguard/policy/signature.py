"""Signatures of minisign: https://jedisct1.github.io/minisign/#signature-format

A public key is two letters, eight bytes of id, 32 bytes of Ed25519; a signature the same with 64.
`Ed` signs the file, `ED` its BLAKE2b-512; a second signature covers the first and a comment.
"""

from promptguard.errors import ConfigError

_COMMENT = "untrusted comment: "
_TRUSTED = "trusted comment: "
_INSTALL = "Install it with: pip install 'promptguard-dlp[signed]'"


def verify(where: str, content: bytes, signature: bytes, public_key: str) -> None:
    """Raises ConfigError where the content was not signed with this key."""
    from base64 import b64decode

    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        message = "has a public key, and the library that checks signatures is not here"
        raise ConfigError(where, "organisation.public_key", message, _INSTALL) from None
    key = _decoded(where, public_key, 42, "organisation.public_key", "a minisign public key")
    lines = signature.decode("utf-8", "replace").splitlines()
    if len(lines) < 4 or not lines[0].startswith(_COMMENT) or not lines[2].startswith(_TRUSTED):
        raise _wrong(where, "its signature is not one of minisign")
    signed = _decoded(where, lines[1], 74, "", "a minisign signature")
    if signed[2:10] != key[2:10]:
        raise _wrong(where, "it was signed with another key")
    if signed[:2] not in (b"Ed", b"ED") or key[:2] != b"Ed":
        raise _wrong(where, "its signature is of an unknown kind")
    verifier = Ed25519PublicKey.from_public_bytes(key[10:])
    try:
        verifier.verify(signed[10:], _hashed(content) if signed[:2] == b"ED" else content)
        comment = lines[2].removeprefix(_TRUSTED).encode()
        verifier.verify(b64decode(lines[3], validate=True), signed[10:] + comment)
    except (InvalidSignature, ValueError):
        raise _wrong(where, "its signature does not fit: the file was changed") from None


def _hashed(content: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(content).digest()


def _decoded(where: str, written: str, size: int, key: str, what: str) -> bytes:
    from base64 import b64decode

    try:
        found = b64decode(written, validate=True)
    except ValueError:
        found = b""
    if len(found) != size:
        raise ConfigError(where, key, f"is not {what}" if key else f"its signature is not {what}")
    return found


def _wrong(where: str, why: str) -> ConfigError:
    return ConfigError(where, "", why, "Nothing may be sent until an administrator has mended it.")
