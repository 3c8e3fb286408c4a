"""What a path says about the secrets in its file."""

import pytest

from promptguard.documents.document import Document
from promptguard.evidence.surroundings import Surroundings, place_weight, surroundings_of
from promptguard.model import Origin, OriginKind


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
