"""Compiled databases in the user's cache: a hyperscan blob with the names of its signals."""

from promptguard import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_KEEP = 24


def load(key: bytes) -> tuple[memoryview, list[tuple[str, str]]] | None:
    """The blob and its (owner, signal) names, or None where there is none fit to use."""
    body = cache.read(_name(key))
    if body is None:
        return None
    size = int.from_bytes(body[:4], "little")
    owners = []
    for line in str(body[4 : 4 + size], "utf-8").split("\n"):
        owner, _, signal = line.partition("\t")
        owners.append((owner, signal))
    return body[4 + size :], owners


def store(key: bytes, blob: bytes, owners: "Sequence[tuple[str, str]]") -> bool:
    """Keep a blob; False where the folder cannot be written (the run goes on)."""
    names = "\n".join("\t".join(owner) for owner in owners).encode("utf-8")
    return cache.write(_name(key), len(names).to_bytes(4, "little") + names + blob, keep=_KEEP)


def _name(key: bytes) -> str:
    return key.hex() + ".hsdb"
