"""A finding's name across moves: a keyed hash of its rule and value, not of path or line.

BLAKE2b keyed with the salt that the configuration commits. The salt is no secret: whoever has it
and the fingerprint can test guesses, so that a value a person could guess (a weak password, a
telephone number) can be recovered from its fingerprint by trying. A 128-bit token cannot.
"""

from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _blake2 import blake2b

_VERSION = b"promptguard/v1"


def fingerprint(rule_id: str, value: str, salt: str) -> str:
    """24 hexadecimal digits (96 bits) that stay the same wherever the value moves."""
    state = _keyed(salt).copy()
    for part in (rule_id, value.strip()):
        encoded = part.encode("utf-8", "surrogatepass")
        state.update(len(encoded).to_bytes(8, "little") + encoded)
    return state.hexdigest()


@lru_cache(maxsize=16)
def _keyed(salt: str) -> "blake2b":
    """What all fingerprints of a salt begin with."""
    from _blake2 import blake2b

    key = (salt or "promptguard").encode("utf-8")
    if len(key) > 64:
        key = blake2b(key, digest_size=64).digest()
    return blake2b(_VERSION, digest_size=12, key=key)
