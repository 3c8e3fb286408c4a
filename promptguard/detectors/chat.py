"""Tokens and webhooks of chat services: who holds one may write, and mostly read."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import END, NAMED, Format, formats, near, random_value, token
from promptguard.model import Weight

_LOAD = "and read the new one from the environment or a secret store."
_SLACK = "https://api.slack.com/authentication/token-types"
_SNOWFLAKE = re.compile(rb"\d{17,20}")

_FORMATS = (
    Format(
        "slack-token",
        "Slack token",
        r"xox(?:[bpoasr]-(?:\d-)?\d{8,14}-(?:\d{8,14}-){0,2}|[are]-(?:\d-)?)[A-Za-z0-9]{10,64}",
        ("xox",),
        "SLACK_BOT_TOKEN=xoxb-2<digit:11>-3<digit:11>-<base62:24>",
        "api.slack.com/apps",
        _SLACK,
    ),
    Format(
        "slack-app-token",
        "Slack app-level token",
        r"xapp-\d-[A-Z0-9]{8,14}-\d{10,14}-[a-f0-9]{32,64}",
        ("xapp-",),
        "SLACK_APP_TOKEN=xapp-1-A0<ALNUM:9>-4<digit:12>-<hex:64>",
        "api.slack.com/apps",
        _SLACK,
    ),
    Format(
        "slack-configuration-token",
        "Slack configuration token",
        r"xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{140,170}",
        ("xoxe",),
        "xoxe.xoxp-1-<ALNUM:166>",
        "api.slack.com/apps",
        _SLACK,
    ),
)


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
        r"\b(?P<user>[MNO][A-Za-z0-9_-]{23,27})\.[A-Za-z0-9_-]{6}\.(?P<value>[A-Za-z0-9_-]{27,38})"
        + END,
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
        "chat.discord-named",
        "Discord client secret or public key",
        near("discord", r"[A-Za-z0-9_-]{32}|[a-f0-9]{64}"),
        keywords=("discord",),
        weight=NAMED,
        advice="Reset the secret in the Discord developer portal " + _LOAD,
        references=("https://discord.com/developers/docs/topics/oauth2",),
        examples=("DISCORD_CLIENT_SECRET=<base62:32>",),
        counterexamples=("discord_channel = general_chat_of_the_whole_team1",),
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
        "chat.bot-webhook",
        "DingTalk, Feishu or WeCom bot webhook",
        r"(?:oapi\.dingtalk\.com/robot/send\?access_token=|open\.(?:feishu\.cn|larksuite\.com)/open-apis/"
        r"bot/v2/hook/|qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=)(?P<value>[0-9a-f-]{36,64})"
        + END,
        keywords=("oapi.dingtalk.com", "open-apis/bot", "qyapi.weixin"),
        advice="Remove the bot from the group " + _LOAD,
        references=(
            "https://open.dingtalk.com/document/robots/custom-robot-access",
            "https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot",
        ),
        examples=(
            "https://oapi.dingtalk.com/robot/send?access_token=<hex:64>",
            "https://open.feishu.cn/open-apis/bot/v2/hook/<hex:8>-<hex:4>-4<hex:3>-a<hex:3>-<hex:12>",
        ),
        counterexamples=("https://oapi.dingtalk.com/robot/send?access_token=XXXXXX",),
    ),
)
detect = rules_detector(RULES)
