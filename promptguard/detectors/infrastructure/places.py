"""Where things stand: internal hosts, private addresses, account and network ids in any text."""

import re
from itertools import pairwise

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Confidence, Level, Rule, Weight
from promptguard.model.rule import Example, Sample, Validator

_ADVICE = "Replace it by a name or number reserved for documentation before the text is sent."
_REACH = 4096
_EXAMPLE_WORDS = patterns.compile(
    r"(?i)(?:^|[.-])(?:example|foo|bar|baz|acme|contoso|fabrikam|test|tests|dummy|sample|demo|your"
    r"|your-?\w*|my-?\w*|some-?\w*|host|hostname|domain|site|company|corp|internal|local|lan"
    r"|intra|server|name"
    r"|dc|node|nodes|xxx+|abc|a|b|c|x|y|z|invalid|whatever|fake|mock|subdomain|namespace|svc"
    r"|service)\d{0,2}(?=[.-])"
)
#: Names that every installation of a product has.
_COMMON = patterns.compile(
    r"(?i)^(?:metadata\.google\.internal|host\.docker\.internal|gateway\.docker\.internal"
    r"|kubernetes\.docker\.internal|host\.containers\.internal|host\.lima\.internal"
    r"|localhost\.local"
    r"|kubernetes\.default\.svc(?:\.cluster\.local)?|localhost\.lan|vsphere\.local"
    r"|instance-data\.ec2\.internal"
    r"|(?:ip-[\d-]+|compute|ec2)\.(?:[\w-]+\.)?(?:compute|ec2)?\.?internal"
    r"|[\w-]{0,40}\.(?:kube-system|default|istio-system|monitoring|kube-public|argocd"
    r"|cert-manager)\.svc(?:\.cluster\.local)?)$"
)
_HOST_CONTEXT = patterns.compile(
    r"(?i)(?:://|@)$|(?:hosts?|server|address|addr|url|uri|endpoint|node|domain|fqdn|dns"
    r"|upstream|proxy_pass"
    r"|server_name|bootstrap|broker|brokers|registry|ping|ssh|curl|from|to|on|at|connect(?:ed"
    r"|ing)?)[\w-]{0,16}"
    r"[\"']?[ \t]{0,4}[:=]?[ \t]{0,4}[\"'\[(]{0,2}$"
)
_VALUE_FILES = patterns.compile(
    r"(?i)\.(?:ya?ml|json|toml|ini|conf|cfg|env|properties|tf|tfvars|hcl|log|txt|cnf|xml"
    r"|service|zone)$|(?:^|/)[^./]*$|^<[^>]*>$"
)


def _speaks_of_it(document: Document) -> tuple[Weight, ...]:
    """Tests, manuals and translations show made-up places."""
    kind = surroundings_of(document.path)
    if kind is Surroundings.PLAIN:
        return ()
    return (Weight(-2, kind.value),)


def _value_file(document: Document) -> tuple[Weight, ...]:
    if _VALUE_FILES.search(document.path):
        return (Weight(1, "in a configuration, a log or a pasted text"),)
    return ()


def _before(match: "re.Match[str]", reach: int = 48) -> str:
    start = match.start()
    return match.string[max(0, start - reach) : start].rpartition("\n")[2]


