"""Every rule for a credential leads to a page of the vendor or the standard it is about."""

import re
from collections import defaultdict
from functools import lru_cache
from urllib.parse import urlsplit

import pytest

from promptguard import detectors
from promptguard.model import Rule

#: Detectors that take their rules from settings or from another program.
FOREIGN = {"known_secrets", "team_names", "user_rules", "vocabulary"}
ALL = [rule for name in detectors.names() for rule in detectors.rules(name)]
SECRETS = [
    rule for rule in ALL if "secret" in rule.labels and rule.id.partition(".")[0] not in FOREIGN
]
#: Sites of standards, of file formats and of software that belongs to no vendor.
GENERAL = {
    "cwe.mitre.org",
    "developer.apple.com",
    "doc.rust-lang.org",
    "docs.github.com",
    "httpd.apache.org",
    "kubernetes.io",
    "libera.chat",
    "manpages.debian.org",
    "packaging.python.org",
    "pubs.opengroup.org",
    "the.earth.li",
    "w1.fi",
    "wiki.strongswan.org",
    "www.gnu.org",
    "www.postgresql.org",
    "www.rfc-editor.org",
    "yaml.org",
}
#: Vendors whose site is not named after the product, and what of theirs it describes.
HOUSES = {
    "api-docs.deepseek.com": "sk-unnamed",
    "cloud.google.com": "looker",
    "confluence.atlassian.com": "bitbucket",
    "developer.atlassian.com": "trello",
    "developer.hashicorp.com": "terraform",
    "developer.paypal.com": "braintree",
    "developer.themoviedb.org": "tmdb",
    "dev.vk.com": "vk",
    "developer.work.weixin.qq.com": "wecom",
    "developers.brevo.com": "sendinblue",
    "developers.facebook.com": "instagram|threads",
    "developers.kit.com": "convertkit",
    "developers.weixin.qq.com": "wechat",
    "docs.influxdata.com": "influxdb",
    "docs.smith.langchain.com": "langsmith",
    "docs.sonarsource.com": "sonar",
    "docs.x.com": "x-",
    "documentation.solarwinds.com": "loggly",
    "github.blog": "npm",
    "github.com": "age|argon2|azure|clojars|gogs|grafana|reddit",
    "help.aliyun.com": "dashscope",
    "learn.microsoft.com": "ado|asp-net|azure|linkedin|nuget|powershell|teams|unattended|windows",
    "mailchimp.com": "mandrill",
    "open.bigmodel.cn": "zhipu",
    "platform.openai.com": "sk-unnamed",
    "support.atlassian.com": "bitbucket|opsgenie",
    "support.microsoft.com": "group-policy",
    "support.mozilla.org": "firefox",
    "www.browserstack.com": "percy",
    "www.ibm.com": "instana",
    "www.jetbrains.com": "teamcity",
    "www.twilio.com": "sendgrid",
    "www.xfyun.cn": "spark",
}
#: What anybody may write on, and what only searches.
ANYBODYS = re.compile(
    r"^(?:www\.)?(?:google|bing|duckduckgo|baidu)\.\w+$|^blog\.|\.blogspot\.|^medium\.com$"
    r"|wikipedia\.org$|stackoverflow\.com$|^dev\.to$|\.(?:wordpress|substack)\.com$|^gist\."
)


def _words(rule: Rule) -> set[str]:
    return set(re.findall(r"[a-z0-9]{3,}", f"{rule.id.partition('.')[2]} {rule.title}".lower()))


def _is_at_home(rule: Rule, host: str) -> bool:
    name = re.sub(r"[^a-z0-9]", "", host)
    return (
        host in GENERAL
        or any(word in name for word in _words(rule))
        or bool(re.search(HOUSES.get(host, "(?!)"), rule.id))
    )


@lru_cache
def _citing() -> dict[str, list[Rule]]:
    citing = defaultdict(list)
    for rule in SECRETS:
        for link in rule.references:
            citing[link].append(rule)
    return citing


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_reference_is_a_page_that_answers_for_itself(rule: Rule) -> None:
    for link in rule.references:
        parts = urlsplit(link)
        assert parts.scheme == "https"
        assert re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", parts.netloc)
        assert not re.search(r"\s|utm_|[?&](?:gclid|ref)=", link)


@pytest.mark.parametrize("rule", SECRETS, ids=lambda rule: rule.id)
def test_a_credential_cites_its_vendor_or_its_standard(rule: Rule) -> None:
    assert rule.references
    for link in rule.references:
        host = urlsplit(link).netloc
        assert not ANYBODYS.search(host)
        assert _is_at_home(rule, host), host


@pytest.mark.parametrize("link", sorted(_citing()))
def test_vendors_share_no_page(link: str) -> None:
    host = urlsplit(link).netloc
    if host not in GENERAL and host not in HOUSES:
        names = [_words(rule) for rule in _citing()[link]]
        assert set.intersection(*names), [rule.id for rule in _citing()[link]]


@pytest.mark.parametrize("table", [GENERAL, HOUSES], ids=["general", "houses"])
def test_the_tables_hold_nothing_that_nobody_cites(table: set[str] | dict[str, str]) -> None:
    assert set(table) <= {urlsplit(link).netloc for link in _citing()}


def test_nearly_every_reference_is_a_page_and_not_a_front_door() -> None:
    bare = [link for link in _citing() if urlsplit(link)[2] in ("", "/") and "#" not in link]
    assert len(bare) <= len(_citing()) / 100, bare
