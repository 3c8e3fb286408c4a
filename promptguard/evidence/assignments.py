"""`name = "value"`: does the name say credential, and could the value be one?"""

import re
from enum import IntEnum
from functools import lru_cache

from promptguard import patterns
from promptguard.evidence.placeholders import decoded_text, is_hex_of_two_cases, placeholder
from promptguard.evidence.words import is_random, wordiness


class Telling(IntEnum):
    """How plainly a name says that its value opens something."""

    NO = 0
    WEAK = 1
    STRONG = 2


_STRONG = patterns.compile(
    r"passw(?:or)?[dt]|passphrase|passcode|pwd|kennwort|contrase|(?:^|[_.\-\s])(?:pass|psw|pw)$|secret|(?:^|[_.])api_?key|access_?key"
    r"|auth_?key"
    r"|private_?key|(?:sign|encrypt|mast|shar|serv|account|licen[cs]e|admin|deploy)[a-z]*_?key"
    r"|(?:access|auth|api|bot|refresh|bearer|session|deploy|private|personal|oauth)_?token"
    r"|credential",
    re.IGNORECASE,
)
_WEAK = patterns.compile(r"token|key$|key_|(?:^|_)auth$|(?:^|_)pat$", re.IGNORECASE)

#: Names that speak of a credential without holding one: its place, its form, its owner.
_ABOUT = patterns.compile(
    r"(?:file|path|dir|url|uri|host|name|id|ids|type|typ|len|length|size|field|label|hint|text"
    r"|title"
    r"|hash|hashed|hashers?|digest|checksum|salt|format|regex|pattern|policy|expir\w*|ttl|timeout|age|prompt"
    r"|error|msg|message|help|description|placeholder|class|style|icon|input|button|form|endpoint"
    r"|version|algorithm|alg|method|mode|enabled|required|count|index|idx|attempts|limit"
    r"|validator\w*"
    r"|provider|backend|manager|store|scheme|header|prefix|suffix|ref|reference|arn|env|var|param"
    r"|parameter|column|table|model|view|template|command|cmd|script|callback|handler|usages?|alias"
    r"|strength|confirmation_\w*|rotation|created|updated|date|at|count|status|state|scope|scopes|time|timestamp"
    r"|issuer|audience|usage|vault|rules?|schema|names|list|map|keys|map|loc|fingerprint)$",
    re.IGNORECASE,
)
_OTHER = patterns.compile(
    r"publi(?:c|shable)|hashed|(?:^|_)(?:commit|revision|digest|checksum)_|(?<![a-z])pub_?key"
    r"|primary|foreign|sort_?key|partition|cache_?key|csrf|xsrf"
    r"|authenticity|next_?token"
    r"|page_?token|continu|keyboard|keyword|monkey|hotkey|keycode|key_?press|key_?down|key_?up"
    r"|author"
    r"|authoriz|authority|idempoten|row_?key|group_?key|dict_?key|map_?key|translation|i18n"
    r"|tokeni[sz]"
    r"|sync_?token|etag|hash_?key|host_?key|keymap|registry_?key|reg_?key|known_?hosts|sha\d|md5"
    r"|integrity|nonce|unique|object_?key|s3_?key|bucket_?key|item_?key|lookup|routing_?key"
    r"|site_?key"
    r"|key_?pair|token_?address|turnkey|donkey|jockey|compass|bypass|passive|passing|passenger"
    r"|signature|thumbprint|kms|key_?vault|keyring|keychain|key_?store|trust_?store"
    r"|(?:^|_)(?:fake|dummy|mock|bogus|invalid|wrong|incorrect|malformed|non_?matching)_"
    r"|(?:^|_)(?:example|sample|placeholder|expired|revoked)_|_(?:fake|dummy|mock|example|sample)$",
    re.IGNORECASE,
)
_HUMPS = patterns.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=4096)  # A tree repeats its names; they are no secrets.
def telling(name: str) -> Telling:
    """Does a variable, key or header of this name hold a credential?"""
    words = _HUMPS.sub("_", name).replace("-", "_").strip("_.").lower()
    last = re.split(r"[_.]", words)[-1]
    if _ABOUT.fullmatch(last) or _OTHER.search(words):
        return Telling.NO
    if _STRONG.search(words):
        return Telling.STRONG
    return Telling.WEAK if _WEAK.search(words) else Telling.NO


