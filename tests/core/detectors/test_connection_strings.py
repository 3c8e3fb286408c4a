"""Passwords in URLs and connection strings, and what only looks like one."""

import pytest

from promptguard.evidence.templates import render
from promptguard.model import Confidence
from tests.core.detectors.samples import confidences, found

SECRET = render("h4<base62:16>Z", 5)


@pytest.mark.parametrize(
    "text",
    [
        "postgres://user:pass@localhost/db",
        "postgres://postgres:postgres@db:5432/app",
        "https://user:password@example.com/",
        f"https://deploy:{SECRET}@git.example.org/",
        "amqp://guest:guest@rabbitmq:5672",
        "http://proxy.corp.net:3128/a@b",
        "redis://:${REDIS_PASSWORD}@cache:6379",
        "mongodb://<user>:<password>@cluster0.mongodb.net",
        "ftp://anonymous:someone@ftp.corp.net/",
        "git+ssh://git@github.com:acme/app.git",
        "host=None, user=None, password=login_password, database=None",
        "Server=db;Database=app;User Id=sa;Password={password};",
        "mysql -u root -p app",
        "tool --password-stdin --token-file /run/token1",
    ],
)
def test_stays_silent(text: str) -> None:
    assert not found("connection_strings", text, "deploy.sh")


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        (f"postgres://app:{SECRET}@db.corp.net/app", "a.env", Confidence.VERY_LIKELY),
        (f"postgres://app:{SECRET}@localhost/app", "a.env", Confidence.POSSIBLE),
        ("redis://:bosco@vandelay.com:123/1", "a.py", Confidence.LIKELY),
        ("redis://:bosco@vandelay.com:123/1", "tests/a.py", Confidence.UNLIKELY),
        (f"postgres://app:{SECRET}@db.corp.net/app", "tests/a.py", Confidence.POSSIBLE),
        # A socket of this machine; and what a password says of itself once it is decoded.
        (f"mongodb://app:{SECRET}@%2Frun%2Fmongodb.sock/app", "a.env", Confidence.POSSIBLE),
        ("postgres://app:M1neP%40ssw0rd@%2Frun%2Fpostgresql/app", "a.env", Confidence.UNLIKELY),
        ("postgres://app:M1neP%40ssw0rd@db.corp.net/app", "a.env", Confidence.LIKELY),
    ],
)
def test_says_how_sure_it_is(text: str, path: str, expected: Confidence) -> None:
    assert confidences("connection_strings", text, path) == {"connection_strings.url": expected}


def test_finds_the_password_alone() -> None:
    text = f"mysql://shop:{SECRET}@10.3.0.17/shop"
    (finding,) = found("connection_strings", text)
    assert text[finding.span.start : finding.span.end] == SECRET
