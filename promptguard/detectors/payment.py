"""Keys of payment services and shops: who holds one moves money."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.tokens import (
    END,
    Format,
    Named,
    formats,
    named,
    random_value,
    token,
)
from promptguard.model import Weight

_LOAD = "and read the new one from the environment or a secret store."
_SQUARE = "developer.squareup.com/apps"
_SQUARE_DOCS = "https://developer.squareup.com/docs/build-basics/access-tokens"
_FLW = "app.flutterwave.com/dashboard/settings/apis"
_FLW_DOCS = "https://developer.flutterwave.com/docs/authentication"
_GOCARDLESS = "https://developer.gocardless.com/getting-started/api/making-your-first-request/"
_EASYPOST = "https://docs.easypost.com/docs/authentication"
_PAYPAL = "https://developer.paypal.com/api/rest/authentication/"

# fmt: off
_FORMATS = (
    Format("square-access-token", "Square access token", "sq0atp-<base64url:22-60>", _SQUARE,
           _SQUARE_DOCS),
    Format("square-secret", "Square OAuth application secret", "sq0csp-<base64url:43>", _SQUARE,
           _SQUARE_DOCS),
    Format("square-application-id", "Square application id", "sq0idp-<base64url:22-60>", _SQUARE,
           _SQUARE_DOCS, public=True),
    Format("square-access-token-newer", "Square access token of the newer form",
           "EAAA<base64url:56-60>", _SQUARE, _SQUARE_DOCS),
    Format("braintree", "Braintree access token",
           "access_token${production|sandbox}$<alnum:16>$<hex:32>", "the Braintree control panel",
           "https://developer.paypal.com/braintree/docs/start/overview"),
    Format("flutterwave", "Flutterwave secret key", "FLWSECK-<alnum:32>-X", _FLW, _FLW_DOCS),
    Format("flutterwave-test", "Flutterwave secret key of the test mode",
           "FLWSECK_TEST-{<alnum:32>-X|<alnum:12>}", _FLW, _FLW_DOCS),
    Format("flutterwave-public", "Flutterwave public key of the test mode",
           "FLWPUBK_TEST-<alnum:32>-X", _FLW, _FLW_DOCS, public=True),
    Format("gocardless", "GoCardless access token", "live_<base64url:40>",
           "manage.gocardless.com > Developers", _GOCARDLESS),
    Format("gocardless-sandbox", "GoCardless sandbox access token", "sandbox_<base64url:40>",
           "manage-sandbox.gocardless.com > Developers", _GOCARDLESS),
    Format("easypost", "EasyPost production API key", "EZAK<base62:54>",
           "easypost.com/account/api-keys", _EASYPOST),
    Format("easypost-test", "EasyPost test API key", "EZTK<base62:54>",
           "easypost.com/account/api-keys", _EASYPOST),
    Format("shippo", "Shippo API token", "shippo_{live|test}_<hex:40>",
           "apps.goshippo.com/settings/api",
           "https://docs.goshippo.com/docs/guides_general/authentication/"),
    Format("duffel", "Duffel API token", "duffel_{live|test}_<base64any:43>",
           "app.duffel.com > Developers",
           "https://duffel.com/docs/api/overview/making-requests/authentication"),
    Format("plaid-access-token", "Plaid access token",
           "access-{production|development|sandbox}-<uuid>", "the API with /item/remove",
           "https://plaid.com/docs/api/tokens/"),
    Format("razorpay-key-id", "Razorpay key id", "rzp_{live|test}_<base62:14>",
           "dashboard.razorpay.com/app/keys", "https://razorpay.com/docs/api/authentication/"),
    Format("paystack", "Paystack secret key", "sk_{live|test}_<hex:40>",
           "dashboard.paystack.com > Settings", "https://paystack.com/docs/api/authentication/"),
    Format("mollie-live", "Mollie API key", "live_<base62:30>",
           "my.mollie.com/dashboard/developers/api-keys",
           "https://docs.mollie.com/reference/authentication"),
    Format("mollie-access", "Mollie organisation access token", "access_<base62:40-50>",
           "my.mollie.com/dashboard/developers/organization-access-tokens",
           "https://docs.mollie.com/reference/authentication"),
    Format("checkout-com", "Checkout.com secret key", "sk_{sbox_|}<alnum:26>{*|#|$|}",
           "dashboard.checkout.com > Developers",
           "https://www.checkout.com/docs/developer-resources/api/manage-api-keys"),
    Format("xendit", "Xendit secret API key", "xnd_{production|development}_<base62:40-70>",
           "dashboard.xendit.co/settings/developers", "https://docs.xendit.co/docs/api-keys"),
    Format("paddle", "Paddle API key", "pdl_{live|sdbx}_apikey_<alnum:26>_<base62:22>_<base62:3>",
           "vendors.paddle.com/authentication-v2",
           "https://developer.paddle.com/api-reference/about/api-keys"),
    Format("paddle-webhook", "Paddle notification secret", "pdl_ntfset_<alnum:26>_<base64:32>",
           "vendors.paddle.com > Notifications",
           "https://developer.paddle.com/webhooks/signature-verification"),
    Format("adyen", "Adyen API key", "AQE<base64:60-400>-<base64:43>=-<base64url:16>",
           "ca-live.adyen.com > Developers",
           "https://docs.adyen.com/development-resources/api-credentials/"),
    Format("polar", "Polar organisation access token", "polar_oat_<base62:43>",
           "polar.sh > Settings", "https://docs.polar.sh/integrate/oat"),
)
_NAMED = (
    Named("paypal-secret", "PayPal client secret", "paypal", "E<base64url:79>",
          "developer.paypal.com/dashboard/applications", _PAYPAL),
    Named("paypal-client-id", "PayPal client id", "paypal", "A<base64url:79>",
          "developer.paypal.com/dashboard/applications", _PAYPAL, weak=True),
    Named("paypal-access-token", "PayPal access token", "paypal", "A21AA<base64url:80-120>",
          "developer.paypal.com/dashboard/applications", _PAYPAL),
    Named("braintree-private-key", "Braintree private key", "braintree|bt private key", "<hex:32>",
          "the Braintree control panel",
          "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials"),
    Named("plaid-secret", "Plaid secret", "plaid", "<hex:30>",
          "dashboard.plaid.com/developers/keys", "https://plaid.com/docs/api/"),
    Named("plaid-secret-of-letters", "Plaid secret in letters and digits", "plaid", "<alnum:30>",
          "dashboard.plaid.com/developers/keys", "https://plaid.com/docs/api/"),
    Named("plaid-client-id", "Plaid client id", "plaid", "<alnum:24>",
          "dashboard.plaid.com/developers/keys", "https://plaid.com/docs/api/", weak=True),
    Named("razorpay-key-secret", "Razorpay key secret", "razorpay", "<base62:24>",
          "dashboard.razorpay.com/app/keys", "https://razorpay.com/docs/api/authentication/"),
    Named("adyen-hmac-key", "Adyen HMAC key", "adyen", "<HEX:64>", "ca-live.adyen.com > Webhooks",
          "https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures/"),
    Named("wechat-pay-key", "WeChat Pay API key", "wechat pay|wxpay|wx pay|mch key|apiv3",
          "<base62:32>", "pay.weixin.qq.com > API security",
          "https://pay.weixin.qq.com/doc/v3/merchant/4013053267"),
    Named("alipay-private-key", "Alipay application private key",
          "alipay|merchant private key|app private key", "MII<base64:700-2400>{==|=|}",
          "open.alipay.com > Keys", "https://opendocs.alipay.com/common/02kipl"),
    Named("freshbooks", "FreshBooks access token", "freshbooks", "<alnum:64>",
          "my.freshbooks.com/#/developer", "https://www.freshbooks.com/api/authentication"),
    Named("chargebee", "Chargebee API key", "chargebee", "{live|test}_<base62:28-48>",
          "app.chargebee.com > API keys", "https://apidocs.chargebee.com/docs/api/auth"),
    Named("recurly", "Recurly private API key", "recurly", "<hex:32>",
          "app.recurly.com > API credentials", "https://docs.recurly.com/docs/api-keys"),
    Named("klarna", "Klarna API key", "klarna", "klarna_{live|test}_api_<base64url:60-200>",
          "portal.klarna.com > API credentials", "https://docs.klarna.com/api/authentication/"),
    Named("wise", "Wise API token", "wise|transferwise", "<uuid>", "wise.com/settings",
          "https://docs.wise.com/api-docs/features/authentication-access/personal-tokens",
          weak=True),
    Named("dwolla", "Dwolla key or secret", "dwolla", "<base62:50>",
          "dashboard.dwolla.com/applications",
          "https://developers.dwolla.com/api-reference/authorization/application-authorization"),
    Named("iyzico", "iyzico secret key", "iyzico|iyzipay", "<alnum:32>",
          "merchant.iyzipay.com/settings", "https://docs.iyzico.com/en/getting-started/preliminaries/authentication/hmacsha256-auth"),
)
# fmt: on


def _stripe(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    weights = random_value(match, document)
    if weights is None:
        return None
    if match["mode"] == "test":
        return (Weight(-1, "a key of Stripe's test mode moves no money"), *weights)
    return (Weight(1, "a key of live mode"), *weights)


RULES = (
    *formats("payment", _FORMATS),
    token(
        "payment.stripe",
        "Stripe secret key",
        r"\b(?:sk|rk)_(?P<mode>live|test|prod)_(?P<body>[A-Za-z0-9]{10,247})" + END,
        keywords=("sk_", "rk_"),
        validate=_stripe,
        advice="Roll the key at dashboard.stripe.com/apikeys " + _LOAD,
        references=("https://docs.stripe.com/keys",),
        examples=(
            "STRIPE_SECRET_KEY=sk_live_51<base62:97>",
            "stripe.api_key = 'rk_live_<base62:24>'",
            "sk_test_<base62:24>",
        ),
        counterexamples=(
            "sk_test_4eC39" + "HqLyjWDarjtT1zdp7dc",
            "pk_live_<base62:24>",
            "def risk_live_accounts(): pass",
        ),
    ),
    token(
        "payment.stripe-webhook-secret",
        "Stripe webhook signing secret",
        r"\bwhsec_(?P<body>[A-Za-z0-9+/]{32,64}={0,2})" + END,
        keywords=("whsec_",),
        advice="Roll the signing secret at dashboard.stripe.com/webhooks " + _LOAD,
        references=("https://docs.stripe.com/webhooks/signature",),
        examples=("STRIPE_WEBHOOK_SECRET=whsec_<base62:32>",),
        counterexamples=("whsec_...",),
    ),
    *named("payment", _NAMED),
)
detect = rules_detector(RULES)
