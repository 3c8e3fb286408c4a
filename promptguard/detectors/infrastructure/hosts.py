"""What runs on hosts and how they are set up: Ansible and its kin, and the services' own files."""

from promptguard.detectors.infrastructure._shape import config, marks, needed
from promptguard.model import Weight
from promptguard.model.rule import Sample

_BLOCK = Weight(0, "a block of its name")
_MODULE = (
    r"^[ \t]{0,16}(?:-[ \t])?[ \t]{0,8}(?:apt|yum|dnf|package|service|systemd|template|copy|file"
    r"|command|shell|lineinfile|blockinfile|user|group|debug|set_fact|include_role|include_tasks"
    r"|import_tasks|import_role|assert|stat|uri|get_url|unarchive|git|pip|fail|block|cron|mount"
    r"|include_vars|meta|raw|slurp|wait_for|add_host|include)[ \t]?:"
)
_QUALIFIED = r"^[ \t]{0,16}(?:-[ \t])?[ \t]{0,8}[a-z]\w{1,40}\.[a-z]\w{1,40}\.[a-z]\w{1,60}[ \t]?:"
#: A named step of any module: an indented mapping, or arguments on its line.
_STEP = (
    r"^-[ \t]{1,4}name[ \t]?:[^\n]{0,300}\n[ \t]{2,4}[a-z]\w{1,60}[ \t]?:[ \t]{0,4}"
    r"(?:\r?\n[ \t]{4,8}[a-z_]{1,60}[ \t]?:|\w{1,40}=)"
)
_KEYWORD = (
    r"^[ \t]{1,16}(?:when|register|notify|become|become_user|loop|with_[a-z]\w{1,30}|tags"
    r"|delegate_to|changed_when|failed_when|ignore_errors|until|run_once|args|no_log|vars|listen)[ \t]?:"
)
_STATE = (
    r"^[ \t]{1,8}(?:- )?(?:pkg|pkgrepo|file|service|cmd|user|group|git|pip|archive|cron|mount|host)\."
    r"(?:installed|latest|managed|directory|running|run|wait|present|absent|recurse|append|replace"
    r"|symlink|enabled|dead|removed|purged|mounted|extracted|script)\b"
)

