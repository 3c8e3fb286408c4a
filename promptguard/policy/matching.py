"""Whether a row's conditions hold in a situation: surely for a row that allows, else possibly.

What is not known counts as the worst case: a role that nobody stated satisfies every row that makes
things stricter and none that allows. So knowing less can only make a decision stricter.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from promptguard.model import Action, Clause, Destination, DestinationKind, Situation
from promptguard.policy import compare, paths
from promptguard.policy.countries import could_be, expanded
from promptguard.policy.drawbacks import Drawback


def matches(row: Clause, now: Situation, *, bad: bool) -> bool:
    """Does a row hold? `bad`: the destination's facts are, by the measure of the row's file."""
    surely = row.action is Action.ALLOW
    return (
        row.level_min <= now.level <= row.level_max
        and (row.local is None or row.local is now.destination.local)
        and (not row.facts or (row.facts == "bad") is bad)
        and (not row.destinations or _is_named(row.destinations, now.destination, surely))
        and (not row.labels or _is_labelled(row, now))
        and (not row.roles or _has_role(row.roles, now.roles, surely))
        and (not row.origins or _comes_from(row.origins, (now.origin, *now.further), surely))
        and (not row.kinds or _fit(now.kinds, row.kinds.__contains__, surely))
        and (not row.paths or _fit(now.paths, _on(row.paths), surely))
        and (not row.comparisons or _compare(row, now.destination, surely))
    )


def because(row: Clause, now: Situation, against: tuple[Drawback, ...]) -> Iterator[str]:
    """What of the situation is bad or unknown and made a row match, as ends of sentences."""
    if row.action is Action.ALLOW:
        return
    yield from now.destination.doubts
    if row.facts == "bad":
        yield from (drawback.text for drawback in against)
    yield from (compare.standing(each, now.destination) for each in row.comparisons)
    if row.destinations and now.destination.kind is DestinationKind.UNKNOWN:
        yield "nobody described this destination, so that it may be any"
    asked = (
        (row.roles, now.roles, "the sender's role is not stated, so every role is assumed"),
        (
            row.origins,
            now.origin,
            "which country the text comes from is unknown, so any is assumed",
        ),
        (row.kinds, now.kinds, "what kind of text it is is unknown, so every kind is assumed"),
        (row.paths, now.paths, "where the text lies is unknown, so every path is assumed"),
    )
    yield from (said for condition, known, said in asked if condition and not known)


def _compare(row: Clause, destination: Destination, surely: bool) -> bool:
    return all(compare.holds(each, destination, surely=surely) for each in row.comparisons)


def _is_named(names: tuple[str, ...], destination: Destination, surely: bool) -> bool:
    if destination.kind is DestinationKind.UNKNOWN:
        return not surely
    return destination.id in names


def _is_labelled(row: Clause, now: Situation) -> bool:
    return any(
        each.label in row.labels and each.confidence >= row.confidence for each in now.labels
    )


def _has_role(wanted: tuple[str, ...], roles: tuple[str, ...], surely: bool) -> bool:
    return any(role in wanted for role in roles) if roles else not surely


def _comes_from(listed: tuple[str, ...], origins: tuple[str, ...], surely: bool) -> bool:
    """One country that is not known may be any, whatever the others are."""
    if "" in origins:
        return not surely
    return _fit(could_be(origins), expanded(listed).__contains__, surely)


def _on(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda path: any(paths.matches(pattern, path) for pattern in patterns)


def _fit(known: Collection[Any], fits: Callable[[Any], bool], surely: bool) -> bool:
    """All of them where it must be sure, one of them elsewhere; of what is unknown, any may."""
    if not known:
        return not surely
    return all(map(fits, known)) if surely else any(map(fits, known))
