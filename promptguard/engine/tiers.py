"""The databases of a run, one a tier, each from the cache or built once and kept.

A tier is shipped rules, deep rules (those that stay below the default threshold), a team's
vocabulary or a user's rules: a changed configuration rebuilds only its own.
"""

from promptguard.documents.code_names import is_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from promptguard.model import Signal

    Hits = list[tuple[str, str, int]]


class Tier:
    """How to get one database: `content` is everything that its signals depend on.

    `signals` answers (owner, Signal) pairs and is asked only where the cache holds nothing fit,
    since it imports every detector.
    """

    __slots__ = ("beyond_ascii", "content", "foreign", "name", "outside_code", "signals")

    def __init__(
        self,
        name: str,
        content: bytes,
        signals: "Callable[[], list[tuple[str, Signal]]]",
        *,
        foreign: bool = False,
        outside_code: bool = False,
        beyond_ascii: bool = False,
    ) -> None:
        self.name, self.content, self.signals, self.foreign = name, content, signals, foreign
        self.outside_code, self.beyond_ascii = outside_code, beyond_ascii


class Engine:
    """All tiers of a run: `scan` answers (owner, signal, end offset) triples."""

    __slots__ = ("_beyond_ascii", "_everywhere", "_outside_code")

    def __init__(
        self,
        everywhere: "Sequence[Callable[[bytes], Hits]]",
        outside_code: "Sequence[Callable[[bytes], Hits]]" = (),
        beyond_ascii: "Sequence[Callable[[bytes], Hits]]" = (),
    ) -> None:
        self._everywhere = tuple(everywhere)
        self._outside_code, self._beyond_ascii = tuple(outside_code), tuple(beyond_ascii)

    def scan(self, data: bytes, name: str = "") -> "Hits":
        """Every signal of every tier seen in the UTF-8 bytes of a source of this name."""
        hits = self._everywhere[0](data) if self._everywhere else []
        for scan in self._everywhere[1:]:
            hits += scan(data)
        if self._outside_code and not is_code(name):
            for scan in self._outside_code:
                hits += scan(data)
        if self._beyond_ascii and not data.isascii():
            for scan in self._beyond_ascii:
                hits += scan(data)
        return hits


def open_engine(
    tiers: "Sequence[Tier]",
    *,
    say: "Callable[[str], None] | None" = None,
    build: bool = True,
) -> Engine:
    """The engine over these tiers. `build` False never compiles: what is missing is portable.

    Raises compile.CompileError where a foreign tier cannot be compiled within its bounds.
    """
    return Engine(
        [_matcher(tier, say, build) for tier in tiers if not _is_seldom(tier)],
        [_when_asked(tier, say, build) for tier in tiers if tier.outside_code],
        [_when_asked(tier, say, build) for tier in tiers if tier.beyond_ascii],
    )


def _is_seldom(tier: Tier) -> bool:
    return tier.outside_code or tier.beyond_ascii


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
