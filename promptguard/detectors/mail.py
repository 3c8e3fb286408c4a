"""Keys of mail and telephony services: who holds one speaks in the company's name."""

from promptguard.engine.confirm import rules_detector
from promptguard.evidence.tokens import END, NAMED, Format, formats, near, token

_LOAD = "and read the new one from the environment or a secret store."

_FORMATS = (
    Format(
        "sendgrid",
        "SendGrid API key",
        r"SG\.[\w-]{16,32}\.[\w-]{32,64}",
        ("sg.",),
        "SENDGRID_API_KEY=SG.<base64url:22>.<base64url:42>a",
        "app.sendgrid.com > API Keys",
        "https://docs.sendgrid.com/ui/account-and-settings/api-keys",
    ),
    Format(
        "mailgun",
        "Mailgun API key",
        r"key-[a-f0-9]{32}",
        ("key-",),
        "MAILGUN_API_KEY=key-<hex:32>",
        "app.mailgun.com > API security",
        "https://help.mailgun.com/hc/en-us/articles/203380100",
    ),
    Format(
        "mailchimp",
        "Mailchimp API key",
        r"[a-f0-9]{32}-us\d{1,2}",
        ("-us",),
        "MAILCHIMP_API_KEY=<hex:32>-us14",
        "mailchimp.com > Extras > API keys",
        "https://mailchimp.com/help/about-api-keys/",
    ),
    Format(
        "brevo",
        "Brevo (Sendinblue) key",
        r"x(?:keysib|smtpsib)-[a-f0-9]{64}-[A-Za-z0-9]{16}",
        ("xkeysib-", "xsmtpsib-"),
        "xkeysib-<hex:64>-<base62:16>",
        "app.brevo.com > SMTP & API",
        "https://developers.brevo.com/docs/getting-started",
    ),
    Format(
        "resend",
        "Resend API key",
        r"re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}",
        ("re_",),
        "RESEND_API_KEY=re_<base62:8>_<base62:24>",
        "resend.com/api-keys",
        "https://resend.com/docs/dashboard/api-keys/introduction",
    ),
    Format(
        "typeform",
        "Typeform token",
        r"tfp_[\w.=-]{44,64}",
        ("tfp_",),
        "TYPEFORM_TOKEN=tfp_<base62:44>_<base62:13>a",
        "admin.typeform.com > Personal tokens",
        "https://www.typeform.com/developers/get-started/personal-access-token/",
    ),
)

RULES = (
    *formats("mail", _FORMATS),
    token(
        "mail.twilio",
        "Twilio API key or account token",
        r"\bSK[a-f0-9]{32}" + END,
        keywords=("sk",),
        advice="Delete the key in the Twilio console " + _LOAD,
        references=("https://www.twilio.com/docs/iam/api-keys",),
        examples=("TWILIO_API_KEY=SK<hex:32>",),
        counterexamples=("SK" + "0" * 32,),
    ),
    token(
        "mail.twilio-auth-token",
        "Twilio auth token",
        near("twilio|account_?sid|(?-i:AC)[a-f0-9]{32}", r"[a-f0-9]{32}"),
        keywords=("twilio", "account", "ac"),
        weight=NAMED,
        advice="Roll the auth token in the Twilio console " + _LOAD,
        references=("https://www.twilio.com/docs/iam/access-tokens",),
        examples=("TWILIO_AUTH_TOKEN=<hex:32>", "Client('AC<hex:32>', '<hex:32>')"),
        counterexamples=("TWILIO_ACCOUNT_SID=AC<hex:32>",),
    ),
    token(
        "mail.named",
        "Postmark, Mandrill, MessageBird or SparkPost key",
        near(
            "postmark|mandrill|mailgun|message_?bird|sparkpost|mailjet|sendbird|intercom|zendesk|hubspot",
            r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[A-Za-z0-9_-]{22}|[A-Za-z0-9]{25}|[a-f0-9]{32}"
            r"|[A-Za-z0-9]{40}|[A-Za-z0-9=_-]{60}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}",
        ),
        keywords=(
            "postmark",
            "mandrill",
            "mailgun",
            "bird",
            "sparkpost",
            "mailjet",
            "intercom",
            "zendesk",
            "hubspot",
        ),
        weight=NAMED,
        advice="Rotate it in the vendor's dashboard " + _LOAD,
        references=("https://postmarkapp.com/developer/api/overview",),
        examples=(
            "X-Postmark-Server-Token: <hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>",
            "messagebird_key = '<base62:25>'",
        ),
        counterexamples=("intercom_app = frontend_messenger_widget",),
    ),
)
detect = rules_detector(RULES)
