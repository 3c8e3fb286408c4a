"""What makes a log confidential: users, sessions, clients and hosts that can be read in it."""

from promptguard.detectors.logs._shape import LABEL
from promptguard.evidence.materials import Mark, Material, Named
from promptguard.model import Level, Weight
from promptguard.model.rule import Sample

#: Addresses reserved for documentation, the host itself, and what every router has.
_NO_SAMPLE = (
    r"(?!127\.|0\.|10\.0\.0\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|192\.168\.[01]\.|255\."
    r"|1\.2\.3\.4|1\.1\.1\.1|8\.8\.[48]\.|169\.254\.)"
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_ADDRESS = rf"(?<![\w.:/-]){_NO_SAMPLE}{_OCTET}(?:\.{_OCTET}){{3}}(?![\w.-])"
_NOBODY = (
    r"(?!(?:user|users|username|name|root|admin|none|null|unknown|anonymous|nobody|daemon|guest"
    r"|test|www-data|runner|vsts|ubuntu|vagrant|app|node|circleci|travis|jenkins|build|builder"
    r"|Public|Default|runneradmin|me|you|foo|example|invalid|the|a|this|from|by|for|is|was|agent"
    r"|id|\w{1,30}@example)\b)"
)
_USER = (
    rf"(?i:\b(?:user(?:name)?|login|account|uid|principal|subject)[\"']?[=:][ ]?[\"']?|\b(?:for"
    rf"|by) (?:invalid )?user |\b(?:Accepted|Failed) \w{{4,20}} for |\bsession opened for user "
    rf"|\buser=){_NOBODY}(?i:[a-z][\w.@\\-]{{2,60}})"
)
_SESSION = (
    r"(?i:\bJSESSIONID=|\bPHPSESSID=|\bASP\.NET_SessionId=|\bSet-Cookie: ?\S|\bCookie: ?\S"
    r"|\bAuthorization: ?(?:Bearer|Basic|Digest|Token)|\bsession[_-]?id[\"']?[=:][ "
    r"]?[\"']?[\w-]{12}|\bX-Auth-Token: ?\S|\bsessionid=\w{12})"
)
_MAIL = (
    r"(?<![\w.@/-])(?!(?:noreply|no-reply|root|git|test"
    r"|user)@)[\w.+-]{1,64}@(?!(?:[\w-]{1,60}\.){0,4}(?:example|localhost|invalid|test"
    r"|local)\b)[\w-]{1,60}\.[\w.-]{2,60}\b"
)
_HOME = rf"(?:/home/|/Users/|\b[A-Za-z]:\\{{1,2}}Users\\{{1,2}}){_NOBODY}[\w.-]{{2,40}}[/\\]"
_HOST = (
    r"(?<![\w-])(?:[\w-]{1,60}\.){1,5}(?:internal|corp|lan|intra|intranet"
    r"|svc\.cluster\.local)\b(?!\()"
)

INSIDE = Material(
    id="logs.with-people",
    title="Log with users, sessions, clients or internal hosts in it",
    level=Level.CONFIDENTIAL,
    label=LABEL,
    anchors=(_SESSION, _USER, _MAIL, _ADDRESS, _HOST, _HOME),
    marks=(
        Mark(_SESSION, Weight(2, "sessions, cookies or authorizations")),
        Mark(_USER, Weight(2, "names of users")),
        Mark(_MAIL, Weight(1, "mail addresses")),
        Mark(_ADDRESS, Weight(2, "addresses of clients or hosts"), 2),
        Mark(_HOST, Weight(2, "internal hosts")),
        Mark(_HOME, Weight(1, "a person's home folder")),
    ),
    advice="Replace users, sessions, addresses and hosts in the log before it is sent.",
    examples=(
        Sample(
            "app.log",
            (
                "2024-03-01 10:00:00 INFO login user=k<lower:5>\n2024-03-01 10:00:01 INFO "
                "a\n2024-03-01 10:00:02 INFO b\n"
            ),
        ),
        Sample("a.log", "ERROR: JSESSIONID=<HEX:32>\nINFO: a\nINFO: b\nINFO: c\n"),
    ),
    counterexamples=(
        "login user=k<lower:5>\n",
        Sample("app.log", "2024-03-01 10:00:00 INFO from 192.0.2.7\n" * 3),
        Sample("app.log", "2024-03-01 10:00:00 INFO user=root\n" * 3),
    ),
    keywords=(
        "user",
        "login",
        "session",
        "cookie",
        "authorization",
        "@",
        ".",
        "/home/",
        "account",
        "uid",
        "principal",
        "subject",
        "accepted",
        "failed",
        "x-auth",
    ),
    references=("https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",),
    weight=Weight(0, "a log that names somebody"),
    place=-2,
    paths=(
        Named(r"\.(?:md|rst|html?|py|js|ts|java|go|rb|php)$", Weight(-2, "a manual or a program")),
    ),
)
