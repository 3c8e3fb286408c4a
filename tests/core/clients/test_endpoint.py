"""Base URLs: only what every program reads alike is taken, and nothing of a credential is kept."""

import json
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.clients.endpoint import parse
from promptguard.policy.hosts import Address, NotPlain


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param("https://api.vendor.example", Address("api.vendor.example"), id="plain"),
        pytest.param("HTTPS://API.Vendor.EXAMPLE/v1", Address("api.vendor.example"), id="case"),
        pytest.param("https://api.vendor.example./v1", Address("api.vendor.example"), id="dot"),
        pytest.param("https://a.example:8443/", Address("a.example", 8443), id="port"),
        pytest.param("http://a.example", Address("a.example", 0, False), id="not encrypted"),
        pytest.param("https://me:pass@a.example/x", Address("a.example"), id="user and password"),
        pytest.param("https://:pass@a.example/x", Address("a.example"), id="password"),
        pytest.param("https://a.example/@b.example", Address("a.example"), id="@ in the path"),
        pytest.param("https://a.example?x=@b.example", Address("a.example"), id="@ in the query"),
        pytest.param(
            "https://xn--pple-43d.example", Address("xn--pple-43d.example"), id="punycode"
        ),
        pytest.param("http://127.0.0.1:1", Address("127.0.0.1", 1, False), id="IPv4"),
        pytest.param("http://[::1]:1", Address("[::1]", 1, False), id="IPv6"),
        pytest.param("http://[0:0:0::0001]", Address("[::1]", 0, False), id="IPv6 written long"),
        pytest.param("http://localhost", Address("localhost", 0, False), id="one label"),
        pytest.param("https://my_gateway.example", Address("my_gateway.example"), id="underscore"),
    ],
)
def test_plain_urls(url: str, address: Address) -> None:
    assert parse(url) == address


@pytest.mark.parametrize(
    ("url", "why"),
    [
        pytest.param("api.vendor.example", "http or https URL", id="no scheme"),
        pytest.param("ftp://api.vendor.example", "http or https URL", id="another scheme"),
        pytest.param("https:api.vendor.example", "http or https URL", id="no slashes"),
        pytest.param("https:///api.vendor.example", "http or https URL", id="no host"),
        pytest.param("https://a.example\\@b.example", "http or https URL", id="backslash"),
        pytest.param("https://a.example/x\\y", "http or https URL", id="backslash in the path"),
        pytest.param("https://a@b.example@c.example", "http or https URL", id="two @"),
        pytest.param("https://a%2eexample", "http or https URL", id="escape in the host"),
        pytest.param("https://a.example:port", "http or https URL", id="no number"),
        pytest.param("https://a.example:99999", "port between 1 and 65535", id="large port"),
        pytest.param("https://a.example:0", "port between 1 and 65535", id="port 0"),
        pytest.param("https://a.example\n.b.example", "control characters", id="line break"),
        pytest.param("https://a.example\t", "control characters", id="tab"),
        pytest.param("https://a.example\0", "control characters", id="zero byte"),
        pytest.param(" https://a.example", "blanks", id="blank"),
        pytest.param("https://a..example", "not a plain name", id="empty label"),
        pytest.param("https://a.example..", "not a plain name", id="two dots"),
        pytest.param("https://-a.example", "not a plain name", id="hyphen"),
        pytest.param("https://" + "a" * 64 + ".example", "not a plain name", id="long label"),
        pytest.param("https://\u0430pi.example", "letters outside ASCII", id="Cyrillic"),
        pytest.param("https://api\u3002example", "letters outside ASCII", id="ideographic stop"),
        pytest.param("https://\uff41pi.example", "letters outside ASCII", id="full width"),
        pytest.param("https://2130706433", "plain IP address", id="a number"),
        pytest.param("https://0x7f.1", "plain IP address", id="parts of an address"),
        pytest.param("https://127.0.0.01", "plain IP address", id="octal"),
        pytest.param("https://1.2.3.4.5", "plain IP address", id="five parts"),
        pytest.param("https://[::1%25eth0]", "http or https URL", id="zone"),
        pytest.param("https://[::g]", "http or https URL", id="IPv6 with a letter"),
        pytest.param("https://[1:2]", "plain IP address", id="IPv6 too short"),
        pytest.param("$GATEWAY/v1", "http or https URL", id="a variable"),
        pytest.param("https://a.example/" + "x" * 2048, "longer than 2048", id="long"),
        pytest.param(None, "not a string", id="none"),
        pytest.param({"url": "https://a.example"}, "not a string", id="table"),
        pytest.param(7, "not a string", id="number"),
    ],
)
def test_what_programs_read_differently_is_refused(url: object, why: str) -> None:
    with pytest.raises(NotPlain, match=why):
        parse(url)


_PIECES = st.sampled_from(
    ["https://", "http://", "//", "/", "\\", "@", ":", "?", "#", ".", "..", "%", "%2e", "[", "]",
     "::1", "443", "0", "127.0.0.1", "0x7f", "1", "api.vendor.example", "evil.example", "com",
     "xn--a", "\u3002", "\u0430", "\t", " ", "user", "-", "_", "\x7f", "\u00ad"]
)  # fmt: skip
_URLS = st.lists(_PIECES, min_size=1, max_size=9).map(lambda parts: "https://" + "".join(parts))


def _host(url: str) -> str:
    try:
        return parse(url).host
    except NotPlain:
        return ""


@settings(max_examples=500)
@given(_URLS)
def test_what_is_taken_is_what_python_reads(url: str) -> None:
    if host := _host(url):
        assert (urlsplit(url).hostname or "").removesuffix(".") == host.strip("[]")


_READ = """
const urls = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const host = (url) => { try { return new URL(url).hostname; } catch { return null; } };
console.log(JSON.stringify(urls.map(host)));
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="most assistants are Node programs")
@settings(max_examples=5, deadline=None)
@given(st.lists(_URLS, min_size=200, max_size=200))
def test_what_is_taken_is_what_node_reads(urls: list[str]) -> None:
    taken = [url for url in urls if _host(url)]
    done = subprocess.run(
        ["node", "-e", _READ], input=json.dumps(taken), capture_output=True, text=True, check=True
    )
    for url, host in zip(taken, json.loads(done.stdout), strict=True):
        # Node refuses some hosts, such as punycode that means nothing: then nothing is sent.
        assert host is None or host.removesuffix(".") == _host(url)


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_is_too_odd(before: str, behind: str) -> None:
    for url in (before, f"https://{before}@{behind}", f"https://{before}/{behind}"):
        try:
            parse(url)
        except NotPlain:
            continue
