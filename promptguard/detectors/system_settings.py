"""Passwords in the settings of systems and networks: Ansible, Cisco, Wi-Fi, IPsec, Windows, IRC."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.kept import in_code, kept_in_file
from promptguard.evidence.placeholders import is_repetition
from promptguard.evidence.tokens import token
from promptguard.model import Weight

_CHANGE = "Change it on the system, and keep it in a vault that this file refers to."


def _reversible(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Encoded with a key that everybody knows, which is as good as plain text."""
    return None if is_repetition(match["value"]) else in_code(document)


def _community(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """`public` and `private` open nothing that is not open already."""
    if match["value"].lower() in ("public", "private", "string", "name", "word", "line"):
        return None
    return kept_in_file(match, document)


RULES = (
    token(
        "system_settings.ansible",
        "Password in an Ansible inventory",
        r"\bansible_(?:(?:ssh|sudo|su|become|winrm|httpapi|enable|connection)_)?pass"
        r"(?:word)?[\"']?[ \t]*[:=][ \t]*"
        r"(?P<quote>[\"'])?(?P<value>[^\s\"'{}!|>$<()]{4,200})",
        signal=r"\bansible_(?:(?:ssh|sudo|su|become|winrm|httpapi|enable|connection)_)?pass"
        r"(?:word)?[\x22']?[ \t]*[:=]"
        r"[ \t]*[\x22']?[^\s\x22'{}!|>$<]{4}",
        keywords=("ansible_",),
        weight=Weight(3, "the variable that Ansible signs in with"),
        validate=kept_in_file,
        advice="Change it, and encrypt the variable with `ansible-vault encrypt_string`.",
        references=(
            "https://docs.ansible.com/ansible/latest/inventory_guide/connection_details.html",
        ),
        examples=(
            "web1 ansible_host=10.3.0.17 ansible_user=ops ansible_ssh_pass=k3<base62:8>",
            "ansible_become_password: k3<base62:8>",
        ),
        counterexamples=(
            "ansible_password: '{{ vault_password }}'",
            "ansible_become_pass: !vault |",
            "ansible_ssh_pass=$PASS",
        ),
    ),
    token(
        "system_settings.cisco-reversible",
        "Cisco password (type 7)",
        r"\b(?:password|key|key-string|secret|md5|community)[ \t]+7[ \t]+"
        r"(?P<value>[01]\d[0-9A-F]{6,80})\b",
        keywords=(" 7 ",),
        weight=Weight(3, "a password in Cisco's reversible code"),
        validate=_reversible,
        advice="Change it, and let the device keep type 8 or 9 hashes instead.",
        references=(
            "https://www.cisco.com/c/en/us/support/docs/security-vpn/remote-authentication-dial-user-"
            "service-radius/107614-64.html",
        ),
        examples=("username ops password 7 08<HEX:14>",),
        counterexamples=("access-list 7 permit any", "password 7 characters long"),
    ),
    token(
        "system_settings.snmp-community",
        "SNMP community",
        r"^[ \t]*(?:snmp-server[ \t]+community[ \t]+|(?:ro|rw)community6?[ \t]+"
        r"|com2sec[ \t]+\S{1,60}[ \t]+\S{1,60}[ \t]+)"
        r"\"?(?P<value>[^\s\"<>${}]{4,64})",
        keywords=("community", "com2sec"),
        weight=Weight(2, "the word that opens SNMP"),
        validate=_community,
        advice="Change the community, or better move to SNMPv3 with its own users and keys.",
        references=("https://www.rfc-editor.org/rfc/rfc1157",),
        examples=(
            "snmp-server community q8<base62:10> RO",
            "rocommunity q8<base62:10> 10.3.0.0/16",
        ),
        counterexamples=("snmp-server community public RO", "rocommunity ${COMMUNITY}"),
    ),
    token(
        "system_settings.wifi",
        "Wi-Fi password",
        r"^[ \t]*(?:psk|wpa_passphrase|wep_key0|sae_password)[ \t]*=[ \t]*\"?"
        r"(?P<value>[^\s\"#<>${}()]{8,64})\"?",
        keywords=("psk", "wpa_passphrase", "wep_key0", "sae_password"),
        weight=Weight(3, "the key of a wireless network"),
        validate=kept_in_file,
        advice="Change the network's password, and let the device ask a key store for it.",
        references=("https://w1.fi/cgit/hostap/plain/wpa_supplicant/wpa_supplicant.conf",),
        examples=(
            'network={\n  ssid="corp"\n  psk="q8<base62:12>"\n}',
            "wpa_passphrase=q8<base62:12>",
        ),
        counterexamples=('psk="<your passphrase>"', "psk=$WIFI_PSK"),
    ),
    token(
        "system_settings.ipsec",
        "Pre-shared key of IPsec or PPP",
        r"(?:^[^\n#]{0,200}?:[ \t]*(?:PSK|XAUTH|EAP)[ \t]+(?=\"|0[xs])|^[^\s#]{1,80}[ \t]+(?:\*"
        r"|l2tpd|pptpd|PPTP)[ \t]+)"
        r"(?:\"(?=[^\"\n]{4,200}\")|(?=0[xs]))?(?P<value>[^\s\"<>${}()]{4,200})\"?[ \t*]*\r?$",
        signal=r"(?:PSK|XAUTH|EAP)[ \t]+(?:\x22|0[xs])[^\s\x22<>${}]{4}"
        r"|[ \t](?:l2tpd|pptpd|PPTP)[ \t]+[^\s]{4}",
        keywords=("psk", "xauth", "eap", "l2tpd", "pptpd", "pptp"),
        weight=Weight(3, "a line of a file of secrets"),
        validate=kept_in_file,
        advice="Change the key on both ends, and move to certificates where the peers allow it.",
        references=("https://wiki.strongswan.org/projects/strongswan/wiki/IpsecSecrets",),
        examples=('vpn.corp.net : PSK "q8<base62:14>"', "deploy l2tpd q8<base62:12> *"),
        counterexamples=(': PSK "<shared secret>"',),
    ),
    token(
        "system_settings.group-policy",
        "Password in a Windows group policy",
        r"\bcpassword=\"(?P<value>[A-Za-z0-9+/]{20,400}={0,2})\"",
        keywords=("cpassword",),
        weight=Weight(4, "a password whose key Microsoft has published"),
        validate=_reversible,
        advice="Change the account's password, and delete the policy that still holds it.",
        references=(
            "https://support.microsoft.com/en-us/topic/ms14-025-vulnerability-in-group-policy-"
            "preferences-could-allow-elevation-of-privilege-may-13-2014-"
            "60734e15-af79-26ca-ea53-8cd617073c30",
        ),
        examples=('<Properties cpassword="<base64:43>=" userName="ops"/>',),
        counterexamples=('<Properties cpassword="" userName="ops"/>',),
    ),
    token(
        "system_settings.unattended",
        "Password in a Windows answer file",
        r"<(?:AdministratorPassword|Password)>\s{0,80}<Value>(?P<value>[^<\s]{4,200})</Value>",
        signal=r"<(?:AdministratorPassword|Password)>[ \t]*(?:\r?$|<Value>)",
        keywords=("password>",),
        weight=Weight(3, "the password of an account that setup makes"),
        validate=kept_in_file,
        lines=2,
        advice=_CHANGE,
        references=(
            "https://learn.microsoft.com/en-us/windows-hardware/customize/desktop/unattend/"
            "microsoft-windows-shell-setup-useraccounts-administratorpassword",
        ),
        examples=("<AdministratorPassword>\n  <Value>q8<base62:10></Value>",),
        counterexamples=("<AdministratorPassword>\n  <Value>*SENSITIVE*DATA*</Value>",),
    ),
    token(
        "system_settings.irc",
        "Password given to an IRC service",
        r"(?i:nickserv)[ \t:,]+(?i:identify|register)[ \t]+(?:[A-Za-z_][\w-]{0,30}[ \t]+"
        r"(?=\S{4}))?(?P<value>[^\s\"'<>${};|\[\]]{4,80})",
        keywords=("nickserv",),
        weight=Weight(3, "what a nickname is identified with"),
        validate=kept_in_file,
        advice="Change the password, and use SASL with a certificate instead.",
        references=("https://libera.chat/guides/registration",),
        examples=('autosendcmd = "/msg nickserv identify q8<base62:8>";',),
        counterexamples=("/msg NickServ IDENTIFY <password>", "/msg nickserv identify $pass"),
    ),
    token(
        "system_settings.redis",
        "Password of a Redis server",
        r"^[ \t]*(?:requirepass|masterauth|sentinel[ \t]+auth-pass[ \t]+[\w.-]{1,60})[ \t]+\"?"
        r"(?P<value>[^\s\"<>${}()]{4,200})\"?[ \t]*\r?$",
        signal=r"^[ \t]*(?:requirepass|masterauth|sentinel[ \t]+auth-pass)[ \t]+[^\s]{4}",
        keywords=("requirepass", "masterauth", "auth-pass"),
        weight=Weight(3, "the directive that a server asks its clients by"),
        validate=kept_in_file,
        advice="Change it, and keep it in an ACL file of mode 0600 or a secret store.",
        references=("https://redis.io/docs/latest/operate/oss_and_stack/management/security/",),
        examples=("requirepass q8<base62:12>", "sentinel auth-pass mymaster q8<base62:12>"),
        counterexamples=("# requirepass foobared", "requirepass ${REDIS_PASSWORD}"),
    ),
)
detect = rules_detector(RULES)
