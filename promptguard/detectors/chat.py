"""Tokens and webhooks of chat services: who holds one may write, and mostly read."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import END, Format, Named, formats, named, random_value, token
from promptguard.model import Weight

_LOAD = "and read the new one from the environment or a secret store."
_APPS = "api.slack.com/apps"
_DISCORD = "discord.com/developers/applications"
_SLACK = "https://api.slack.com/authentication/token-types"
_SNOWFLAKE = re.compile(rb"\d{17,20}")

# fmt: off
_FORMATS = (
    Format("slack-bot-token", "Slack bot token",
           "xoxb-<digit:8-14>-<base62:8-64>{-<base62:10-64>|}", _APPS, _SLACK),
    Format("slack-user-token", "Slack user token",
           "xoxp-<digit:8-14>-<digit:8-14>-{<digit:8-14>-|}<base62:10-64>", _APPS, _SLACK),
    Format("slack-workspace-token", "Slack workspace token (older form)",
           "xox{a|r}-{2-|}{<digit:8-14>-<digit:8-14>-<digit:8-14>-|}<base62:10-64>", _APPS, _SLACK),
    Format("slack-legacy-token", "Slack legacy token",
           "xox{o|s}-<digit:4-14>-<digit:4-14>-<digit:4-14>-<base62:10-64>", _APPS,
           "https://api.slack.com/legacy/custom-integrations/legacy-tokens"),
    Format("slack-cookie", "Slack client token",
           "xox{c|d}-<base62:10-64>{-<base62:10-64>-<base62:10-64>-<base62:10-80>|}",
           "slack.com > Sign out of all sessions", _SLACK),
    Format("slack-app-token", "Slack app-level token",
           "xapp-<digit:1>-<ALNUM:8-14>-<digit:10-14>-<hex:32-64>", _APPS, _SLACK),
    Format("slack-configuration-token", "Slack configuration access token",
           "xoxe.xox{p|b}-<digit:1>-<base62:140-170>", _APPS,
           "https://api.slack.com/reference/manifests#config-tokens"),
    Format("slack-configuration-refresh", "Slack configuration refresh token",
           "xoxe-<digit:1>-<base62:140-170>", _APPS,
           "https://api.slack.com/reference/manifests#config-tokens"),
    Format("slack-file-token", "Slack token of exported files",
           "xoxe-<digit:8-14>-<digit:8-14>-<digit:8-14>-<hex:32>", "slack.com > Import/Export data",
           "https://slack.com/help/articles/201658943-Export-your-workspace-data"),
    Format("telnyx", "Telnyx API key", "KEY0<HEX:31>_<base62:22>", "portal.telnyx.com > API Keys",
           "https://support.telnyx.com/en/articles/4305158-api-keys-and-how-to-use-them"),
)
_NAMED = (
    Named("discord-client-secret", "Discord client secret", "discord", "<base64url:32>", _DISCORD,
          "https://discord.com/developers/docs/topics/oauth2"),
    Named("discord-public-key", "Discord application key", "discord", "<hex:64>", _DISCORD,
          "https://discord.com/developers/docs/interactions/overview"),
    Named("mattermost", "Mattermost access token", "mattermost|mm access token|mm token",
          "<alnum:26>", "Mattermost > Profile > Security",
          "https://developers.mattermost.com/integrate/reference/personal-access-token/"),
    Named("rocket-chat", "Rocket.Chat access token", "rocket chat|rocketchat", "<base64url:43>",
          "Rocket.Chat > My Account", "https://developer.rocket.chat/apidocs/"),
    Named("zulip", "Zulip API key", "zulip", "<base62:32>", "Zulip > Personal settings",
          "https://zulip.com/api/api-keys"),
    Named("feishu-app-secret", "Feishu or Lark app secret", "feishu|lark", "<base62:32>",
          "open.feishu.cn/app",
          "https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal"),
    Named("dingtalk-app-secret", "DingTalk app secret", "dingtalk|ding talk|ding app",
          "<base64url:64>", "open-dev.dingtalk.com",
          "https://open.dingtalk.com/document/orgapp/obtain-the-access_token-of-an-internal-app"),
    Named("dingtalk-signing-secret", "DingTalk robot signing secret", "dingtalk|ding|secret",
          "SEC<hex:64>", "the robot's settings in the group",
          "https://open.dingtalk.com/document/robots/customize-robot-security-settings"),
    Named("wecom-secret", "WeCom (Enterprise WeChat) secret",
          "wecom|corp secret|work weixin|qyweixin|wework", "<base64url:43>",
          "work.weixin.qq.com > App management",
          "https://developer.work.weixin.qq.com/document/path/91039"),
    Named("wechat-app-secret", "WeChat app secret", "wechat|weixin|wx app|wx secret|wx", "<hex:32>",
          "mp.weixin.qq.com > Development",
          "https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_access_token.html"),
    Named("line-channel-secret", "LINE channel secret", "line channel|line bot|line secret",
          "<hex:32>", "developers.line.biz/console",
          "https://developers.line.biz/en/docs/messaging-api/getting-started/"),
    Named("line-access-token", "LINE channel access token",
          "line channel|line bot|line token|channel access token", "<base64:160-172>{=|}",
          "developers.line.biz/console",
          "https://developers.line.biz/en/docs/basics/channel-access-token/"),
    Named("webex-bot", "Webex access token", "webex|spark", "<base64url:64>_<hex:4>_<uuid>",
          "developer.webex.com/my-apps", "https://developer.webex.com/docs/bots"),
    Named("zoom-client-secret", "Zoom client secret or API secret", "zoom",
          "{<base62:32>|<base62:36>}", "marketplace.zoom.us > Manage",
          "https://developers.zoom.us/docs/internal-apps/s2s-oauth/"),
    Named("gitter", "Gitter access token", "gitter", "<base64url:40>", "developer.gitter.im",
          "https://developer.gitter.im/docs/authentication"),
    Named("pushover", "Pushover application or user key", "pushover", "<alnum:30>",
          "pushover.net > Your Applications", "https://pushover.net/api"),
    Named("stream", "Stream (GetStream) API secret", "getstream|stream api|stream secret",
          "<alnum:64>", "dashboard.getstream.io", "https://getstream.io/chat/docs/javascript/tokens_and_authentication/"),
)
# fmt: on


def _bot_token(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The first part of a Discord token is its bot's number in base64."""
    head = match["user"]
    if len(head) % 4 == 1:  # No base64 has this length.
        return None
    number = urlsafe_b64decode(head + "=" * (-len(head) % 4))
    if not _SNOWFLAKE.fullmatch(number):
        return None
    weights = random_value(match, document)
    return None if weights is None else (Weight(2, "begins with a user number"), *weights)


