"""What text must hold for each plugin of detect-secrets to fire at all.

An anchor is a fragment of every match of every expression of its plugin. It needs no quote, no
space and no key beside a value, so that it is seen in a file's raw text even where detect-secrets
only finds the secret after rewriting the file (YAML, INI). Made by hand from the source of the
releases in `PROVEN`; with any other release every plugin looks at every line.
`tests/core/detectors` fuzzes each anchor against its plugin.
"""

from typing import NamedTuple

PROVEN = frozenset({"1.5.0"})

#: The words of its KeywordDetector; `re.IGNORECASE` folds four more letters onto them.
WORDS = (
    "api_?key|auth_?key|service_?key|account_?key|db_?key|database_?key|priv_?key|private_?key|"
    "client_?key|db_?pass|database_?pass|key_?pass|password|passwd|pwd|secret|contrase[ñn]a"
)
#: Letters that `re.IGNORECASE` matches with i, s and k, and `str.lower` does not.
FOLDING = "\u0130\u0131\u017f\u212a"
BASE64 = r"A-Za-z0-9+/\\\-_="
HEX = "0-9a-fA-F"
LIMIT_BASE64, LIMIT_HEX = 4.5, 3.0
#: The least characters above its default limits: more than 2 ** limit different ones.
LEAST_BASE64, LEAST_HEX = 22, 8

_PART = r"[^:/?#\[\]@!$&'()*+,;=\s]+"
_KEY = "(?:key|pwd|pw|pass|token)"


class Anchor(NamedTuple):
    """`pattern` is seen wherever `plugin` fires; without `words` the portable engine tries it."""

    plugin: str
    pattern: str
    words: tuple[str, ...] = ()


def entropy_anchor(charset: str, least: int) -> str:
    """What a quoted string of at least `least` characters begins with."""
    return f"[\"'][{charset}]{{{max(1, least)}}}"


ANCHORS = (
    Anchor(
        "ArtifactoryDetector",
        r"AKC[a-zA-Z0-9]{10}|(?u:AP[\dABCDEF][a-zA-Z0-9]{8})",
        ("akc", "ap"),
    ),
    Anchor("AWSKeyDetector", r"(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}|(?iu:aws)"),
    Anchor("AzureStorageKeyDetector", "AccountKey=", ("accountkey=",)),
    Anchor("BasicAuthDetector", rf"(?u:://{_PART}:{_PART}@)", ("://",)),
    Anchor(
        "CloudantDetector",
        rf"(?iu:(?:cloudant|clou|cl)[_-]?(?:api)?{_KEY}|\.cloudant\.com)",
    ),
    Anchor(
        "DiscordBotTokenDetector",
        r"(?u:\.[a-zA-Z\d_-]{6}\.[a-zA-Z\d_-]{27})",
    ),
    Anchor(
        "GitHubTokenDetector", "gh[pousr]_[A-Za-z0-9_]{36}", ("ghp", "gho", "ghu", "ghs", "ghr")
    ),
    Anchor(
        "GitLabTokenDetector",
        "(?:gl(?:pat|dt|ft|soat|rt|cbt|imt|ptt|agent|oas)-|GR1348941)[A-Za-z0-9_-]{20}",
        ("gl", "gr1348941"),
    ),
    Anchor("Base64HighEntropyString", entropy_anchor(BASE64, LEAST_BASE64)),
    Anchor("HexHighEntropyString", entropy_anchor(HEX, LEAST_HEX)),
    Anchor("IbmCloudIamDetector", r"(?iu:(?:^|[^\S\n]|[\"'=:>\[{,])[a-z0-9_-]{44})"),
    Anchor("IbmCosHmacDetector", "(?iu:secret[-_]?(?:access)?[-_]?key)"),
    Anchor("IPPublicDetector", r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]"),
    Anchor("JwtTokenDetector", r"eyJ[A-Za-z0-9_=-]+\.", ("eyj",)),
    Anchor("KeywordDetector", f"(?iu:{WORDS})"),
    Anchor("MailchimpDetector", "[0-9a-z]{32}-us[0-9]", ("-us",)),
    Anchor("NpmDetector", ":_authToken=", (":_authtoken=",)),
    Anchor("OpenAIDetector", "T3BlbkFJ", ("t3blbkfj",)),
    # A folded YAML scalar may hold the words on two lines.
    Anchor(
        "PrivateKeyDetector",
        r"PRIVATE(?u:\s)+KEY|PuTTY-User-Key-File-2",
        ("private", "putty-user-key-file-2"),
    ),
    Anchor("PypiTokenDetector", "pypi-AgE", ("pypi-age",)),
    Anchor("SendGridDetector", r"SG\.[a-zA-Z0-9_-]{22}\.", ("sg.",)),
    Anchor("SlackDetector", r"(?iu:xox[abposr]-|hooks\.slack\.com/services/T)"),
    Anchor(
        "SoftlayerDetector",
        "(?iu:(?:softlayer|sl)[_-]?(?:api)?[_-]?(?:key|pwd|pass|token)|com/soap/)",
    ),
    Anchor("SquareOAuthDetector", "sq0csp-", ("sq0csp-",)),
    Anchor("StripeDetector", "[rs]k_live_[0-9a-zA-Z]{24}", ("k_live_",)),
    # A digit of any script; `re` overlooks `(?u:\d` at the beginning of a pattern that is ASCII.
    Anchor("TelegramBotTokenDetector", "[0-9\u0080-\U0010ffff]:[0-9A-Za-z_-]{35}"),
    Anchor("TwilioKeyDetector", "(?:AC|SK)[a-z0-9]{32}", ("ac", "sk")),
)