def _internal_host(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A host name of a private zone; no member of an object, no example, no product's own name."""
    text, name, end = match.string, match["value"], match.end()
    if _COMMON.search(name) or _EXAMPLE_WORDS.search(
        name.removesuffix("svc.cluster.local").removesuffix(match["zone"])
    ):
        return None
    following = text[end : end + 1]
    if following in ("(", "[", "_", "=") or text.startswith(" import ", end):
        return None
    before = _before(match)
    if before.endswith((".", "/", "$", "{", "%", "-", "\\", "_")) and not before.endswith("://"):
        return None
    digits = any(char.isdigit() for char in name.partition(".")[0])
    labels = name.count(".")
    weights: list[Weight] = []
    if _HOST_CONTEXT.search(before):
        weights.append(Weight(1, "where a host is named"))
    if digits or labels >= 3:
        weights.append(Weight(1, "a numbered host or several zones"))
    if following == ":" and text[end + 1 : end + 3].isdigit():
        weights.append(Weight(1, "with a port"))
    return (*weights, *_value_file(document), *_speaks_of_it(document))


#: Addresses that every manual, router and container has, and nets rather than hosts.
_ORDINARY = patterns.compile(
    r"10\.0\.0\.\d{1,2}$|10\.(\d+)\.\1\.\1$|10\.1\.1\.\d$|10\.1\.2\.3$|10\.10\.10\.\d{1,3}$"
    r"|10\.11\.12\.13$|10\.20\.30\.40$"
    r"|10\.0\.[0-3]\.(?:2|15|\d)$|10\.(?:96|42|43|244)\.0\.\d{1,2}$|172\.1[789]\.0\.\d$"
    r"|192\.168\.(?:0|1|2|100|122|99|56|10|33)\.\d{1,3}$"
    r"|.*\.(?:0|255)$|192\.168\.65\.\d$|100\.100\.100\.(?:100|200)$|172\.16\.0\.\d{1,2}$"
    r"|172\.31\.0\.2$|10\.0\.2\.\d{1,2}$"
)
_ADDRESS_CONTEXT = patterns.compile(
    r"(?i)(?:\b|_)(?:ip|host|hosts|server|addr|address|addresses|endpoint|gateway|node|peer"
    r"|remote|upstream|listen|bind|nameserver|dns|url|client|src|dst"
    r"|source|proxy_pass|ansible_host|hostname|connect|connected|from|to|route|vip|master"
    r"|slave|primary|replica|broker)[\w-]{0,12}"
    r"[\"']?[ \t]{0,4}[:=]?[ \t]{0,4}[\"'\[(]{0,2}$|://$|@$|//$"
)
_VERSION = patterns.compile(
    r"(?i)(?:version|release|ver|v|rev|revision|build)[\"' :=.]{0,6}$|[\w-]$|\d\.$"
)
_PRIVATE = patterns.compile(
    (
        # All begin with 1, which is what `re` leaps to.
        r"1(?<![\w.-]1)(?:0(?:\.\d{1,3}){3}|92\.168(?:\.\d{1,3}){2}|72\.(?:1[6-9]|2\d"
        r"|3[01])(?:\.\d{1,3}){2})(?![\w.-])"
    ),
    re.ASCII,
)


def _private_address(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """One host's address in a private net; not a net, not what every manual prints."""
    value, text, end = match["value"], match.string, match.end()
    if any(int(part) > 255 for part in value.split(".")) or _ORDINARY.match(value):
        return None
    if text[end : end + 1] == "/" and text[end + 1 : end + 3].strip().isdigit():
        return None
    before = _before(match)
    if _VERSION.search(before) and not _ADDRESS_CONTEXT.search(before):
        return None
    weights: list[Weight] = []
    if _ADDRESS_CONTEXT.search(before):
        weights.append(Weight(1, "where an address is named"))
    around = text[max(0, match.start() - _REACH) : end + _REACH]
    if len({one for one in _PRIVATE.findall(around) if not _ORDINARY.match(one)}) >= 3:
        weights.append(Weight(1, "among other private addresses"))
    return (*weights, *_value_file(document), *_speaks_of_it(document))


def _is_counted(digits: str) -> bool:
    """Did somebody type it along the keyboard: 1234, 9876 or 1111, mostly?"""
    steps = [(int(after) - int(one)) % 10 for one, after in pairwise(digits)]
    return sum(step in (0, 1, 9) for step in steps) * 3 >= len(steps) * 2


def _account(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """An account id that is no manual's: not a sample, not a repetition, not a vendor's own."""
    account = match["account"] or match["registry"]
    if _is_counted(account):
        return None
    return _speaks_of_it(document)


def _resource_id(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    digits = match["digits"]
    if len(set(digits)) < 5 or digits in "0123456789abcdef0123456789abcdef" or "1234567" in digits:
        return None
    return _speaks_of_it(document)


def _subscription(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    guid = match["guid"].replace("-", "").lower()
    if len(set(guid)) < 8 or "12345678" in guid or "abcdef" in guid:
        return None
    return _speaks_of_it(document)


_NAMES = patterns.compile(
    r"(?i)^(?:my|your|test|example|foo|some|sample|demo|the|a|project|bucket|dummy)(?:[-_.]"
    r"|$)|(?:^|[-_.])(?:example|sample|test|tests|bucket-?name|project-?id|xxx+)(?:[-_.]|$)"
    r"|[-_]?(?:id|name)$"
)


#: Projects and stores that everybody reads from.
_PUBLIC = patterns.compile(r"-cloud$|^(?:google|gcp-public|kubernetes|amazoncloudwatch|aws-)")


def _named_store(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    name = match["name"] or match["project"]
    if (
        _PUBLIC.search(name)
        or _NAMES.search(name)
        or not (set("-_.") & set(name) or any(char.isdigit() for char in name))
    ):
        return None
    return _speaks_of_it(document)


def _place(
    name: str,
    title: str,
    pattern: str,
    weight: Weight,
    validate: Validator,
    keywords: tuple[str, ...],
    reference: str,
    examples: tuple[Example, ...],
    counterexamples: tuple[Example, ...],
    level: Level = Level.CONFIDENTIAL,
    ceiling: Confidence = Confidence.VERY_LIKELY,
    signal: str = "",
) -> Rule:
    return Rule(
        id=f"infrastructure.{name}",
        title=title,
        level=level,
        labels=("infrastructure",),
        pattern=pattern,
        advice=_ADVICE,
        examples=examples,
        counterexamples=counterexamples,
        keywords=keywords,
        weight=weight,
        validate=validate,
        ceiling=ceiling,
        signal=signal,
        references=(reference,),
    )


RULES = (
    _place(
        "internal-host",
        "Internal host name",
        (
            r"(?<![\w-])(?P<value>(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,6}(?P<zone>internal|corp|lan"
            r"|intra|intranet|local|svc\.cluster\.local))(?![\w-]|\.\w)"
        ),
        Weight(0, "a name of a zone that is not public"),
        _internal_host,
        (".internal", ".corp", ".lan", ".intra", ".local"),
        "https://datatracker.ietf.org/doc/html/rfc6762#appendix-G",
        (
            "url: https://billing-db01.prod.<lower:5>.internal:5432/x",
            "server <lower:6>-app17.corp:8443;",
            "ssh deploy@<lower:7>03.lan",
        ),
        (
            "http://db.example.internal",
            "threading.local()",
            "self.data.local = 3",
            "metadata.google.internal",
            "import a.internal",
            Sample("docs/a.md", "host: billing-db01.prod.corp"),
        ),
        # What stands behind it tells a zone from most members of objects.
        signal=r"[A-Za-z0-9-]\.(?:internal|corp|lan|intra|intranet|local)(?:[^\w(\[=-]|$)",
    ),
    _place(
        "private-address",
        "Private network address",
        (
            r"(?<![\w.-])(?P<value>10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d"
            r"|3[01])(?:\.\d{1,3}){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d"
            r"|12[0-7])(?:\.\d{1,3}){2})(?![\w.-])"
        ),
        Weight(0, "an address of a private net (RFC 1918, RFC 6598)"),
        _private_address,
        ("10.", "192.168.", "172.", "100."),
        "https://datatracker.ietf.org/doc/html/rfc1918",
        (
            "server 10.47.112.<digit:1>9:8080;",
            "host: 172.23.44.1<digit:1>8",
            "client 192.168.77.2<digit:1> connected",
        ),
        (
            "host: 10.0.0.0/8",
            "version 10.15.7.1",
            "listen 192.168.1.1",
            Sample("tests/test_a.py", "host = '10.47.112.29'"),
            "10.47.112.29",
        ),
        ceiling=Confidence.LIKELY,
        # Up to its end, or every digit of the last number would be seen as one.
        signal=r"(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])"
        r"|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3}){2}(?:[^\w.-]|$)",
    ),
    _place(
        "cloud-account",
        "ARN or registry of an AWS account",
        (
            r"(?:\barn:aws(?:-cn|-us-gov|-iso"
            r"|-iso-b)?:[a-z0-9-]{1,40}:[a-z0-9-]{0,24}:(?P<account>\d{12}):[\w/:+=,.@*${}-]{1,200}|\b(?P<registry>\d{12})\.dkr\.ecr\.)"
        ),
        Weight(3, "a resource's full name with the account's number"),
        _account,
        ("arn:aws", ".dkr.ecr."),
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        (
            "arn:aws:iam::4<digit:10>7:role/deploy",
            "image: 49<digit:9>3.dkr.ecr.eu-west-1.amazonaws.com/app",
        ),
        (
            "arn:aws:iam::123456789012:role/x",
            "arn:aws:iam::aws:policy/ReadOnly",
            "arn:aws:s3:::bucket",
        ),
    ),
    _place(
        "cloud-network-id",
        "Id of a cloud network, subnet or security group",
        (
            r"(?<![\w-])(?P<value>(?:vpc|subnet|sg|igw|nat|rtb|eni|acl|tgw|vpce|pcx|eipalloc"
            r"|eipassoc)-0(?P<digits>[0-9a-f]{16}))(?![\w-])"
        ),
        Weight(2, "an id that only one account has"),
        _resource_id,
        ("-0",),
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        ("subnet-0a9<hex:14>",),
        ("vpc-0123456789abcdef0", "sg-00000000000000000"),
    ),
    _place(
        "azure-subscription",
        "Path of an Azure subscription",
        (
            r"/subscriptions/(?P<value>(?P<guid>[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}))\b"
        ),
        Weight(3, "a resource path with the subscription's id"),
        _subscription,
        ("/subscriptions/",),
        "https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/overview",
        ("/subscriptions/<hex:8>-<hex:4>-4<hex:3>-9<hex:3>-<hex:12>/resourceGroups/prod",),
        (
            "/subscriptions/00000000-0000-0000-0000-000000000000/x",
            "/subscriptions/{subscriptionId}/x",
        ),
    ),
    _place(
        "cloud-store",
        "Bucket or project of a cloud account",
        r"\b(?:s3|gs)://(?P<name>[a-z][a-z0-9._-]{4,62})(?=/[\w.-])|\bprojects/"
        r"(?P<project>[a-z][a-z0-9-]{4,62})/(?:locations|zones|regions|secrets|topics|global)/",
        Weight(2, "a store or a project by its name"),
        _named_store,
        ("s3://", "gs://", "projects/"),
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
        ("aws s3 cp s3://<lower:6>-billing-exports-eu/2024/x .",),
        ("s3://my-bucket/x", "s3://bucket/key", "projects/{project}/zones/x"),
        level=Level.INTERNAL,
    ),
)
