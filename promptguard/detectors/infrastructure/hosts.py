"""What runs on hosts and how they are set up: Salt, Puppet, Chef, and web servers' files."""

from promptguard.detectors.infrastructure._shape import config, marks
from promptguard.model import Weight

_BLOCK = Weight(0, "a block of its name")
_STATE = (
    r"^[ \t]{1,8}(?:- )?(?:pkg|pkgrepo|file|service|cmd|user|group|git|pip|archive|cron|mount"
    r"|host)\."
    r"(?:installed|latest|managed|directory|running|run|wait|present|absent|recurse|append|replace"
    r"|symlink|enabled|dead|removed|purged|mounted|extracted|script)\b"
)

MATERIALS = (
    config(
        "salt",
        "Salt states or pillar",
        (rf"{_STATE}", r"\bsalt://[\w./-]{2}"),
        marks(
            (
                2,
                "states of packages, files or services",
                (
                    r"^[ \t]{1,8}(?:- )?(?:pkg|file|service|cmd|user|group)\.(?:installed|latest"
                    r"|managed|directory|running|run|wait|present|absent|recurse|append|replace"
                    r"|symlink|enabled|dead|removed)\b"
                ),
            ),
            (
                1,
                "requisites",
                (
                    r"^[ \t]{2,12}- (?:require|watch|source|onchanges|names?|user|template|enable"
                    r"|mode|unless|onlyif)[ \t]?:"
                ),
            ),
            (1, "grains or pillar", r"\{\{[ \t]?(?:pillar|grains|salt)\b"),
        ),
        (
            "pkg.",
            "file.",
            "service.",
            "cmd.",
            "user.",
            "group.",
            "git.",
            "pip.",
            "archive.",
            "cron.",
            "mount.",
            "host.",
            "salt://",
        ),
        "https://docs.saltproject.io/en/latest/topics/tutorials/starting_states.html",
        paths=((r"\.sls$", 1, "named as Salt's files are"),),
        signal=(
            r"(?:pkg|pkgrepo|file|service|cmd|user|group|git|pip|archive|cron|mount"
            r"|host)\.(?:installed|latest|managed|directory|running|run|wait|present|absent"
            r"|recurse|append|replace|symlink|enabled|dead|removed|purged|mounted|extracted"
            r"|script)|salt://[\w./-]"
        ),
        examples=(
            "nginx:\n  pkg.installed: []\n  service.running:\n    - require:\n      - pkg: nginx\n",
        ),
        counterexamples=("  file.close()\n", "  - host.name\n"),
    ),
    config(
        "puppet-chef",
        "Puppet manifest or Chef recipe",
        (
            r"^[ \t]{0,8}(?:package|file|service|exec|user|cron|group)[ \t]?\{[ \t]?['\"$\[]",
            (
                r"^[ \t]{0,4}(?:package|service|template|cookbook_file|directory|remote_file"
                r"|execute|include_recipe|link)[ \t]['\"][^'\"\n]{1,120}['\"](?:[ \t]do)?[ "
                r"\t]*\r?$"
            ),
        ),
        marks(
            (2, "an ensured state", r"^[ \t]{2,12}ensure[ \t]{0,12}=>"),
            (
                1,
                "a class or a node",
                r"^(?:class|node|define)[ \t]['\"\w:]{1,80}[ \t]?(?:\(|\{|inherits)",
            ),
            (
                2,
                "actions and attributes of Chef",
                (
                    r"^[ \t]{1,8}(?:action[ \t]{1,4}[:\[]|notifies[ \t]{1,4}:|variables\("
                    r"|source[ \t]['\"]|mode[ \t]['\"]0)|^include_recipe\b"
                ),
            ),
        ),
        (
            "package",
            "file",
            "service",
            "exec",
            "user",
            "cron",
            "group",
            "template",
            "directory",
            "execute",
            "include_recipe",
            "link",
        ),
        "https://www.puppet.com/docs/puppet/latest/lang_resources.html",
        # Chef's recipes are programs by name: there only what no other program says is asked for.
        signal=(
            r"ensure[ \t]{0,12}=>|^include_recipe|^[ \t]{1,8}(?:notifies[ \t]{1,4}:|variables\("
            r"|action[ \t]{1,4}[:\[]|source[ \t]['\"]|mode[ \t]['\"]0)"
        ),
        elsewhere=(),
        paths=(
            (r"\.pp$|/(?:recipes|manifests)/", 1, "named as such files are"),
            (r"\.(?:md|rst|html?|py|js|ts|go|java|swift|kt)$", -5, "a manual or a program"),
        ),
        examples=(
            "package { 'nginx':\n  ensure => installed,\n}\n",
            "template '/etc/a.conf' do\n  source 'a.erb'\n  action :create\nend\n",
        ),
        counterexamples=("file { 'x' }", "service 'web'\n"),
    ),
    config(
        "nginx",
        "nginx configuration",
        (
            (
                r"^[ \t]{0,12}(?:server|http|events|stream|upstream[ \t]{1,4}[\w.{}-]{1,80})[ "
                r"\t]{0,4}\r?\n?\{"
            ),
            r"^[ \t]{0,16}(?:proxy_pass|fastcgi_pass|uwsgi_pass)[ \t]{1,8}\S{3}",
            r"^[ \t]{0,16}server_name[ \t]{1,16}\S",
        ),
        marks(
            (1, "a listening address", r"^[ \t]{0,16}listen[ \t]{1,16}[^;\n]{1,120};"),
            (1, "names of a server", r"^[ \t]{0,16}server_name[ \t]{1,16}[^;\n]{1,200};"),
            (1, "locations", r"^[ \t]{0,16}location[ \t]{1,4}[~^=@*/\"'\w{][^\n{]{0,200}\{"),
            (
                1,
                "where requests go",
                (
                    r"^[ \t]{0,16}(?:proxy_pass|fastcgi_pass|uwsgi_pass|root|alias|try_files"
                    r"|proxy_set_header)[ \t]{1,16}[^;\n]{1,200};"
                ),
            ),
            (
                1,
                "workers and logs",
                (
                    r"^[ \t]{0,8}(?:worker_processes|worker_connections|access_log|error_log"
                    r"|include|ssl_certificate(?:_key)?)[ \t]{1,16}[^;\n]{1,200};"
                ),
            ),
        ),
        (
            "server",
            "http",
            "events",
            "stream",
            "upstream",
            "proxy_pass",
            "fastcgi_pass",
            "uwsgi_pass",
        ),
        "https://nginx.org/en/docs/beginners_guide.html",
        weight=_BLOCK,
        examples=("server {\n    listen 80;\n    server_name example.com;\n    root /srv;\n}\n",),
        counterexamples=("server {\n  port = 8080\n}\n", "  listen 80;\n", "let server = {\n}"),
    ),
    config(
        "haproxy",
        "HAProxy configuration",
        (r"^(?:frontend|backend|listen)[ \t]{1,8}[\w.{}: -]{1,80}\r?$",),
        marks(
            (
                1,
                "servers or listeners",
                r"^[ \t]{1,16}(?:server[ \t]{1,8}\S{1,80}[ \t]{1,8}\S|bind[ \t]{1,8}\S)",
            ),
            (
                1,
                "how load is shared",
                (
                    r"^[ \t]{1,16}(?:balance|default_backend|use_backend|option[ "
                    r"\t]{1,4}(?:httplog|tcplog|httpchk|forwardfor|httpclose)|mode[ "
                    r"\t]{1,4}(?:http|tcp)|timeout[ \t]{1,4}(?:connect|client|server|queue))\b"
                ),
            ),
            (1, "global and default sections", r"^(?:global|defaults)[ \t]*\r?$"),
        ),
        ("frontend", "backend", "listen"),
        "https://docs.haproxy.org/3.0/configuration.html",
        examples=(
            (
                "frontend www\n    bind *:80\n    default_backend app\nbackend app\n    balance "
                "roundrobin\n    server a 192.0.2.1:80\n"
            ),
        ),
        counterexamples=("backend developer\n", "frontend code\nis here\n"),
    ),
    config(
        "apache",
        "Apache configuration",
        (
            r"<VirtualHost[ \t]{1,4}[^>\n]{1,120}>",
            r"^[ \t]{0,8}<(?:Directory|Location|IfModule|Proxy)[ \t]{1,4}[^>\n]{1,120}>",
            r"^[ \t]{0,8}(?:LoadModule|ServerRoot|DocumentRoot)[ \t]{1,8}\S",
        ),
        marks(
            (1, "a virtual host", r"^[ \t]{0,8}<VirtualHost[ \t]"),
            (
                1,
                "names and roots",
                (
                    r"^[ \t]{0,16}(?:ServerName|ServerAlias|DocumentRoot|ServerAdmin|ServerRoot"
                    r"|Listen)[ \t]{1,8}\S"
                ),
            ),
            (
                1,
                "directives",
                (
                    r"^[ \t]{0,16}(?:ProxyPass|RewriteRule|RewriteEngine|LoadModule|ErrorLog"
                    r"|CustomLog|SSLEngine|AllowOverride|Require|Order|Options|Alias"
                    r"|SSLCertificateFile|WSGIScriptAlias|AddType|Redirect)[ \t]{1,8}\S"
                ),
            ),
        ),
        (
            "<virtualhost",
            "<directory",
            "<location",
            "<ifmodule",
            "<proxy",
            "loadmodule",
            "serverroot",
            "documentroot",
        ),
        "https://httpd.apache.org/docs/2.4/vhosts/",
        weight=_BLOCK,
        examples=(
            (
                "<VirtualHost *:80>\n  ServerName www.example.com\n  DocumentRoot "
                "/srv/www\n</VirtualHost>\n"
            ),
        ),
        counterexamples=("Put it in <VirtualHost *:80> then.", "<Location path='x'>\n"),
    ),
)
