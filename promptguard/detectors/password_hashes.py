"""Hashes of passwords, which are guessed offline: crypt, htpasswd, shadow, Django, LDAP."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.placeholders import is_repetition
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.tokens import token
from promptguard.evidence.words import is_monotonous
from promptguard.model import Rule, Weight
from promptguard.model.rule import Example

_ADVICE = "Treat the password as known, change it, and keep the file of hashes where it belongs."
_CRYPT = "https://manpages.debian.org/testing/libcrypt-dev/crypt.5.en.html"
_B64 = r"[./A-Za-z0-9]"


def _weigh(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A hash is random; a user's name in front of it says whose."""
    value = match["hash"]
    if is_repetition(value) or is_monotonous(value) or "..." in value:
        return None
    before = match.string[max(0, match.start() - 40) : match.start()]
    owner = re.search(r"(?:^|\n)[\w.@-]{1,32}:$", before)
    owned = (Weight(1, "behind a user's name, as in a password file"),) if owner else ()
    return (*owned, *place_weight(document, -2))


def _rule(
    name: str, title: str, pattern: str, keyword: str, example: Example, counter: Example,
    reference: str, points: int = 2,
) -> Rule:  # fmt: skip
    return token(
        f"password_hashes.{name}",
        title,
        pattern,
        keywords=(keyword,),
        weight=Weight(points, "the form of a password's hash"),
        validate=_weigh,
        advice=_ADVICE,
        references=(reference,),
        examples=(example,),
        counterexamples=(counter,),
    )


