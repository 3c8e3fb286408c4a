"""Rule examples are templates, so that the repository holds nothing that looks like a secret.

`<alphabet:count>` becomes that many random characters; everything else stands for itself.
"""

from random import Random

from promptguard import patterns
from promptguard.model.rule import Example, Sample

_ALPHABETS = {
    "digit": "0123456789",
    "hex": "0123456789abcdef",
    "HEX": "0123456789ABCDEF",
    "lower": "abcdefghijklmnopqrstuvwxyz",
    "Hex": "0123456789abcdefABCDEF",
    "letter": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "upper": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "alnum": "abcdefghijklmnopqrstuvwxyz0123456789",
    "ALNUM": "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "base32": "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    "base32low": "abcdefghijklmnopqrstuvwxyz234567",
    "base62": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "base64": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    "base62dot": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "base64pct": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "base64any": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_",
    "base64url": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
}
_SLOT = patterns.compile(rf"<({'|'.join(_ALPHABETS)}):(\d+)>")


def render(example: Example, seed: int = 0) -> str:
    """The example as text; the same seed gives the same text.

    Raises KeyError for an unknown alphabet.
    """
    random = Random(seed)  # noqa: S311 - samples, not secrets
    made = example.text if isinstance(example, Sample) else example
    template = made if isinstance(made, str) else made(random)
    return _SLOT.sub(lambda slot: pick(random, slot[1], int(slot[2])), template)


def path_of(example: Example, default: str = "notes.txt") -> str:
    """The name of the file in which an example holds."""
    return example.path if isinstance(example, Sample) else default


def pick(random: Random, alphabet: str, count: int) -> str:
    """`count` characters of a named alphabet."""
    return "".join(random.choices(_ALPHABETS[alphabet], k=count))


def widest(allowed: "set[str]") -> str:
    """The name of the largest alphabet of which every character is allowed, or ""."""
    fitting = [name for name, letters in _ALPHABETS.items() if allowed.issuperset(letters)]
    return max(fitting, key=lambda name: len(_ALPHABETS[name]), default="")


def blank(template: str) -> str:
    """The template as a manual prints it: every slot filled with x."""
    return _SLOT.sub(lambda slot: "x" * int(slot[2]), template)
