"""Passwords and secrets that only the name beside them gives away, in configuration and code."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.assignments import (
    Strength,
    Telling,
    is_code,
    is_uuid,
    strength,
    telling,
)
from promptguard.evidence.passwords import Made, made
from promptguard.evidence.statements import (
    explanation,
    has_plain_values,
    is_first_on_line,
    is_list,
    is_url_parameter,
    repeats,
    separator,
    whole_name,
)
from promptguard.evidence.surroundings import Surroundings, place_weight, surroundings_of
from promptguard.evidence.tokens import token
from promptguard.model import Confidence, Weight

_ADVICE = (
    "Change it where it is valid, and read it from the environment, a secret store or an encrypted "
    "file instead."
)
_SHAPE = Weight(1, "a name, a separator and a value")
_CWE = ("https://cwe.mitre.org/data/definitions/798.html",)

_PASSWORD = (  # noqa: S105
    r"(?:(?i:passw(?:or)?[dt]|passphrase|passcode|pwd|kennwort|contrase[nñ]a)"
    r"|(?:(?<![A-Za-z])(?i:pass|psw|pw)|(?<=[a-z])P(?:ass|sw|w))(?=[\"'`\\\s=:\])]))"
)
_SECRET = r"(?i:secret|token|key|credential|auth)"  # noqa: S105
_SEPARATOR = (
    r"[\"'`\]\\]{0,3}(?:[ \t]{0,8}(?::[ \t]?[\w.\[\]|]{1,30}[ \t]?=|=>|:=|[=!:]={1,2}|[=:]|\|\||,|>)"
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
_WORD = r"[A-Za-z_-]{3,40}(?:[\"'`]|[ \t]*\r?$)"

_LEAST_IN_TESTS = 6
_COMPARED = re.compile(r"[=!]=")
_UNCLEAR = (Surroundings.LOCK, Surroundings.LOCALE, Surroundings.MINIFIED)


def _password(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A name that says password, and a value that somebody or a machine made up to be one."""
    where = surroundings_of(document.path)
    if where in _UNCLEAR or _is_expression(match, document.path) or is_list(match):
        return None
    kind, name = made(match["value"]), whole_name(match)
    if kind is Made.NOT or telling(name) is not Telling.STRONG or repeats(name, match["value"]):
        return None
    told = explanation(match, document.path)
    if kind < Made.MACHINE and (told or where is Surroundings.DOCS):
        return None  # Manuals are full of made-up passwords.
    if kind is Made.PERSON and where is Surroundings.TEST and len(match["value"]) < _LEAST_IN_TESTS:
        return None
    if kind is Made.WORD and (where is not Surroundings.PLAIN or not _is_setting(match, document)):
        return None
    if not _is_said_so(match, where):
        return None
    weights = (Weight(1, "a name that says password"),)
    if kind is Made.MACHINE and not is_uuid(match["value"]):
        weights += (Weight(1, "a value that looks random"),)
    if kind is Made.PERSON and where is Surroundings.TEST:
        return weights  # Possible, and no more to take off: tests are where people make them up.
    return (*weights, *_doubts(told, where, len(weights)))


def _is_said_so(match: "re.Match[str]", where: Surroundings) -> bool:
    """Do the looser notations hold: a comparison, or a name and a value with a space between?"""
    between = separator(match)
    if _COMPARED.search(between):
        return where is Surroundings.PLAIN and match["quote"] is not None
    if between.strip("\"'`\\"):
        return True
    return is_first_on_line(match)


def _doubts(told: Weight | None, where: Surroundings, points: int) -> tuple[Weight, ...]:
    """What speaks against it: said to a reader, a manual, a test (where it is possible at most)."""
    doubts = (told,) if told else ()
    if where is Surroundings.DOCS:
        doubts += (Weight(-2, where.value),)
    elif where is Surroundings.TEST:
        doubts += (Weight(min(-1, 1 - points), where.value),)
    return doubts


def _is_setting(match: "re.Match[str]", document: Document) -> bool:
    """Does the name end with the word, in a notation where a value is no text for people?"""
    if match["rest"] or match["value"][0].isupper():
        return False
    return match["quote"] is not None or has_plain_values(document.path)


