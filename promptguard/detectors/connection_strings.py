"""Passwords inside the strings that programs connect with: URLs, JDBC, ADO, libpq, options."""

import re
from urllib.parse import unquote

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.passwords import Made, made
from promptguard.evidence.placeholders import placeholder
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.tokens import token
from promptguard.model import Confidence, Weight

_ADVICE = (
    "Change that password, and put the connection string together at run time from the environment "
    "or a secret store."
)
_HERE = patterns.compile(
    r"^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal|[a-z]"
    r"[a-z0-9_-]*)$"
    r"|^%2F",  # The percent-encoded path of a socket, as MongoDB and libpq write it.
    re.IGNORECASE,
)
#: Names and addresses kept free for documentation (RFC 2606, 5737, 3849), and their like.
_DOCUMENTATION = patterns.compile(
    r"(?:^|\.)(?:example|test|invalid)(?:\.|$)|(?:^|\.)example\.\w+$|^192\.0\.2\."
    r"|^198\.51\.100\."
    r"|^203\.0\.113\.|^2001:db8:|(?:your|my|some)[-_]?(?:host|server|domain|db|database|cluster"
    r"|proxy|company)"
    r"|(?:^|\.)(?:host(?:name)?|server|domain|foo|bar|acme|company|mycompany|ip|address|site)"
    r"(?:\d?$|\.)",
    re.IGNORECASE,
)
#: Passwords that every manual and every fresh installation has.
_COMMON = patterns.compile(
    r"pass(?:w(?:or)?d?)?\d{0,3}|pw[d]?|secret|guest|admin|root|postgres(?:ql)?|mysql|redis"
    r"|mongo\w*|user\w*"
    r"|changeme|test\w*|foo\w*|bar\w*|rabbitmq|minio(?:admin)?|django|app|dev|docker|sa"
    r"|p4ss|p@ss\w*"
    r"|my\w+|some\w+|\w*passw(?:or)?d\w*|1234\w*|hunter2|token|api_?key|\w*key|\w*token|abc\w*"
    r"|s3cr3t|secr3t",
    re.IGNORECASE,
)


_KINDS = {
    Made.MACHINE: "a password that looks random",
    Made.PERSON: "a password as people make them up",
}
_GAP = patterns.compile(r"[{}<>()\[\]]|^\$|\$[({]")


