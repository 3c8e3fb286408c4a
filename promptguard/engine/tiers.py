"""The databases of a run, one a tier, each from the cache or built once and kept.

A tier is shipped rules, deep rules (those that stay below the default threshold), a team's
vocabulary or a user's rules: a changed configuration rebuilds only its own.
"""

from promptguard.documents.code_names import BEYOND_ASCII, TRAITS, traits_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from promptguard.model import Signal

    Hits = list[tuple[str, str, int]]


class Tier:
    """How to get one database: `content` is everything that its signals depend on.

    `signals` answers (owner, Signal) pairs and is asked only where the cache holds nothing fit,
    since it imports every detector. Only sources with the traits it `needs` are asked
    (documents/code_names.py).
    """

    __slots__ = ("content", "foreign", "name", "needs", "signals")

    def __init__(
        self,
        name: str,
        content: bytes,
        signals: "Callable[[], list[tuple[str, Signal]]]",
        *,
        foreign: bool = False,
        needs: int = 0,
    ) -> None:
        self.name, self.content, self.signals, self.foreign = name, content, signals, foreign
        self.needs = needs


class Engine:
    """All tiers of a run: `scan` answers (owner, signal, end offset) triples."""

    __slots__ = ("_by_traits",)

    def __init__(
        self,
        matchers: "Sequence[Callable[[bytes], Hits]]",
        needs: "Sequence[int] | None" = None,
    ) -> None:
        pairs = tuple(zip(matchers, needs or [0] * len(matchers), strict=True))
        self._by_traits = tuple(
            tuple(matcher for matcher, needed in pairs if needed & traits == needed)
            for traits in range(TRAITS)
        )

    def scan(self, data: bytes, name: str = "") -> "Hits":
        """Every signal of every tier seen in the UTF-8 bytes of a source of this name."""
        traits = traits_of(name) | (0 if data.isascii() else BEYOND_ASCII)
        matchers = self._by_traits[traits]
        if len(matchers) == 1:
            return matchers[0](data)
        hits = [hit for scan in matchers for hit in scan(data)]
        hits.sort(key=_end)
        return hits


def _end(hit: "tuple[str, str, int]") -> int:
    return hit[2]


def open_engine(
    tiers: "Sequence[Tier]",
    *,
    say: "Callable[[str], None] | None" = None,
    build: bool = True,
) -> Engine:
    """The engine over these tiers. `build` False never compiles: what is missing is portable.

    Raises compile.CompileError where a foreign tier cannot be compiled within its bounds.
    """
    once = _once(say) if say else None
    matchers = [(_when_asked if tier.needs else _matcher)(tier, once, build) for tier in tiers]
    return Engine(matchers, [tier.needs for tier in tiers])


def _once(say: "Callable[[str], None]") -> "Callable[[str], None]":
    """`say` that repeats nothing: several databases are built in one first run."""
    told: set[str] = set()

    def tell(text: str) -> None:
        if text not in told:
            told.add(text)
            say(text)

    return tell


def _when_asked(
    tier: Tier, say: "Callable[[str], None] | None", build: bool
) -> "Callable[[bytes], Hits]":
    """A matcher that is opened when the first such text comes: a commit of code never needs it."""
    opened: list[Callable[[bytes], Hits]] = []

    def scan(data: bytes) -> "Hits":
        if not opened:
            opened.append(_matcher(tier, say, build))
        return opened[0](data)

    return scan


def _matcher(
    tier: Tier, say: "Callable[[str], None] | None", build: bool
) -> "Callable[[bytes], Hits]":
    from promptguard.cache import digest
    from promptguard.engine import cache
    from promptguard.engine.match import Matcher, extension

    hs = extension()
    if hs is None:
        return _portable(tier)
    key = digest(tier.name.encode(), tier.content, _machine(hs))
    held = cache.load(key)
    if held is not None:
        try:
            return Matcher(*held).scan
        except hs.error:
            held = None  # Made by another build of the library: compile anew.
    if not build:
        return _portable(tier)
    return _build(tier, key, say)


def _build(
    tier: Tier, key: bytes, say: "Callable[[str], None] | None"
) -> "Callable[[bytes], Hits]":
    from promptguard.engine import cache
    from promptguard.engine.compile import compile_foreign, compile_signals
    from promptguard.engine.match import Matcher

    if say is not None and not tier.foreign:
        say("building the rule database, once, about a second ...")
    owned = tier.signals()
    if not owned:  # hyperscan knows no empty database
        return lambda data: []
    signals = [signal for _, signal in owned]
    owners = [(owner, signal.name) for owner, signal in owned]
    blob = compile_foreign(signals) if tier.foreign else compile_signals(signals)
    cache.store(key, blob, owners)
    return Matcher(blob, owners).scan


def _portable(tier: Tier) -> "Callable[[bytes], Hits]":
    from promptguard.engine.portable import PortableMatcher

    return PortableMatcher(tier.signals()).scan


def _machine(hs: object) -> bytes:
    """What a database depends on beside its rules: the library's build and the processor."""
    import os
    import sys

    state = os.stat(hs.__file__)  # type: ignore[attr-defined]
    machine = os.uname().machine if hasattr(os, "uname") else sys.platform
    version = getattr(hs, "__version__", "")
    return f"{machine} {version} {state.st_size} {state.st_mtime_ns}".encode()
