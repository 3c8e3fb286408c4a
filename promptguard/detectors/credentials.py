"""Passwords and secrets that only the name beside them gives away, in configuration and code."""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.assignments import Strength, strength
from promptguard.evidence.kept import kept
from promptguard.evidence.named import named_password, named_secret
from promptguard.evidence.passwords import Made, made
from promptguard.evidence.surroundings import line_around, place_weight
from promptguard.evidence.tokens import token
from promptguard.model import Confidence, Weight

_ADVICE = (
    "Change it where it is valid, and read it from the environment, a secret store or an encrypted "
    "file instead."
)
_STATEMENT = patterns.compile(r"\b(?:CREATE|ALTER|GRANT|USER|ROLE|LOGIN)\b")
_SHAPE = Weight(1, "a name, a separator and a value")
_CWE = ("https://cwe.mitre.org/data/definitions/798.html",)

#: Names that say password and nothing else: long ones anywhere in a name, short ones as its end.
_LONG = r"(?i:passw(?:or)?[dt]|passphrase|passcode|pwd|kennwort|contrase[nñ]a)"
_SECRET = r"(?i:secret|token|key|credential|auth)"  # noqa: S105


def _led(words: str, *, mark: str = "", behind: str = "") -> str:
    """Words in any case, each led by its first letter as it stands: `re` leaps to those.

    `mark` is what must hold before that letter, `{}` being it; `behind` what follows a word.
    """
    return "|".join(
        f"{letter}{mark.format(letter)}(?i:{word[1:]}){behind}"
        for word in words.split()
        for letter in (word[0], word[0].upper())
    )


#: The same names once more, as they are looked for in a line.
_ENDS = r"(?=[\"'`\\\s=:\])])"
_PASSWORDS = "|".join(
    (
        _led("passw(?:or)?[dt] passphrase passcode pwd kennwort contrase[nñ]a"),
        _led("pass psw pw", mark="(?<![A-Za-z]{})", behind=_ENDS),
        rf"P(?<=[a-z]P)(?:ass|sw|w){_ENDS}",
    )
)
_SECRETS = _led("secret token key credential auth")
_SEPARATOR = (
    r"[\"'`\]\\]{0,3}(?:[ \t]{0,8}(?::[ \t]?[\w.\[\]|]{1,30}[ \t]?=|=>|:=|[=!:]={1,2}|[=:]|\|\||,"
    r"|>)"
    r"|[ \t]{1,4}(?i:value|default)[ \t]?=)[ \t]{0,8}"
)
#: What also stands before a password: a call of that name, a word of a builder's language.
_GIVEN = r"(?:\([ \t]?|[ \t]{1,24})(?=[\"'])"
#: A value ends where its quote does; a bare one at white space or a separator.
_VALUE = (
    r"[NnLu@]?(?P<quote>\\?[\"'`])?(?P<value>(?(quote)[^\s\"'`\\]{LEAST,200}|[^\s\"'`<>\\]{LEAST,200}))"
    r"(?(quote)\\?[\"'`]|(?=[\s,;<&)\"']|$))"
)
_FIRST = r"[NnLu@]?[\"'`\\]{0,2}[^\s\"'`<>\\${}()\[\],;%&*]"
#: What the engine asks of a value, so that few lines come this far: a digit or a mark early on, or
#: letters only, and then quoted or the line's end.
_MADE_UP = r"[^\s\"'`<>(){}0-9!@#^*?+=~]{0,40}[0-9!@#^*?+=~$%]"
_RANDOM = r"(?:[A-Za-z_+/=.~-]{0,12}[0-9][\w+/=.~-]{8}|[A-Za-z_+/=.~-]{13,40}[0-9])"
_LETTERS = r"[A-Za-z]{19,80}[\"'`]"
_WORD = r"[A-Za-z_-]{3,40}(?:[\"'`]|[ \t]*(?:\r?$|#))"


