"""Keys of payment services and shops: who holds one moves money."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.tokens import END, NAMED, Format, formats, near, random_value, token
from promptguard.model import Weight

_LOAD = "and read the new one from the environment or a secret store."
_SHOPIFY = "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens"

_FORMATS = (
    Format(
        "square",
        "Square access token or secret",
        r"(?:sq0(?:atp|csp|idp)-[\w-]{22,60}|EAAA[\w-]{56,60})",
        ("sq0", "eaaa"),
        "SQUARE_SECRET=sq0csp-<base64url:42>a",
        "developer.squareup.com/apps",
        "https://developer.squareup.com/docs/build-basics/access-tokens",
    ),
    Format(
        "braintree",
        "Braintree or PayPal access token",
        r"access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$(?P<body>[a-f0-9]{32})",
        ("access_token$",),
        "access_token$production$<alnum:16>$<hex:32>",
        "the Braintree control panel",
        "https://developer.paypal.com/braintree/docs/start/overview",
    ),
    Format(
        "shopify",
        "Shopify access token or secret",
        r"shp(?:at|ca|pa|ss|tka|ua)_[a-fA-F0-9]{32,64}",
        ("shp",),
        "SHOPIFY_TOKEN=shpat_<hex:32>",
        "the app's settings in the Shopify admin",
        _SHOPIFY,
    ),
    Format(
        "flutterwave",
        "Flutterwave secret key",
        r"FLWSECK(?:_TEST)?-(?P<body>[a-h0-9]{32}-X|[a-h0-9]{12})",
        ("flwseck",),
        "FLWSECK-<hex:32>-X",
        "dashboard.flutterwave.com > API",
        "https://developer.flutterwave.com/docs/authentication",
    ),
    Format(
        "gocardless",
        "GoCardless access token",
        r"(?:live|sandbox)_[\w-]{40}",
        ("live_", "sandbox_"),
        "GOCARDLESS_TOKEN=live_<base62:40>",
        "manage.gocardless.com > Developers",
        "https://developer.gocardless.com/getting-started/api/making-your-first-request/",
    ),
    Format(
        "easypost",
        "EasyPost API key",
        r"EZ[AT]K[a-zA-Z0-9]{54}",
        ("ezak", "eztk"),
        "EASYPOST_KEY=EZAK<base62:54>",
        "the EasyPost dashboard",
        "https://docs.easypost.com/docs/authentication",
    ),
    Format(
        "shippo",
        "Shippo API token",
        r"shippo_(?:live|test)_(?P<body>[a-fA-F0-9]{40})",
        ("shippo_",),
        "SHIPPO_TOKEN=shippo_live_<hex:40>",
        "apps.goshippo.com/settings/api",
        "https://docs.goshippo.com/docs/guides_general/authentication/",
    ),
    Format(
        "duffel",
        "Duffel API token",
        r"duffel_(?:test|live)_(?P<body>[\w=-]{43})",
        ("duffel_",),
        "DUFFEL_ACCESS_TOKEN=duffel_live_<base62:43>",
        "app.duffel.com > Developers",
        "https://duffel.com/docs/api/overview/making-requests/authentication",
    ),
    Format(
        "plaid-access-token",
        "Plaid access token",
        r"access-(?:sandbox|development|production)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}",
        ("access-",),
        "access-production-<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>",
        "the API with /item/access_token/invalidate",
        "https://plaid.com/docs/api/tokens/",
    ),
)


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
    token(
        "payment.lob",
        "Lob API key",
        r"\b(?:(?:live|test)_(?P<body>[a-f0-9]{35})|(?:test|live)_pub_(?P<public>[a-f0-9]{31}))"
        + END,
        keywords=("live_", "test_"),
        advice="Rotate it at dashboard.lob.com > Settings " + _LOAD,
        references=("https://docs.lob.com/#tag/Authentication",),
        examples=("LOB_API_KEY=live_<hex:35>",),
        counterexamples=("test_0123456789",),
    ),
    token(
        "payment.named",
        "PayPal, Braintree, Plaid, Coinbase or Kraken secret",
        near(
            "paypal|braintree|plaid|coinbase|kraken|kucoin|bittrex|freshbooks|adyen|razorpay",
            r"[A-Za-z0-9_-]{80}|[A-Za-z0-9/=_+-]{80,90}|[A-Za-z0-9_-]{64}|[a-f0-9]{24}|[a-z0-9]{30}"
            r"|[a-f0-9]{32}|[A-Za-z0-9]{32}|[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}",
        ),
        keywords=(
            "paypal",
            "braintree",
            "plaid",
            "coinbase",
            "kraken",
            "kucoin",
            "bittrex",
            "freshbooks",
            "adyen",
            "razorpay",
        ),
        weight=NAMED,
        advice="Rotate it in the vendor's dashboard " + _LOAD,
        references=("https://developer.paypal.com/api/rest/authentication/",),
        examples=(
            "PAYPAL_SECRET=E<base64url:78>a",
            'plaid_secret = "<hex:30>"',
            "KRAKEN_KEY=<base62:64>",
        ),
        counterexamples=("paypal_button = paypal_checkout_button_component_v2",),
    ),
)
detect = rules_detector(RULES)