def _weigh(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The password's form and the host's name decide; samples have neither."""
    value, groups = unquote(match["value"]), match.groupdict()
    host, user = groups.get("host") or "", groups.get("user") or ""
    if placeholder(value) or placeholder(user) or not re.search(r"\w", value):
        return None
    if _GAP.search(value) or _GAP.search(host) or (host and _DOCUMENTATION.search(host)):
        return None
    kind = made(value)
    if kind < Made.PERSON and (_COMMON.fullmatch(value) or value.lower() == user.lower()):
        return None
    if value.isdigit() and len(value) < 6:
        return None  # A port or a line number.
    weights = [Weight(1, _KINDS[kind])] if kind in _KINDS else []
    if host:
        weights.append(
            Weight(-1, "a host of this machine or its network")
            if _HERE.match(host)
            else Weight(1, "a host that others can reach")
        )
    return (*weights, *place_weight(document, -2))


def _option(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    kind = made(match["value"])
    if kind not in _KINDS:
        return None
    return (Weight(int(kind) - 1, _KINDS[kind]), *place_weight(document, -2))


RULES = (
    token(
        "connection_strings.url",
        "URL with a password",
        r"\b(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]{1,30})://(?P<user>[^\s:@/\"'`<>?#]{0,100}):"
        r"(?P<value>[^\s@/\"'`<>]{3,200})@"
        r"(?P<host>[A-Za-z0-9_.{}$%\[\]:-]{1,253}?)(?=[:/?#\s\"'`<>,;)\\]|$)",
        signal=r"://[^\s:@/\x22'`<>?#]{0,100}:[^\s@/\x22'`<>]{3,200}@",
        keywords=("://",),
        weight=Weight(2, "user and password before the host of a URL"),
        validate=_weigh,
        advice=_ADVICE,
        references=("https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",),
        examples=(
            "postgres://billing:h4<base62:14>@db7.internal.corp.net:5432/billing",
            "DATABASE_URL=mysql://shop:<base62:12>%21x@10.3.0.17/shop",
            "mongodb+srv://api:Zq<base62:14>@cluster0.ab1cd.mongodb.net/?retryWrites=true",
            "redis://:<base62:24>@cache.corp.net:6379/0",
            "https://deploy:<hex:32>@git.corp.net/team/app.git",
        ),
        counterexamples=(
            "postgres://user:password@localhost/db",
            "postgres://user:pass@example.com/db",
            "amqp://guest:guest@rabbitmq:5672//",
            "https://${USER}:${TOKEN}@git.corp.net/app.git",
            "mysql://<user>:<password>@db.corp.net/app",
            "http://[::1]:8080/see@this",
        ),
    ),
    token(
        "connection_strings.jdbc",
        "JDBC URL with a password",
        r"\bjdbc:[a-z0-9:+]{2,40}:[^\s\"']{0,300}?[?&;](?i:password|pwd)="
        r"(?P<value>[^\s\"'&;<>]{4,100})",
        signal=r"\bjdbc:[a-z0-9:+]{2,40}:[^\s\x22']{1,300}[?&;](?i:password|pwd)=",
        keywords=("jdbc:",),
        weight=Weight(2, "the password of a JDBC URL"),
        validate=_weigh,
        advice=_ADVICE,
        references=("https://jdbc.postgresql.org/documentation/use/",),
        examples=("jdbc:postgresql://db7.corp.net/app?user=app&password=k2<base62:14>",),
        counterexamples=("jdbc:postgresql://localhost/app?user=app&password=password",),
    ),
    token(
        "connection_strings.ado",
        "ADO, ODBC or libpq connection string with a password",
        r"\b(?i:(?:server|data source|user id|uid|host|database|initial catalog|provider"
        r"|driver)[ \t]?=[ \t]?"
        r"[^;\n\"'=]{1,120}(?:;[^;\n\"']{0,100}){0,9}?;[ \t]{0,4}(?:password|pwd)[ \t]?=[ \t]?"
        r"|(?:host|hostaddr|dbname|user|port)=[^\s\"'=,()]{1,120} [^\n\"',()]{0,300}?\bpassword=)"
        r"(?P<value>[^;\"'\s<>,()]{4,100})",
        signal=r"(?i:[^\n\x22'];[ \t]{0,4}(?:password|pwd)[ \t]?=[ \t]?|[^\n\x22',()] password=)"
        r"[^;\x22'\s<>,()]",
        keywords=("password", "pwd"),
        weight=Weight(2, "the password of a connection string"),
        validate=_weigh,
        advice=_ADVICE,
        references=(
            "https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax",
            "https://www.postgresql.org/docs/current/libpq-connect.html",
        ),
        examples=(
            "Server=tcp:db7.corp.net,1433;Database=shop;User "
            "ID=app;Password=w9<base62:12>!;Encrypt=True",
            "host=db7.corp.net port=5432 dbname=app user=app password=j8<base62:14>",
        ),
        counterexamples=(
            "Server=localhost;Database=shop;User ID=sa;Password=<password>;",
            "Server=db7;Database=shop;User Id=app;Password={0};",
        ),
    ),
    token(
        "connection_strings.option",
        "Password or token as a command's option",
        r"[ \t]--?(?i:password|passwd|pwd|pass|token|api-?key|secret|auth-?token|access-?token"
        r"|client-?secret)"
        r"(?:=|[ \t]{1,3})[\"']?(?P<value>[^\s\"'<>$|&;(){}\[\]`-][^\s\"'<>|&;(){}\[\]`]{7,200})",
        signal=r"[ \t]--?(?i:password|passwd|pwd|pass|token|api-?key|secret|auth-?token"
        r"|access-?token|client-?secret)"
        r"(?:=|[ \t]{1,3})[\x22']?[^\s\x22'<>$|&;(){}\[\]`-][^\s\x22'<>|&;(){}\[\]`]{7}",
        keywords=("-pass", "-pwd", "-token", "-api", "-secret", "-auth", "-access", "-client"),
        weight=Weight(1, "an option that takes a credential"),
        validate=_option,
        ceiling=Confidence.LIKELY,
        advice="Change it, and pass it by standard input, a file of mode 0600 or the environment.",
        references=("https://cwe.mitre.org/data/definitions/214.html",),
        examples=(
            "Connect-VIServer -User ops -Password Kq7#<base62:8>",
            "deploy --token <base62:32> --now",
        ),
        counterexamples=(
            "deploy --token $TOKEN",
            "mytool --password-file /etc/tool",
            "tool --secret my-secret-name",
        ),
    ),
    token(
        "connection_strings.command-line",
        "Password on a command line",
        r"\b(?:sshpass[ \t]+-p[ \t]*|(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|]{0,120}?[ \t]-p"
        r"|(?i:psexec)\b[^\n|]{0,160}?[ \t]-p[ \t]+|(?:docker|podman|helm|oras)[ \t]+"
        r"(?:registry[ \t]+)?login\b[^\n|]{0,160}?"
        r"[ \t](?:-p|--password)[= \t]+|net use\b[^\n]{0,120}[ \t]/user:\S{1,60}[ \t]+)"
        r"(?P<quote>[\"'])?(?P<value>[^\s\"'-][^\s\"']{4,100})",
        signal=r"\b(?:sshpass[ \t]+-p|mysql(?:dump|admin)?\b[^\n|]{0,120}[ \t]-p"
        r"|mariadb\b[^\n|]{0,120}[ \t]-p|(?i:psexec)\b[^\n|]{0,160}[ \t]-p"
        r"|(?:docker|podman|helm|oras)[ \t]+(?:registry[ \t]+)?login\b"
        r"[^\n|]{0,160}[ \t]-(?:p|-pass)"
        r"|net use\b[^\n]{0,120}[ \t]/user:)",
        keywords=("sshpass", "mysql", "mariadb", "psexec", "login", "net use"),
        weight=Weight(2, "the password option of a command"),
        validate=_weigh,
        advice="Change the password, and pass it by standard input, a file of mode 0600 or an "
        "agent.",
        references=("https://cwe.mitre.org/data/definitions/214.html",),
        examples=(
            "sshpass -p 'u7<base62:12>' ssh root@10.3.0.17",
            "docker login -u ci -p t4<base62:20> reg.corp.net",
        ),
        counterexamples=(
            "mysql -u root -p$MYSQL_PASSWORD app",
            "docker login -u ci --password-stdin reg",
        ),
    ),
)
detect = rules_detector(RULES)
