"""Could somebody have made this up as a password? Asked where a name or a place says so plainly."""

import re
from enum import IntEnum
from functools import lru_cache

from promptguard import patterns
from promptguard.evidence.assignments import Strength, is_place, strength
from promptguard.evidence.placeholders import A_RUN, placeholder
from promptguard.evidence.words import wordiness


class Made(IntEnum):
    """How a value came to be, as far as it shows."""

    NOT = 0
    #: One word or two: a password only where nothing else could stand.
    WORD = 1
    #: Letters with digits or marks, or letters that are no word.
    PERSON = 2
    MACHINE = 3


#: What programs write where a password goes: types, states, names of schemes and of other things.
_VOCABULARY = patterns.compile(
    r"(?:bool|boolean|str|string|int|integer|float|number|object|array|bytes?|char|varchar\d*|text|any"
    r"|none|null|nil|nothing|true|false|yes|no|on|off|void|undefined|empty|blank|nan"
    r"|required|optional|default|disabled?|enabled?|always|never|only|auto|manual|static|dynamic"
    r"|private|public|internal|protected|plain|plaintext|cleartext|clear|encrypted|hashed|raw"
    r"|basic|digest|bearer|oauth2?|oidc|saml2?|ldaps?|kerberos|ntlm(?:v2)?|radius|tacacs\d*|totp|otp|mfa"
    r"|bcrypt|scrypt|argon2(?:id?|d)?|pbkdf2|md[45]|sha\d*|hmac|hs\d{3}|rs\d{3}|es\d{3}|x509|crypt"
    r"|aes\d*|rsa\d*|ed25519|ecdsa|hex|base\d\d|utf-?\d+|ascii|latin\d|unicode"
    r"|interactive|keyboard|prompt|stdin|input|ask|grant|reset|change|update|create|delete|remove|set"
    r"|get|show|hide|verify|confirm|validate|check|login|signin|signup|register|account|profile"
    r"|email|mail|phone|address|first|last|full|user|users|username|userid|name|group|role|client"
    r"|server|service|system|session|cookie|header|body|query|form|field|label|value|values|key|keys"
    r"|token|tokens|secret|secrets|credentials?|auth|authentication|authorization|api|app|admin"
    r"|administrator|root|guest|anonymous|nobody|owner|operator|backup|monitor|database|postgres(?:ql)?"
    r"|mysql|mariadb|mongo(?:db)?|redis|rabbitmq|elastic(?:search)?|kafka|sqlite|oracle|django|rails"
    r"|env|environ(?:ment)?|file|config|vault|keyring|keychain|memory|storage|random|generated"
    r"|wrong|right|correct|incorrect|bad|good|old|new|current|previous|another|other|something|anything"
    r"|same|different|unknown|missing|unset|weak|strong|short|long|simple|complex|valid|this|that|here"
    r"|pass|pwd|pw|passcode|pin|code|geheim|kennwort|passe|clave|wachtwoord|senha|heslo|haslo|sandi"
    r"|adgangskode|parole?|sifre|salasana|lozinka|jelszo|sesame|qwerty\w*|letmein|hello|world"
    r"|abc(?:d\w*)?|abc\d*|pass\d*|pw\d*|pwd\d*|my[a-z]+|asdf\w*|hunter2|swordfish|foo\w*|bar\w*|baz\w*|spam|eggs|xyz+y?|blah|bob|alice|joe"
    r"|john|jane|doe|me|you|s3cr3t\d*|s3cret\d*|secr3t|t0ps3cret|secret\d*|admin\d*|root\d*|user\d*|key\d*"
    r"|token\d*|p4ss\w*|demo\d*|dev\d*|local\w*|docker\w*|minio\w*|vagrant|ansible|jenkins|changed\w*)",
    re.IGNORECASE,
)
_LEET = str.maketrans("013457@$!", "oleastasi")
_NAMES_ITSELF = patterns.compile(
    r"passw|passphrase|pswd|p4ss|passwrd|secret|credential", re.IGNORECASE
)
_JOINT = patterns.compile(r"[_./:|+ -]")
_HUMPED = patterns.compile(r"[a-z]+(?:[A-Z][a-z0-9]+)+|(?:[A-Z][a-z]+){2,}")
#: What is sent for a password where there is none: half an address (RFC 1635, anonymous FTP).
_HALF_ADDRESS = patterns.compile(r"[A-Za-z][A-Za-z.-]*@")
#: What a value begins with where a string was put together around it.
_CODE = ".,;:+|)]}"
_LEAST = 4
_MOST = 64
_NO_WORD = -0.9


@lru_cache(maxsize=1024)
def made(value: str) -> Made:
    """How the value was made; NOT where it only stands for a password, or for something else."""
    if not _LEAST <= len(value) <= 200 or is_place(value) or _is_vocabulary(value):
        return Made.NOT
    if _HALF_ADDRESS.fullmatch(value):
        return Made.NOT
    why = placeholder(value)
    if why:
        return Made.PERSON if why == A_RUN and _has_stem(value) else Made.NOT
    if strength(value) is Strength.RANDOM:
        return Made.MACHINE
    return _shape(value) if len(value) <= _MOST else Made.NOT


def _has_stem(value: str) -> bool:
    """A word of somebody's own before the 1234 that people end passwords with."""
    stem = value.rstrip("0123456789!")
    return (
        stem.isalpha()
        and len(stem) >= _LEAST
        and not _is_vocabulary(stem)
        and not placeholder(stem)
    )


def _is_vocabulary(value: str) -> bool:
    """A word of programs, of manuals or of nobody's safe, digits for letters or not."""
    plain = value.strip("_.-!?*").lower()
    return (
        _VOCABULARY.fullmatch(plain) is not None
        or _VOCABULARY.fullmatch(plain.translate(_LEET).strip("_.-")) is not None
        or _NAMES_ITSELF.search(value) is not None
        or _NAMES_ITSELF.search(plain.translate(_LEET)) is not None
    )


def _shape(value: str) -> Made:
    pieces = [piece for piece in _JOINT.split(value) if piece]
    has_digit = any(char.isdigit() for char in value)
    if not value.isascii() or not any(char.isalnum() for char in value) or value[0] in _CODE:
        return Made.NOT
    if len(pieces) > 1 and all(_is_plain(piece) for piece in pieces):
        return Made.NOT  # The name of something: `db-password-2`, `auth.basic`.
    if value.isalpha():
        return _letters(value)
    if value.isdigit():
        return Made.PERSON if len(value) >= 6 and len(set(value)) >= 4 else Made.NOT
    if has_digit or not value.replace("_", "").isalnum():
        return Made.PERSON
    return Made.NOT


def _letters(value: str) -> Made:
    if _HUMPED.fullmatch(value):
        return Made.NOT
    strange = len(value) >= 6 and wordiness(value) < _NO_WORD
    return Made.PERSON if strange else Made.WORD


def _is_plain(piece: str) -> bool:
    """A word, perhaps numbered, or a number."""
    letters = piece.rstrip("0123456789")
    return not letters or (letters.isalpha() and (len(letters) <= 3 or wordiness(letters) > -1))
