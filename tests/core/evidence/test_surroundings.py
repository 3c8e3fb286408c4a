"""What a path says about the secrets in its file."""

import pytest

from promptguard.documents.document import Document
from promptguard.evidence.surroundings import Surroundings, place_weight, surroundings_of
from promptguard.evidence.templates import render
from promptguard.model import Confidence, Origin, OriginKind
from tests.core.detectors.samples import confidences

KEY = render("SG.<base64url:22>.<base64url:42>a", 3)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/app/settings.py", Surroundings.PLAIN),
        ("deploy/.env", Surroundings.PLAIN),
        ("contest/latest.py", Surroundings.PLAIN),
        ("src/tests/test_login.py", Surroundings.TEST),
        ("src/login_test.go", Surroundings.TEST),
        ("src/LoginTests.java", Surroundings.TEST),
        ("web/login.spec.ts", Surroundings.TEST),
        ("README.md", Surroundings.DOCS),
        ("docs/setup.py", Surroundings.DOCS),
        (".env.example", Surroundings.DOCS),
        ("web/package-lock.json", Surroundings.LOCK),
        ("poetry.lock", Surroundings.LOCK),
        ("go.sum", Surroundings.LOCK),
        ("locale/zh/LC_MESSAGES/django.po", Surroundings.LOCALE),
        ("static/jquery.min.js", Surroundings.MINIFIED),
    ],
)
def test_paths(path: str, expected: Surroundings) -> None:
    assert surroundings_of(path) is expected


def test_the_weight_names_the_place() -> None:
    document = Document(Origin(OriginKind.FILE, "tests\\keys.py"), b"")
    (weight,) = place_weight(document, -2)
    assert (weight.points, weight.why) == (-2, "in a test")
    assert place_weight(Document(Origin(OriginKind.PROMPT, "<prompt>"), b"")) == ()


@pytest.mark.parametrize(
    "name",
    [
        "FAKE_SENDGRID_KEY =",
        "dummyKey:",
        "DummyKey :=",
        '"sample_token":',
        "apiKeyExample=",
        "token-fake:",
        "my_revoked_key =>",
        "setMockKey(",
    ],
)
def test_a_name_can_say_that_its_value_is_none(name: str) -> None:
    text = f'{name} "{KEY}"'
    assert confidences("mail", text) == {"mail.sendgrid": Confidence.UNLIKELY}


@pytest.mark.parametrize(
    "before",
    [
        "SENDGRID_KEY =",
        # A label stands before true values as well.
        "Example:",
        "resampleKey =",
        "mockingbird_key =",
        "unexpired_token =",
        "FAKE_MODE = 0\nkey =",
        "send(to='fake@corp.net', key=",
    ],
)
def test_other_names_say_nothing(before: str) -> None:
    text = f'{before} "{KEY}"'
    assert confidences("mail", text) == {"mail.sendgrid": Confidence.LIKELY}
