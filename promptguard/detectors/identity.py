"""Tokens of sign-in, secret stores and private networks: who holds one opens the other doors."""

import re
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.checksums import bech32, bech32_holds
from promptguard.evidence.tokens import END, Format, Named, checksummed, formats, named, token
from promptguard.model import Weight

_VAULT = "https://developer.hashicorp.com/vault/docs/concepts/tokens"
_REVOKE_VAULT = "Vault with `vault token revoke`"
_DOPPLER = "https://docs.doppler.com/reference/auth-token-formats"
_TAILSCALE = "https://tailscale.com/kb/1277/key-prefixes"
_TAILSCALE_KEYS = "login.tailscale.com/admin/settings/keys"
_INFISICAL = "https://infisical.com/docs/documentation/platform/token"
_OKTA = "https://developer.okta.com/docs/guides/create-an-api-token/main/"
_AGE = "AGE-SECRET-KEY-"
_BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"

# fmt: off
_FORMATS = (
    Format("vault-service", "HashiCorp Vault service token", "hvs.<base64url:24-400>",
           _REVOKE_VAULT, _VAULT),
    Format("vault-batch", "HashiCorp Vault batch token", "hvb.<base64url:24-400>", _REVOKE_VAULT,
           _VAULT),
    Format("vault-recovery", "HashiCorp Vault recovery token", "hvr.<base64url:24-400>",
           _REVOKE_VAULT, _VAULT),
    Format("doppler-personal", "Doppler personal token", "dp.pt.<base62:40-44>",
           "dashboard.doppler.com > Tokens", _DOPPLER),
    Format("doppler-cli", "Doppler CLI token", "dp.ct.<base62:40-44>",
           "dashboard.doppler.com > Tokens", _DOPPLER),
    Format("doppler-service", "Doppler service token", "dp.st.{<base64url:2-35>.|}<base62:40-44>",
           "dashboard.doppler.com > Access", _DOPPLER),
    Format("doppler-service-account", "Doppler service account token",
           "dp.{sa|said}.<base62:40-44>", "dashboard.doppler.com > Service accounts", _DOPPLER),
    Format("doppler-scim", "Doppler SCIM token", "dp.scim.<base62:40-44>",
           "dashboard.doppler.com > SCIM", _DOPPLER),
    Format("doppler-audit", "Doppler audit token", "dp.audit.<base62:40-44>",
           "dashboard.doppler.com > Tokens", _DOPPLER),
    Format("onepassword-service-account", "1Password service account token",
           "ops_eyJ<base64any:250-1500>{==|=|}", "my.1password.com/developer-tools",
           "https://developer.1password.com/docs/service-accounts/"),
    Format("onepassword-secret-key", "1Password secret key",
           "A3-<ALNUM:6>-<ALNUM:6>-<ALNUM:5>-<ALNUM:5>-<ALNUM:5>-<ALNUM:5>",
           "my.1password.com/profile", "https://support.1password.com/secret-key/"),
    Format("onepassword-secret-key-longer", "1Password secret key in its longer form",
           "A3-<ALNUM:6>-<ALNUM:11>-<ALNUM:5>-<ALNUM:5>-<ALNUM:5>", "my.1password.com/profile",
           "https://support.1password.com/secret-key/"),
    Format("tailscale-auth", "Tailscale auth key", "tskey-auth-<base62:8-20>-<base62:20-40>",
           _TAILSCALE_KEYS, _TAILSCALE),
    Format("tailscale-api", "Tailscale API access token", "tskey-api-<base62:8-20>-<base62:20-40>",
           _TAILSCALE_KEYS, _TAILSCALE),
    Format("tailscale-client", "Tailscale OAuth client secret",
           "tskey-client-<base62:8-20>-<base62:20-40>", "login.tailscale.com/admin/settings/oauth",
           _TAILSCALE),
    Format("tailscale-scim", "Tailscale SCIM key", "tskey-scim-<base62:8-20>-<base62:20-40>",
           _TAILSCALE_KEYS, _TAILSCALE),
    Format("tailscale-webhook", "Tailscale webhook secret",
           "tskey-webhook-<base62:8-20>-<base62:20-40>", _TAILSCALE_KEYS, _TAILSCALE),
    Format("infisical-service-token", "Infisical service token", "st.<hex:24>.<hex:32>.<hex:32>",
           "app.infisical.com > Access Control", _INFISICAL),
    Format("okta-header", "Okta API token in a header", "SSWS 00<base64url:40>",
           "Okta admin console > Security > API", _OKTA),
    Format("clerk", "Clerk secret key", "sk_{live|test}_<base62:40-50>",
           "dashboard.clerk.com > API keys",
           "https://clerk.com/docs/deployments/clerk-environment-variables"),
    Format("workos", "WorkOS API key", "sk_{live|test|example}_<base64:40-100>",
           "dashboard.workos.com/api-keys", "https://workos.com/docs/reference/api-keys"),
    Format("stytch", "Stytch secret", "secret-{live|test}-<base64any:32-44>{==|=|}",
           "stytch.com/dashboard/api-keys", "https://stytch.com/docs/api"),
    Format("authress", "Authress service client key",
           "{sc|ext|scauth|authress}_<alnum:5-30>.<alnum:4-6>.acc{_|-}<alnum:10-32>.<base64any:30-120>",
           "authress.io", "https://authress.io/knowledge-base/docs/authorization/service-clients/"),
    Format("defined-networking", "Defined Networking API key",
           "dnkey-<base64any:26>-<base64any:52>", "admin.defined.net",
           "https://docs.defined.net/guides/automating-host-creation/"),
    Format("openshift", "OpenShift user token", "sha256~<base64url:43>",
           "the cluster with `oc logout`",
           "https://docs.openshift.com/container-platform/latest/authentication/index.html"),
    Format("ory", "Ory API key", "ory_{pat|apikey|at|rt|st|ac|wak}_<base64url:32-90>",
           "console.ory.sh > API keys", "https://www.ory.sh/docs/concepts/personal-access-token"),
    Format("netbird", "NetBird personal access token", "nbp_<base62:36>",
           "app.netbird.io > Personal Access Tokens",
           "https://docs.netbird.io/how-to/access-netbird-public-api"),
    Format("unkey", "Unkey root key", "unkey_<base62:20-44>", "app.unkey.com/settings/root-keys",
           "https://www.unkey.com/docs/security/root-keys"),
    Format("maxmind", "MaxMind licence key", "<base62:6>_<base62:29>_mmk",
           "maxmind.com > Manage License Keys",
           "https://support.maxmind.com/hc/en-us/articles/4407111582235-Generate-a-License-Key"),
)
_NAMED = (
    Named("okta", "Okta API token", "okta|ssws", "00<base64url:40>",
          "Okta admin console > Security > API", _OKTA),
    Named("okta-client-secret", "Okta OAuth client secret", "okta",
          "{<base64url:40>|<base64url:64>}", "Okta admin console > Applications",
          "https://developer.okta.com/docs/guides/implement-oauth-for-okta/main/"),
    Named("auth0-client-secret", "Auth0 client secret", "auth0", "<base64url:64>",
          "manage.auth0.com > Applications",
          "https://auth0.com/docs/get-started/applications/confidential-and-public-applications"),
    Named("auth0-older-secret", "Auth0 client id or secret of 32 characters", "auth0",
          "<base64url:32>", "manage.auth0.com > Applications",
          "https://auth0.com/docs/get-started/applications/application-settings", weak=True),
    Named("keycloak", "Keycloak client secret", "keycloak|kc client", "{<base62:32>|<uuid>}",
          "Keycloak > Clients > Credentials",
          "https://www.keycloak.org/docs/latest/server_admin/index.html"),
    Named("onelogin", "OneLogin client secret", "onelogin", "<hex:64>",
          "OneLogin > Developers > API credentials",
          "https://developers.onelogin.com/api-docs/1/getting-started/working-with-api-credentials"),
    Named("descope", "Descope management key", "descope", "K2<base62:70-110>",
          "app.descope.com/settings/company/managementkeys", "https://docs.descope.com/management"),
    Named("duo", "Duo secret key", "duo|skey", "<base62:40>",
          "admin.duosecurity.com > Applications", "https://duo.com/docs/authapi", weak=True),
    Named("jumpcloud", "JumpCloud API key", "jumpcloud", "<hex:40>",
          "console.jumpcloud.com > My API Key", "https://docs.jumpcloud.com/api/"),
    Named("vault-legacy", "HashiCorp Vault token (before 1.10)", "vault",
          "{s|b|r}.<base64url:24-120>", _REVOKE_VAULT, _VAULT),
    Named("vault-approle", "HashiCorp Vault AppRole secret id", "vault secret|secret id|approle",
          "<uuid>", "Vault with `vault write auth/approle/role/.../secret-id/destroy`",
          "https://developer.hashicorp.com/vault/docs/auth/approle", weak=True),
    Named("consul", "HashiCorp Consul or Nomad ACL token", "consul|nomad", "<uuid>",
          "Consul with `consul acl token delete`",
          "https://developer.hashicorp.com/consul/docs/security/acl/tokens"),
    Named("infisical", "Infisical machine identity secret", "infisical", "<hex:64>",
          "app.infisical.com > Access Control",
          "https://infisical.com/docs/documentation/platform/identities/machine-identities"),
    Named("bitwarden", "Bitwarden Secrets Manager access token", "bws access|bitwarden",
          "0.<uuid>.<base62:30>:<base64:22>==", "vault.bitwarden.com > Machine accounts",
          "https://bitwarden.com/help/access-tokens/"),
    Named("bitwarden-api", "Bitwarden API client secret", "bitwarden|bw client|bw", "<base62:30>",
          "vault.bitwarden.com > Security > Keys", "https://bitwarden.com/help/personal-api-key/",
          weak=True),
    Named("zerotier", "ZeroTier Central API token", "zerotier", "<base62:32>",
          "my.zerotier.com/account", "https://docs.zerotier.com/api/central/ref-v1/"),
    Named("meraki", "Cisco Meraki API key", "meraki", "<hex:40>",
          "dashboard.meraki.com > My profile",
          "https://developer.cisco.com/meraki/api-v1/authorization/"),
    Named("shodan", "Shodan API key", "shodan", "<base62:32>", "account.shodan.io",
          "https://developer.shodan.io/api/requirements"),
    Named("virustotal", "VirusTotal API key", "virus total|vt api|vt key", "<hex:64>",
          "virustotal.com > API key", "https://docs.virustotal.com/reference/authentication"),
    Named("censys", "Censys API secret", "censys", "{<base62:32>|<uuid>}",
          "search.censys.io/account/api", "https://docs.censys.com/reference/get-started"),
    Named("securitytrails", "SecurityTrails API key", "securitytrails", "<base64url:32>",
          "securitytrails.com/app/account", "https://docs.securitytrails.com/docs/authentication"),
    Named("abuseipdb", "AbuseIPDB API key", "abuseipdb", "<hex:80>", "abuseipdb.com/account/api",
          "https://docs.abuseipdb.com/#introduction"),
    Named("urlscan", "urlscan.io API key", "urlscan", "<uuid>", "urlscan.io/user/profile",
          "https://urlscan.io/docs/api/"),
)
# fmt: on


def _age_key(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    return checksummed(match, document, holds=bech32_holds(_AGE, match["data"]))


def _age_example(random: Random) -> str:
    return _AGE + "1" + bech32(_AGE, "".join(random.choices(_BECH32, k=52)))


RULES = (
    *formats("identity", _FORMATS),
    *named("identity", _NAMED),
    token(
        "identity.age-key",
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
        "identity.vault-unseal-key",
        "HashiCorp Vault unseal key",
        r"\b(?:Unseal Key \d{1,2}: |operator unseal[ \t]{1,3})"
        r"(?P<value>[A-Za-z0-9+/]{43,44}=?|[a-f0-9]{64,66})(?![\w+/])",
        keywords=("unseal key", "operator unseal"),
        advice="Rekey Vault with `vault operator rekey`, and give the shares to different people.",
        references=("https://developer.hashicorp.com/vault/docs/concepts/seal",),
        examples=(
            "Unseal Key 1: <base64:44>",
            "Unseal Key 3: <hex:66>",
            "vault operator unseal <base64:44>",
        ),
        counterexamples=("Unseal Key 1: ...",),
    ),
    token(
        "identity.kubernetes-bootstrap",
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
)
detect = rules_detector(RULES)
