"""Real-looking secrets, built at run time: the repository itself holds none."""

from random import Random

from promptguard.evidence.checksums import crc32_base62
from promptguard.evidence.templates import pick


def github_token(seed: int = 0) -> str:
    """A classic personal access token with a right checksum."""
    body = pick(Random(seed), "base62", 30)
    return f"ghp_{body}{crc32_base62(body)}"


def private_key(seed: int = 0) -> str:
    """A PEM private key of random material."""
    random = Random(seed)
    lines = "\n".join(pick(random, "base64", 64) for _ in range(12))
    return "\n".join((_frame("BEGIN"), lines, _frame("END"), ""))


def _frame(word: str) -> str:
    return f"-----{word} RSA PRIVATE " + "KEY-----"
