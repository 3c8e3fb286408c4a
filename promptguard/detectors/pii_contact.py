"""How a person is reached: e-mail addresses and public IP addresses, where they are data."""

import ipaddress
import re
from functools import partial

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.identifier_signals import outside_code
from promptguard.evidence.places import Kind, place_of
from promptguard.evidence.surroundings import line_around, text_around
from promptguard.model import Level, Rule, Weight

_ROLES = patterns.compile(
    r"(?:no-?reply|do-?not-?reply|info|support|help(?:desk)?|sales|admin(?:istrator)?|contact|root|git|hg|svn"
    r"|postmaster|hostmaster|webmaster|abuse|security|press|team|hello|office|billing|dev(?:el)?|developers?"
    r"|bugs?|issues?|lists?|news(?:letter)?|feedback|test(?:er|ing)?|users?|user\d*|name|your?[._-]?(?:e?mail|name)?"
    r"|me|mail|e?mail|someone|somebody|nobody|anonymous|example|foo|bar|baz|username|maintainers?|service|bot"
    r"|notifications?|mailer-daemon|marketing|jobs|careers|hr|legal|privacy|opensource|oss|conduct"
    r"|ubuntu|ec2-user|debian|centos|vagrant|ansible|deploy|www-data|pkg-[\w-]+|[\w-]+-(?:dev|devel|users|list|announce"
    r"|maintainers?|discuss|bugs?|team|bot))(?:\+[\w.-]+)?",
    re.IGNORECASE,
)
_NOBODYS = patterns.compile(
    r"(?:.*\.)?(?:example|examples?\.\w+(?:\.\w+)?|test|invalid|localhost|local|localdomain|internal|lan|corp|home"
    r"|domain\.\w+|(?:my|your|some|any|the)?-?(?:domain|company|host|site|server|website|org)\.\w+|acme\.\w+"
    r"|foo\w*\.\w+|bar\.\w+|baz\.\w+|test\w*\.\w+|abc\.\w+|xyz\.\w+|e?mail\.com|none\.\w+|nowhere\.\w+"
    r"|users\.noreply\.github\.com|noreply\.\w+|contoso\.\w+|fabrikam\.\w+|lists?\..*|googlegroups\.com"
    r"|iam\.gserviceaccount\.com|python\.org|debian\.org|gnu\.org|kernel\.org|apache\.org)",
    re.IGNORECASE,
)
#: Two letters are a country's; of the longer ones these are where people have addresses.
_TOP = frozenset(
    [
        "com",
        "net",
        "org",
        "edu",
        "gov",
        "mil",
        "int",
        "info",
        "biz",
        "name",
        "pro",
        "aero",
        "coop",
        "museum",
        "jobs",
        "mobi",
        "travel",
        "tel",
        "cat",
        "asia",
        "post",
        "app",
        "dev",
        "page",
        "cloud",
        "online",
        "site",
        "store",
        "shop",
        "tech",
        "xyz",
        "club",
        "top",
        "live",
        "life",
        "world",
        "today",
        "email",
        "digital",
        "agency",
        "company",
        "solutions",
        "services",
        "systems",
        "network",
        "group",
        "team",
        "work",
        "consulting",
        "media",
        "news",
        "blog",
        "studio",
        "design",
        "photo",
        "academy",
        "school",
        "university",
        "health",
        "care",
        "clinic",
        "hospital",
        "dental",
        "law",
        "legal",
        "finance",
        "bank",
        "money",
        "capital",
        "ventures",
        "fund",
        "insurance",
        "estate",
        "realty",
        "house",
        "homes",
        "global",
        "international",
        "berlin",
        "hamburg",
        "koeln",
        "bayern",
        "wien",
        "london",
        "paris",
        "amsterdam",
        "tokyo",
        "nyc",
        "vegas",
        "swiss",
        "scot",
        "wales",
        "irish",
        "eus",
        "gal",
        "bzh",
        "africa",
        "arab",
        "moscow",
        "istanbul",
    ]
)
_NO_COUNTRY = frozenset(
    [
        "py",
        "js",
        "ts",
        "rb",
        "go",
        "rs",
        "cc",
        "hh",
        "pl",
        "pm",
        "sh",
        "md",
        "so",
        "in1",
        "gz",
        "bz",
        "xz",
        "db",
        "mk",
        "ps",
        "rc",
        "el",
        "vb",
        "cs",
        "fs",
        "kt",
        "jl",
        "hs",
        "ml",
        "mm",
    ]
) - {"py", "sh", "md", "so", "rs", "cc", "pl", "mk", "ps", "in", "kt", "ml", "mm", "pm"}
#: What a line says that names an author; the last begins the signature of a Debian changelog.
_OF_AUTHORS = (
    "author", "copyright", "(c)", "©", "maintain", "signed-off", "co-authored", "reported-by",
    "reviewed-by", "acked-by", "contributor", "committer", "written by", "thanks", "patch",
    "submitted", "license", "licence", "email protected", "e-mail protected", "bugreport",
    "bug-report", "\n -- ",
)  # fmt: skip
_IP_WORDS = patterns.compile(
    r"(?<![a-z])(?:ip|ips|addr|address|client|remote|host|peer|visitor|login|forwarded|source|src|dst|from|user)"
    r"(?![a-z])|地址",
    re.IGNORECASE,
)
_VERSIONS = patterns.compile(
    r"(?:version|ver\.?|v|release|build|rev|==|>=|<=|~=|\^|~|firmware|driver|chrome|safari|firefox|edge|windows|mozilla"
    r"|agent|oid|section|chapter|/)[ \t:=/\"'<>~^]{0,6}$",
    re.IGNORECASE,
)
#: What stands before `host` in a URL: a user, a password.
_AUTHORITY = patterns.compile(r"//[^\s/\"']{0,76}\Z")
#: Resolvers that everybody names.
_EVERYBODYS = frozenset(
    [
        "8.8.8.8",
        "8.8.4.4",
        "1.1.1.1",
        "1.0.0.1",
        "9.9.9.9",
        "149.112.112.112",
        "208.67.222.222",
        "208.67.220.220",
        "4.2.2.1",
        "4.2.2.2",
        "1.2.3.4",
        "4.3.2.1",
        "5.6.7.8",
        "2.2.2.2",
        "3.3.3.3",
        "4.4.4.4",
        "5.5.5.5",
        "6.6.6.6",
        "7.7.7.7",
        "1.2.3.0",
        "2.3.4.5",
        "3.4.5.6",
        "11.22.33.44",
        "12.34.56.78",
        "1.1.1.0",
        "1.1.1.2",
        "9.8.7.6",
        "114.114.114.114",
        "223.5.5.5",
        "223.6.6.6",
    ]
)
_SEMANTIC = Weight(0, "no check digit")


