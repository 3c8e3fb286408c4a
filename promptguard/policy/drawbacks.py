"""What a destination's facts are worth: what speaks against them, and whether they are proven."""

from typing import NamedTuple

from promptguard.model import Destination, Fact

#: What commands print of a fact that nobody stated.
UNKNOWN = "unknown"
#: Evidence that is enough for a fact to speak in a destination's favour.
PROOF = ("tested", "read", "documented", "contract")


class Drawback(NamedTuple):
    """Why facts are not good: something bad is known, or too little is."""

    known: bool
    text: str


def drawbacks(destination: Destination, retention_days_max: int) -> tuple[Drawback, ...]:
    """What speaks against a destination's facts; nothing where no text leaves the machine."""
    if destination.local:
        return ()
    found = (
        _training(destination.trains),
        _keeping(destination.retention_days, retention_days_max),
    )
    return tuple(drawback for drawback in found if drawback is not None)


def _training(fact: Fact) -> Drawback | None:
    if fact.value is True:
        return Drawback(True, "it may train models on the text" + _noted(fact))
    if fact.value is not False:
        return Drawback(False, "whether it trains models on the text is unknown" + _noted(fact))
    if fact.evidence not in PROOF:
        return Drawback(False, "that it trains no models is only reported" + _noted(fact))
    return None


def _keeping(fact: Fact, most: int) -> Drawback | None:
    if not isinstance(fact.value, int):
        return Drawback(False, "how long it keeps the text is unknown" + _noted(fact))
    if fact.value > most:
        return Drawback(True, f"it may keep the text for {fact.value} days" + _noted(fact))
    if fact.evidence not in PROOF:
        said = f"that it keeps the text for {fact.value} days at most is only reported"
        return Drawback(False, said + _noted(fact))
    return None


def _noted(fact: Fact) -> str:
    said = "; ".join(part for part in (fact.doubt, fact.note) if part)
    return f" ({said})" if said else ""
