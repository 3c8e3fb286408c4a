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
    Format,
    Named,
    checksummed,
    formats,
    named,
    random_value,
    token,
)
from promptguard.model import Weight

_LOAD = "and read the new one from the environment or a secret store."

_NEW_RELIC = "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/"
_NEW_RELIC_KEYS = "one.newrelic.com > API keys"
_SENTRY = "https://docs.sentry.io/account/auth-tokens/"
_SENTRY_TOKENS = "sentry.io/settings/account/api/auth-tokens"
_DYNATRACE = "https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication"
_PAGERDUTY = "Integrations > API Access Keys of PagerDuty"
_PAGERDUTY_KEYS = "https://support.pagerduty.com/docs/api-access-keys"
_SUMO = "service.sumologic.com > Preferences"
_SUMO_DOCS = "https://help.sumologic.com/docs/manage/security/access-keys/"
_DATADOG = "https://docs.datadoghq.com/account_management/api-app-keys/"

# fmt: off
_FORMATS = (
    Format("new-relic-user", "New Relic user key", "NRAK-<ALNUM:27>", _NEW_RELIC_KEYS, _NEW_RELIC),
    Format("new-relic-admin", "New Relic admin key", "NRAA-<hex:27>", _NEW_RELIC_KEYS, _NEW_RELIC),
    Format("new-relic-insert", "New Relic Insights insert key", "NRII-<base64url:32>",
           _NEW_RELIC_KEYS, _NEW_RELIC),
    Format("new-relic-query", "New Relic Insights query key", "NRIQ-<base64url:32>",
           _NEW_RELIC_KEYS, _NEW_RELIC),
    Format("new-relic-rest", "New Relic REST API key", "NRRA-<hex:42>", _NEW_RELIC_KEYS,
           _NEW_RELIC),
    Format("new-relic-synthetics", "New Relic private location key",
           "NRSP-<lower:2><digit:2><HEX:31>", _NEW_RELIC_KEYS, _NEW_RELIC),
    Format("new-relic-browser", "New Relic browser key", "NRJS-<hex:19>", _NEW_RELIC_KEYS,
           _NEW_RELIC),
    Format("new-relic-mobile", "New Relic mobile app token", "AA<hex:40>-NRMA", _NEW_RELIC_KEYS,
           _NEW_RELIC),
    Format("new-relic-licence", "New Relic licence key", "{<hex:36>|eu<digit:2>xx<hex:30>}NRAL",
           _NEW_RELIC_KEYS, _NEW_RELIC),
    Format("grafana-cloud", "Grafana Cloud access policy token", "glc_<base64:32-400>{==|=|}",
           "grafana.com > Access policies",
           "https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/"),
    Format("grafana-api-key", "Grafana API key (older form)", "eyJrIjoi<base62:60-400>{==|=|}",
           "Administration > API keys of that Grafana",
           "https://grafana.com/docs/grafana/latest/administration/service-accounts/"),
    Format("sentry-user", "Sentry user auth token", "sntryu_<hex:64>", _SENTRY_TOKENS, _SENTRY),
    Format("sentry-internal", "Sentry internal integration token", "sntryi_<hex:64>",
           _SENTRY_TOKENS, _SENTRY),
    Format("sentry-application", "Sentry application token", "sntrya_<hex:64>", _SENTRY_TOKENS,
           _SENTRY),
    Format("dynatrace", "Dynatrace access token", "dt0c01.<base62:24>.<base62:64>",
           "Access tokens of that environment", _DYNATRACE),
    Format("dynatrace-platform", "Dynatrace platform token or OAuth secret",
           "dt0s<digit:2>.<base62:8-24>.<base62:64>", "Account Management > Identity & access",
           _DYNATRACE),
    Format("dynatrace-older", "Dynatrace token of another kind",
           "dt0{a|e|g|m|p}<digit:2>.<base62:8-24>.<base62:64>", "Access tokens of that environment",
           _DYNATRACE),
    Format("launchdarkly-sdk", "LaunchDarkly SDK key", "sdk-<uuid>",
           "app.launchdarkly.com > Environments",
           "https://launchdarkly.com/docs/sdk/concepts/client-side-server-side"),
    Format("launchdarkly-api", "LaunchDarkly API access token", "api-<uuid>",
           "app.launchdarkly.com/settings/authorization",
           "https://launchdarkly.com/docs/home/account/api"),
    Format("datadog-client-token", "Datadog client token", "pub<hex:32>",
           "app.datadoghq.com > Client Tokens", _DATADOG, public=True),
    Format("honeycomb-ingest", "Honeycomb ingest key", "hc{a|b|c|x}ik_<alnum:58>",
           "ui.honeycomb.io > API Keys",
           "https://docs.honeycomb.io/configure/environments/manage-api-keys/"),
    Format("honeycomb-management", "Honeycomb management key", "hc{a|b|c|x}mk_<alnum:26>",
           "ui.honeycomb.io > API Keys",
           "https://docs.honeycomb.io/configure/environments/manage-api-keys/"),
    Format("posthog-project", "PostHog project API key", "phc_<base62:43>",
           "app.posthog.com/settings/project", "https://posthog.com/docs/api", public=True),
    Format("posthog-personal", "PostHog personal API key", "phx_<base62:43-60>",
           "app.posthog.com/settings/user-api-keys", "https://posthog.com/docs/api"),
    Format("statsig-server", "Statsig server secret key", "secret-<base62:43>",
           "console.statsig.com > Keys", "https://docs.statsig.com/sdk-keys/api-keys"),
    Format("statsig-console", "Statsig console API key", "console-<base62:43>",
           "console.statsig.com > Keys", "https://docs.statsig.com/sdk-keys/api-keys"),
    Format("incident-io", "incident.io API key", "inc_<hex:64>",
           "app.incident.io/settings/api-keys", "https://api-docs.incident.io/#section/Making-requests/Authentication"),
    Format("rootly", "Rootly API key", "rootly_<hex:64>", "rootly.com/account/api-keys",
           "https://docs.rootly.com/api-reference/overview"),
    Format("axiom", "Axiom API token", "xaat-<uuid>", "app.axiom.co/settings/api-tokens",
           "https://axiom.co/docs/reference/tokens"),
    Format("axiom-personal", "Axiom personal access token", "xapt-<uuid>",
           "app.axiom.co/settings/profile", "https://axiom.co/docs/reference/tokens"),
    Format("elastic-cloud", "Elastic Cloud API key in its encoded form",
           "essu_<base64:60-100>{==|=|}", "cloud.elastic.co/account/keys",
           "https://www.elastic.co/docs/deploy-manage/api-keys"),
)
_NAMED = (
    Named("datadog-api-key", "Datadog API key", "datadog|dd api|dd key", "<hex:32>",
          "app.datadoghq.com > Organization Settings", _DATADOG),
    Named("datadog-application-key", "Datadog application key", "datadog|dd app", "<alnum:40>",
          "app.datadoghq.com > Organization Settings", _DATADOG),
    Named("pagerduty-api-key", "PagerDuty API key", "pager duty|pd api|pd token",
          "{u+|y_|<base62:2>}<base64url:18>", _PAGERDUTY, _PAGERDUTY_KEYS),
    Named("pagerduty-integration-key", "PagerDuty integration key",
          "pager duty|pd integration|pd routing", "{<hex:32>|<alnum:32>}", _PAGERDUTY,
          _PAGERDUTY_KEYS),
    Named("sentry-older", "Sentry auth token (older form)", "sentry", "<hex:64>", _SENTRY_TOKENS,
          _SENTRY),
    Named("sumo-access-id", "Sumo Logic access id", "sumo logic|sumo", "su<base62:12>", _SUMO,
          _SUMO_DOCS),
    Named("sumo-access-key", "Sumo Logic access key", "sumo logic|sumo", "<base62:64>", _SUMO,
          _SUMO_DOCS),
    Named("splunk-hec", "Splunk HTTP Event Collector token", "splunk|hec token", "<uuid>",
          "Settings > Data inputs > HTTP Event Collector",
          "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector"),
    Named("rollbar", "Rollbar access token", "rollbar", "<hex:32>",
          "rollbar.com > Project access tokens", "https://docs.rollbar.com/docs/access-tokens"),
    Named("rollbar-newer", "Rollbar access token of the newer form", "rollbar", "<hex:128>",
          "rollbar.com > Project access tokens", "https://docs.rollbar.com/docs/access-tokens"),
    Named("bugsnag", "BugSnag API key", "bugsnag", "<hex:32>", "app.bugsnag.com > Project settings",
          "https://docs.bugsnag.com/api/"),
    Named("honeycomb-older", "Honeycomb API key (older form)", "honeycomb", "<hex:32>",
          "ui.honeycomb.io > API Keys",
          "https://docs.honeycomb.io/configure/environments/manage-api-keys/"),
    Named("honeycomb-environment", "Honeycomb environment key", "honeycomb", "<base62:22>",
          "ui.honeycomb.io > API Keys",
          "https://docs.honeycomb.io/configure/environments/manage-api-keys/"),
    Named("new-relic-older", "New Relic key (older form)", "new relic", "{<hex:40>|<hex:47>}",
          _NEW_RELIC_KEYS, _NEW_RELIC),
    Named("new-relic-user-id", "New Relic user API id", "new relic", "<alnum:64>", _NEW_RELIC_KEYS,
          _NEW_RELIC),
    Named("logz-io", "Logz.io shipping or API token", "logz io|logzio", "{<letter:32>|<uuid>}",
          "app.logz.io/#/dashboard/settings", "https://docs.logz.io/user-guide/tokens/"),
    Named("loggly", "Loggly customer token", "loggly", "<uuid>", "loggly.com > Source Setup",
          "https://documentation.solarwinds.com/en/success_center/loggly/content/admin/customer-token-authentication-token.htm"),
    Named("logdna", "LogDNA (Mezmo) ingestion key", "logdna|mezmo", "<hex:32>",
          "app.mezmo.com > API Keys", "https://docs.mezmo.com/docs/ingestion-key"),
    Named("papertrail", "Papertrail API token", "papertrail", "<base62:20>",
          "papertrailapp.com/account/profile", "https://www.papertrail.com/help/http-api/"),
    Named("opsgenie", "Opsgenie API key", "opsgenie|genie key|geniekey", "<uuid>",
          "app.opsgenie.com > Integrations",
          "https://support.atlassian.com/opsgenie/docs/api-key-management/"),
    Named("victorops", "Splunk On-Call (VictorOps) API key", "victorops", "{<hex:32>|<uuid>}",
          "portal.victorops.com > Integrations", "https://help.victorops.com/knowledge-base/api/"),
    Named("elastic-api-key", "Elasticsearch API key", "elastic|apikey|elasticsearch|kibana",
          "<base62:58>{==}", "Stack Management > API keys",
          "https://www.elastic.co/docs/deploy-manage/api-keys"),
    Named("instana", "Instana API token", "instana", "<base64url:22>", "Settings > API Tokens",
          "https://www.ibm.com/docs/en/instana-observability"),
    Named("lightstep", "Lightstep access token", "lightstep|ls access", "<base64:86>{==|}",
          "app.lightstep.com > Access tokens",
          "https://docs.lightstep.com/docs/create-and-manage-access-tokens"),
    Named("signalfx", "Splunk Observability (SignalFx) access token", "signalfx|sfx|sf token",
          "<base64url:22>", "app.signalfx.com > Access Tokens",
          "https://docs.splunk.com/observability/en/admin/authentication/authentication-tokens/org-tokens.html"),
    Named("statuspage", "Statuspage API key", "statuspage", "{<uuid>|<hex:64>}",
          "manage.statuspage.io > API info", "https://developer.statuspage.io/#section/Authentication"),
    Named("uptime-robot", "UptimeRobot API key", "uptime robot", "{u|m}<digit:6-9>-<hex:24>",
          "dashboard.uptimerobot.com > Integrations & API", "https://uptimerobot.com/api/"),
    Named("pingdom", "Pingdom API token", "pingdom", "<base64url:86>",
          "my.pingdom.com/app/api-tokens", "https://docs.pingdom.com/api/#section/Authentication"),
    Named("airbrake", "Airbrake project key", "airbrake", "<hex:32>",
          "airbrake.io > Project settings", "https://docs.airbrake.io/docs/devops-tools/api/"),
    Named("raygun", "Raygun API key", "raygun", "<base62:22>",
          "app.raygun.com > Application settings", "https://raygun.com/documentation/product-guides/raygun-api/"),
    Named("appsignal", "AppSignal push API key", "appsignal", "<uuid>",
          "appsignal.com > App settings", "https://docs.appsignal.com/appsignal/terminology.html"),
    Named("scout-apm", "Scout APM agent key", "scout", "<base62:20>", "scoutapm.com/settings",
          "https://scoutapm.com/docs/ruby/configuration", weak=True),
)
# fmt: on


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
    *named("monitoring", _NAMED),
)
detect = rules_detector(RULES)
