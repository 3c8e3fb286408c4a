"""Ansible: playbooks, tasks, inventories, variables, vaults and settings."""

from promptguard.detectors.infrastructure._shape import config, marks, needed
from promptguard.model import Weight
from promptguard.model.rule import Sample

_MODULE = (
    r"^[ \t]{0,16}+(?:-[ \t]{1,8}+)?(?:apt|yum|dnf|package|service|systemd|template|copy|file"
    r"|command|shell|lineinfile|blockinfile|user|group|debug|set_fact|include_role|include_tasks"
    r"|import_tasks|import_role|assert|stat|uri|get_url|unarchive|git|pip|fail|block|cron|mount"
    r"|include_vars|meta|raw|slurp|wait_for|add_host|include)[ \t]?:"
)
#: A branch whose ways begin differently costs `re` half of what an optional group does.
_QUALIFIED = (
    r"^[ \t]{0,16}+(?:[a-z]|-[ \t]{1,8}+[a-z])\w{1,40}+\.[a-z]\w{1,40}+\.[a-z]\w{1,60}+[ \t]?:"
)
#: Who publishes modules that steps without a name begin with, mostly.
_NAMESPACES = (
    r"ansible|community|amazon|azure|google|kubernetes|containers|cisco|arista|vmware"
    r"|fortinet|netapp"
)
#: A named step of any module: an indented mapping, or arguments on its line.
_STEP = (
    r"^-[ \t]{1,4}name[ \t]?:[^\n]{0,300}\n[ \t]{2,4}[a-z]\w{1,60}[ \t]?:[ \t]{0,4}"
    r"(?:\r?\n[ \t]{4,8}[a-z_]{1,60}[ \t]?:|\w{1,40}=)"
)
_KEYWORD = (
    r"^[ \t]{1,16}+(?:when|register|notify|become|become_user|loop|with_[a-z]\w{1,30}|tags"
    r"|delegate_to|changed_when|failed_when|ignore_errors|until|run_once|args|no_log|vars"
    r"|listen)[ \t]?:"
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
                (
                    r"^[ \t]{1,4}(?:tasks|roles|handlers|pre_tasks|post_tasks|gather_facts|become"
                    r"|vars_files|strategy|serial|import_playbook)[ \t]?:"
                ),
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
            rf"^-[ \t]{{1,4}}(?:{_NAMESPACES})\.[a-z]\w{{1,40}}\.[a-z]\w{{1,60}}[ \t]?:",
            (
                r"^-[ \t]{1,4}(?:block|set_fact|debug|assert|command|shell|meta|file|template"
                r"|copy|include|module_defaults|when)[ \t]?:"
            ),
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
                    r"^(?:on|jobs|steps|stages|trigger|pool|[ \t]{2,12}+uses)[ \t]?:",
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
                r"/(?:tasks|handlers|roles|playbooks)/(?:[^/]{1,80}/){0,6}[^/]{1,80}\.ya?ml$",
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
            (
                r"\bansible_(?:host|ssh_host|user|connection|port|ssh_private_key_file"
                r"|python_interpreter)=\S"
            ),
            r"^[ \t]{2,24}ansible_(?:host|user|connection|port)[ \t]?:",
            r"^\[[\w.-]{1,60}:(?:children|vars)\]",
            r"^plugin:[ \t]{1,4}(?:[a-z]\w{1,40}\.){0,2}[a-z]\w{1,60}[ \t]*\r?$",
        ),
        (
            needed(
                "groups of hosts",
                (
                    r"^\[[\w.-]{1,60}(?::(?:children|vars))?\]|^[ \t]{0,8}(?:hosts|children"
                    r"|groups|keyed_groups|compose|hostnames|regions)[ \t]?:"
                ),
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
        paths=((r"/(?:inventory|inventories|hosts)(?:/|\.|$)", 1, "named as inventories are"),),
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
        (
            "https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html#organizing-host-and-group-variables"
        ),
        only=(
            r"/(?:(?:group|host)_vars/.{1,80}|roles/[^/]{1,80}/(?:defaults"
            r"|vars)/.{1,80}\.ya?ml)$"
        ),
        weight=Weight(2, "where Ansible keeps variables"),
        elsewhere=(),
        signal=r"^---|:",
        examples=(Sample("group_vars/all.yml", "---\nntp_server: a\n"),),
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
                (
                    r"\$ANSIBLE_VAULT;1\.[0-9];AES(?:256)?(?:;[\w.-]{1,60})?\r?\n[ "
                    r"\t]{0,40}[0-9a-f]{40}"
                ),
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
                (
                    r"^#?[ \t]?(?:inventory|remote_user|host_key_checking|roles_path"
                    r"|collections_path|vault_password_file|forks|private_key_file"
                    r"|stdout_callback|retry_files_enabled|interpreter_python|gathering)[ "
                    r"\t]{0,8}="
                ),
            )
        ),
        ("[defaults]",),
        "https://docs.ansible.com/ansible/latest/reference_appendices/config.html",
        examples=("[defaults]\ninventory = hosts\nremote_user = deploy\n",),
        counterexamples=("[defaults]\nreplacement = x\n",),
    ),
)
