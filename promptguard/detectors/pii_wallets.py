"""Addresses of crypto-currency wallets, by their check sums."""

from functools import lru_cache
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.checksums import bech32
from promptguard.evidence.identifier_signals import outside_code
from promptguard.evidence.places import place_of
from promptguard.evidence.surroundings import text_around
from promptguard.evidence.wallet_checks import (
    base58check,
    base58check_made,
    eip55,
    eip55_made,
    segwit,
)
from promptguard.model import Level, Rule, Settings, Signal, Weight

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

    from promptguard.model import Candidate, Finding, Note
    from promptguard.model.rule import Validator

_LABELS = ("pii", "pii.finance")
_ADVICE = "Leave the address out: with one payment it names the person who owns it."
#: The first block's reward, and the samples of the standards themselves.
_DOCUMENTED = frozenset(
    """
    1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2
    3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4
    bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed
    0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359 0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB
    0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb 0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045
    """.split()  # noqa: SIM905 - as in the standards, one a word
)


@lru_cache(maxsize=4096)
def _holds(check: "Callable[[str], bool]", value: str) -> bool:
    try:
        return check(value)
    except ValueError:
        return False


def _checked(check: "Callable[[str], bool]") -> "Validator":
    def validate(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
        value = match["value"]
        if value in _DOCUMENTED or len(set(value.lower())) < 10 or not _holds(check, value):
            return None
        words = text_around(match, 60).lower()
        named = any(
            word in words
            for word in ("wallet", "bitcoin", "btc", "eth", "address", "donat", "litecoin")
        )
        near = (Weight(1, "a word for a wallet within 60 characters"),) if named else ()
        return (
            Weight(1, "its check sum holds, as for none of chance"),
            *near,
            *place_of(document.path).weights,
        )

    return validate


def _spendable(random: Random) -> str:
    return "wallet " + base58check_made(b"\0" + random.randbytes(20))


def _segwit(random: Random) -> str:
    return "wallet bc1" + bech32("bc", "Q" + _data(random)).lower()


def _data(random: Random) -> str:
    # 160 bits are 32 characters of five bits.
    return "".join(random.choices("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", k=32))


def _ethereum(random: Random) -> str:
    return "wallet " + eip55_made(random.randbytes(20))


RULES = (
    Rule(
        id="pii_wallets.base58",
        title="Bitcoin, Litecoin, Dogecoin or Tron address",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"(?<![A-Za-z0-9+/=_.-])(?P<value>[13LMDT][1-9A-HJ-NP-Za-km-z]{25,33})(?![A-Za-z0-9+/=_-])",
        keywords=("1", "3", "l", "m", "d", "t"),
        weight=Weight(1, "the letters of an address"),
        validate=_checked(base58check),
        advice=_ADVICE,
        references=("https://en.bitcoin.it/wiki/Base58Check_encoding",),
        examples=(_spendable,),
        counterexamples=("wallet 1<base62:33>",
                         lambda random: "x" + base58check_made(b"\0" + random.randbytes(20))),
    ),
    Rule(
        id="pii_wallets.bech32",
        title="Bitcoin or Litecoin address (bech32)",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"(?<![A-Za-z0-9])(?P<value>(?:bc|ltc|BC|LTC)1[02-9A-Za-z]{11,71})(?![A-Za-z0-9])",
        signal=r"(?:bc|ltc|BC|LTC)1[02-9A-Za-z]{11}",
        keywords=("bc1", "ltc1"),
        weight=Weight(2, "the prefix of an address"),
        validate=_checked(segwit),
        advice=_ADVICE,
        references=("https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki",),
        examples=(_segwit,),
        counterexamples=("bc1<lower:39>",),
    ),
    Rule(
        id="pii_wallets.ethereum",
        title="Ethereum address",
        level=Level.INTERNAL,
        labels=_LABELS,
        pattern=r"(?<![A-Za-z0-9])(?P<value>0x(?=[0-9a-f]*[A-F])(?=[0-9A-F]*[a-f])[0-9a-fA-F]{40})(?![A-Za-z0-9])",
        signal=r"\b0x[0-9a-fA-F]{40}\b",
        keywords=("0x",),
        weight=Weight(2, "40 hexadecimal digits in both cases"),
        validate=_checked(eip55),
        advice=_ADVICE,
        references=("https://eips.ethereum.org/EIPS/eip-55",),
        examples=(_ethereum,),
        counterexamples=("0x<hex:40>", "0x<hex:20><HEX:20>"),
    ),
)  # fmt: skip
_BASE58 = "pii_wallets.base58"
#: The shape alone is dear to look for: letters and digits are everywhere. A word for it, a digit
#: behind a separator, or nothing else in the text lead to it.
_LEADS = {
    "word": r"(?i:wallet|bitcoin|btc|litecoin|dogecoin|tron|donat)",
    "cell": r"[,\"' :\t\n][13]\w{25}",
    "alone": r"\A[13LMDT]\w{25,33}\s{0,2}\Z",
}


def _signals() -> tuple[Signal, ...]:
    """What the engine looks for, made when a database is built."""
    return (
        *outside_code(rule for rule in RULES if rule.id != _BASE58),
        *(
            Signal(f"{_BASE58}.{kind}", lead.replace(r"\Z", r"\z"), lead, outside_code=True)
            for kind, lead in _LEADS.items()
        ),
    )


SIGNALS = _signals
_confirm = rules_detector(RULES)


def detect(
    document: Document, candidates: "Sequence[Candidate]", settings: Settings
) -> "Iterator[Finding | Note]":
    """Confirm what the signals saw; all leads to base 58 are one rule's."""
    asked = [
        candidate._replace(signal=_BASE58) if candidate.signal.startswith(_BASE58) else candidate
        for candidate in candidates
    ]
    yield from _confirm(document, asked, settings)
