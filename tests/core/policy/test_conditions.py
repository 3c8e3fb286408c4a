"""Conditions on facts and paths: how they are written, and that what is unknown frees nobody."""

import pytest

from promptguard.model import Comparison, Destination, Fact
from promptguard.policy.checks import Expected
from promptguard.policy.compare import holds, shown
from promptguard.policy.comparisons import comparison
from promptguard.policy.paths import matches


def to(*, evidence: str = "documented", **facts: object) -> Destination:
    stated = {name: Fact(value, "a page", "2026-11", evidence) for name, value in facts.items()}  # type: ignore[arg-type]
    return Destination("x", "X")._replace(**stated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("retention_days <= 30", Comparison("retention_days", "<=", 30)),
        ("trains=false", Comparison("trains", "=", False)),
        ("jurisdictions not  in [EU, CH]", Comparison("jurisdictions", "not in", ("EU", "CH"))),
        (
            'vendor in ["Anthropic", Mistral AI]',
            Comparison("vendor", "in", ("Anthropic", "Mistral AI")),
        ),
        ("tenancy != personal", Comparison("tenancy", "!=", "personal")),
    ],
)
def test_conditions_are_read_and_shown(written: str, read: Comparison) -> None:
    assert comparison(written) == read
    assert comparison(shown(read)) == read


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("retention <= 30", '"retention" is not a fact'),
        ("jurisdiction in [CN]", '"jurisdiction" is not a fact'),
        ("retention_days <= many", "compared with a whole number"),
        ("retention_days <= 99999999999999", "compared with a whole number"),
        ("trains = maybe", '"trains" is true or false'),
        ("trains < true", "has no order"),
        ("jurisdictions in CN", "needs words in brackets"),
        ("jurisdictions in [China]", "is not the code of a country"),
        ("jurisdictions in []", "is not a word to compare a fact with"),
        ("vendor = unknown", "whether it is known, no row can ask"),
        ("", "is not a condition on a fact"),
        ("x" * 5000, "is not a condition on a fact"),
    ],
)
def test_mistakes(written: str, said: str) -> None:
    with pytest.raises(Expected, match=said.replace("(", "\\(")):
        comparison(written)


@pytest.mark.parametrize(
    "written",
    [
        "retention_days <= 30",
        "retention_days != 0",
        "trains = false",
        "regions not in [CN]",
        "regions in [EU]",
        "tenancy = organisation",
        "kind not in [provider]",
    ],
)
def test_what_is_unknown_stops_and_never_frees(written: str) -> None:
    from promptguard.model import DestinationKind

    unknown = to()._replace(kind=DestinationKind.UNKNOWN)
    assert holds(comparison(written), unknown, surely=False)
    assert not holds(comparison(written), unknown, surely=True)


@pytest.mark.parametrize(
    ("written", "countries", "possibly", "surely"),
    [
        ("regions in [EU]", ("FR",), True, True),
        ("regions in [EU]", ("FR", "US"), True, False),
        ("regions in [DE]", ("EU",), True, False),
        ("regions not in [DE]", ("EU",), True, False),
        ("regions not in [EU]", ("US",), True, True),
        ("regions = EU", ("EU",), True, True),
        ("regions in [CN]", ("US",), False, False),
    ],
)
def test_the_union_is_its_members(
    written: str, countries: tuple[str, ...], possibly: bool, surely: bool
) -> None:
    there = to(regions=countries)
    condition = comparison(written)
    assert holds(condition, there, surely=False) is possibly
    assert holds(condition, there, surely=True) is surely


def test_hearsay_promises_nothing_but_tells_who_somebody_is() -> None:
    rumour = to(evidence="reported", retention_days=0, jurisdictions=("US",))
    assert not holds(comparison("retention_days <= 30"), rumour, surely=True)
    assert holds(comparison("retention_days > 30"), rumour, surely=False)
    assert not holds(comparison("jurisdictions in [CN]"), rumour, surely=False)


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.md", "docs/a/b.md", True),
        ("*.md", "docs/a/b.mdx", False),
        ("billing/**", "billing/a/b.py", True),
        ("billing/", "billing/a/b.py", True),
        ("billing/", "src/billing/a.py", True),
        ("/billing/**", "src/billing/a.py", False),
        ("src/**/rates.py", "src/rates.py", True),
        ("src/**/rates.py", "src/a/b/rates.py", True),
        ("src/*/rates.py", "src/a/b/rates.py", False),
        ("s?c/*", "src/a", True),
        ("**", "a", True),
        ("**", "-", False),
        ("*", "-", False),
    ],
)
def test_paths(pattern: str, path: str, fits: bool) -> None:
    assert matches(pattern, path) is fits


def test_hostile_patterns_end() -> None:
    assert not matches("*a" * 200 + "b", "a" * 2000)
    assert not matches("**/" * 200 + "b", "a/" * 500 + "c")
