"""The generic rule: what it must not say, and how sure it is of what it says."""

import pytest

from promptguard.evidence.templates import render
from promptguard.model import Confidence
from tests.core.detectors.samples import confidences, found

SECRET = render("k4<base62:28>9Z", 5)
ESCAPED = f'"x": "{{\\"apiKey\\": \\"{SECRET}\\"}}"'
SESSION = f'"""\n>>> f(api_key="{SECRET}")\n"""'
YAML_IN_PYTHON = f'"""\n  api_key: "{SECRET}"\n"""'
MADE_UP = "Kx7#" + render("<base62:6>", 4)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("app.py", "password = get_password()"),
        ("app.py", "token = self.session.token_for_user_42"),
        ("app.py", 'password = os.environ["DB_PASSWORD_9"]'),
        ("app.py", 'PASSWORD_HASHER = "pbkdf2_sha256"'),
        ("app.py", "if password == previous_password_1:"),
        ("tests/app.py", 'assert password == "Kx7#vbQ2"'),
        ("app.py", "def login(user, password='')"),
        ("app.js", 'const keyCode = event.key === "Ctrl+Shift+9"'),
        ("app.js", "passwordLabel: 'Password must have 8 or more!'"),
        ("app.go", 'TokenURL: "https://auth.corp.net/oauth2/v4"'),
        ("values.yaml", "password: {{ .Values.password }}"),
        ("values.yaml", "secretName: app-tls-cert-2024-prod"),
        ("values.yaml", "passwordSecretRef: prod-db-7f3a"),
        ("settings.ini", "password = ENC[AES256_GCM,data:abc123]"),
        ("settings.ini", "password = P@ssw0rd123"),
        ("settings.ini", "password = !vault |"),
        ("hook.sh", 'export TOKEN="$(cat /run/secrets/token1)"'),
        ("hook.sh", "PASSWORD=${1:?need a password}"),
        ("keys.json", '["parent_key", "switch_dhcp_opt43_key", "token9_expired_list"]'),
        ("keybindings.json", '"key": "ctrl+shift+alt+down1"'),
        ("log.txt", "2024-11-23 key=user:profile:1234:settings"),
        ("messages.po", f'msgid "password: {SECRET}"'),
        ("package-lock.json", f'"integrityToken": "{SECRET}"'),
    ],
)
def test_stays_silent(path: str, text: str) -> None:
    assert not found("credentials", text, path)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param(".env", f"API_KEY={SECRET}", Confidence.LIKELY, id="random-and-telling"),
        pytest.param("app.py", f'TEEM_KEY = "{SECRET}"', Confidence.POSSIBLE, id="weak-name"),
        pytest.param("app.py", f'# API_KEY = "{SECRET}"', Confidence.POSSIBLE, id="commented-out"),
        pytest.param("tests/a.py", f'API_KEY = "{SECRET}"', Confidence.POSSIBLE, id="in-a-test"),
        pytest.param("docs/a.rst", f'API_KEY = "{SECRET}"', Confidence.POSSIBLE, id="in-a-manual"),
        pytest.param("a.sample.py", f'API_KEY = "{SECRET}"', Confidence.UNLIKELY, id="in-a-sample"),
        pytest.param("db.ini", f"password={MADE_UP}", Confidence.POSSIBLE, id="made-up"),
        pytest.param("a.py", f'x?api_key={SECRET}"', Confidence.LIKELY, id="url-parameter"),
        pytest.param("a.go", f'os.Setenv("API_TOKEN", "{SECRET}")', Confidence.LIKELY, id="call"),
        pytest.param("a.ts", f'token: string = "{SECRET}"', Confidence.POSSIBLE, id="typed"),
        pytest.param("a.json", ESCAPED, Confidence.LIKELY, id="escaped"),
        pytest.param("m.py", SESSION, Confidence.UNLIKELY, id="session"),
        pytest.param("m.py", YAML_IN_PYTHON, Confidence.UNLIKELY, id="yaml-in-python"),
    ],
)  # fmt: skip
def test_says_how_sure_it_is(path: str, text: str, expected: Confidence) -> None:
    assert max(confidences("credentials", text, path).values()) == expected


def test_finds_the_value_alone() -> None:
    text = f'API_KEY = "{SECRET}"'
    (finding,) = found("credentials", text)
    assert text[finding.span.start : finding.span.end] == SECRET


def test_every_term_says_why() -> None:
    (finding,) = found("credentials", f'API_KEY = "{SECRET}"')
    assert [weight.why for weight in finding.evidence] == [
        "a name, a separator and a value",
        "a name that says credential",
        "a value that looks random",
    ]