def _secret(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A key or token is made by a machine; only what is called a secret may be a person's."""
    where, value = surroundings_of(document.path), match["value"]
    if where in _UNCLEAR or _is_expression(match, document.path) or is_list(match):
        return None
    name = telling(whole_name(match))
    kind = strength(value) if name is not Telling.NO else Strength.NO
    if kind is Strength.NO or repeats(whole_name(match), value) or _COMPARED.search(separator(match)):
        return None
    told = explanation(match, document.path)
    if kind is Strength.PASSWORD and (
        told or where is not Surroundings.PLAIN or name is not Telling.STRONG
    ):
        return None
    weights: tuple[Weight, ...] = ()
    if name is Telling.STRONG:
        weights += (Weight(1, "a name that says credential"),)
    if kind is Strength.RANDOM and not is_uuid(value):
        weights += (Weight(1, "a value that looks random"),)
    return (*weights, *_doubts(told, where, len(weights)))


def _is_expression(match: "re.Match[str]", path: str) -> bool:
    """A value without quotes where that means a variable or a call."""
    if match["quote"] is not None or is_url_parameter(match):
        return False
    return not has_plain_values(path) or is_code(match["value"])


def _told(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """What follows `password is`, if it cannot be the sentence going on."""
    kind = strength(match["value"].rstrip(".,;:!?)"))
    if kind is Strength.NO:
        return None
    return (Weight(1, "followed by a value made up as passwords are"), *place_weight(document, -2))


def _pair(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """User and password given to a constructor."""
    kind = strength(match["value"])
    if kind is Strength.NO:
        return None
    more = (Weight(1, "a value that looks random"),) if kind is Strength.RANDOM else ()
    return (*more, *place_weight(document, -2))


RULES = (
    token(
        "credentials.password",
        "Password in code or configuration",
        rf"(?P<word>{_PASSWORD})(?P<rest>[\w.-]{{0,24}})(?:{_SEPARATOR}|{_GIVEN})"
        rf"{_VALUE.replace('LEAST', '4')}",
        signal=rf"{_PASSWORD}[\w.-]{{0,24}}(?:{_SEPARATOR}|{_GIVEN}){_FIRST}(?:{_MADE_UP}|{_WORD})",
        keywords=("pass", "pwd", "psw", "pw", "kennwort", "contrase"),
        weight=_SHAPE,
        validate=_password,
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
        rf"(?P<word>{_SECRET})(?P<rest>[\w.-]{{0,24}}){_SEPARATOR}{_VALUE.replace('LEAST', '16')}",
        signal=rf"{_SECRET}[\w.-]{{0,24}}{_SEPARATOR}{_FIRST}(?:{_RANDOM}|{_LETTERS})",
        keywords=("secret", "token", "key", "credential", "auth"),
        weight=_SHAPE,
        validate=_secret,
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
        "credentials.environment",
        "Secret in a list of environment variables",
        r"name:[ \t]*[\"']?(?P<word>[\w.-]{0,40}?(?i:passw(?:or)?d|secret|token|_key))"
        r"(?P<rest>[\w.-]{0,20})"
        rf"[\"']?[ \t]*\r?\n[ \t]*value:[ \t]*{_VALUE.replace('LEAST', '8')}",
        signal=r"name:[ \t]*[\"']?[\w.-]{0,40}(?i:passw|secret|token|_key)",
        keywords=("name:",),
        weight=_SHAPE,
        validate=_secret,
        advice=_ADVICE,
        references=_CWE,
        ceiling=Confidence.LIKELY,
        lines=2,
        examples=(
            "- name: DB_PASSWORD\n  value: n4<base62:16>",
            'name: API_TOKEN\n  value: "<hex:38>9a"',
        ),
        counterexamples=(
            "- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef: {name: db}",
            "- name: DB_PASSWORD\n  value: ${DB_PASSWORD}",
        ),
    ),
    token(
        "credentials.xml-element",
        "Secret in an XML element of its own lines",
        r"<(?P<word>[\w.:-]{0,40}?(?i:passw(?:or)?d|secret|token|key))(?P<rest>[\w.-]{0,10})"
        r"(?P<quote>>)[ \t]*\r?\n"
        r"[ \t]*(?P<value>[^\s<>]{14,200})[ \t]*\r?\n[ \t]*</",
        signal=r"<[\w.:-]{0,40}(?i:passw(?:or)?d|secret|token|key)[\w.-]{0,10}>[ \t]*\r?$",
        keywords=("passw", "secret", "token", "key"),
        weight=_SHAPE,
        validate=_secret,
        advice=_ADVICE,
        references=_CWE,
        ceiling=Confidence.LIKELY,
        lines=3,
        examples=("<apiToken>\n    <base62:30>7q\n</apiToken>",),
        counterexamples=("<key>\n    ApplicationBundleIdentifier\n</key>",),
    ),
    token(
        "credentials.prose",
        "Password told in a sentence",
        r"(?P<word>(?i:password|passphrase|passwort|contraseña|密码|口令))(?P<rest>)[^\n.,;]{0,60}?"
        r"(?:[ \t](?i:is|ist|es|was|(?:set|reset|changed?|defaults) to)|[是为：:])[ \t]{0,2}:?"
        r"[ \t]{0,2}(?P<quote>[\"'`“「])?(?P<value>[^\s\"'`“”」<>，。]{8,60})",
        signal=r"(?:(?i:password|passphrase|passwort|contraseña)[ \t](?:[^\n.,;]{0,60}[ \t])?"
        r"(?i:is|ist|es|was|to)[ \t:]{1,3}"
        r"[\x22'`]?[^\s0-9!@#^*?+=~]{0,20}[0-9!@#^*?+=~]|(?:密码|口令)[^\n]{1,40}[0-9])",
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