_CODE = patterns.compile(
    r"[(){}<>|\\]|\[|\]|^[\w.]+\.[A-Za-z_]\w*$|->|::|=>|==|&&|\$|^[@#:]|^[-+*/]?=|^--?[a-z]|;$|,"
)
_PLACES = patterns.compile(
    r"^[~.]{0,2}/|^[A-Za-z]:[\\/]|://|^[\w.+-]+@[\w-]+\.\w|\.(?:pem|key|json|ya?ml|txt|py|js|ts"
    r"|conf|cfg|xml|crt|cer|p12|pfx|jks|env|ini|sh|go|rb|java|html?|php"
    r"|com|org|net|io|local|internal)$"
    r"|^(?:\d{1,3}\.){3}\d|^\d{4}-\d\d-\d\d|^v?\d+\.\d+|(?:^|@)sha\d{3}[-:]|^ssh-|^data:|^0x[0-9a-f]+$"
    r"|^\$\d\w?\$|^\{\w+\}|^AAAA(?:[A-Z]3NzaC1|E2Vj|Gn)",
    re.IGNORECASE,
)
_LITERALS = frozenset(
    {"true", "false", "null", "none", "nil", "undefined", "string", "password", "secret", "token",
     "required", "optional", "default", "disabled", "enabled", "username", "boolean", "integer",
     "unknown", "secret_key", "api_key", "anonymous", "administrator", "postgres", "letmein",
     "passw0rd", "p@ssw0rd", "password1", "password123", "secret123", "admin123",
     "mysecretpassword"}
)  # fmt: skip
#: A UUID, or a piece of one.
_UUID = patterns.compile(r"[0-9a-f]{4,8}(?:-[0-9a-f]{4})*-[0-9a-f]{4,12}", re.IGNORECASE)
_DIGIT = patterns.compile(r"\d")
_JOINTS = str.maketrans("", "", "_-./")
_LEET = str.maketrans("013457@$!", "oleastasi")
_PERSONAL = patterns.compile(
    r"pass|pswd|secur|secret|admin|welcome|login|root|summer|winter|spring|autumn|hello|love"
    r"|test|temp|qwer|asdf|word|letmein|dragon|master|default|cisco|oracle|user|server|data|super"
    r"|hunter|demo"
)


def is_place(value: str) -> bool:
    """A path, an address, a file's name, a date, a version, a digest: where or when, not what."""
    return _PLACES.search(value) is not None


#: Spaces in what a value says in base64: prose, encoded for its line breaks.
_WORDS_OF_PROSE = 2


class Strength(IntEnum):
    """What a value looks like."""

    NO = 0
    PASSWORD = 1
    RANDOM = 2


def strength(value: str) -> Strength:
    """Is the value random, a password somebody made up, or something else altogether?"""
    if len(value) < 6 or value.lower() in _LITERALS or is_place(value):
        return Strength.NO
    if is_hex_of_two_cases(value):
        return Strength.NO
    shape = _shape(value)
    # Asked last: it is the dearest question, and most values have no shape to ask it about.
    return Strength.NO if shape is Strength.NO or placeholder(value) else shape


def _shape(value: str) -> Strength:
    if _UUID.fullmatch(value):
        return Strength.RANDOM
    if is_random(value) and not (len(value) < 20 and is_personal(value)):
        said = _is_path_of_words(value) or decoded_text(value).count(" ") >= _WORDS_OF_PROSE
        return Strength.NO if said else Strength.RANDOM
    return Strength.PASSWORD if _is_made_up(value) and not _names_itself(value) else Strength.NO


def _is_word(piece: str) -> bool:
    return piece.isalpha() and wordiness(piece) > -0.8


def is_personal(value: str) -> bool:
    """Does a word stand in it that people build passwords from, digits for letters or not?"""
    return _PERSONAL.search(value.lower().translate(_LEET)) is not None


def _names_itself(value: str) -> bool:
    """`P@ssw0rd1!` and its like: what manuals, defaults and nobody's safe have in common."""
    return "password" in value.lower().translate(_LEET)


def is_uuid(value: str) -> bool:
    """Is it a UUID? They name things more often than they open them."""
    return _UUID.fullmatch(value) is not None


def is_code(value: str) -> bool:
    """Would an unquoted value of this form be an expression rather than a literal?"""
    return _CODE.search(value) is not None


def _is_made_up(value: str) -> bool:
    """A person's password: 8 to 40 characters of at least three kinds, not merely joined words."""
    if not 8 <= len(value) <= 40 or value.isidentifier():
        return False
    kinds = (
        value != value.upper(),
        value != value.lower(),
        _DIGIT.search(value) is not None,
        not value.translate(_JOINTS).isalnum(),
    )
    return sum(kinds) >= 3


def _is_path_of_words(value: str) -> bool:
    """Pieces between slashes, dots, dashes or underscores that are all words or numbers."""
    pieces = [piece for piece in re.split(r"[/._:+-]", value) if piece]
    return len(pieces) >= 3 and all(
        len(piece) <= 2 or piece.isdigit() or _is_word(piece.rstrip("0123456789"))
        for piece in pieces
    )