def _is_email(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Refuses roles, example domains and remote names; in code an address is its author's."""
    local, _, domain = match["value"].rpartition("@")
    top = domain.rpartition(".")[2].lower()
    if not (top in _TOP or len(top) == 2) or top in _NO_COUNTRY:
        return None
    if _ROLES.fullmatch(local) or _NOBODYS.fullmatch(domain) or _is_remote(match):
        return None
    place = place_of(document.path)
    weights = list(place.weights)
    if place.kind is Kind.DATA:
        weights.append(Weight(1, "in data or prose"))
    elif place.kind is not Kind.CODE:
        weights.append(Weight(0, f"in {place.kind.value}"))
    line = f"\n{line_around(match).lower()}"
    if any(word in line for word in _OF_AUTHORS):
        weights.append(Weight(-1, "on a line that names an author"))
    return tuple(weights)


def _is_remote(match: "re.Match[str]") -> bool:
    """`ssh://user@host`, `user@host:path`: a machine, not a mailbox."""
    text = match.string
    in_url = _AUTHORITY.search(text, max(0, match.start() - 80), match.start()) is not None
    return in_url or (
        re.match(r":[\w~/.]", text[match.end() : match.end() + 2]) is not None
        and not text.endswith("mailto:", 0, match.start())
    )


def _is_address(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Only public addresses lead to a person; a version number looks the same."""
    value = match["value"]
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return None
    if not address.is_global or address.is_multicast or value in _EVERYBODYS:
        return None
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _VERSIONS.search(before):
        return None
    place = place_of(document.path)
    weights = list(place.weights)
    if place.kind is not Kind.DATA:
        weights.append(Weight(-1, f"in {place.kind.value}"))
    if address.version == 4 and (max(address.packed) < 32 or address.packed[3] == 0):
        weights.append(Weight(-1, "as small as a version number, or a network"))
    if place.kind is Kind.DATA and not place.weights and _IP_WORDS.search(text_around(match, 40)):
        weights.append(Weight(1, "a word for an address beside it"))
    return tuple(weights)


RULES = (
    Rule(
        id="pii_contact.email",
        title="E-mail address of a person",
        level=Level.INTERNAL,
        labels=("pii", "pii.contact"),
        pattern=r"(?<![\w.+%&/=-])(?P<value>[A-Za-z0-9][\w.+%'-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,16})"
        r"(?![\w@-])",
        signal=r"[\w.+%'-]@[A-Za-z0-9-][A-Za-z0-9.-]",
        keywords=("@",),
        weight=Weight(1, "written as an address"),
        validate=_is_email,
        advice="Replace it by an address under example.org; an e-mail address is personal data ("
        "GDPR art. 4).",
        references=("https://www.rfc-editor.org/rfc/rfc5322",),
        examples=(
            "Please answer <lower:6>.<lower:7>@<lower:8>.com by Monday.",
            "name,mail\nA,<lower:7>@<lower:7>.co.uk\n",
        ),
        counterexamples=(
            "git@<lower:8>.com:team/project.git",
            "Write to <lower:6>@example.org",
            "support@<lower:8>.com",
            "icon@2x.png",
            "ssh://<lower:6>@<lower:8>.com/path",
            "Copyright (c) 2019 A. Author <<lower:6>@<lower:8>.com>",
        ),
    ),
    Rule(
        id="pii_contact.ipv4",
        title="Public IP address",
        level=Level.INTERNAL,
        labels=("pii", "pii.contact"),
        pattern=r"(?<![\w.:+~^=@-])(?P<value>(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3})"
        r"(?![\w@-]|\.\w|/\d)",
        signal=r"\d\.\d{1,3}\.\d{1,3}\.\d",
        keywords=(".",),
        weight=Weight(2, "four numbers of a public address"),
        validate=_is_address,
        advice="Replace it by one from 203.0.113.0/24; with a time it names a person (GDPR "
        "recital 30).",
        references=("https://www.rfc-editor.org/rfc/rfc5737",),
        examples=(
            lambda random: (
                f"login of client {random.randint(81, 95)}.{random.randint(40, 99)}.7."
                f"{random.randint(40, 250)} failed"
            ),
        ),
        counterexamples=(
            "server 10.0.0.<digit:2>",
            "203.0.113.<digit:1>",
            "version 81.0.4044.138",
            "Chrome/81.0.4044.138",
            "1.2.3.4",
            "82.40.3.9.1",
        ),
    ),
    Rule(
        id="pii_contact.ipv6",
        title="Public IPv6 address",
        level=Level.INTERNAL,
        labels=("pii", "pii.contact"),
        pattern=r"(?<![\w:.])(?P<value>2[0-9a-fA-F]{3}(?::[0-9a-fA-F]{1,4}){2,7}(?:::?[0-9a-fA-F]{1,4}){0,4})(?![\w:]|/\d)",
        signal=r"\b2[0-9a-fA-F]{3}:[0-9a-fA-F]{1,4}:[0-9a-fA-F]",
        keywords=(":",),
        weight=Weight(2, "groups of a public address"),
        validate=_is_address,
        advice="Replace it by one from 2001:db8::/32; with a time it names a person (GDPR "
        "recital 30).",
        references=("https://www.rfc-editor.org/rfc/rfc3849",),
        examples=(
            "client 2a02:<hex:4>:<hex:4>:1<hex:3>:1<hex:3>:1<hex:3>:1<hex:3>:1<hex:3> connected",
        ),
        counterexamples=("2001:db8:<hex:4>::1", "2024:10:11", "fe80::1ff:fe23:4567:890a"),
    ),
)
SIGNALS = partial(outside_code, RULES)
detect = rules_detector(RULES)
