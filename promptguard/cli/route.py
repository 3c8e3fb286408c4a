"""Where a client sends, for a person and for machines: hosts, and where they are written."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from promptguard.model import Destination, DestinationKind, Endpoint, Fact, Route
from promptguard.policy.drawbacks import UNKNOWN
from promptguard.policy.facts import FACTS
from promptguard.reports._shown import printable

VERSION = 1
_NAMES = {
    "vendor": "vendor",
    "entity": "contract with",
    "jurisdictions": "under the law of",
    "regions": "processed in",
    "retention_days": "keeps text, days",
    "trains": "trains models",
    "zero_retention": "can keep nothing",
    "self_hosting": "can be self-hosted",
    "transfer_basis": "transfer from the EU",
}
_WIDTH = max(map(len, _NAMES.values()))


def as_text(routes: Sequence[Route]) -> str:
    """For a person: one client with its facts, or a line for each of several."""
    if len(routes) != 1:
        return "\n".join(_overview(routes)) + "\n"
    (route,) = routes
    out = [_headline(route), *(f"  - {line}" for line in route_lines(route))]
    for destination in _destinations(route):
        out += ["", *_described(destination)]
    return "\n".join(out) + "\n"


def _headline(route: Route) -> str:
    return f"{route.title} sends to {' or '.join(each.title for each in _destinations(route))}:"


def route_lines(route: Route) -> list[str]:
    """Each endpoint with the place that names it, then the notes, all safe for a terminal."""
    return [printable(line) for line in (*map(_line, route.endpoints), *route.notes)]


def _line(endpoint: Endpoint) -> str:
    destination = endpoint.destination
    if destination.kind is DestinationKind.UNKNOWN:
        return f"unknown: {'; '.join(destination.doubts)}"
    host = f" ({endpoint.host})" if endpoint.host else ""
    return f"{destination.title}{host}, by {endpoint.source}"


def _overview(routes: Sequence[Route]) -> Iterator[str]:
    width = max((len(route.client) for route in routes), default=0)
    for route in routes:
        for number, line in enumerate(map(_line, route.endpoints)):
            yield f"{'' if number else route.client:{width}}  {printable(line)}"


def _destinations(route: Route) -> tuple[Destination, ...]:
    return tuple(dict.fromkeys(endpoint.destination for endpoint in route.endpoints))


def _described(destination: Destination) -> Iterator[str]:
    if destination.kind is DestinationKind.UNKNOWN:
        title = printable(destination.title)
        yield f"{title[0].upper()}{title[1:]}: nothing is known of it, so the worst is assumed."
        return
    plan = f", plan assumed: {destination.plan}" if destination.plan else ""
    yield f"What is known of {destination.title} ({destination.id}{plan}):"
    for name in FACTS:
        yield f"  {_NAMES[name]:{_WIDTH}}  {_stated(getattr(destination, name))}"


def _stated(fact: Fact) -> str:
    if fact.value is None:
        said = "; ".join(part for part in (fact.doubt, fact.note) if part)
        return f"{UNKNOWN}: {said}" if said else UNKNOWN
    known = f"{fact.evidence}, {fact.source}, seen {fact.seen}, expires {fact.expires}"
    note = f"; {fact.note}" if fact.note else ""
    return f"{_value(fact)} [{known}]{note}"


def _value(fact: Fact) -> str:
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    if isinstance(fact.value, tuple):
        return ", ".join(fact.value)
    return str(fact.value)


def as_json(routes: Sequence[Route]) -> str:
    """For machines."""
    listed = [
        {
            **as_document(route),
            "destinations": [_document(destination) for destination in _destinations(route)],
        }
        for route in routes
    ]
    return json.dumps({"version": VERSION, "routes": listed}, ensure_ascii=False, indent=2) + "\n"


def as_document(route: Route) -> dict[str, Any]:
    """A route as it stands in JSON."""
    return {
        "client": route.client,
        "title": route.title,
        "endpoints": [
            {"source": each.source, "host": each.host, "destination": each.destination.id}
            for each in route.endpoints
        ],
        "notes": list(route.notes),
    }


def _document(destination: Destination) -> dict[str, Any]:
    facts = {name: _fact(getattr(destination, name)) for name in FACTS}
    return {
        "id": destination.id,
        "title": destination.title,
        "kind": destination.kind.value,
        "plan": destination.plan,
        "tier": destination.tier or UNKNOWN,
        "tenancy": destination.tenancy or UNKNOWN,
        "facts": facts,
        "doubts": list(destination.doubts),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    said = {key: part for key, part in fact._asdict().items() if part and key != "disputes"}
    said["value"] = UNKNOWN if fact.value is None else fact.value
    return said
