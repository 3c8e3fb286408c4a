"""Networks and machines: routers, tunnels, name tables, SSH, units, monitoring, first boot."""

from promptguard.detectors.infrastructure._shape import config, marks
from promptguard.model import Weight
from promptguard.model.rule import Sample

_NAMED = Weight(0, "a section of its name")
_PORT = (
    r"(?:GigabitEthernet|FastEthernet|TenGigabitEthernet|Ethernet|Vlan|Loopback|Port-channel"
    r"|Serial|Tunnel|Management|Bundle-Ether|BVI|port-channel)"
)

MATERIALS = (
    config(
        "router",
        "Configuration of a router, switch or firewall",
        (
            rf"^interface {_PORT}[ ]?\d",
            r"^Current configuration : \d{1,9} bytes",
            r"^set (?:system|interfaces|security|protocols|routing-options|policy-options) \S",
            r"^(?:hostname|switchname) [\w.-]{1,80}\r?$",
        ),
        marks(
            (1, "interfaces", rf"^interface {_PORT}[ ]?\d"),
            (
                1,
                "settings of an interface",
                (
                    r"^ {1,4}(?:no )?(?:ip(?:v6)? address|switchport|shutdown|spanning-tree|speed"
                    r"|duplex|nameif|channel-group|encapsulation)\b"
                ),
            ),
            (
                1,
                "routing, access and lines",
                (
                    r"^(?:router (?:ospf|bgp|eigrp|isis|rip)|ip (?:route|access-list|domain"
                    r"|name-server)|access-list|line (?:vty|con)|enable (?:secret|password)"
                    r"|username \S{1,40} (?:secret|password|privilege)|snmp-server|aaa new-model"
                    r"|service timestamps|object network|vlan \d)"
                ),
            ),
            (
                2,
                "statements of JunOS",
                r"^set (?:system|interfaces|security|protocols|routing-options|policy-options) \S",
                3,
            ),
        ),
        ("interface", "current configuration", "set ", "hostname", "switchname"),
        (
            "https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/fundamentals/configuration/15mt/fundamentals-15-mt-book.html"
        ),
        weight=_NAMED,
        signal=(
            r"^interface [A-Z][a-z]{2,20}-?[A-Za-z]{0,20} ?\d|Current configuration : \d|^set "
            r"(?:system|interfaces|security|protocols|routing-options|policy-options) "
            r"|^(?:hostname|switchname) \w"
        ),
        examples=(
            (
                "hostname edge\n!\ninterface GigabitEthernet0/1\n ip address 192.0.2.1 "
                "255.255.255.0\n!\n"
            ),
            "set system host-name a\nset interfaces ge-0/0/0 unit 0\nset protocols ospf area 0\n",
        ),
        counterexamples=("hostname web\n", "set system time\n"),
    ),
    config(
        "tunnel",
        "WireGuard or OpenVPN configuration",
        (r"^\[(?:Interface|Peer)\]", r"^dev[ \t](?:tun|tap)\d{0,3}\b"),
        marks(
            (1, "a peer", r"^\[Peer\]"),
            (
                1,
                "keys and allowed addresses",
                r"^(?:PrivateKey|PublicKey|PresharedKey|AllowedIPs|Endpoint|ListenPort)[ \t]?=",
            ),
            (
                1,
                "who to reach",
                (
                    r"^(?:remote[ \t]\S{1,120}[ \t]\d|server[ \t]\d|client[ \t]*\r?$|proto[ "
                    r"\t](?:udp|tcp))"
                ),
            ),
            (
                1,
                "ciphers and certificates",
                (
                    r"^(?:<?ca\b|<?cert\b|<?key\b|<?tls-(?:auth|crypt)|cipher[ \t]|auth[ \t]"
                    r"|remote-cert-tls|persist-key|nobind)"
                ),
            ),
        ),
        ("[interface]", "[peer]", "dev tun", "dev tap"),
        "https://www.wireguard.com/quickstart/",
        weight=_NAMED,
        examples=(
            "[Interface]\nListenPort = 51820\n\n[Peer]\nAllowedIPs = 192.0.2.0/24\n",
            "client\ndev tun\nproto udp\nremote vpn.example.com 1194\nca ca.crt\n",
        ),
        counterexamples=("[Interface]\ncolor = red\n", "dev tunnel\n"),
    ),
    config(
        "ssh",
        "SSH client or server configuration",
        (
            r"^(?i:host)[ \t]{1,8}[\w.*?!-]",
            (
                r"^#?(?:PermitRootLogin|PasswordAuthentication|AuthorizedKeysFile"
                r"|ChallengeResponseAuthentication)[ \t]{1,8}\S"
            ),
        ),
        marks(
            (
                2,
                "how a host is reached",
                (
                    r"^[ \t]{0,8}(?i:hostname|identityfile|proxyjump|proxycommand|forwardagent"
                    r"|localforward|userknownhostsfile|stricthostkeychecking|identitiesonly"
                    r"|serveraliveinterval|controlpath)(?:[ \t]{1,8}|=)\S"
                ),
            ),
            (1, "users and ports", r"^[ \t]{1,8}(?i:user|port)[ \t]{1,8}\S"),
            (
                1,
                "directives of the server",
                (
                    r"^#?(?:PermitRootLogin|PasswordAuthentication|AuthorizedKeysFile|UsePAM"
                    r"|X11Forwarding|AllowUsers|Subsystem)[ \t]{1,8}\S"
                ),
                2,
            ),
        ),
        (
            "host",
            "permitrootlogin",
            "passwordauthentication",
            "authorizedkeysfile",
            "challengeresponse",
        ),
        "https://man.openbsd.org/ssh_config",
        weight=_NAMED,
        examples=(
            "Host bastion\n  HostName b.example.com\n  User deploy\n",
            "Host *\n  IdentityFile ~/.ssh/id\n",
        ),
        counterexamples=("Host name\n", "Host: example.com\n", "Host Party\nuser friendly\n"),
    ),
    config(
        "host-table",
        "Table of host names or DNS zone",
        (
            r"^127\.0\.[01]\.1[ \t]{1,20}[a-z]",
            r"[ \t]IN[ \t]{1,16}SOA[ \t]{1,16}\S",
            r"^\$ORIGIN[ \t]",
        ),
        marks(
            (
                2,
                "addresses and names",
                r"^(?:\d{1,3}\.){3}\d{1,3}[ \t]{1,20}[a-z][\w.-]{1,120}(?:[ \t#]|\r?$)",
                3,
            ),
            (
                1,
                "addresses of the local host",
                r"^(?:::1|fe00::0|ff02::1)[ \t]{1,20}\S|^127\.0\.0\.1[ \t]{1,20}localhost",
            ),
            (
                2,
                "records of a zone",
                (
                    r"[ \t](?:IN[ \t]{1,16})?(?:A|AAAA|NS|MX|CNAME|PTR)[ \t]{1,16}[\w.:@-]+[ "
                    r"\t]*(?:;[^\n]*)?\r?$"
                ),
                2,
            ),
        ),
        ("127.0.", "soa", "$origin"),
        "https://man7.org/linux/man-pages/man5/hosts.5.html",
        weight=_NAMED,
        examples=(
            "127.0.0.1 localhost\n192.0.2.4 db\n192.0.2.5 web web1\n",
            (
                "$ORIGIN example.com.\n@ IN SOA ns. admin. 1 2 3 4 5\n  IN NS "
                "ns1.example.com.\nw IN A 192.0.2.1\n"
            ),
        ),
        counterexamples=("127.0.0.1 localhost\n", "the $ORIGIN directive"),
    ),
    config(
        "network-setup",
        "Firewall rules or network setup of a host",
        (
            r"^-A (?:INPUT|OUTPUT|FORWARD|PREROUTING|POSTROUTING)\b",
            r"^iface[ \t]\S{1,20}[ \t]inet",
            r"^subnet[ \t][\d.]{7,15}[ \t]netmask[ \t]",
            r"^(?:table|chain)[ \t](?:inet|ip6?)[ \t]\w",
            r"^network:[ \t]*\r?\n[ \t]{1,8}(?:version|ethernets|renderer):",
        ),
        marks(
            (
                2,
                "chains of iptables",
                r"^\*(?:filter|nat|mangle|raw)\b|^:(?:INPUT|FORWARD|OUTPUT|PREROUTING)\b",
            ),
            (
                2,
                "addresses and gateways",
                (
                    r"^[ \t]{1,8}(?:address|netmask|gateway|dns-nameservers)[ \t]|^[ "
                    r"\t]{2,12}(?:addresses|dhcp4|gateway4|nameservers|routes):|^[ \t]{1,8}inet[ "
                    r"\t]static"
                ),
            ),
            (
                2,
                "ranges of addresses",
                (
                    r"^[ \t]{1,8}(?:range|option[ \t](?:routers|domain-name|subnet-mask)"
                    r"|fixed-address|hardware[ \t]ethernet)\b"
                ),
            ),
            (
                2,
                "rules of nftables",
                r"^[ \t]{1,8}(?:type (?:filter|nat) hook|tcp dport|ct state|iifname)",
            ),
        ),
        ("-a ", "iface", "subnet", "table", "chain", "network:"),
        "https://manpages.debian.org/stable/iptables/iptables-save.8.en.html",
        examples=(
            "*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n",
            "iface eth0 inet static\n  address 192.0.2.3\n  gateway 192.0.2.1\n",
        ),
        counterexamples=("-A INPUT", "table ip x"),
    ),
    config(
        "systemd",
        "systemd or supervisor unit",
        (r"^\[(?:Unit|Service|program:[\w-]{1,60})\][ \t]*\r?$",),
        marks(
            (
                2,
                "what is started",
                (
                    r"^(?:Exec(?:Start|Stop|Reload)(?:Pre|Post)?|OnCalendar|OnBootSec"
                    r"|ListenStream|Where)[ \t]?="
                ),
            ),
            (
                1,
                "how it is ordered",
                r"^(?:WantedBy|After|Requires|Wants|Before|PartOf|Description)[ \t]?=",
            ),
            (
                2,
                "a program under supervision",
                r"^\[program:[^\n]{1,80}\r?\n(?:[^\n\[]{1,200}\n){0,6}command[ \t]?=",
            ),
        ),
        ("[unit]", "[service]", "[program:"),
        "https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html",
        weight=_NAMED,
        examples=("[Unit]\nDescription=web\n\n[Service]\nExecStart=/usr/bin/web\n",),
        counterexamples=("[Service]\nname = x\n", "[Unit]\nmetre = 1\n"),
    ),
    config(
        "monitoring-setup",
        "Prometheus or Alertmanager configuration",
        (
            r"^(?:scrape_configs|alerting|rule_files|receivers|route)[ \t]?:",
            r"^groups[ \t]?:[ \t]*\r?\n[ \t]{0,8}-[ \t]",
        ),
        marks(
            (
                2,
                "jobs and targets",
                r"^[ \t]{0,8}(?:-[ \t])?(?:job_name|static_configs|scrape_interval)[ \t]?:",
            ),
            (
                1,
                "receivers of alerts",
                (
                    r"^[ \t]{2,12}(?:-[ \t])?(?:group_by|group_wait|repeat_interval"
                    r"|\w{1,20}_configs)[ \t]?:"
                ),
            ),
            (1, "alerts", r"^[ \t]{2,12}-[ \t](?:alert|record)[ \t]?:"),
            (1, "expressions", r"^[ \t]{2,12}expr[ \t]?:"),
        ),
        ("scrape_configs", "alerting", "rule_files", "receivers", "route", "groups"),
        "https://prometheus.io/docs/prometheus/latest/configuration/configuration/",
        weight=_NAMED,
        examples=(
            "scrape_configs:\n  - job_name: a\n    static_configs: []\n",
            "groups:\n- name: a\n  rules:\n  - alert: Down\n    expr: up == 0\n",
        ),
        counterexamples=("route: /home\n", "groups:\n- name: users\n"),
    ),
    config(
        "cloud-init",
        "Settings of a machine's first boot (cloud-init, kickstart, preseed)",
        (r"\A#cloud-config\b", r"^d-i[ \t][\w-]{2,40}/", r"^%packages\b"),
        marks(
            (2, "says so in its first line", r"\A#cloud-config\b"),
            (2, "answers for an installer", r"^d-i[ \t][\w/-]{4,80}[ \t]\w", 3),
            (
                2,
                "a kickstart",
                r"^(?:rootpw|bootloader|autopart|clearpart|timezone|firewall|selinux)[ \t]",
                2,
            ),
        ),
        ("#cloud-config", "d-i", "%packages"),
        "https://cloudinit.readthedocs.io/en/latest/explanation/format.html",
        weight=_NAMED,
        examples=("#cloud-config\nusers:\n  - name: deploy\n",),
        counterexamples=("text #cloud-config\n", Sample("x.md", "#cloud-config\n")),
    ),
    config(
        "service-manager",
        "Service definition of upstart, monit or Solaris",
        (
            (
                r"^(?:start|stop) on (?:\(|runlevel|filesystem|start|stop|net|local|virtual"
                r"|desktop|\w+ing\b)"
            ),
            r"^check (?:process|host|file|filesystem|program|system|network)[ \t]\S",
            r"<!DOCTYPE service_bundle",
        ),
        marks(
            (
                1,
                "how it is kept running",
                (
                    r"^(?:respawn|expect (?:fork|daemon)|exec[ \t]|(?:pre|post)-(?:start|stop)"
                    r"|script\b)"
                ),
            ),
            (
                1,
                "what is watched",
                (
                    r"^[ \t]{1,8}(?:start program|stop program|if (?:failed|cpu|totalmem|\d)"
                    r"|group[ \t])"
                ),
            ),
            (1, "a bundle of services", r"<service_bundle\b"),
        ),
        ("start on", "stop on", "check ", "service_bundle"),
        "https://mmonit.com/monit/documentation/monit.html",
        examples=(
            "start on runlevel [2345]\nrespawn\nexec /usr/bin/web\n",
            'check process web with pidfile /run/web.pid\n  start program = "/bin/a"\n',
        ),
        counterexamples=("start on Monday\n", "check process of it\n"),
    ),
)