RULES = (
    _rule(
        "bcrypt", "bcrypt hash of a password",
        rf"(?<![\w$])\$2[abxy]?\$(?:0[4-9]|[12]\d|3[01])\$(?P<hash>{_B64}{{53}})(?![\w./])",
        "$2", "deploy:$2y$12$<base62:53>", "$2b$12$" + "x" * 53, _CRYPT,
    ),
    _rule(
        "sha-crypt", "SHA-2 hash of a password (crypt)",
        rf"(?<![\w$])\$[56]\$(?:rounds=\d{{1,9}}\$)?{_B64}{{1,16}}\$(?P<hash>{_B64}{{43}}(?:{_B64}{{43}})?)"
        r"(?![\w./])",
        "$", "root:$6$<base62:12>$<base62:86>:19000:0:99999:7:::", "$6$salt$" + "x" * 86, _CRYPT,
    ),
    _rule(
        "md5-crypt", "MD5 hash of a password (crypt, htpasswd)",
        rf"(?<![\w$])\$(?:1|apr1)\${_B64}{{1,8}}\$(?P<hash>{_B64}{{22}})(?![\w./])",
        "$", "deploy:$apr1$<base62:8>$<base62:22>", "$1$salt$" + "x" * 22,
        "https://httpd.apache.org/docs/2.4/misc/password_encryptions.html",
    ),
    _rule(
        "yescrypt", "yescrypt or scrypt hash of a password",
        rf"(?<![\w$])\$(?:y|gy|7)\$[./A-Za-z0-9]{{1,20}}\${_B64}{{1,86}}\$(?P<hash>{_B64}{{43}})(?![\w./])",
        "$", "root:$y$j9T$<base62:22>$<base62:43>:19000::::::", "$y$j9T$salt$" + "x" * 43, _CRYPT,
    ),
    _rule(
        "cisco", "Cisco hash of a password (type 8 or 9)",
        rf"(?<![\w$])\$[89]\${_B64}{{14}}\$(?P<hash>{_B64}{{43}})(?![\w./])",
        "$", "enable secret 9 $9$<base62:14>$<base62:43>", "$8$saltsaltsaltsa$" + "x" * 43,
        "https://www.cisco.com/c/en/us/support/docs/security-vpn/remote-authentication-dial-user-"
        "service-radius/107614-64.html",
    ),
    _rule(
        "argon2", "Argon2 hash of a password",
        r"\$argon2(?:id|i|d)\$v=\d{1,3}\$m=\d{1,9},t=\d{1,4},p=\d{1,4}\$[A-Za-z0-9+/]{8,80}\$"
        r"(?P<hash>[A-Za-z0-9+/]{22,100})(?![\w./+])",
        "$argon2", "deploy:$argon2id$v=19$m=65536,t=3,p=4$<base62:22>$<base62:43>",
        "$argon2id$v=19$m=65536,t=3,p=4$saltsalt$" + "x" * 43,
        "https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md",
    ),
    _rule(
        "django", "Django's hash of a password",
        r"\b(?:pbkdf2_sha(?:256|1)|bcrypt_sha256|scrypt)\$\d{1,9}\$[\w./+$=-]{4,60}\$?"
        r"(?P<hash>[A-Za-z0-9+/]{27,90}={0,2})(?![\w+/])",
        "$", '"password": "pbkdf2_sha256$600000$<base62:22>$<base62:43>="',
        "pbkdf2_sha256$600000$salt$" + "x" * 43,
        "https://docs.djangoproject.com/en/stable/topics/auth/passwords/",
    ),
    _rule(
        "ldap", "LDAP hash of a password",
        r"\{(?:SSHA|SHA|SMD5|MD5|SSHA256|SSHA512|PBKDF2[\w-]{0,10})\}(?P<hash>[A-Za-z0-9+/]{22,120}={0,2})"
        r"(?![\w+/])",
        "}", "userPassword: {SSHA}<base62:38>==", "{SSHA}" + "x" * 38,
        "https://www.openldap.org/doc/admin26/security.html",
    ),
    _rule(
        "postgresql", "PostgreSQL hash of a password",
        r"\bSCRAM-SHA-256\$\d{3,7}:[A-Za-z0-9+/=]{8,60}\$(?P<hash>[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=)",
        "scram-sha-256$", "PASSWORD 'SCRAM-SHA-256$4096:<base62:22>==$<base62:43>=:<base62:43>='",
        "SCRAM-SHA-256$4096:<salt>$<StoredKey>:<ServerKey>",
        "https://www.postgresql.org/docs/current/catalog-pg-authid.html", 3,
    ),
    _rule(
        "mysql", "MySQL hash of a password",
        r"(?i:password|identified|authentication_string)[^\n]{0,60}?['\"](?P<hash>\*[0-9A-F]{40})['\"]",
        "*", "IDENTIFIED BY PASSWORD '*<HEX:40>'", "IDENTIFIED BY PASSWORD '*" + "A" * 40 + "'",
        "https://dev.mysql.com/doc/refman/8.4/en/native-pluggable-authentication.html", 3,
    ),
    _rule(
        "windows", "NTLM hashes of a Windows account",
        r"^[^\s:]{1,100}:\d{3,7}:(?P<lm>[0-9a-fA-F]{32}):(?P<hash>[0-9a-fA-F]{32}):::",
        ":::", "Administrator:500:aad3b435b51404eeaad3b435b51404ee:<hex:32>:::",
        "Administrator:500:" + "0" * 32 + ":" + "0" * 32 + ":::",
        "https://learn.microsoft.com/en-us/windows-server/security/kerberos/passwords-technical-overview",
        3,
    ),
    _rule(
        "kerberos", "Kerberos ticket made for guessing",
        r"\$krb5(?:tgs|asrep|pa)\$(?:17|18|23)\$[^\s$]{1,200}\$?(?:[^\s]{0,200}?\$)?"
        r"(?P<hash>[0-9a-fA-F]{32,4000})",
        "$krb5", "$krb5asrep$23$deploy@CORP.NET:<hex:32>$<hex:200>",
        "$krb5asrep$23$user@domain:checksum$data",
        "https://www.rfc-editor.org/rfc/rfc4120", 3,
    ),
)  # fmt: skip
detect = rules_detector(RULES)
