"""Files that programs keep logins in: netrc, pgpass, FileZilla, Firefox, and their like."""

import binascii
import re
from base64 import b64decode, b64encode
from random import Random

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.kept import is_called, kept_in_file
from promptguard.evidence.passwords import Made, made
from promptguard.evidence.placeholders import placeholder
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.templates import pick
from promptguard.evidence.tokens import token
from promptguard.model import Weight
from promptguard.model.rule import Sample

_ADVICE = "Change the password, and keep the file that holds it out of repositories and prompts."
#: Ports that are asked with a password from such a file; `*` is its own word for any.
_PORTS = r"(?:5432|5433|6432|26257|\*)"


def _netrc(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Machine, login and password in words; a machine without a dot may be a sentence's."""
    host = match["host"] or ""
    if placeholder(match["user"]) or placeholder(host):
        return None
    if "." not in host and made(match["value"]) < Made.PERSON:
        return None
    return kept_in_file(match, document)


def _pgpass(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    named = is_called(document, ".pgpass", "pgpass.conf", "pgpass")
    weights = kept_in_file(match, document)
    if weights is None or not named:
        return weights
    return (Weight(1, "in a file that libpq reads passwords from"), *weights)


def _encoded(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A password in base64, which hides nothing."""
    value = match["value"]
    if not match["base64"]:
        return kept_in_file(match, document)
    try:
        text = b64decode(value, validate=True).decode("utf-8")
    except (ValueError, binascii.Error):
        return None
    return None if placeholder(text) or len(text) < 3 else place_weight(document, -2)


def _filezilla_example(random: Random) -> str:
    coded = b64encode(pick(random, "base62", 12).encode()).decode()
    return f'<User>deploy</User>\n<Pass encoding="base64">{coded}</Pass>'


def _stored(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    return None if placeholder(match["value"]) else place_weight(document, -2)


RULES = (
    token(
        "login_files.netrc",
        "Password in a netrc file",
        r"\b(?:machine[ \t\r\n]+(?P<host>[\w.-]{1,253})|(?<![\w.-])default)[ \t\r\n]+"
        r"login[ \t\r\n]+(?P<user>[^\s]{1,100})[ \t\r\n]+"
        r"(?:account[ \t\r\n]+\S{1,100}[ \t\r\n]+)?password[ \t\r\n]+\"?(?P<value>[^\s\"]{3,200})",
        signal=r"machine[ \t]+[\w.-]{1,253}(?:[ \t]+login\s|[ \t]*\r?$)|default[ \t]{1,2}login\s",
        keywords=("machine", "default"),
        weight=Weight(3, "machine, login and password of a netrc file"),
        validate=_netrc,
        lines=5,
        advice=_ADVICE,
        references=(
            "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
        ),
        examples=(
            "machine git.corp.net\n  login deploy\n  password y5<base62:14>",
            "machine git.corp.net login deploy password y5<base62:14>",
            "default login anonymous-7 password <base62:9>7",
        ),
        counterexamples=(
            "machine git.corp.net login deploy password $PASSWORD",
            "machine learning login page password rules",
        ),
    ),
    token(
        "login_files.pgpass",
        "Password in a PostgreSQL password file",
        rf"^(?P<host>[\w.*-]{{1,253}}):{_PORTS}:[\w*-]{{1,63}}:[\w*.@-]{{1,63}}:"
        r"(?P<value>[^\s:]{3,200})[ \t]*\r?$",
        signal=rf"^[\w.*-]{{1,253}}:{_PORTS}:[\w*-]{{1,63}}:[\w*.@-]{{1,63}}:",
        keywords=(":5432:", ":5433:", ":6432:", ":26257:", ":*:"),
        weight=Weight(2, "host, port, database, user and password"),
        validate=_pgpass,
        advice=_ADVICE,
        references=("https://www.postgresql.org/docs/current/libpq-pgpass.html",),
        examples=(
            "db7.corp.net:5432:billing:app:<base62:14>",
            Sample(".pgpass", "localhost:5432:*:postgres:blue4<lower:4>"),
        ),
        counterexamples=("hostname:5432:database:username:${PGPASSWORD}", "*:*:*:*:*"),
    ),
    token(
        "login_files.filezilla",
        "Password kept by FileZilla",
        r"<Pass(?P<base64>[ \t]+encoding=\"base64\")?>(?P<value>[^<>\s]{3,300})</Pass>",
        keywords=("<pass",),
        weight=Weight(3, "the password element of a stored site"),
        validate=_encoded,
        advice=_ADVICE,
        references=("https://wiki.filezilla-project.org/Documentation",),
        examples=(_filezilla_example, "<Pass>ke7<lower:6>!</Pass>"),
        counterexamples=('<Pass encoding="crypt" pubkey="x"></Pass>', "<Pass>${FTP_PASS}</Pass>"),
    ),
    token(
        "login_files.firefox",
        "Login kept by Firefox",
        r"\"encryptedPassword\"[ \t]{0,2}:[ \t]{0,2}\"(?P<value>M[A-Za-z0-9+/]{30,400}={0,2})\"",
        keywords=("encryptedpassword",),
        weight=Weight(3, "a password in Firefox's own store"),
        validate=_stored,
        advice="Change the password: the key that opens this store lies beside it in the profile.",
        references=(
            "https://support.mozilla.org/en-US/kb/profiles-where-firefox-stores-user-data",
        ),
        examples=('"encryptedPassword":"MDoEEPgA<base64:70>"',),
        counterexamples=('"encryptedPassword": null', '"encryptedPassword":""'),
    ),
    token(
        "login_files.gem",
        "Key in a file of RubyGems' credentials",
        r"^:?(?:\w{1,30}_)?rubygems(?:_api_key|_\w{1,20})?:[ \t]*(?P<value>[\w]{20,80})[ \t]*\r?$",
        signal=r"rubygems(?:_\w{1,20})?:[ \t]*\w{20}",
        keywords=("rubygems",),
        weight=Weight(3, "an entry of a credentials file"),
        validate=_stored,
        advice="Revoke the key at rubygems.org, and give a new one to the build by its "
        "environment.",
        references=("https://guides.rubygems.org/api-key-scopes/",),
        examples=(":rubygems_api_key: <hex:48>",),
        counterexamples=(":rubygems_api_key: none",),
    ),
    token(
        "login_files.fetchmail",
        "Password in a fetchmail or similar file",
        r"\buser(?:name)?[ \t]+[\"']?[\w.@+-]{1,80}[\"']?[, \t]+(?:there[ \t]+)?(?:with[ \t]+)?"
        r"pass(?:word)?[ \t]+[\"'](?P<value>[^\s\"']{3,200})[\"']",
        signal=r"\buser(?:name)?[ \t]+[\x22']?[\w.@+-]{1,80}[\x22']?[, \t]+(?:there[ \t]+)?"
        r"(?:with[ \t]+)?pass(?:word)?[ \t]+[\x22']",
        keywords=("user",),
        weight=Weight(3, "user and password in words"),
        validate=kept_in_file,
        advice=_ADVICE,
        references=("https://www.fetchmail.info/fetchmail-man.html",),
        examples=('poll mail.corp.net user "ann" password "y5<base62:12>"',),
        counterexamples=('user "ann" password "$PASSWORD"', "the user and password fields"),
    ),
)
detect = rules_detector(RULES)
