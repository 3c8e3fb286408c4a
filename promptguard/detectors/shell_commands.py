"""Passwords written into commands: curl, chpasswd, openssl, ldapsearch, PowerShell."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.kept import kept
from promptguard.evidence.placeholders import placeholder
from promptguard.evidence.tokens import token
from promptguard.model import Weight

_ADVICE = "Change it, and pass it by standard input, a file of mode 0600 or the environment."
_PROCESS_LIST = ("https://cwe.mitre.org/data/definitions/214.html",)
#: A value that a shell takes as it stands, quoted or not.
_WORD = (
    r"(?P<quote>[\"'])?(?P<value>(?(quote)[^\"'\n$`<>]|[^\s\"'$`<>|&;()\\]){3,200})(?(quote)[\"'])"
)


def _not_told(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """No variable, no option, no file: what stands there is the password."""
    value = match["value"]
    if value.startswith(("-", "/", "@", "%", "{")) or " " in value:
        return None
    return kept(match, document)


def _curl(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    user = match["user"].strip("\"'{}")
    if placeholder(user) or user.lower() in ("user", "username", "login"):
        return None
    return _not_told(match, document)


RULES = (
    token(
        "shell_commands.curl",
        "User and password given to curl",
        r"\bcurl\b[^\n|;]{0,400}?[ \t](?:-u|--user|-U|--proxy-user)(?:[ \t]*|=)[\"']?"
        r"(?P<user>[\w.@+{}\\-]{0,80}[\"']?):[\"']?(?P<value>[^\s\"'$`<>:|]{6,200}?)[}]?(?=[\"'\s:]|$)",
        signal=r"\bcurl\b[^\n]{0,400}[ \t](?:-u|--user|-U|--proxy-user)[ =\t\x22']",
        keywords=("curl",),
        weight=Weight(2, "user and password given to curl"),
        validate=_curl,
        advice="Change the password, and keep it in a .netrc file of mode 0600 or `--config`.",
        references=("https://curl.se/docs/manpage.html#-u",),
        examples=(
            "curl -u deploy:k4<base62:14> https://repo.corp.net/upload",
            "curl --user 'deploy':'k4<base62:14>' https://repo.corp.net/upload",
            'curl -u ":k4<base62:14>" https://repo.corp.net/',
        ),
        counterexamples=(
            "curl -u $USER:$PASSWORD https://repo.corp.net/",
            "curl -u user:<password> x",
            "curl -u deploy https://repo.corp.net:8443/path",
        ),
    ),
    token(
        "shell_commands.curl-continued",
        "User and password on a later line of a curl command",
        r"^[ \t]+(?:-u|--user|--proxy-user)(?:[ \t]+|=)[\"']?(?P<user>[\w.@+-]{1,80}):"
        r"(?P<value>[^\s\"'$`<>:|]{6,200})[\"']?(?=[ \t\r\\]|$)",
        signal=r"^[ \t]+(?:-u|--user|--proxy-user)[ =\t][\x22' \t]*[\w.@+-]{1,80}:",
        keywords=("-u", "--user", "--proxy-user"),
        weight=Weight(2, "user and password on a line of a long command"),
        validate=_curl,
        advice="Change the password, and keep it in a .netrc file of mode 0600 or `--config`.",
        references=("https://curl.se/docs/manpage.html#-u",),
        examples=("curl -X POST https://repo.corp.net/ \\\n  -u deploy:k4<base62:14>",),
        counterexamples=("docker run app \\\n  -u 1000:1000 \\", "  -u $USER:$PASSWORD"),
    ),
    token(
        "shell_commands.piped",
        "Password piped to a command",
        r"\becho[ \t]+(?:-[ne]{1,2}[ \t]+)?(?P<user>[\"']?[\w.-]{1,60}:)?"
        + _WORD
        + r"[ \t]*\|[ \t]*"
        r"(?:sudo[ \t]+(?:-\w+[ \t]+){0,3})?(?:sudo[ \t]+-S|-S\b|chpasswd|passwd[ \t]+--stdin"
        r"|\S{1,60}[^\n|]{0,200}"
        r"--password-stdin|cryptsetup|kinit|smbpasswd)",
        signal=r"\becho[ \t][^\n|]{3,300}\|[^\n]{0,200}(?:sudo|chpasswd|--stdin|--password-stdin"
        r"|cryptsetup"
        r"|kinit|smbpasswd)",
        keywords=("echo",),
        weight=Weight(3, "what a command reads its password from"),
        validate=_not_told,
        advice=_ADVICE,
        references=_PROCESS_LIST,
        examples=(
            "echo 'p7<base62:8>' | sudo -S apt-get update",
            'echo "deploy:p7<base62:8>" | chpasswd',
            "echo p7<base62:20> | docker login -u ci --password-stdin reg.corp.net",
        ),
        counterexamples=(
            'echo "$PASSWORD" | docker login --password-stdin',
            "echo y | sudo apt-get install",
        ),
    ),
    token(
        "shell_commands.option",
        "Password in the option of a command",
        r"(?:\bopenssl\b[^\n]{0,300}?-(?:passin|passout|pass)[ \t]+[\"']?pass:"
        r"|\b(?:keytool|jarsigner|apksigner)\b[^\n]{0,300}?-(?:storepass|keypass|srcstorepass|deststorepass"
        r"|destkeypass|srckeypass)[ \t]+"
        r"|\bldap(?:search|modify|add|delete|passwd|whoami)\b[^\n]{0,200}?[ \t]-w[ \t]+"
        r"|\bredis-cli\b[^\n]{0,200}?[ \t](?:-a|--pass)[ \t]+"
        r"|\b(?:mongo|mongosh|mongodump|mongorestore|mongoimport"
        r"|mongoexport)\b[^\n]{0,200}?[ \t]-p[ \t]*"
        r"|\b(?:sqlcmd|bcp|osql|mosquitto_(?:pub|sub))\b[^\n]{0,200}?[ \t]-P[ \t]*"
        r"|\b(?:smbclient|rpcclient|smbmap|crackmapexec"
        r"|winexe)\b[^\n]{0,200}?[ \t]-U[ \t]*[\"']?[\w\\/.-]{1,60}%"
        r"|\b(?:xfreerdp|rdesktop)\b[^\n]{0,200}?[ \t]/?-?p:?[ \t]?"
        r"|\bhtpasswd\b[ \t]+-\w{0,4}b\w{0,4}[ \t]+(?:[^\s-]\S{0,200}[ \t]+)?[\w.@-]{1,60}[ \t]+"
        r"|\bsqlplus\b[ \t]+(?:-\w+[ \t]+){0,3}[\w.]{1,60}/(?=[^\s@]{3,60}@)"
        r"|\blftp\b[^\n]{0,200}?[ \t]-u[ \t]*[\"']?[\w.@-]{1,60},"
        r"|\b(?:unzip|zip|7z[ar]?|rar|unrar)\b[^\n]{0,200}?[ \t](?:-P[ \t]+|-p(?=[A-Za-z0-9]))"
        r"|\baz[ \t]+login\b[^\n]{0,200}?[ \t]-p[ \t]+"
        r"|\bsnowsql\b[^\n]{0,200}?[ \t]-p[ \t]+)" + _WORD,
        signal=r"(?:openssl[^\n]{1,300}-pass|(?:keytool|jarsigner"
        r"|apksigner)[ \t][^\n]{1,300}pass[ \t]"
        r"|ldap(?:search|modify|add|delete|passwd|whoami)[ \t][^\n]{0,200}-w"
        r"|redis-cli[ \t][^\n]{0,200}-(?:a|-pass)|mongo(?:sh|dump|restore|import"
        r"|export)?[ \t][^\n]{0,200}-p"
        r"|(?:sqlcmd|bcp|osql|mosquitto_(?:pub|sub))[ \t][^\n]{0,200}-P"
        r"|(?:smbclient|rpcclient|smbmap|crackmapexec|winexe)[ \t][^\n]{0,200}-U"
        r"|(?:xfreerdp|rdesktop)[ \t]|htpasswd[ \t]+-|sqlplus[ \t]|lftp[ \t][^\n]{0,200}-u"
        r"|(?:zip|7z[ar]?|rar)[ \t][^\n]{0,200}[ \t]-[pP]|az[ \t]+login[ \t]|snowsql[ \t])",
        keywords=(
            "openssl",
            "keytool",
            "jarsigner",
            "apksigner",
            "ldap",
            "redis-cli",
            "mongo",
            "sqlcmd",
            "bcp",
            "osql",
            "mosquitto",
            "smb",
            "rpcclient",
            "crackmapexec",
            "winexe",
            "xfreerdp",
            "rdesktop",
            "htpasswd",
            "sqlplus",
            "lftp",
            "zip",
            "7z",
            "rar",
            "az",
            "snowsql",
        ),
        weight=Weight(2, "the option a command takes its password by"),
        validate=_not_told,
        advice=_ADVICE,
        references=_PROCESS_LIST,
        examples=(
            "openssl rsa -in a.key -passin pass:w3<base62:10>",
            "keytool -list -keystore a.jks -storepass w3<base62:10>",
            "ldapsearch -x -D cn=admin -w 'w3<base62:10>' -b dc=corp",
            "redis-cli -h cache.corp.net -a w3<base62:10> ping",
            "sqlcmd -S db.corp.net -U sa -P w3<base62:10>",
            "smbclient //nas/share -U deploy%w3<base62:10>",
            "htpasswd -bc .htpasswd deploy w3<base62:10>",
        ),
        counterexamples=(
            "openssl rsa -in a.key -passin env:KEY_PASS",
            "ldapsearch -x -D cn=admin -W -b dc=corp",
            "redis-cli -a $REDIS_PASSWORD ping",
            "keytool -storepass ${STOREPASS}",
        ),
    ),
    token(
        "shell_commands.powershell",
        "Password in a PowerShell secure string",
        r"(?i:ConvertTo-SecureString)[ \t]+(?:-String[ \t]+)?[\"']"
        r"(?P<value>[^\"'\n$<>]{4,200})[\"'][^\n]{0,60}"
        r"(?i:-AsPlainText)",
        signal=r"(?i:ConvertTo-SecureString)[ \t]+(?:-String[ \t]+)?[\x22']",
        keywords=("convertto-securestring",),
        weight=Weight(3, "text made into a secure string"),
        validate=_not_told,
        advice="Change it, and read it with `Get-Secret` or `Read-Host -AsSecureString` instead.",
        references=(
            "https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.security/"
            "convertto-securestring",
        ),
        examples=('ConvertTo-SecureString "k9<base62:10>" -AsPlainText -Force',),
        counterexamples=("ConvertTo-SecureString $password -AsPlainText -Force",),
    ),
    token(
        "shell_commands.windows-user",
        "Password in a Windows user command",
        r"(?i:\bnet1?[ \t]+user[ \t]+[^\s/]{1,60}[ \t]+"
        r"(?P<value>[^\s/*$%<>\"'][^\s\"'$%<>]{3,60})[ \t]+/add"
        r"|\bcmdkey\b[^\n]{0,160}/pass:(?P<other>[^\s\"'$%<>]{4,60}))",
        signal=r"(?i:\bnet1?[ \t]+user[ \t]+[^\s/]{1,60}[ \t]+[^\s/*]"
        r"|\bcmdkey\b[^\n]{0,160}/pass:)",
        keywords=("user", "cmdkey"),
        weight=Weight(2, "the password a Windows account is given"),
        validate=lambda match, document: kept(match, document) if match["value"] else (),
        advice=_ADVICE,
        references=(
            "https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/cmdkey",
        ),
        examples=("net user deploy Kx7#<base62:6> /add",),
        counterexamples=("net user deploy * /add", "net user deploy %PASSWORD% /add"),
    ),
)
detect = rules_detector(RULES)
