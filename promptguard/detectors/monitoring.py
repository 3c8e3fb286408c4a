"""Keys of monitoring, logging and alerting services: who holds one reads what went wrong."""

import binascii
import json
import re
from base64 import b64decode, b64encode
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.checksums import crc32_little_endian
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import (
    END,
    NAMED,
    Format,
    checksummed,
    formats,
    near,
    random_value,
    token,
)
from promptguard.model import Weight

_LOAD = "and read the new one from the environment or a secret store."

_FORMATS = (
    Format(
        "new-relic",
        "New Relic key",
        r"(?:NRAK-[A-Z0-9]{27}|NRAA-[a-f0-9]{27}|NRII-[A-Za-z0-9-]{32}|NRIQ-[A-Za-z0-9_-]{32}"
        r"|NRRA-[a-f0-9]{42}|NRSP-[a-z]{2}\d{2}[A-F0-9]{31}|NRJS-[a-f0-9]{19}|NRBR-[a-f0-9]{19}"
        r"|[a-f0-9]{36}NRAL)",
        ("nr",),
        "NEW_RELIC_API_KEY=NRAK-<ALNUM:27>",
        "one.newrelic.com > API keys",
        "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
    ),
    Format(
        "grafana-cloud",
        "Grafana Cloud token",
        r"glc_(?:eyJ[A-Za-z0-9+/]{40,400}={0,2}|[A-Za-z0-9+/]{32,400}={0,2})",
        ("glc_",),
        "GRAFANA_TOKEN=glc_eyJ<base64:110>",
        "grafana.com > Access policies",
        "https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/",
    ),
    Format(
        "grafana-api-key",
        "Grafana API key (older form)",
        r"eyJrIjoi[A-Za-z0-9]{60,400}={0,2}",
        ("eyjrijoi",),
        "Authorization: Bearer eyJrIjoi<base62:90>",
        "Administration > API keys of that Grafana",
        "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
    ),
    Format(
        "sentry-user",
        "Sentry user token",
        r"sntryu_[a-f0-9]{64}",
        ("sntryu_",),
        "SENTRY_AUTH_TOKEN=sntryu_<hex:64>",
        "sentry.io/settings/account/api/auth-tokens",
        "https://docs.sentry.io/account/auth-tokens/",
    ),
    Format(
        "dynatrace",
        "Dynatrace token",
        r"dt0[a-z]\d{2}\.[A-Z0-9a-z]{8,24}\.[A-Z0-9a-z]{64}",
        ("dt0",),
        "DT_API_TOKEN=dt0c01.<ALNUM:24>.<ALNUM:64>",
        "Access tokens of that environment",
        "https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication",
    ),
    Format(
        "launchdarkly",
        "LaunchDarkly SDK or API key",
        r"(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        ("sdk-", "api-"),
        "LD_SDK_KEY=sdk-<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>",
        "app.launchdarkly.com > Environments",
        "https://docs.launchdarkly.com/home/account/environment/keys",
    ),
)


def _grafana(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    holds = crc32_little_endian(match["body"]) == match["check"]
    return checksummed(match, document, holds=holds)


def _grafana_example(random: Random) -> str:
    body = "glsa_" + pick(random, "base62", 32)
    return f"GRAFANA_TOKEN={body}_{crc32_little_endian(body)}"


def _sentry(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Between prefix and secret lies JSON that names the organisation."""
    try:
        facts = json.loads(b64decode(match["facts"] + "=="))
    except (ValueError, binascii.Error):
        facts = None
    if isinstance(facts, dict) and "iat" in facts:
        return (Weight(1, "names its organisation and date"),)
    return random_value(match, document)


def _sentry_example(random: Random) -> str:
    facts = {
        "iat": random.randrange(10**9),
        "url": "https://sentry.io",
        "region_url": "",
        "org": "a",
    }
    secret = pick(random, "base64", 43)
    return f"SENTRY_AUTH_TOKEN=sntrys_{b64encode(json.dumps(facts).encode()).decode()}_{secret}"


RULES = (
    *formats("monitoring", _FORMATS),
    token(
        "monitoring.grafana",
        "Grafana service account token",
        r"\b(?P<body>glsa_[A-Za-z0-9]{32})_(?P<check>[A-Fa-f0-9]{8})" + END,
        keywords=("glsa_",),
        validate=_grafana,
        advice="Delete it under Administration > Service accounts " + _LOAD,
        references=(
            "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
            "https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/tokengen.go",
        ),
        examples=(_grafana_example, "glsa_<base62:32>_<hex:8>"),
        counterexamples=("glsa_" + "x" * 32 + "_" + "0" * 8,),
    ),
    token(
        "monitoring.sentry-organisation",
        "Sentry organisation token",
        r"\bsntrys_(?P<facts>eyJ[A-Za-z0-9+/]{20,400})={0,2}_(?P<value>[A-Za-z0-9+/]{43})(?![\w+/])",
        keywords=("sntrys_",),
        validate=_sentry,
        advice="Revoke it at sentry.io/settings > Auth Tokens " + _LOAD,
        references=("https://docs.sentry.io/account/auth-tokens/",),
        examples=(_sentry_example,),
        counterexamples=("sntrys_YOUR_TOKEN_HERE",),
    ),
    token(
        "monitoring.datadog",
        "Datadog API or application key",
        near("datadog|dd[_-]?(?:api|app)", r"[a-f0-9]{32}|[a-zA-Z0-9]{40}"),
        keywords=("datadog", "dd"),
        weight=NAMED,
        advice="Revoke it at app.datadoghq.com > Organization Settings " + _LOAD,
        references=("https://docs.datadoghq.com/account_management/api-app-keys/",),
        examples=("DD_API_KEY=<hex:32>", 'datadog_app_key: "<hex:40>"'),
        counterexamples=("datadog_site: datadoghq.eu",),
    ),
    token(
        "monitoring.pagerduty",
        "PagerDuty key",
        near(
            "pager_?duty|pd[_-](?:api|token|integration)",
            r"[a-f0-9]{32}|[uyNaA-Z][A-Za-z0-9+_-]{19}",
        ),
        keywords=("pager", "pd"),
        weight=NAMED,
        advice="Delete it under Integrations > API Access Keys " + _LOAD,
        references=("https://support.pagerduty.com/docs/api-access-keys",),
        examples=("PAGERDUTY_INTEGRATION_KEY=<hex:32>",),
        counterexamples=("pagerduty_service = PlatformTeamOnCallX",),
    ),
    token(
        "monitoring.named",
        "Sentry, Sumo Logic, Splunk, Snyk or SonarQube token",
        near(
            "sentry|sumo|splunk|snyk|sonar(?:qube|cloud)?|codecov|rollbar|honeycomb|new_?relic|logdna",
            r"[a-f0-9]{64}|[A-Za-z0-9]{64}|[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}|su[A-Za-z0-9]{12}"
            r"|(?:sq[aup]_)?[a-f0-9]{40}|[a-f0-9]{32}|[A-Za-z0-9]{32}",
        ),
        keywords=(
            "sentry",
            "sumo",
            "splunk",
            "snyk",
            "sonar",
            "codecov",
            "rollbar",
            "honeycomb",
            "relic",
            "logdna",
        ),
        weight=NAMED,
        advice="Revoke it in the vendor's settings " + _LOAD,
        references=("https://docs.snyk.io/snyk-api/authentication-for-api",),
        examples=(
            "SNYK_TOKEN=<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>",
            "SONAR_TOKEN=squ_<hex:40>",
        ),
        counterexamples=("sentry_release: <hex:7>",),
    ),
)
detect = rules_detector(RULES)
