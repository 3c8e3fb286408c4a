"""Keys of mail and telephony services: who holds one speaks in the company's name."""

from promptguard.engine.confirm import rules_detector
from promptguard.evidence.tokens import END, Format, Named, formats, named, token

_MAILGUN = "https://documentation.mailgun.com/docs/mailgun/api-reference/authentication/"
_BREVO = "https://developers.brevo.com/docs/getting-started"
_TWILIO = "https://www.twilio.com/docs/iam/api-keys"
_MANDRILL = "https://mailchimp.com/developer/transactional/guides/quick-start/"

# fmt: off
_FORMATS = (
    Format("sendgrid", "SendGrid API key", "SG.<base64url:16-32>.<base64url:32-64>",
           "app.sendgrid.com/settings/api_keys",
           "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys"),
    Format("mailgun", "Mailgun API key", "key-<hex:32>", "app.mailgun.com/settings/api_security",
           _MAILGUN),
    Format("mailgun-public", "Mailgun public validation key", "pubkey-<hex:32>",
           "app.mailgun.com/settings/api_security", _MAILGUN, public=True),
    Format("mailchimp", "Mailchimp API key", "<hex:32>-us<digit:1-2>",
           "mailchimp.com > Extras > API keys", "https://mailchimp.com/help/about-api-keys/"),
    Format("brevo", "Brevo (Sendinblue) API key", "xkeysib-<hex:64>-<base62:16>",
           "app.brevo.com/settings/keys/api", _BREVO),
    Format("brevo-smtp", "Brevo (Sendinblue) SMTP key", "xsmtpsib-<hex:64>-<base62:16>",
           "app.brevo.com/settings/keys/smtp", _BREVO),
    Format("resend", "Resend API key", "re_<base62:8>_<base62:24>", "resend.com/api-keys",
           "https://resend.com/docs/dashboard/api-keys/introduction"),
    Format("twilio", "Twilio API key", "SK<hex:32>", "console.twilio.com > API keys", _TWILIO),
    Format("mandrill", "Mailchimp Transactional (Mandrill) API key", "md-<base62:22>",
           "mandrillapp.com/settings", _MANDRILL),
    Format("mailersend", "MailerSend API token", "mlsn.<hex:64>", "app.mailersend.com/api-tokens",
           "https://developers.mailersend.com/general.html"),
    Format("courier", "Courier API key", "pk_{prod|test}_<ALNUM:28>",
           "app.courier.com/settings/api-keys",
           "https://www.courier.com/docs/reference/auth/intro"),
    Format("onesignal", "OneSignal API key", "os_v2_{app|org}_<base32low:100-110>",
           "dashboard.onesignal.com > Keys & IDs",
           "https://documentation.onesignal.com/docs/keys-and-ids"),
    Format("klaviyo", "Klaviyo private API key", "pk_<hex:34>",
           "klaviyo.com/settings/account/api-keys",
           "https://developers.klaviyo.com/en/docs/authenticate_"),
)
_NAMED = (
    Named("twilio-auth-token", "Twilio auth token", "twilio|account sid", "<hex:32>",
          "console.twilio.com", "https://www.twilio.com/docs/iam/access-tokens"),
    Named("mailgun-private", "Mailgun private key of the newer form", "mailgun",
          "<hex:32>-<hex:8>-<hex:8>", "app.mailgun.com/settings/api_security", _MAILGUN),
    Named("mailgun-signing-key", "Mailgun webhook signing key", "mailgun", "{<hex:32>|<alnum:32>}",
          "app.mailgun.com/settings/api_security", _MAILGUN),
    Named("postmark", "Postmark server or account token", "postmark", "<uuid>",
          "account.postmarkapp.com > API Tokens", "https://postmarkapp.com/developer/api/overview"),
    Named("mandrill-older", "Mandrill API key (older form)", "mandrill", "<base64url:22>",
          "mandrillapp.com/settings", _MANDRILL),
    Named("messagebird", "MessageBird access key", "message bird", "<base62:25>",
          "dashboard.messagebird.com/developers/access", "https://developers.messagebird.com/api/"),
    Named("messagebird-client-id", "MessageBird client id", "message bird", "<uuid>",
          "dashboard.messagebird.com/developers/access", "https://developers.messagebird.com/api/"),
    Named("sparkpost", "SparkPost API key", "sparkpost", "<hex:40>",
          "app.sparkpost.com/account/api-keys", "https://developers.sparkpost.com/api/"),
    Named("mailjet", "Mailjet API key or secret", "mailjet|mj apikey", "<hex:32>",
          "app.mailjet.com/account/apikeys", "https://dev.mailjet.com/email/guides/"),
    Named("sendbird", "Sendbird API token", "sendbird", "<hex:40>",
          "dashboard.sendbird.com > Settings",
          "https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api"),
    Named("sendbird-id", "Sendbird application key", "sendbird", "<uuid>",
          "dashboard.sendbird.com > Settings",
          "https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api"),
    Named("vonage", "Vonage (Nexmo) API secret", "vonage|nexmo", "<base62:16>",
          "dashboard.nexmo.com/settings",
          "https://developer.vonage.com/en/concepts/guides/authentication"),
    Named("plivo", "Plivo auth token", "plivo", "<base64url:40>", "console.plivo.com",
          "https://www.plivo.com/docs/account/api/account"),
    Named("sinch", "Sinch application secret", "sinch", "<base64:22>{==|}", "dashboard.sinch.com",
          "https://developers.sinch.com/docs/conversation/api-reference"),
    Named("customer-io", "Customer.io API key", "customer io|customerio", "<hex:20>",
          "fly.customer.io > Settings",
          "https://docs.customer.io/accounts-and-workspaces/managing-credentials/"),
    Named("sendinblue", "Sendinblue API key (older form)", "sendinblue", "<base62:17>",
          "app.brevo.com/settings/keys/api", _BREVO),
    Named("convertkit", "ConvertKit API secret", "convertkit", "<base64url:43>",
          "app.kit.com > Developer settings", "https://developers.kit.com/api-reference/authentication"),
    Named("mailerlite", "MailerLite API key", "mailerlite|mailer lite", "<hex:32>",
          "dashboard.mailerlite.com/integrations/api", "https://developers.mailerlite.com/docs/#authentication"),
    Named("campaign-monitor", "Campaign Monitor API key", "campaign monitor|createsend",
          "<base64:64-120>==", "Account settings > API keys",
          "https://www.campaignmonitor.com/api/v3-3/getting-started/"),
)
# fmt: on

RULES = (
    *formats("mail", _FORMATS),
    *named("mail", _NAMED),
    token(
        "mail.twilio-client",
        "Twilio auth token beside its account's number",
        r"\bAC[a-f0-9]{32}[\"']{0,2}[ \t]{0,3}[,:][ \t]{0,3}[\"']{0,2}(?P<value>[a-f0-9]{32})"
        + END,
        keywords=("ac",),
        advice="Roll the auth token in the Twilio console and read the new one from the "
        "environment or a secret store.",
        references=("https://www.twilio.com/docs/iam/access-tokens",),
        examples=("Client('AC<hex:32>', '<hex:32>')", "curl -u AC<hex:32>:<hex:32>"),
        counterexamples=("TWILIO_ACCOUNT_SID=AC<hex:32>",),
    ),
)
detect = rules_detector(RULES)
