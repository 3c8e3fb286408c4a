"""Google API keys that identify an app to everybody who runs it, and so are no secret there.

Google calls the key of a Firebase configuration public by design (firebase.google.com/docs/
projects/api-keys), and a web page has to show its visitors the key its maps are drawn with. The
same string opens other interfaces when its project lets it, so only the place beside it tells.
"""

import re

from promptguard import patterns
from promptguard.model import Weight

FIREBASE = Weight(-2, "the key of a Firebase configuration, public by design")
PAGE = Weight(-2, "a key that a web page shows its visitors")

_KEY = patterns.compile(r"AIza[\w-]{35}(?![\w-])")
#: A configuration of Android lists several clients, each with its own ids, around one key.
_REACH = 2500
_BEFORE = 400
#: The name a key stands under in JavaScript, Dart, Java, a property list, resources, a `.env`.
_NAME = patterns.compile(
    r"(?P<name>[\w.-]{3,60})[\"']?(?:</key>\s{0,40}<string>| translatable=\"false\">|[^\w\n]{1,8})$"
)
_CLIENT = frozenset(
    {"apikey", "setapikey", "currentkey", "googleapikey", "googlecrashreportingapikey"}
)
#: Keys of a server, and of services that Google wants to have keys of their own.
_OTHER = patterns.compile("server|admin|gemini|genai|generative|vertex|maps|places|translat|vision")
#: What stands beside the key of such a configuration, each by the names of all notations.
_BESIDE = tuple(
    patterns.compile(expression, re.IGNORECASE)
    for expression in (
        r"auth_?domain|\.firebaseapp\.com|reversed_client_id",
        r"storage_?bucket|\.firebasestorage\.app",
        r"messaging_?sender_?id|gcm_?(?:default_?)?sender_?id",
        r"database_?url|firebase_url|\.firebaseio\.com",
        r"measurement_?id",
        r"mobilesdk_app_id|google_?app_?id|set_?application_?id|\b1:\d{6,}:(?:web|android|ios):",
    )
)
_LEAST_BESIDE = 2
#: Scripts, frames and the client library that a browser loads with the key.
_SHOWN = patterns.compile(
    r"(?://maps\.googleapis\.com/maps/api/js|//maps\.google\.com/maps/api/js"
    r"|//www\.google\.com/maps/embed/v1/[a-z]{4,12})\?[^\s\"'`<>]{0,300}?\bkey=$"
    r"|\bgapi\.client\.(?:setApiKey\(\s{0,8}|init\(\{\s{0,40}[\"']?apiKey[\"']?\s?:\s?)[\"'`]$"
)


def browser_key(text: str, start: int, end: int) -> Weight | None:
    """What the place of a value says if it is a Google API key: nothing, or that it may be read."""
    if not _KEY.match(text, start, end):
        return None
    before = text[max(0, start - _BEFORE) : start]
    if _SHOWN.search(before):
        return PAGE
    name = _NAME.search(before)
    if name is None or not _is_client_key(name["name"]):
        return None
    around = text[max(0, start - _REACH) : end + _REACH]
    beside = sum(one.search(around) is not None for one in _BESIDE)
    return FIREBASE if beside >= _LEAST_BESIDE else None


def _is_client_key(name: str) -> bool:
    """Is it called what a configuration calls its key, or after Firebase?"""
    folded = re.sub("[_.-]", "", name.lower())
    if folded in _CLIENT:
        return True
    return "firebase" in folded and folded.endswith("key") and not _OTHER.search(folded)
