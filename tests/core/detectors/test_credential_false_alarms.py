"""What looks like a credential and is none: everything that generic rules are known to cry at."""

from random import Random

import pytest

from promptguard.evidence.templates import pick
from tests.core.detectors.samples import found
from tests.core.detectors.test_credential_formats import NAMES

RANDOM = Random(21)
HEX32, HEX40, HEX64 = (pick(RANDOM, "hex", size) for size in (32, 40, 64))
B64 = pick(RANDOM, "base64", 86) + "=="
UUID = "-".join(pick(RANDOM, "hex", size) for size in (8, 4, 4, 4, 12))
HUMAN = "blue" + pick(RANDOM, "lower", 4) + "47!"

SILENT = (
    # a name that says the opposite, what anonymous FTP sends, digits no generator writes
    ("login_test.go", f'nonMatchingToken := "{B64[:24]}"'),
    ("auth.py", f'INVALID_API_KEY = "{HEX32}"'),
    ("ftp.c", 'server->password = "busybox@";'),
    ("meraki.txt", f"meraki-api-key: {HEX40[:20]}aF{HEX40[22:]}"),
    # hashes, integrity strings, git objects
    ("package-lock.json", f'"integrity": "sha512-{B64}",'),
    ("yarn.lock", f'  integrity sha512-{B64}\n  resolved "https://r.org/a.tgz#{HEX40}"'),
    ("go.sum", f"golang.org/x/crypto v0.1.0 h1:{B64[:43]}="),
    ("build.py", f'SHA256 = "{HEX64}"'),
    ("Cargo.lock", f'checksum = "{HEX64}"'),
    ("fetch.sh", f'KEY_FINGERPRINT="{HEX40.upper()}"'),
    (".gitmodules", f"commit = {HEX40}"),
    ("cache.py", f'cache_key = "{HEX32}"'),
    ("migrate.py", f'password_hash = "{HEX64}"'),
    ("index.html", f'<script integrity="sha384-{B64[:64]}" crossorigin="anonymous">'),
    # identifiers
    ("app.tf", f'secret_id = "{UUID}"'),
    ("app.json", f'"keyId": "{UUID}"'),
    ("main.tf", 'kms_key = "arn:aws:kms:eu-west-1:111122223333:key/' + UUID + '"'),
    ("values.yaml", "existingSecret: shop-db-credentials-v2"),
    ("ingress.yaml", "  tls:\n  - secretName: shop-tls-2024"),
    ("deploy.yaml", "        secretKeyRef:\n          name: db-7f3a\n          key: password-1"),
    # public keys and certificates
    ("known_hosts", f"git.corp.net ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{B64[:43]}"),
    ("app.env", f"PUBLIC_KEY=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A{B64}"),
    ("ca.pem", f"-----BEGIN CERTIFICATE-----\n{B64[:64]}\n-----END CERTIFICATE-----"),
    ("wg0.conf", f"PublicKey = {B64[:42]}A="),
    ("captcha.html", f'<div data-sitekey="{B64[:40]}">'),
    # references
    ("app.py", 'password = os.environ["DB_PASSWORD"]'),
    ("app.py", 'PASSWORD = config("DB_PASSWORD", default="")'),
    ("app.py", "password=settings.DATABASES['default']['PASSWORD']"),
    ("app.js", "const password = process.env.DB_PASSWORD1;"),
    ("Startup.cs", 'var password = Configuration["Db:Password"];'),
    ("deploy.sh", 'PASSWORD="$(vault kv get -field=password1 secret/db)"'),
    ("ci.yml", "password: ${{ secrets.REGISTRY_PASSWORD }}"),
    ("ci.yml", "password: $(registryPassword1)"),
    ("values.yaml", 'password: "{{ .Values.db.password1 }}"'),
    ("main.tf", "password = random_password.db7.result"),
    ("main.tf", "password = var.db_password_1"),
    ("main.yml", "ansible_password: \"{{ lookup('env', 'PASS1') }}\""),
    ("main.yml", "vault_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162"),
    ("app.properties", "db.password=ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)"),
    ("app.yml", "password: '{cipher}" + HEX64 + "'"),
    ("app.ini", "password = %(db_password1)s"),
    ("app.xml", "<password>${db.password1}</password>"),
    ("app.xml", "<password>@db.password1@</password>"),
    ("secret.yaml", "kind: ExternalSecret\nspec:\n  data:\n  - secretKey: password1"),
    ("sealed.yaml", f"kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgB{B64}"),
    ("sops.yaml", "password: ENC[AES256_GCM,data:abc=,iv:def=,tag:ghi=,type:str]"),
    ("op.env", "DB_PASSWORD=op://vault1/db/password"),
    # placeholders
    ("app.env", "DB_PASSWORD=changeme123"),
    ("app.env", "DB_PASSWORD=your-password-here1"),
    ("app.env", "DB_PASSWORD=<your password>"),
    ("app.env", "DB_PASSWORD=xxxxxxxxxxxx1"),
    ("app.env", "DB_PASSWORD=********"),
    ("app.env", "API_KEY=abcdefghijklmnop1234567890"),
    ("app.env", "API_KEY=a1b2c3d4e5f6g7h8i9j0k1l2"),
    ("app.env", "DB_PASSWORD=secret123"),
    ("app.env", "DB_PASSWORD="),
    ("README.md", "password: tigerlily"),
    ("settings.example.py", f'PASSWORD = "{HUMAN}"'),
    ("a.py", "postgres://user:password@localhost:5432/db"),
    ("a.py", f"https://user:{HUMAN}@api.example.com/v1"),
    # types, calls, enums, comparisons, names
    ("a.ts", "password: string;"),
    ("a.ts", "password?: string | undefined1"),
    ("a.go", "Password string `json:\"password1\"`"),
    ("a.rs", "pub password: Option<String>,"),
    ("a.java", "private static final String PASSWORD = \"password\";"),
    ("a.java", 'public static final String TOKEN_TYPE_2 = "urn:ietf:params:oauth:jwt2";'),
    ("a.py", "def login(user: str, password: str = '') -> None:"),
    ("a.py", 'token = tokenizer.decode("utf-8-sig1")'),
    ("a.py", 'grant_type="password1"'),
    ("a.py", 'PASSWORD_RESET = "password_reset_v2"'),
    ("a.py", 'if token == "COMMENT_START_2":'),
    ("a.php", '$password = $_POST["password1"];'),
    ("a.rb", "password: params[:password1]"),
    ("a.c", "#define KEY_LENGTH_MAX2 0x1234abcd5678ef90"),
    ("a.js", 'e.key === "ArrowDown2"'),
    ("sdk.js", '"required":["Username","Password"],"members":{"Password":{"shape":"S2"}}'),
    ("gcp.py", "kind: Config\nusers:\n u'password': self.request.get(u'password'),"),
    # texts for people
    ("a.js", "password: 'Password must contain 8 characters'"),
    ("a.json", '"password": "Passwort"'),
    ("a.json", '"password_label": "Kennwort2"'),
    ("a.html", '<input type="password" name="password1" placeholder="Password2">'),
    ("messages_de.properties", "login.password.label=Kennwort1"),
    ("locale/fr.json", f'"password": "{HUMAN}"'),
    ("a.po", f'msgid "password = {HUMAN}"'),
    ("notes.txt", "The password is required."),
    ("notes.txt", "Your password is case-sensitive and never shown."),
    ("notes.txt", "The token is sent with every request2."),
    # pictures and generated code
    ("a.css", f"background: url(data:image/png;base64,{B64})"),
    ("a.svg", f'<path key="{HEX40}" d="M10 10"/>'),
    ("a.min.js", f'a.password="{HUMAN}";b.token="{HEX40}"'),
    ("bundle.js.map", f'"token":"{HEX40}"'),
    # commands without a secret
    ("a.sh", "mysql -u root -p shop"),
    ("a.sh", "curl -u $USER:$PASS https://repo.corp.net"),
    ("a.sh", "docker run -u 1000:1000 image"),
    ("a.sh", "openssl rsa -in a.key -passin file:/run/key1"),
    ("a.sh", 'echo "y" | sudo apt install x'),
    ("a.sh", "unzip -p archive.zip file1.txt"),
    ("a.sh", "mkdir -p build/output1 && zip -r a.zip build"),
    ("Makefile", "\tmongo -p 27017 db"),
    ("etc/passwd", "daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text"), SILENT, ids=[f"{path}-{index}" for index, (path, _) in enumerate(SILENT)]
)
def test_stays_silent(path: str, text: str) -> None:
    said = [one.rule_id for name in NAMES for one in found(name, text, path)]
    assert not said
