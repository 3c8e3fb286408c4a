"""Keys that their vendor calls public: they name an app to everybody who runs it.

Most have a form of their own and are no rule's business. These share the form of a secret, so that
only what stands beside them tells, or in them: Google's keys in a Firebase configuration
(firebase.google.com/docs/projects/api-keys) or in the address of a map's script, Algolia's
search-only keys (algolia.com/doc/guides/security/api-keys), Supabase's tokens of the role `anon`
(supabase.com/docs/guides/api/api-keys).
"""

import json
import re
from base64 import urlsafe_b64decode
from string import ascii_letters, digits

from promptguard import patterns
from promptguard.model import Weight

FIREBASE = Weight(-2, "the key of a Firebase configuration, public by design")
PAGE = Weight(-2, "a key that a web page shows its visitors")
SEARCH = Weight(-2, "a key that may only search, made for web pages")
ANON = Weight(-3, "a token of the role that everybody has")

_GOOGLE = patterns.compile(r"AIza[\w-]{35}(?![\w-])")
_ALGOLIA = patterns.compile(r"[0-9a-z]{32}(?![\w-])")
_TOKEN = patterns.compile(r"eyJ[\w-]{10,200}\.(?P<claims>eyJ[\w-]{10,600})\.[\w-]{20,200}")
#: A configuration of Android lists several clients, each with its own ids, around one key.
_REACH = 2500
_BEFORE = 400
#: What joins a name and its key in JavaScript, Dart, Java, a property list, resources, a `.env`.
_JOINT = patterns.compile(
    r"[\"']?(?:</key>\s{0,40}<string>| translatable=\"false\">|[^\w\n]{1,8})$"
)
_JOINT_REACH = 80
_OF_NAMES = ascii_letters + digits + "_.-"
_LONGEST_NAME = 60
_CLIENT = frozenset(
    {"apikey", "setapikey", "currentkey", "googleapikey", "googlecrashreportingapikey"}
)
#: Keys of a server, and of services that Google wants to have keys of their own.
_OTHER = patterns.compile("server|admin|gemini|genai|generative|vertex|maps|places|translat|vision")
#: What stands beside the key of a Firebase configuration, each by the names of all notations.
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
#: A key that may also call Gemini is to be kept, says Google, whatever else it is for.
_GEMINI = patterns.compile(r"generativelanguage\.googleapis|GoogleGenerativeAI|GoogleGenAI")
#: Scripts, frames and the client library that a browser loads with the key.
_SHOWN = patterns.compile(
    r"(?://maps\.googleapis\.com/maps/api/js|//maps\.google\.com/maps/api/js"
    r"|//www\.google\.com/maps/embed/v1/[a-z]{4,12})\?[^\s\"'`<>]{0,300}?\bkey=$"
    r"|\bgapi\.client\.(?:setApiKey\(\s{0,8}|init\(\{\s{0,40}[\"']?apiKey[\"']?\s?:\s?)[\"'`]$"
)
#: Algolia's own name for such a key, and the fields of the search box that is made of it.
_SEARCH_NAME = patterns.compile("search(?:only)?(?:api)?key|searchapikey")
_SEARCH_BOX = patterns.compile(r"\b(?:indexName|index_name|docsearch)\b", re.IGNORECASE)
_BOX_REACH = 300
#: All that stands in such a token; whose `role` is another has more to lose.
_ANON_CLAIMS = frozenset({"iss", "ref", "role", "iat", "exp"})


def public_key(text: str, start: int, end: int) -> Weight | None:
    """Why the value at a span is public, if its vendor says so of such a value at such a place."""
    if _GOOGLE.match(text, start, end):
        return _of_google(text, start, end)
    if _ALGOLIA.match(text, start, end):
        return _of_algolia(text, start, end)
    token = _TOKEN.match(text, start, end)
    return ANON if token and _is_anonymous(token["claims"]) else None


def _of_google(text: str, start: int, end: int) -> Weight | None:
    before = text[max(0, start - _BEFORE) : start]
    around = text[max(0, start - _REACH) : end + _REACH]
    if _GEMINI.search(around):
        return None
    if _SHOWN.search(before):
        return PAGE
    if not _is_client_key(_name(before)):
        return None
    beside = sum(one.search(around) is not None for one in _BESIDE)
    return FIREBASE if beside >= _LEAST_BESIDE else None


def _of_algolia(text: str, start: int, end: int) -> Weight | None:
    name = _name(text[max(0, start - _BEFORE) : start])
    around = text[max(0, start - _BOX_REACH) : end + _BOX_REACH]
    if "algolia" not in (name + around).lower() and "docsearch" not in around.lower():
        return None
    if "admin" in name or "write" in name:
        return None
    boxed = name == "apikey" and _SEARCH_BOX.search(around)
    return SEARCH if boxed or _SEARCH_NAME.search(name) else None


def _is_anonymous(coded: str) -> bool:
    try:
        claims = json.loads(urlsafe_b64decode(coded + "=" * (-len(coded) % 4)))
    except (ValueError, RecursionError):
        return False
    if not isinstance(claims, dict) or not claims.keys() <= _ANON_CLAIMS:
        return False
    return claims.get("role") == "anon"


def _name(before: str) -> str:
    """What a value stands under, in lower case and without its joints."""
    joint = _JOINT.search(before, max(0, len(before) - _JOINT_REACH))
    if joint is None:
        return ""
    head = before[max(0, joint.start() - _LONGEST_NAME) : joint.start()]
    return re.sub("[_.-]", "", head[len(head.rstrip(_OF_NAMES)) :].lower())


def _is_client_key(name: str) -> bool:
    """Is it called what a configuration calls its key, or after Firebase?"""
    if name in _CLIENT:
        return True
    return "firebase" in name and name.endswith("key") and not _OTHER.search(name)
