"""Keys that web frameworks sign and encrypt with: Django, Flask, Laravel, Rails, WordPress."""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.entropy import shannon
from promptguard.evidence.kept import is_called
from promptguard.evidence.placeholders import is_repetition, placeholder
from promptguard.evidence.surroundings import Surroundings, place_weight, surroundings_of
from promptguard.evidence.tokens import token
from promptguard.model import Weight
from promptguard.model.rule import Sample

_ADVICE = "Generate a new key, read it from the environment, and end the sessions signed with it."
_LEAST_SHANNON = 3.2
_FILL = patterns.compile(
    r"\{\{|\$\{|<%|<[A-Za-z][\w:. -]{0,30}>|^\{[^}]*\}$|put your unique phrase|generate|example"
    r"|change|insert|your[ _-]",
    re.IGNORECASE,
)


def _signing(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A key is long and varied; the symbols a generator puts in are no references."""
    value = match["value"]
    if _FILL.search(value) or is_repetition(value) or shannon(value) < _LEAST_SHANNON:
        return None
    if value.isidentifier() and not any(char.isdigit() for char in value):
        return None
    doubts = place_weight(document, -2)
    if value.startswith("django-insecure-"):
        return (Weight(-1, "Django's own mark of a key for development"), *doubts)
    return doubts


def _master(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The whole of a key file that Rails reads its encrypted credentials with."""
    path = document.path
    named = is_called(document, "master.key") or (
        path.endswith(".key") and "config/credentials/" in path
    )
    if not named or placeholder(match["value"]):
        return None
    return () if surroundings_of(path) is Surroundings.PLAIN else place_weight(document, -1)


def _fixed(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    return None if is_repetition(match["value"]) else place_weight(document, -2)


RULES = (
    token(
        "framework_settings.django",
        "Secret key of a Django or Flask application",
        r"\b(?:SECRET_KEY(?:_FALLBACKS)?|secret_key|SECURITY_PASSWORD_SALT)[\"']?\]?[ \t]*"
        r"(?::[ \t]*str[ \t]*)?=[ \t]*"
        r"[\[(]?[ \t]*[rb]{0,2}(?P<quote>[\"'])(?P<value>(?:(?!(?P=quote))[^\n]){16,200}?)"
        r"(?P=quote)",
        signal=r"\b(?:SECRET_KEY(?:_FALLBACKS)?|secret_key"
        r"|SECURITY_PASSWORD_SALT)[\x22']?\]?[ \t]*(?::[ \t]*str[ \t]*)?=[ \t]*"
        r"[\[(]?[ \t]*[rb]{0,2}[\x22'][^\n]{16}",
        keywords=("secret_key", "security_password_salt"),
        weight=Weight(3, "the setting that a framework signs with"),
        validate=_signing,
        advice=_ADVICE,
        references=(
            "https://docs.djangoproject.com/en/stable/ref/settings/#secret-key",
            "https://flask.palletsprojects.com/en/stable/config/#SECRET_KEY",
        ),
        examples=(
            "SECRET_KEY = '<base62:20>(%$<base62:20>&^@=<base62:4>'",
            'SECRET_KEY = "django-insecure-<base62:50>"',
            "app.secret_key = b'_5#y2L<base62:10>\\n\\xec]/'",
        ),
        counterexamples=(
            'SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]',
            'SECRET_KEY = "change-this-to-something-else"',
            'secret_key = "name_of_the_secret_key"',
            "SECRET_KEY = '{{ secret_key }}'",
        ),
    ),
    token(
        "framework_settings.wordpress",
        "Key or salt of a WordPress site",
        r"['\"](?:(?:SECURE_)?AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)['\"][ \t]*,[ \t]*(?P<quote>['\"])"
        r"(?P<value>(?:(?!(?P=quote))[^\n]){32,120})(?P=quote)",
        signal=r"(?:AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)[\x22'][ \t]*,[ \t]*[\x22'][^\n]{32}",
        keywords=("_key", "_salt"),
        weight=Weight(4, "a key of wp-config.php"),
        validate=_signing,
        advice="Generate new keys and salts at api.wordpress.org, which signs everybody out.",
        references=("https://developer.wordpress.org/apis/wp-config-php/",),
        examples=("define('AUTH_KEY', '<base62:20> (%$<base62:30>,.|<base62:6>');",),
        counterexamples=("define('AUTH_KEY', 'put your unique phrase here');",),
    ),
    token(
        "framework_settings.laravel",
        "Application key of Laravel",
        r"\bAPP_(?:PREVIOUS_)?KEYS?[ \t]*=[ \t]*[\"']?base64:(?P<value>[A-Za-z0-9+/]{43}=)",
        keywords=("base64:",),
        weight=Weight(4, "Laravel's key in its own notation"),
        validate=_fixed,
        advice="Run `php artisan key:generate`, and keep `.env` out of repositories.",
        references=("https://laravel.com/docs/12.x/encryption",),
        examples=("APP_KEY=base64:<base64:43>=",),
        counterexamples=("APP_KEY=base64:" + "A" * 43 + "=", "APP_KEY="),
    ),
    token(
        "framework_settings.asp-net",
        "Machine key of an ASP.NET site",
        r"\b(?:validationKey|decryptionKey)[ \t]*=[ \t]*\"(?P<value>[0-9A-Fa-f]{32,128})\"",
        keywords=("validationkey", "decryptionkey"),
        weight=Weight(4, "a key of the machineKey element"),
        validate=_fixed,
        advice="Generate new keys, and encrypt that section of web.config.",
        references=(
            "https://learn.microsoft.com/en-us/dotnet/api/system.web.configuration.machinekeysection",
        ),
        examples=('<machineKey validationKey="<HEX:128>" decryptionKey="<HEX:48>" />',),
        counterexamples=('<machineKey validationKey="AutoGenerate,IsolateApps" />',),
    ),
    token(
        "framework_settings.rails-master-key",
        "Master key of a Rails application",
        r"^(?P<value>[0-9a-f]{32})\s*\Z",
        signal=r"^[0-9a-f]{32}\r?\n?",
        keywords=("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"),
        weight=Weight(4, "the whole of a file that Rails decrypts with"),
        validate=_master,
        advice="Make a new key, encrypt the credentials again, and keep this file out of Git.",
        references=("https://guides.rubyonrails.org/security.html#custom-credentials",),
        examples=(Sample("config/master.key", "<hex:32>\n"),),
        counterexamples=(Sample("config/checksum.txt", "<hex:32>\n"),),
    )._replace(told_by_name=True),
    token(
        "framework_settings.drupal",
        "Hash salt of a Drupal site",
        r"['\"]hash_salt['\"]\][ \t]*=[ \t]*['\"](?P<value>[\w-]{32,120})['\"]",
        keywords=("hash_salt",),
        weight=Weight(3, "the salt of settings.php"),
        validate=_signing,
        advice="Generate a new salt, and read it from a file outside the web root.",
        references=(
            "https://api.drupal.org/api/drupal/sites%21default%21default.settings.php/9.0.x",
        ),
        examples=("$settings['hash_salt'] = '<base64url:74>';",),
        counterexamples=("$settings['hash_salt'] = '';",),
    ),
)
detect = rules_detector(RULES)
