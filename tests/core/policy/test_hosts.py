"""Which destination stands behind a host: whole labels, the nearest name, nobody's for the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.model import Destination
from promptguard.policy.checks import Expected
from promptguard.policy.hosts import Address, behind, host_patterns, is_own
from promptguard.policy.load import load_policy

SHIPPED = load_policy(today="2026-11-24").destinations


def places(**hosts: str) -> list[Destination]:
    return [
        Destination(name, name, hosts=host_patterns(written.split()))
        for name, written in hosts.items()
    ]


def found(address: Address, among: list[Destination]) -> str:
    destination = behind(address, among)
    return destination.id if destination else ""


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("api.anthropic.com", "anthropic"),
        ("api.deepseek.com", "deepseek"),
        ("api.z.ai", "zhipu"),
        ("open.bigmodel.cn", "zhipu-cn"),
        ("api.moonshot.ai", "moonshot"),
        ("api.kimi.com", "kimi"),
        ("eu.api.openai.com", "openai"),
        ("api.anthropic.com.evil.example", ""),
        ("evil-api.anthropic.com.example", ""),
        ("xapi.anthropic.com", ""),
        ("openai.com", ""),
        ("evilopenai.com", ""),
        ("openai.com.evil.example", ""),
        ("localhost", ""),
        ("127.0.0.1", ""),
    ],
)
def test_shipped_hosts(host: str, name: str) -> None:
    assert found(Address(host), list(SHIPPED)) == name


_LABEL = st.sampled_from(["a", "b", "api", "vendor", "example", "evil"])


@given(st.lists(_LABEL, min_size=1, max_size=5).map(".".join))
def test_only_names_below_a_name_are_its_own(host: str) -> None:
    among = places(exact="api.vendor.example", below="*.vendor.example")
    name = found(Address(host), among)
    labels = host.split(".")
    if host == "api.vendor.example":
        assert name == "exact"
    else:
        assert (name == "below") == (labels[-2:] == ["vendor", "example"] and len(labels) > 2)


def test_the_nearest_name_wins_in_any_order() -> None:
    among = places(wide="*.corp.example", narrow="*.llm.corp.example", one="a.llm.corp.example",
                   port="a.llm.corp.example:8443")  # fmt: skip
    for order in (among, among[::-1]):
        assert found(Address("b.corp.example"), order) == "wide"
        assert found(Address("b.llm.corp.example"), order) == "narrow"
        assert found(Address("a.llm.corp.example"), order) == "one"
        assert found(Address("a.llm.corp.example", 8443), order) == "port"


def test_a_port_in_a_pattern_is_the_only_one() -> None:
    among = places(tls="a.example:443", plain="127.0.0.1:80", six="[::1]:8080")
    assert found(Address("a.example"), among) == "tls"
    assert found(Address("a.example", 8443), among) == ""
    assert found(Address("a.example", 0, False), among) == ""
    assert found(Address("127.0.0.1", 0, False), among) == "plain"
    assert found(Address("[::1]", 8080), among) == "six"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        pytest.param("*.com", "at least two labels", id="everybody's"),
        pytest.param("*", "is not a host", id="star"),
        pytest.param("a.*.example", "is not a host", id="star inside"),
        pytest.param("https://a.example", "no port between", id="URL"),
        pytest.param("a.example/x", "is not a host", id="path"),
        pytest.param("a.example:0", "no port between", id="port"),
        pytest.param("*.1.2.3.4", "at least two labels", id="below an address"),
        pytest.param("\u0430pi.example", "letters outside ASCII", id="Cyrillic"),
    ],
)
def test_patterns_that_would_be_anybodys(written: str, why: str) -> None:
    with pytest.raises(Expected, match=why):
        host_patterns([written])


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost", True), ("gateway", True), ("a.localhost", True), ("a.internal", True),
        ("a.home.arpa", True), ("127.8.8.8", True), ("10.0.0.1", True), ("192.168.1.1", True),
        ("172.16.0.1", True), ("169.254.1.1", True), ("0.0.0.0", True), ("[::1]", True),
        ("[fe80::1]", True), ("[fd00::1]", True), ("[::ffff:10.0.0.1]", True),
        ("8.8.8.8", False), ("[2606:4700::1]", False), ("a.example.com", False),
        ("localhost.example.com", False),
    ],
)  # fmt: skip
def test_what_lies_on_this_machine_or_network(host: str, own: bool) -> None:
    assert is_own(host) is own
