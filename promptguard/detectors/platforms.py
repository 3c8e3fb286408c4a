"""Tokens of the platforms that host, deploy and keep configuration: from DigitalOcean to Vault."""

import re
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.checksums import bech32, bech32_holds
from promptguard.evidence.tokens import (
    END,
    NAMED,
    Format,
    checksummed,
    formats,
    named_value,
    near,
    token,
)
from promptguard.model import Weight

_LOAD = "and read it from the environment or a secret store."
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_UUID_EXAMPLE = "<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>"
_AGE = "AGE-SECRET-KEY-"
_BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"

_FORMATS = (
    Format(
        "digitalocean",
        "DigitalOcean token",
        r"do[por]_v1_[a-f0-9]{64}",
        ("dop_v1_", "dor_v1_"),
        "DIGITALOCEAN_TOKEN=dop_v1_<hex:64>",
        "cloud.digitalocean.com > API",
        "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
    ),
    Format(
        "cloudflare",
        "Cloudflare API key or token",
        r"cf(?:k|ut|at)_[A-Za-z0-9]{40}[a-f0-9]{8}",
        ("cfk_", "cfut_", "cfat_"),
        "CLOUDFLARE_API_TOKEN=cfut_<base62:40><hex:8>",
        "dash.cloudflare.com > API Tokens",
        "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/",
    ),
    Format(
        "cloudflare-origin-ca",
        "Cloudflare Origin CA key",
        r"v1\.0-[a-f0-9]{24}-[a-f0-9]{146}",
        ("v1.0-",),
        "CF_ORIGIN_CA=v1.0-<hex:24>-<hex:146>",
        "dash.cloudflare.com > API Tokens",
        "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/",
    ),
    Format(
        "heroku",
        "Heroku API key",
        r"HRKU-(?:AA[\w-]{58}|" + _UUID + ")",
        ("hrku-",),
        "HEROKU_API_KEY=HRKU-AA<base62:58>",
        "the account settings or with `heroku authorizations:revoke`",
        "https://devcenter.heroku.com/articles/authentication",
    ),
    Format(
        "databricks",
        "Databricks personal access token",
        r"dapi[a-f0-9]{32}(?:-\d)?",
        ("dapi",),
        "DATABRICKS_TOKEN=dapi<hex:32>-2",
        "the user settings of the workspace",
        "https://docs.databricks.com/en/dev-tools/auth/pat.html",
    ),
    Format(
        "vault",
        "HashiCorp Vault token",
        r"hv[sbr]\.[\w-]{24,400}",
        ("hvs.", "hvb.", "hvr."),
        "VAULT_TOKEN=hvs.CAES<base64url:91>a",
        "Vault with `vault token revoke`",
        "https://developer.hashicorp.com/vault/docs/concepts/tokens",
    ),
    Format(
        "terraform-cloud",
        "Terraform Cloud token",
        r"[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}",
        (".atlasv1.",),
        'token = "<base62:14>.atlasv1.<base62:67>"',
        "the user or team settings of HCP Terraform",
        "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
    ),
    Format(
        "pulumi",
        "Pulumi access token",
        r"pul-[a-f0-9]{40}",
        ("pul-",),
        "PULUMI_ACCESS_TOKEN=pul-<hex:40>",
        "app.pulumi.com > Access Tokens",
        "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
    ),
    Format(
        "doppler",
        "Doppler token",
        r"dp\.(?:pt|ct|st|sa|scim|audit)\.(?:[\w-]{2,35}\.)?[A-Za-z0-9]{40,44}",
        ("dp.",),
        "DOPPLER_TOKEN=dp.pt.<base62:43>",
        "the Doppler dashboard",
        "https://docs.doppler.com/docs/service-tokens",
    ),
    Format(
        "onepassword-service-account",
        "1Password service account token",
        r"ops_eyJ[A-Za-z0-9+/_-]{250,1500}={0,3}",
        ("ops_eyj",),
        "OP_SERVICE_ACCOUNT_TOKEN=ops_eyJ<base64url:300>",
        "the 1Password developer page",
        "https://developer.1password.com/docs/service-accounts/",
    ),
    Format(
        "fly",
        "Fly.io token",
        r"(?:fo1_[\w-]{43}|fm(?:1[ar]|2)_[A-Za-z0-9+/]{100,1500}={0,3})",
        ("fo1_", "fm1", "fm2_"),
        "FLY_API_TOKEN=fo1_<base64url:42>a",
        "fly.io with `fly tokens revoke`",
        "https://fly.io/docs/security/tokens/",
    ),
    Format(
        "planetscale",
        "PlanetScale password or token",
        r"pscale_(?:pw|tkn|oauth)_[\w=.-]{32,64}",
        ("pscale_",),
        "DATABASE_PASSWORD=pscale_pw_<base62:43>",
        "the PlanetScale dashboard",
        "https://planetscale.com/docs/concepts/password-roles",
    ),
    Format(
        "supabase",
        "Supabase token or secret key",
        r"sb(?:p_[a-f0-9]{40}|_secret_[\w-]{31})",
        ("sbp_", "sb_secret_"),
        "SUPABASE_ACCESS_TOKEN=sbp_<hex:40>",
        "supabase.com > Account > Access Tokens",
        "https://supabase.com/docs/guides/api/api-keys",
    ),
    Format(
        "netlify",
        "Netlify token",
        r"nf[pcoub]_[A-Za-z0-9]{36}",
        ("nfp_", "nfc_", "nfo_", "nfu_", "nfb_"),
        "NETLIFY_AUTH_TOKEN=nfp_<base62:36>",
        "app.netlify.com > Applications",
        "https://docs.netlify.com/api/get-started/",
    ),
    Format(
        "tailscale",
        "Tailscale key",
        r"tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,20}(?:CNTRL)?-[A-Za-z0-9]{20,40}",
        ("tskey-",),
        "TS_AUTHKEY=tskey-auth-<base62:12>CNTRL-<base62:32>",
        "login.tailscale.com > Keys",
        "https://tailscale.com/kb/1277/key-prefixes",
    ),
    Format(
        "openshift",
        "OpenShift user token",
        r"sha256~[\w-]{43}",
        ("sha256~",),
        "oc login --token=sha256~<base64url:42>a",
        "the cluster with `oc logout`",
        "https://docs.openshift.com/container-platform/latest/authentication/index.html",
    ),
    Format(
        "clickhouse-cloud",
        "ClickHouse Cloud API secret",
        r"4b1d[A-Za-z0-9]{38}",
        ("4b1d",),
        "CLICKHOUSE_SECRET=4b1d<base62:38>",
        "the ClickHouse Cloud console",
        "https://clickhouse.com/docs/en/cloud/manage/openapi",
    ),
    Format(
        "scalingo",
        "Scalingo API token",
        r"tk-us-[\w-]{48}",
        ("tk-us-",),
        "SCALINGO_API_TOKEN=tk-us-<base64url:47>a",
        "the Scalingo dashboard",
        "https://developers.scalingo.com/tokens",
    ),
    Format(
        "defined-networking",
        "Defined Networking API key",
        r"dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}",
        ("dnkey-",),
        "DN_KEY=dnkey-<base62:26>-<base62:52>",
        "admin.defined.net",
        "https://docs.defined.net/guides/automating-host-creation/",
    ),
)