def _bot_example(random: Random) -> str:
    number = "1" + pick(random, "digit", 17)
    user = urlsafe_b64encode(number.encode()).decode().rstrip("=")
    return f"bot.run('{user}.G{pick(random, 'base62', 5)}.{pick(random, 'base62', 38)}')"


#: Three digits of a bot's id in base64: its first part is nothing else.
_ID = "(?:[MNO][DTjz][AEIMQUYcgk][w-z0-5])"
RULES = (
    *formats("chat", _FORMATS),
    token(
        "chat.slack-webhook",
        "Slack webhook",
        r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<value>[TE]\w{6,12}/\w{8,24}/[\w/]{20,48})",
        keywords=("hooks.slack.com",),
        advice="Remove the webhook at api.slack.com/apps " + _LOAD,
        references=("https://api.slack.com/messaging/webhooks",),
        examples=("https://hooks.slack.com/services/T0<ALNUM:8>/B0<ALNUM:8>/<base62:24>",),
        counterexamples=(
            "https://hooks.slack.com/services/T00000000/B00000000/" + "X" * 24,
            "https://hooks.slack.com/services/YOUR/WEBHOOK/URL",
        ),
    ),
    token(
        "chat.discord-bot-token",
        "Discord bot token",
        rf"\b(?P<user>{_ID}{{5,6}}[A-Za-z0-9]{{0,3}})\.[A-Za-z0-9_-]{{6}}"
        rf"\.(?P<value>[A-Za-z0-9_-]{{27,38}}){END}",
        keywords=(".",),
        weight=Weight(2, "three parts of a bot token's lengths"),
        validate=_bot_token,
        advice="Reset the token in the Discord developer portal " + _LOAD,
        references=("https://discord.com/developers/docs/reference#authentication",),
        examples=(_bot_example,),
        counterexamples=("Module.Something.IdentifierThatIsQuiteLongIndeed",),
    ),
    token(
        "chat.discord-webhook",
        "Discord webhook",
        r"discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d{17,20}/(?P<value>[\w-]{60,80})",
        keywords=("discord",),
        advice="Delete the webhook in the channel's settings " + _LOAD,
        references=("https://discord.com/developers/docs/resources/webhook",),
        examples=("https://discord.com/api/webhooks/1<digit:18>/<base64url:68>",),
        counterexamples=("https://discord.com/api/webhooks/123456789012345678/TOKEN",),
    ),
    token(
        "chat.telegram-bot-token",
        "Telegram bot token",
        r"(?<![\w:])\d{8,10}:(?P<value>A[A-Za-z0-9_-]{33,34})" + END,
        signal=r"\d{8}:A[A-Za-z0-9_-]{33}",
        keywords=(":a",),
        advice="Revoke it with /revoke at @BotFather " + _LOAD,
        references=("https://core.telegram.org/bots/api#authorizing-your-bot",),
        examples=("TELEGRAM_TOKEN=7<digit:9>:AA<base64url:32>b",),
        counterexamples=("123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",),
    ),
    token(
        "chat.teams-webhook",
        "Microsoft Teams webhook",
        r"\.webhook\.office\.com/webhookb2/[\w-]{36}@[\w-]{36}/IncomingWebhook/(?P<value>[a-z0-9]{32})"
        r"|outlook\.office(?:365)?\.com/webhook/[\w-]{36}@[\w-]{36}/IncomingWebhook/(?P<older>[a-z0-9]{32})",
        keywords=("office",),
        advice="Remove the connector from the channel " + _LOAD,
        references=(
            "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/"
            "how-to/add-incoming-webhook",
        ),
        examples=(
            "https://acme.webhook.office.com/webhookb2/<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>"
            "@<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>/IncomingWebhook/<hex:32>/<hex:8>",
        ),
        counterexamples=("https://acme.webhook.office.com/webhookb2/...",),
    ),
    token(
        "chat.dingtalk-webhook",
        "DingTalk robot webhook",
        r"oapi\.dingtalk\.com/robot/send\?access_token=(?P<value>[0-9a-f]{64})" + END,
        keywords=("oapi.dingtalk.com",),
        advice="Remove the bot from the group " + _LOAD,
        references=("https://open.dingtalk.com/document/robots/custom-robot-access",),
        examples=("https://oapi.dingtalk.com/robot/send?access_token=<hex:64>",),
        counterexamples=("https://oapi.dingtalk.com/robot/send?access_token=XXXXXX",),
    ),
    token(
        "chat.feishu-webhook",
        "Feishu or Lark bot webhook",
        r"open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/(?P<value>[0-9a-f-]{36})" + END,
        keywords=("open-apis/bot",),
        advice="Remove the bot from the group " + _LOAD,
        references=("https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot",),
        examples=(
            "https://open.feishu.cn/open-apis/bot/v2/hook/<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>",
        ),
        counterexamples=("https://open.feishu.cn/open-apis/bot/v2/hook/xxxx",),
    ),
    token(
        "chat.wecom-webhook",
        "WeCom group robot webhook",
        r"qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=(?P<value>[0-9a-f-]{36})" + END,
        keywords=("qyapi.weixin",),
        advice="Remove the bot from the group " + _LOAD,
        references=("https://developer.work.weixin.qq.com/document/path/91770",),
        examples=(
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>",
        ),
        counterexamples=("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY",),
    ),
    *named("chat", _NAMED),
)
detect = rules_detector(RULES)
