"""Application secrets and access tokens of social networks, music, video and games."""

from promptguard.engine.confirm import rules_detector
from promptguard.evidence.tokens import Format, Named, formats, named

_META = "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/"
_META_APPS = "developers.facebook.com/apps"
_X = "https://docs.x.com/resources/fundamentals/authentication/overview"
_X_APPS = "developer.x.com/portal"
_LINKEDIN = "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication"
_LINKEDIN_APPS = "linkedin.com/developers/apps"
_TWITCH = "https://dev.twitch.tv/docs/authentication/"
_STRAVA = "https://developers.strava.com/docs/authentication/"

# fmt: off
_FORMATS = (
    Format("facebook", "Facebook access token", "EAA{C|}<base62:60-400>", _META_APPS, _META),
    Format("instagram", "Instagram access token", "IG{QV|AA}<base62:80-400>", _META_APPS,
           "https://developers.facebook.com/docs/instagram-platform"),
    Format("threads", "Threads access token", "TH{QV|AA}<base62:80-400>", _META_APPS,
           "https://developers.facebook.com/docs/threads"),
    Format("x-bearer", "X (Twitter) bearer token", "AAAAAAAAAAAAAAAAAAAAA<base64pct:60-120>",
           _X_APPS, _X),
    Format("twitch-stream-key", "Twitch stream key", "live_<digit:8-12>_<base62:28-34>",
           "dashboard.twitch.tv/settings/stream",
           "https://help.twitch.tv/s/article/twitch-stream-key-faq"),
    Format("patreon", "Patreon access token", "patreon_<base64url:40-60>", "patreon.com/portal",
           "https://docs.patreon.com/#apiv2-oauth"),
    Format("tiktok", "TikTok access token", "act.<base62:60-80>!<digit:4>.<lower:2>",
           "developers.tiktok.com/apps",
           "https://developers.tiktok.com/doc/oauth-user-access-token-management"),
    Format("pinterest", "Pinterest access token", "pina_<ALNUM:60-100>",
           "developers.pinterest.com/apps",
           "https://developers.pinterest.com/docs/getting-started/authentication-and-scopes/"),
    Format("riot", "Riot Games API key", "RGAPI-<uuid>", "developer.riotgames.com",
           "https://developer.riotgames.com/docs/portal"),
)
_NAMED = (
    Named("facebook-app-secret", "Facebook app secret",
          "facebook|fb app|fb api|fb secret|fb client|instagram|meta app", "<hex:32>", _META_APPS,
          "https://developers.facebook.com/docs/facebook-login/security/"),
    Named("x-api-key", "X (Twitter) API key", "twitter|x api", "<base62:25>", _X_APPS, _X),
    Named("x-api-secret", "X (Twitter) API secret", "twitter|x api", "<base62:50>", _X_APPS, _X),
    Named("x-access-token", "X (Twitter) access token", "twitter|x access",
          "<digit:15-25>-<base62:20-40>", _X_APPS, _X),
    Named("x-access-token-secret", "X (Twitter) access token secret", "twitter|x access",
          "<base62:45>", _X_APPS, _X),
    Named("x-client-secret", "X (Twitter) OAuth 2.0 client secret", "twitter|x client",
          "<base64url:50>", _X_APPS, _X, weak=True),
    Named("linkedin-token", "LinkedIn access token", "linked in", "AQ{X|V|W|T}<base64url:130-500>",
          _LINKEDIN_APPS,
          "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow"),
    Named("linkedin-secret", "LinkedIn client secret", "linked in",
          "{<base62:16>|WPL_AP1.<base62:16>.<base64:6>==}", _LINKEDIN_APPS, _LINKEDIN),
    Named("linkedin-key", "LinkedIn client id given as a key", "linked in", "<alnum:14>",
          _LINKEDIN_APPS, _LINKEDIN, weak=True),
    Named("twitch", "Twitch client secret or access token", "twitch", "<alnum:30>",
          "dev.twitch.tv/console/apps", _TWITCH),
    Named("spotify", "Spotify client secret", "spotify", "<hex:32>",
          "developer.spotify.com/dashboard",
          "https://developer.spotify.com/documentation/web-api/concepts/apps"),
    Named("reddit", "Reddit client secret", "reddit|praw", "{<base64url:27>|<base64url:30>}",
          "reddit.com/prefs/apps", "https://github.com/reddit-archive/reddit/wiki/OAuth2",
          weak=True),
    Named("flickr", "Flickr API key", "flickr", "<hex:32>", "flickr.com/services/apps",
          "https://www.flickr.com/services/api/auth.oauth.html"),
    Named("lastfm", "Last.fm API key or secret", "last fm|lastfm", "<hex:32>",
          "last.fm/api/accounts", "https://www.last.fm/api/authentication"),
    Named("vimeo", "Vimeo access token", "vimeo", "<hex:32>", "developer.vimeo.com/apps",
          "https://developer.vimeo.com/api/authentication"),
    Named("strava", "Strava client secret or token", "strava", "<hex:40>",
          "strava.com/settings/api", _STRAVA),
    Named("fitbit", "Fitbit client secret", "fitbit", "<hex:32>", "dev.fitbit.com/apps",
          "https://dev.fitbit.com/build/reference/web-api/authorization/"),
    Named("steam", "Steam Web API key", "steam", "<HEX:32>", "steamcommunity.com/dev/apikey",
          "https://steamcommunity.com/dev"),
    Named("weibo", "Weibo app secret", "weibo", "<hex:32>", "open.weibo.com/apps",
          "https://open.weibo.com/wiki/Oauth2/access_token"),
    Named("qq", "QQ Connect app key", "qq connect|qq app|qq secret", "{<hex:32>|<base62:16>}",
          "connect.qq.com/manage.html",
          "https://wiki.connect.qq.com/%E5%87%86%E5%A4%87%E5%B7%A5%E4%BD%9C_oauth2-0", weak=True),
    Named("kakao", "Kakao REST API or admin key", "kakao", "<hex:32>",
          "developers.kakao.com/console/app",
          "https://developers.kakao.com/docs/latest/en/getting-started/app"),
    Named("vk", "VK service token", "vk token|vk access|vk service|vkontakte",
          "{<hex:85>|vk1.a.<base64url:150-300>}", "dev.vk.com/apps",
          "https://dev.vk.com/en/api/access-token/getting-started"),
    Named("x-consumer-key", "X (Twitter) consumer key", "twitter", "<base62:20-22>", _X_APPS, _X,
          weak=True),
    Named("wakatime", "Wakatime API key", "wakatime", "{waka_|}<uuid>", "wakatime.com/api-key",
          "https://wakatime.com/developers"),
)
# fmt: on

RULES = (*formats("social", _FORMATS), *named("social", _NAMED))
detect = rules_detector(RULES)
