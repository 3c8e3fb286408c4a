"""Every kind of file that holds credentials, in its documented syntax."""

import base64
import json
from random import Random

import pytest

from promptguard import detectors
from promptguard.evidence.templates import pick, render
from tests.core.detectors.samples import found

NAMES = (
    "connection_strings", "credentials", "framework_settings", "kubernetes_secrets",
    "login_files", "named_values", "password_hashes", "private_keys", "registry_logins",
    "shell_commands", "system_settings",
)  # fmt: skip
RANDOM = Random(20)
#: What a person makes up, and what a machine does.
HUMAN = "blue" + pick(RANDOM, "lower", 4) + "47!"
PLAIN = "tiger" + pick(RANDOM, "digit", 1) + "lily"
MACHINE = render("k4<base62:28>9Z", 5)
HEX = pick(RANDOM, "hex", 32)
PAIR = base64.b64encode(f"deploy:{HUMAN}".encode()).decode()
CODED = base64.b64encode(HUMAN.encode()).decode()

FILES = (
    (".netrc", f"machine api.corp.net\nlogin deploy\npassword {HUMAN}\n"),
    (".netrc", f"machine api.corp.net login deploy password {PLAIN}\n"),
    (".pgpass", f"db7.corp.net:5432:shop:deploy:{PLAIN}\n"),
    (".my.cnf", f"[client]\nuser=deploy\npassword={HUMAN}\n"),
    (".npmrc", f"//npm.corp.net/:_authToken={MACHINE}\n"),
    (".npmrc", f"registry=https://npm.corp.net/\n_auth={PAIR}\n"),
    (".npmrc", f"//npm.corp.net/:username=ci\n//npm.corp.net/:_password={CODED}\n"),
    (".pypirc", f"[corp]\nrepository: https://pypi.corp.net\nusername: ci\npassword: {PLAIN}\n"),
    (".docker/config.json", json.dumps({"auths": {"reg.corp.net": {"auth": PAIR}}}, indent=1)),
    (".dockercfg", json.dumps({"https://reg.corp.net/v1/": {"auth": PAIR, "email": "a@b.c"}})),
    (".kube/config", f"kind: Config\nusers:\n- name: ci\n  user:\n    token: {MACHINE}\n"),
    (".kube/config", f"kind: Config\nusers:\n- user:\n    username: ci\n    password: {PLAIN}\n"),
    ("db.yaml", f"kind: Secret\nstringData:\n  password: {PLAIN}\n"),
    ("db.yaml", f"apiVersion: v1\ndata:\n  password: {CODED}\nkind: Secret\n"),
    ("db.json", json.dumps({"kind": "Secret", "data": {"password": CODED}}, indent=2)),
    ("terraform.tfstate", f'"outputs": {{\n "db_password": {{\n  "value": "{PLAIN}",\n'),
    ("terraform.tfstate", f'"attributes": {{\n  "master_password": "{HUMAN}",\n'),
    ("prod.tfvars", f'db_password = "{HUMAN}"\n'),
    ("variables.tf", f'variable "db_password" {{\n  default = "{PLAIN}"\n}}\n'),
    ("group_vars/all.yml", f"ansible_become_pass: {PLAIN}\n"),
    ("hosts", f"web1 ansible_user=ops ansible_ssh_pass={PLAIN}\n"),
    ("app.properties", f"spring.datasource.password={HUMAN}\n"),
    ("application.yml", f"spring:\n  datasource:\n    password: {HUMAN}\n"),
    ("web.config", f'<add key="SmtpPassword" value="{HUMAN}" />'),
    ("web.config", f'<machineKey validationKey="{HEX * 4}" decryptionKey="{HEX}48" />'),
    (
        "appsettings.json",
        f'"Default": "Server=db7.corp.net;Database=shop;User Id=app;Password={HUMAN};"',
    ),
    ("wp-config.php", f"define('DB_PASSWORD', '{PLAIN}');\n"),
    ("wp-config.php", f"define( 'NONCE_SALT', '{MACHINE} %^(&{MACHINE}' );\n"),
    ("settings.py", f"SECRET_KEY = '{MACHINE}(&^%$#@!{MACHINE}'\n"),
    ("settings.py", f"DATABASES = {{'default': {{'PASSWORD': '{PLAIN}'}}}}\n"),
    ("config/master.key", HEX),
    ("config/secrets.yml", f"production:\n  secret_key_base: {HEX}{HEX[::-1]}\n"),
    ("config/database.yml", f"production:\n  password: {PLAIN}\n"),
    (".env", f"APP_KEY=base64:{pick(RANDOM, 'base62', 43)}=\n"),
    (".env", f"MAIL_PASSWORD={PLAIN}\n"),
    (".env", f"JWT_SECRET={MACHINE}\n"),
    (".bashrc", f"export MYSQL_PASSWORD='{HUMAN}'\n"),
    (".bash_profile", f"export HOMEBREW_GITHUB_API_TOKEN={HEX}\n"),
    ("deploy.sh", f"curl -u deploy:{HUMAN} https://repo.corp.net/upload\n"),
    ("deploy.sh", f"curl -X POST \\\n  --user deploy:{HUMAN} \\\n  https://repo.corp.net/\n"),
    ("deploy.sh", f"mysql -u app -p{HUMAN} shop < dump.sql\n"),
    ("deploy.sh", f"sshpass -p '{HUMAN}' ssh ops@10.3.0.17\n"),
    ("deploy.sh", f"PGPASSWORD={HUMAN} psql -h db7.corp.net\n"),
    ("deploy.sh", f'echo "{HUMAN}" | sudo -S reboot\n'),
    ("docker-compose.yml", f"    environment:\n      - POSTGRES_PASSWORD={PLAIN}\n"),
    ("docker-compose.yml", f"      MYSQL_ROOT_PASSWORD: ${{MYSQL_ROOT_PASSWORD:-{HUMAN}}}\n"),
    (".git-credentials", f"https://deploy:{HUMAN}@git.corp.net\n"),
    ("celery.py", f'broker = "amqp://app:{PLAIN}@mq.corp.net:5672//"\n'),
    ("App.java", f'"jdbc:mysql://db7.corp.net/shop?user=app&password={HUMAN}"\n'),
    ("App.java", f'DriverManager.getConnection("jdbc:x", "app", "{HUMAN}");\n'),
    ("app.cs", f'new NetworkCredential("deploy", "{HUMAN}");\n'),
    ("index.php", f"$db = new mysqli('db7.corp.net', 'shop', '{HUMAN}', 'shop');\n"),
    (".htpasswd", f"deploy:$apr1${pick(RANDOM, 'base62', 8)}${pick(RANDOM, 'base62', 22)}\n"),
    ("etc/shadow", f"root:$6${pick(RANDOM, 'base62', 8)}${pick(RANDOM, 'base62', 86)}:1:0:9:\n"),
    ("dump.sql", f"INSERT INTO users VALUES (1,'ann','$2y$10${pick(RANDOM, 'base62', 53)}');\n"),
    ("dump.sql", f"CREATE USER 'app'@'%' IDENTIFIED BY '{PLAIN}';\n"),
    ("filezilla.xml", f'<User>deploy</User>\n<Pass encoding="base64">{CODED}</Pass>\n'),
    ("recentservers.xml", f"<User>deploy</User>\n<Pass>{PLAIN}</Pass>\n"),
    ("WinSCP.ini", f"UserName=deploy\nPassword={pick(RANDOM, 'HEX', 40)}\n"),
    ("sftp-config.json", f'    "user": "deploy",\n    "password": "{PLAIN}",\n'),
    (".ftpconfig", f'    "user": "deploy",\n    "pass": "{PLAIN}",\n'),
    (".s3cfg", f"[default]\nsecret_key = {MACHINE}{HEX[:8]}\n"),
    (".boto", f"[Credentials]\naws_secret_access_key = {MACHINE}{HEX[:8]}\n"),
    ("redis.conf", f"requirepass {HUMAN}\n"),
    ("sentinel.conf", f"sentinel auth-pass mymaster {HUMAN}\n"),
    ("mongoid.yml", f"      password: {PLAIN}\n"),
    ("robomongo.json", f'"userName" : "app", "userPassword" : "{PLAIN}"'),
    ("esmtprc", f'username = "deploy"\npassword = "{PLAIN}"\n'),
    (".fetchmailrc", f'poll mail.corp.net user "ann" password "{PLAIN}"\n'),
    ("irssi.conf", f'autosendcmd = "/msg nickserv identify {PLAIN}";\n'),
    ("hub", f"github.com:\n- user: ann\n  oauth_token: {HEX}\n"),
    ("heroku.json", f'{{"username": "ann@corp.net", "password": "{PLAIN}"}}\n'),
    ("salesforce.js", f"conn.login('ann@corp.net', '{HUMAN}', function(err) {{\n"),
    ("ventrilo_srv.ini", f"[Server]\nAdminPassword={PLAIN}\n"),
    ("proftpdpasswd", f"ann:$1${pick(RANDOM, 'base62', 8)}${pick(RANDOM, 'base62', 22)}:501:::\n"),
    ("settings.xml", f"<username>ci</username>\n<password>{PLAIN}</password>\n"),
    ("nuget.config", f'<add key="ClearTextPassword" value="{PLAIN}" />\n'),
    ("build.gradle", f"credentials {{\n  username 'ci'\n  password '{PLAIN}'\n}}\n"),
    ("gradle.properties", f"signing.password={PLAIN}\n"),
    ("auth.json", f'{{"http-basic": {{"pkg.corp.net": {{"password": "{PLAIN}"}}}}}}\n'),
    ("key.jwk", f'{{"kty":"RSA","n":"x","e":"AQAB","d":"{MACHINE}{MACHINE}"}}'),
    ("tomcat-users.xml", f'<user username="ops" password="{PLAIN}" roles="manager-gui"/>\n'),
    ("unattend.xml", f"<Password>\n  <Value>{PLAIN}</Value>\n"),
    ("wpa_supplicant.conf", f'  psk="{HUMAN}"\n'),
    ("running-config", f"username ops password 7 08{pick(RANDOM, 'HEX', 14)}\n"),
    ("ipsec.secrets", f'vpn.corp.net : PSK "{HUMAN}"\n'),
    ("notes.md.txt", f'The admin password is "{PLAIN}", please change it.\n'),
    ("deploy.yml", f"        env:\n          - name: DB_PASSWORD\n            value: {PLAIN}\n"),
    ("task.json", f'{{"name": "DB_PASSWORD", "value": "{HUMAN}"}}\n'),
    ("Info.plist", f"<key>apiSecret</key>\n<string>{MACHINE}</string>\n"),
    ("config.rb", f"  :password => '{PLAIN}',\n"),
    ("config.go", f'password := "{PLAIN}"\n'),
    ("config.ts", f'const password: string = "{PLAIN}";\n'),
    ("auth.js", f'if (password === "{HUMAN}") {{\n'),
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text"), FILES, ids=[f"{path}-{index}" for index, (path, _) in enumerate(FILES)]
)
def test_the_credential_in_it_is_found(path: str, text: str) -> None:
    assert any(found(name, text, path) for name in NAMES)


def test_the_detectors_are_there() -> None:
    assert set(NAMES) <= set(detectors.names())