MATERIALS = (
    config(
        "ansible-playbook",
        "Ansible playbook",
        (
            r"^-?[ \t]{1,4}hosts[ \t]?:[ \t]{1,4}\S",
            r"^-[ \t]{1,4}(?:ansible\.builtin\.)?import_playbook[ \t]?:",
        ),
        marks(
            (
                2,
                "what is done on the hosts",
                r"^[ \t]{1,4}(?:tasks|roles|handlers|pre_tasks|post_tasks|gather_facts|become|vars_files|strategy|serial|import_playbook)[ \t]?:",
            ),
            (2, "imports a playbook", r"^-[ \t]{1,4}(?:ansible\.builtin\.)?import_playbook[ \t]?:"),
        ),
        ("hosts", "import_playbook"),
        "https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_intro.html",
        examples=(
            "- hosts: web\n  become: true\n  tasks:\n    - ping:\n",
            "- import_playbook: site.yml\n",
        ),
        counterexamples=("  hosts: many\n", "hosts:\n  - a\n"),
    ),
    config(
        "ansible-tasks",
        "Ansible tasks",
        (
            r"^-[ \t]{1,4}name[ \t]?:[ \t]",
            r"^-[ \t]{1,4}(?:include|import)_(?:tasks|role|vars)[ \t]?:",
            r"^-[ \t]{1,4}[a-z]\w{1,40}\.[a-z]\w{1,40}\.[a-z]\w{1,60}[ \t]?:",
            r"^-[ \t]{1,4}(?:block|set_fact|debug|assert|command|shell|meta|file|template|copy|include|module_defaults|when)[ \t]?:",
        ),
        (
            needed("a module that does something", rf"{_MODULE}|{_QUALIFIED}|{_STEP}", 0),
            *marks(
                (2, "modules by their full names", _QUALIFIED),
                (1, "conditions, loops or results", _KEYWORD),
                (1, "expressions of Jinja", r"\{\{[ \t]?[\w.]"),
                (
                    -3,
                    "the steps of a build or a documented list",
                    r"^(?:on|jobs|steps|stages|trigger|pool)[ \t]?:|^[ \t]{2,12}uses[ \t]?:",
                ),
            ),
        ),
        (
            "name",
            "include",
            "import",
            "block",
            "set_fact",
            "debug",
            "assert",
            "command",
            "shell",
            "meta",
            "file",
            "template",
            "copy",
            "module_defaults",
            "when",
            ".",
        ),
        "https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_reuse.html",
        paths=(
            (
                r"(?:^|/)(?:tasks|handlers|roles|playbooks)/(?:[^/]{1,80}/){0,6}[^/]{1,80}\.ya?ml$",
                1,
                "where roles keep their tasks",
            ),
        ),
        examples=(
            "- name: install\n  ansible.builtin.apt:\n    name: nginx\n",
            "- name: install\n  apt:\n    name: nginx\n  become: true\n",
        ),
        counterexamples=(
            "- name: build\n  uses: actions/checkout@v4\n  command: x\n  when: y\n",
            "- name: Alice\n  age: 3\n",
        ),
    ),
    config(
        "ansible-inventory",
        "Ansible inventory",
        (
            r"\bansible_(?:host|ssh_host|user|connection|port|ssh_private_key_file|python_interpreter)=\S",
            r"^[ \t]{2,24}ansible_(?:host|user|connection|port)[ \t]?:",
            r"^\[[\w.-]{1,60}:(?:children|vars)\]",
            r"^plugin:[ \t]{1,4}(?:[a-z]\w{1,40}\.){0,2}[a-z]\w{1,60}[ \t]*\r?$",
        ),
        (
            needed(
                "groups of hosts",
                r"^\[[\w.-]{1,60}(?::(?:children|vars))?\]|^[ \t]{0,8}(?:hosts|children|groups|keyed_groups|compose|hostnames|regions)[ \t]?:",
            ),
            *marks(
                (
                    1,
                    "how hosts are reached",
                    r"\bansible_(?:host|ssh_host|user|connection|port)(?:=\S|:[ \t])",
                ),
            ),
        ),
        ("ansible_", ":children", ":vars", "plugin:"),
        "https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html",
        paths=(
            (r"(?:^|/)(?:inventory|inventories|hosts)(?:/|\.|$)", 1, "named as inventories are"),
        ),
        examples=(
            "[web]\nw1 ansible_host=192.0.2.7 ansible_user=deploy\n",
            "[web:children]\nfront\n[front]\na ansible_port=22\n",
        ),
        counterexamples=("ansible_host = None\n", Sample("x.py", "[web]\nansible_host=3\n")),
    ),
    config(
        "ansible-variables",
        "Ansible variables of hosts, groups or a role",
        (r"^[a-z]\w{0,80}[ \t]?:", r"^---"),
        (needed("variables", r"^[a-z]\w{0,80}[ \t]?:", 0),),
        (":", "---"),
        "https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html#organizing-host-and-group-variables",
        only=r"(?:^|/)(?:(?:group|host)_vars/.{1,80}|roles/[^/]{1,80}/(?:defaults|vars)/.{1,80}\.ya?ml)$",
        weight=Weight(2, "where Ansible keeps variables"),
        elsewhere=(),
        examples=(Sample("group_vars/all.yml", "ntp_server: a\n"),),
        counterexamples=("ntp_server: a\n",),
    ),
    config(
        "ansible-vault",
        "Ansible vault (encrypted)",
        (r"\$ANSIBLE_VAULT;1\.[0-9];AES(?:256)?",),
        marks(
            (
                2,
                "encrypted lines behind the header",
                r"\$ANSIBLE_VAULT;1\.[0-9];AES(?:256)?(?:;[\w.-]{1,60})?\r?\n[ \t]{0,40}[0-9a-f]{40}",
            )
        ),
        ("$ansible_vault",),
        "https://docs.ansible.com/ansible/latest/vault_guide/index.html",
        advice="Encrypted values may stay where they are; see that the password is kept elsewhere.",
        examples=("$ANSIBLE_VAULT;1.1;AES256\n<hex:80>\n<hex:80>\n",),
        counterexamples=(
            "A vault begins with $ANSIBLE_VAULT;1.1;AES256 and",
            'b"$ANSIBLE_VAULT;1.1;AES256"',
        ),
    ),
    config(
        "ansible-settings",
        "Ansible settings",
        (r"^\[defaults\]",),
        marks(
            (
                2,
                "settings of Ansible",
                r"^#?[ \t]?(?:inventory|remote_user|host_key_checking|roles_path|collections_path|vault_password_file|forks|private_key_file|stdout_callback|retry_files_enabled|interpreter_python|gathering)[ \t]{0,8}=",
            )
        ),
        ("[defaults]",),
        "https://docs.ansible.com/ansible/latest/reference_appendices/config.html",
        examples=("[defaults]\ninventory = hosts\nremote_user = deploy\n",),
        counterexamples=("[defaults]\nreplacement = x\n",),
    ),
    config(
        "salt",
        "Salt states or pillar",
        (rf"{_STATE}", r"\bsalt://[\w./-]{2}"),
        marks(
            (
                2,
                "states of packages, files or services",
                r"^[ \t]{1,8}(?:- )?(?:pkg|file|service|cmd|user|group)\.(?:installed|latest|managed|directory|running|run|wait|present|absent|recurse|append|replace|symlink|enabled|dead|removed)\b",
            ),
            (
                1,
                "requisites",
                r"^[ \t]{2,12}- (?:require|watch|source|onchanges|names?|user|template|enable|mode|unless|onlyif)[ \t]?:",
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
            r"^[ \t]{0,4}(?:package|service|template|cookbook_file|directory|remote_file|execute|include_recipe|link)[ \t]['\"][^'\"\n]{1,120}['\"](?:[ \t]do)?[ \t]*\r?$",
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
                r"^[ \t]{1,8}(?:action[ \t]{1,4}[:\[]|notifies[ \t]{1,4}:|variables\(|source[ \t]['\"]|mode[ \t]['\"]0)|^include_recipe\b",
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
        elsewhere=(),
        paths=(
            (r"\.pp$|(?:^|/)(?:recipes|manifests)/", 1, "named as such files are"),
            (r"\.(?:md|rst|html?|py|js|ts|go|java|swift|kt)$", -4, "a manual or a program"),
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
            r"^[ \t]{0,12}(?:server|http|events|stream|upstream[ \t]{1,4}[\w.{}-]{1,80})[ \t]{0,4}\r?\n?\{",
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
                r"^[ \t]{0,16}(?:proxy_pass|fastcgi_pass|uwsgi_pass|root|alias|try_files|proxy_set_header)[ \t]{1,16}[^;\n]{1,200};",
            ),
            (
                1,
                "workers and logs",
                r"^[ \t]{0,8}(?:worker_processes|worker_connections|access_log|error_log|include|ssl_certificate(?:_key)?)[ \t]{1,16}[^;\n]{1,200};",
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
                r"^[ \t]{1,16}(?:balance|default_backend|use_backend|option[ \t]{1,4}(?:httplog|tcplog|httpchk|forwardfor|httpclose)|mode[ \t]{1,4}(?:http|tcp)|timeout[ \t]{1,4}(?:connect|client|server|queue))\b",
            ),
            (1, "global and default sections", r"^(?:global|defaults)[ \t]*\r?$"),
        ),
        ("frontend", "backend", "listen"),
        "https://docs.haproxy.org/3.0/configuration.html",
        examples=(
            "frontend www\n    bind *:80\n    default_backend app\nbackend app\n    balance roundrobin\n    server a 192.0.2.1:80\n",
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
                r"^[ \t]{0,16}(?:ServerName|ServerAlias|DocumentRoot|ServerAdmin|ServerRoot|Listen)[ \t]{1,8}\S",
            ),
            (
                1,
                "directives",
                r"^[ \t]{0,16}(?:ProxyPass|RewriteRule|RewriteEngine|LoadModule|ErrorLog|CustomLog|SSLEngine|AllowOverride|Require|Order|Options|Alias|SSLCertificateFile|WSGIScriptAlias|AddType|Redirect)[ \t]{1,8}\S",
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
            "<VirtualHost *:80>\n  ServerName www.example.com\n  DocumentRoot /srv/www\n</VirtualHost>\n",
        ),
        counterexamples=("Put it in <VirtualHost *:80> then.", "<Location path='x'>\n"),
    ),
)
