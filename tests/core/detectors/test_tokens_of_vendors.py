"""Checksums decide, places weigh, and neighbours of a token are none."""

import json
from base64 import urlsafe_b64encode

import pytest

from promptguard.detectors.aws import account_of
from promptguard.evidence.checksums import crc32_base62
from promptguard.evidence.templates import render
from promptguard.model import Confidence
from tests.core.detectors.samples import confidences, found

BODY = render("<base62:30>", 8)
GITHUB = f"ghp_{BODY}{crc32_base62(BODY)}"
WRONG = f"ghp_{BODY}{'A' * 2}{render('<digit:4>', 1)}"


@pytest.mark.parametrize(
    ("token", "path", "expected"),
    [
        pytest.param(GITHUB, "app.py", Confidence.VERY_LIKELY, id="checksum-right"),
        pytest.param(GITHUB, "tests/test_app.py", Confidence.VERY_LIKELY, id="right-in-a-test"),
        pytest.param(WRONG, "app.py", Confidence.POSSIBLE, id="checksum-wrong"),
        pytest.param(WRONG, "tests/test_app.py", Confidence.UNLIKELY, id="wrong-in-a-test"),
    ],
)
def test_a_checksum_decides(token: str, path: str, expected: Confidence) -> None:
    assert confidences("source_hosting", f'T = "{token}"', path) == {
        "source_hosting.github": expected
    }


@pytest.mark.parametrize(
    ("detector", "text"),
    [
        ("source_hosting", "ghp_" + "x" * 36),
        ("source_hosting", GITHUB + "_suffix"),
        ("aws", "https://x.test/AKIAIOSFODNN7" + "EXAMPLE.png"),
        ("monitoring", render("/assets/datadog-<hex:32>.png")),
        ("monitoring", "import datadog, DatadogMetricsClientFactory1"),
        ("developer_tools", "SetSysctl = kernel_msgmax_value_4096"),
        ("developer_tools", render("AUTH0_CLIENT_ID = '<base62:32>'")),
        ("developer_tools", "from meraki import MerakiModule, meraki_argument_spec"),
        ("developer_tools", render("/img/video_box.ico-<base62:32>.png")),
        ("tokens", "Authorization: Bearer {token}"),
        ("tokens", "eyJhbGciOiJub25lIn0.eyJub3Rqc29u.aaaaaaaaaaaaaaaaaaaaaaaaaa"),
        ("private_keys", "-----BEGIN RSA PRIVATE " + "KEY-----\n" + "A" * 64),
    ],
)
def test_stays_silent(detector: str, text: str) -> None:
    assert not found(detector, text, "app.txt")


def test_a_private_key_in_a_test_does_not_stop_a_commit() -> None:
    key = render("-----BEGIN RSA PRIVATE " + "KEY-----\n<base64:64>\n<base64:64>\n-----END")
    assert max(confidences("private_keys", key, "deploy/id_rsa").values()) >= Confidence.LIKELY
    assert max(confidences("private_keys", key, "tests/id_rsa").values()) == Confidence.POSSIBLE


def test_openssh_keys_begin_with_zeros() -> None:
    head = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAABlwAAAAdzc2gtcn"
    text = render(f"-----BEGIN OPENSSH PRIVATE {'KEY'}-----\n{head}\n<base64:70>\n<base64:70>\n")
    assert found("private_keys", text, "id_ed25519")


def test_an_aws_key_id_carries_its_account() -> None:
    assert account_of("AKIA" + "A" * 16) == 0
    assert 0 < account_of("AKIA" + "Y3" + "A" * 14) < 2**40


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param({"sub": "d81c4e"}, Confidence.LIKELY, id="subject"),
        pytest.param({"userId": 81}, Confidence.LIKELY, id="user-id"),
        pytest.param({"confidence": 0.8}, Confidence.UNLIKELY, id="names-nobody"),
    ],
)
def test_a_token_that_names_nobody_opens_nothing(
    claims: dict[str, object], expected: Confidence
) -> None:
    parts = ({"alg": "HS256", "typ": "JWT"}, claims)
    coded = [urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    text = f"token: {coded[0]}.{coded[1]}.{render('<base62:43>', 5)}"
    assert confidences("tokens", text)["tokens.jwt"] == expected


@pytest.mark.parametrize(
    ("rule", "token"),
    [
        ("source_hosting.gitlab-personal", "corp-glpat-<base62:20>"),
        ("source_hosting.gitlab-job", "glcbt-eyJ<base62:80>.eyJ<base62:400>.<base64url:342>"),
        ("source_hosting.atlassian-api", "ATSTT3x<base64url:180>=<HEX:8>"),
        ("ai_vendors.wandb-newer", "wandb_v1_<base62:27>_<base62:49>"),
        ("ai_vendors.vercel-ai-gateway", "vck_<base62:24>-_<base62:30>"),
        ("platforms.vercel-personal", "vcp_<base62:56>"),
        ("platforms.vercel-integration", "vca_<base62:56>"),
        ("platforms.vercel-integration", "vcr_<base62:56>"),
        ("identity.doppler-service-account", "dp.said.<base62:43>"),
        ("continuous_integration.buildkite-user", "bkua_<base62:53>"),
    ],
)
def test_every_form_that_a_vendor_describes(rule: str, token: str) -> None:
    detector = rule.partition(".")[0]
    assert [one.rule_id for one in found(detector, f"auth: {render(token, 3)}\n")] == [rule]