def _age_key(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    return checksummed(match, document, holds=bech32_holds(_AGE, match["data"]))


def _age_example(random: Random) -> str:
    return _AGE + "1" + bech32(_AGE, "".join(random.choices(_BECH32, k=52)))


RULES = (
    *formats("platforms", _FORMATS),
    token(
        "platforms.age-key",
        "age secret key",
        _AGE + r"1(?P<data>[" + _BECH32 + r"]{58})" + END,
        keywords=("age-secret-key-1",),
        validate=_age_key,
        advice="Make a new identity, encrypt the files to it anew, and keep it out of the "
        "repository.",
        references=(
            "https://github.com/FiloSottile/age",
            "https://github.com/C2SP/C2SP/blob/main/age.md",
        ),
        examples=(_age_example,),
        counterexamples=("AGE-SECRET-KEY-1" + "Q" * 58,),
    ),
    token(
        "platforms.cloudflare-named",
        "Cloudflare API key or token (older form)",
        near("cloudflare|cf_api", r"[A-Za-z0-9_-]{40}|[a-f0-9]{37}"),
        keywords=("cloudflare", "cf_api"),
        weight=NAMED,
        advice="Roll the token at dash.cloudflare.com > API Tokens " + _LOAD,
        references=(
            "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/",
        ),
        examples=("CLOUDFLARE_API_TOKEN=<base62:40>", 'cloudflare_api_key: "<hex:37>"'),
        counterexamples=("cloudflare_zone = my_own_zone_name_that_is_rather_long_ok",),
    ),
    token(
        "platforms.heroku-named",
        "Heroku API key (older form)",
        near("heroku", _UUID),
        keywords=("heroku",),
        weight=NAMED,
        validate=named_value,
        advice="Revoke it with `heroku authorizations:revoke` " + _LOAD,
        references=("https://devcenter.heroku.com/articles/authentication",),
        examples=(f"HEROKU_API_KEY={_UUID_EXAMPLE}",),
        counterexamples=("heroku_app_id = 00000000-0000-0000-0000-000000000000",),
    ),
    token(
        "platforms.vault-unseal-key",
        "HashiCorp Vault unseal key",
        r"\bUnseal Key \d{1,2}: (?P<value>[A-Za-z0-9+/]{43,44}=?|[a-f0-9]{64,66})(?![\w+/])",
        keywords=("unseal key",),
        advice="Rekey Vault with `vault operator rekey`, and give the shares to different people.",
        references=("https://developer.hashicorp.com/vault/docs/concepts/seal",),
        examples=("Unseal Key 1: <base64:44>", "Unseal Key 3: <hex:66>"),
        counterexamples=("Unseal Key 1: ...",),
    ),
    token(
        "platforms.kubernetes-bootstrap",
        "Kubernetes bootstrap token",
        r"(?i:bootstrap-?token|kubeadm join|--token)[^\n]{0,80}?[ \t=\"':]"
        r"(?P<value>[a-z0-9]{6}\.[a-z0-9]{16})(?![\w.])",
        signal=r"(?i:bootstrap-?token|kubeadm join|--token)[^\n]{0,80}[ \t=\x22':]"
        r"[a-z0-9]{6}\.[a-z0-9]{16}",
        keywords=("bootstrap", "kubeadm", "--token"),
        weight=Weight(2, "the form of a bootstrap token beside its name"),
        advice="Delete it with `kubeadm token delete`.",
        references=("https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",),
        examples=("kubeadm join 10.3.0.17:6443 --token <alnum:6>.<alnum:16>",),
        counterexamples=("kubeadm join --token abcdef.0123456789abcdef",),
    ),
    token(
        "platforms.vault-legacy",
        "HashiCorp Vault token (before 1.10)",
        near("vault", r"[sbr]\.[A-Za-z0-9]{24}"),
        keywords=("vault",),
        weight=NAMED,
        advice="Revoke it with `vault token revoke` " + _LOAD,
        references=("https://developer.hashicorp.com/vault/docs/concepts/tokens",),
        examples=("VAULT_TOKEN=s.<base62:24>",),
        counterexamples=("vault_path = s.some",),
    ),
)
detect = rules_detector(RULES)