def _told(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """What follows `password is`, if it cannot be the sentence going on."""
    value = match["value"].rstrip(".,;:!?)")
    if strength(value) is Strength.NO and (not match["quote"] or made(value) is Made.NOT):
        return None
    return (Weight(1, "followed by a value made up as passwords are"), *place_weight(document, -2))


def _sql(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Prose has things identified by names; a statement speaks of users, roles or grants."""
    if made(match["value"]) < Made.PERSON and not _STATEMENT.search(line_around(match)):
        return None
    return kept(match, document)


def _pair(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """User and password given to a constructor."""
    kind = made(match["value"])
    if kind < Made.PERSON:
        return None
    more = (Weight(1, "a value that looks random"),) if kind is Made.MACHINE else ()
    return (*more, *place_weight(document, -2))


RULES = (
    token(
        "credentials.password",
        "Password in code or configuration",
        rf"(?P<word>{_PASSWORDS})(?P<rest>[\w.-]{{0,24}})(?:{_SEPARATOR}|{_GIVEN})"
        rf"{_VALUE.replace('LEAST', '4')}",
        signal=rf"(?:{_LONG}[\w.-]{{0,24}}|(?:^|[^A-Za-z])(?i:pass|psw|pw)|[a-z]P(?:ass|sw|w))"
        rf"(?:{_SEPARATOR}{_FIRST}|(?:\([ \t]?|[ \t]{{1,24}})[\"']{_FIRST})(?:{_MADE_UP}|{_WORD})",
        keywords=("pass", "pwd", "psw", "pw", "kennwort", "contrase"),
        weight=_SHAPE,
        validate=named_password,
        advice=_ADVICE,
        references=_CWE,
        ceiling=Confidence.LIKELY,
        examples=(
            'DATABASE_PASSWORD = "<base62:9>q7<base62:9>"',
            "db.password=Xk4<base62:14>z",
            "smtp_pass: 'Rt9!<base62:10>#2'",
            '<add key="FromEmailPassword" value="w8<base62:14>Q"/>',
        ),
        counterexamples=(
            'password = get_password("database")',
            'password = "${DB_PASSWORD}"',
            "password: changeme123!",
            'password_file = "/run/secrets/database-password-1"',
            '"password": "Your password must have 8 characters"',
            'raise ValueError("password: too short")',
        ),
    ),
    token(
        "credentials.secret",
        "Secret, key or token in code or configuration",
        rf"(?P<word>{_SECRETS})(?P<rest>[\w.-]{{0,24}}){_SEPARATOR}{_VALUE.replace('LEAST', '8')}",
        signal=rf"{_SECRET}[\w.-]{{0,24}}{_SEPARATOR}{_FIRST}(?:{_RANDOM}|{_LETTERS})"
        rf"|(?i:secret){_SEPARATOR}{_FIRST}{_MADE_UP}",
        keywords=("secret", "token", "key", "credential", "auth"),
        weight=_SHAPE,
        validate=named_secret,
        advice=_ADVICE,
        references=_CWE,
        ceiling=Confidence.LIKELY,
        examples=(
            'API_KEY = "<base62:32>"',
            "SECRET_KEY='k3<base64url:46>a'",
            '"clientSecret": "<hex:20>d0<hex:18>",',
            'const string SessionToken = "<base62:40>";',
        ),
        counterexamples=(
            "token = request.headers.get('Authorization-Header-Name')",
            'primary_key = "<hex:32>"',
            'cache_key = "user_profile_page_fragment_v2"',
            'api_key = "YOUR_API_KEY_GOES_HERE_1234"',
            "key: ctrl+shift+alt+cmd+down",
        ),
    ),
    token(
        "credentials.prose",
        "Password told in a sentence",
        r"(?P<word>(?i:password|passphrase|passwort|contraseña|密码|口令))(?P<rest>)[^\n.,;]{0,60}?"
        r"(?:[ \t](?i:is|ist|es|was|(?:set|reset|changed?|defaults) to)|[是为：:])[ \t]{0,2}:?"
        r"[ \t]{0,2}(?P<quote>[\"'`“「])?(?P<value>[^\s\"'`“”」<>，。]{8,60})",
        signal=r"(?:(?i:password|passphrase|passwort|contraseña)[ \t](?:[^\n.,;]{0,60}[ \t])?"
        r"(?i:is|ist|es|was|to)[ \t:]{1,3}"
        r"(?:[\x22'`]?[^\s0-9!@#^*?+=~]{0,20}[0-9!@#^*?+=~]|[\x22'`][A-Za-z]{4,40}[\x22'`])|(?:密码|口令)[^\n]{1,40}[0-9])",
        keywords=("password", "passphrase", "passwort", "contraseña", "密码", "口令"),
        weight=Weight(1, "a sentence that tells a password"),
        validate=_told,
        advice=_ADVICE,
        references=_CWE,
        ceiling=Confidence.LIKELY,
        examples=(
            "The admin password is Kx7#<base62:8>",
            "测试环境密码是：Kx7#<base62:8>",
            "password for bob is 'R4!<base62:12>'",
        ),
        counterexamples=(
            "The password is required.",
            "Your password is case-sensitive",
            "密码不能为空",
            "the password to use",
        ),
    ),
    token(
        "credentials.sql",
        "Password in an SQL statement",
        r"\b(?i:IDENTIFIED(?:[ \t]+WITH[ \t]+[\"'`]?\w{1,40}[\"'`]?)?[ \t]+(?:BY|AS)"
        r"(?:[ \t]+PASSWORD)?"
        r"|(?:CREATE|ALTER)[ \t]+(?:USER|ROLE|LOGIN)\b[^;\n]{0,200}?\bPASSWORD(?:[ \t]*=)?"
        r"|PASSWORD[ \t]*\()(?P<word>)(?P<rest>)[ \t]*[Nn]?(?P<quote>\\?[\"'])"
        r"(?P<value>[^\"'\s\\]{3,200})\\?[\"']",
        signal=r"\b(?i:IDENTIFIED[ \t][^\n]{0,60}(?:BY|AS)|(?:CREATE|ALTER)[ \t]+(?:USER|ROLE"
        r"|LOGIN)[^;\n]{0,200}"
        r"PASSWORD|SET[ \t]+PASSWORD[^\n]{0,80}PASSWORD[ \t]*\()[ \t]*[^\n]{0,12}\\?[\x22']",
        keywords=("identified", "password"),
        weight=Weight(3, "the password an SQL statement gives an account"),
        validate=_sql,
        advice=_ADVICE,
        references=("https://dev.mysql.com/doc/refman/8.4/en/create-user.html",),
        examples=(
            "CREATE USER 'app'@'%' IDENTIFIED BY 'b8<base62:10>';",
            "ALTER ROLE app WITH LOGIN PASSWORD 'b8<base62:10>';",
            "CREATE LOGIN app WITH PASSWORD = N'b8<base62:10>!';",
        ),
        counterexamples=(
            "CREATE USER app IDENTIFIED BY '${APP_PASSWORD}';",
            "ALTER ROLE app WITH PASSWORD %s",
            "CREATE USER app IDENTIFIED BY 'password';",
        ),
    ),
    token(
        "credentials.login-call",
        "User and password given to a call that signs in",
        r"\b(?:mysqli?_p?connect|mysqli|ftp_login|imap_open|ldap_bind|ssh2_auth_password|odbc_connect"
        r"|oci_connect|pg_connect|PDO|DriverManager\.getConnection|DirectoryEntry|[\w.]{1,40}\.(?:login|connect|authenticate|auth"
        r"|simple_bind_s|basicAuth|setBasicAuth|setCredentials))"
        r"\([ \t]*(?:[^\"'\n;()]{0,40}|[\"'][^\"'\n]{0,120}[\"']|\$\w{1,40})?(?:[ \t]*,[ \t]*"
        r"(?:\$\w{1,40}|[\"'][^\"'\n]{1,120}[\"'])){0,2}?"
        r"(?P<word>)(?P<rest>)[ \t]*,[ \t]*(?P<quote>[\"'])"
        r"(?P<value>[^\s\"'/:,]{6,100})[\"'][ \t]*[,)]",
        signal=r"\b(?:mysqli?_p?connect|mysqli|ftp_login|imap_open|ldap_bind|ssh2_auth_password|odbc_connect"
        r"|oci_connect|pg_connect|PDO|DriverManager\.getConnection|DirectoryEntry|\.(?:login|connect|authenticate|auth|simple_bind_s"
        r"|basicAuth|setBasicAuth"
        r"|setCredentials))\([^\n;]{0,200},[ \t]*[\x22'][^\s\x22'/:,]{6,100}[\x22'][ \t]*[,)]",
        keywords=("(",),
        weight=Weight(2, "the last of the arguments that sign in"),
        validate=_pair,
        advice=_ADVICE,
        references=_CWE,
        ceiling=Confidence.LIKELY,
        examples=(
            "$link = mysql_connect('db7.corp.net', 'shop', 'v8<base62:10>');",
            'server.login("bot@corp.net", "v8<base62:10>")',
            "new PDO($dsn, 'shop', 'v8<base62:10>');",
        ),
        counterexamples=(
            "server.login(user, password)",
            "signal.connect('clicked', 'on_button_clicked')",
            "socket.connect('localhost', '8080')",
        ),
    ),
    token(
        "credentials.constructor",
        "User and password given to a constructor",
        r"\b(?:NetworkCredential|HTTPBasicAuth|HttpBasicAuth|BasicAuth|PasswordAuthentication"
        r"|UsernamePasswordCredentials?|BasicAWSCredentials|UsernamePasswordAuthenticationToken)"
        r"\([ \t]*[\"'](?P<word>[^\"'\n]{1,60})[\"'](?P<rest>)[ \t]*,[ \t]*(?P<quote>[\"'])"
        r"(?P<value>[^\s\"']{6,100})[\"']",
        keywords=("credential", "auth"),
        validate=_pair,
        advice=_ADVICE,
        references=_CWE,
        ceiling=Confidence.LIKELY,
        weight=Weight(2, "the password argument of a credential"),
        examples=(
            'new NetworkCredential("deploy", "v8<base62:14>K");',
            "HTTPBasicAuth('bot', 'p2<base62:18>')",
        ),
        counterexamples=(
            "HTTPBasicAuth('user', 'password')",
            "new NetworkCredential(user, password)",
        ),
    ),
)
detect = rules_detector(RULES)
