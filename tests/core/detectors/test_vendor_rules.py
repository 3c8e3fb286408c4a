"""The rules of vendors, as a table: how many there are, whom they cite, and what tells them."""

import re
from collections import Counter

import pytest

from promptguard import detectors
from promptguard.evidence.templates import render
from promptguard.evidence.tokens import NAMED, NAMED_ONLY, is_distinct
from promptguard.model import Confidence, Rule
from tests.core.detectors.samples import confidences, found

FOREIGN = {"known_secrets", "user_rules", "vocabulary"}
SECRETS = {
    rule.id: rule
    for name in detectors.names()
    if name not in FOREIGN
    for rule in detectors.rules(name)
    if "secret" in rule.labels
}
NEAR = [rule for rule in SECRETS.values() if rule.weight in (NAMED, NAMED_ONLY)]


def test_there_is_a_rule_for_each_token_type() -> None:
    assert len(SECRETS) >= 300
    assert sum(map(is_distinct, SECRETS.values())) >= 150


def test_every_rule_cites_its_vendor() -> None:
    for rule in SECRETS.values():
        assert rule.references, rule.id
        assert all(re.match(r"https://[\w.-]+\.\w{2,}/?", link) for link in rule.references)


def test_titles_tell_rules_apart() -> None:
    titles = Counter(rule.title for rule in SECRETS.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_a_distinct_rule_has_a_literal_of_its_own() -> None:
    for rule in filter(is_distinct, SECRETS.values()):
        assert all(len(word) >= 2 for word in rule.keywords), rule.id


@pytest.mark.parametrize("rule", NEAR, ids=lambda rule: rule.id)
def test_a_named_token_is_no_finding_without_its_vendor(rule: Rule) -> None:
    for example in rule.examples:
        text = render(example) if isinstance(example, str) else ""
        if "_TOKEN=" in text:
            value = text.partition("_TOKEN=")[2]
            assert rule.id not in confidences(rule.id.partition(".")[0], f"checksum = {value}")


HEX32 = render("<hex:32>", 3)
NOTATIONS = (
    f"HEROKU_API_KEY={render('<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>', 3)}",
    f'"algoliaApiKey": "{HEX32}"',
    f"algolia_key: '{HEX32}'",
    f'ALGOLIA_KEY ?= "{HEX32}"',
    f"ALGOLIA_KEY :::= {HEX32}",
    f'$algoliaKey .= "{HEX32}";',
    f'var algoliaKey string = "{HEX32}"',
    f"ENV['ALGOLIA_KEY'] ||= '{HEX32}'",
    f'setAlgoliaKey("{HEX32}")',
    f"<algoliaKey>{HEX32}</algoliaKey>",
    f'algolia:            "{HEX32}",',
    f'{{"config.ini": "ALGOLIA-KEY={HEX32}\\nDEBUG=1"}}',
)


@pytest.mark.parametrize("text", NOTATIONS)
def test_the_notations_of_code_and_configuration(text: str) -> None:
    detector = "platforms" if "HEROKU" in text else "developer_tools"
    assert found(detector, text, "app.conf")


@pytest.mark.parametrize(
    ("detector", "text"),
    [
        ("developer_tools", f"algolia_app_id = {HEX32}"),
        ("developer_tools", f"the_particles = {HEX32}"),
        ("social", "twitter_handle_of_team = promptguard_development_team12345"),
        ("identity", "vault_secret_id_accessor: " + render("<hex:8>-<hex:4>-4<hex:3>-<hex:4>")),
        ("google", "google_auth_key = get_credentials_from_env"),
        ("cloud", render("MIIEowIBAAKCAQEA<base64:40>/YCN<base64url:37>")),
        ("social", render("EAA<digit:1>5AE<HEX:60>")),
        ("cloud", render("<hex:10>4bce, <hex:32>").replace("bce,", "9bce,")),
        ("aws", '"name": "arn:aws:iam::aws:policy/Route53AutoNaming' + 'FullReadAccess33"'),
        ("packages", render("nuget_oy2<alnum:43>x")),
        ("ai_vendors", "class='sk-circle-fade-dot-animation-container-large'"),
    ],
)
def test_stays_silent(detector: str, text: str) -> None:
    assert not found(detector, text, "app.conf")


def test_azure_checksums_decide() -> None:
    rule = SECRETS["azure_keys.storage-account"]
    text = render(rule.examples[0], 4)
    broken = text.replace(text[9:12], "zzz")
    assert confidences("azure_keys", text)[rule.id] is Confidence.VERY_LIKELY
    assert confidences("azure_keys", broken)[rule.id] is Confidence.POSSIBLE


def test_what_a_browser_may_see_is_never_an_alarm() -> None:
    text = render("posthog.init('phc_<base62:43>')", 5)
    assert confidences("monitoring", text) == {"monitoring.posthog-project": Confidence.POSSIBLE}
