"""Names that tell, and values that could be it."""

from hashlib import sha256

import pytest

from promptguard.evidence.assignments import Strength, Telling, is_code, is_uuid, strength, telling

_DIGEST = sha256(b"an image").hexdigest()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DATABASE_PASSWORD", Telling.STRONG),
        ("db.pass", Telling.STRONG),
        ("clientSecret", Telling.STRONG),
        ("stripeApiKey", Telling.STRONG),
        ("AWS_SECRET_ACCESS_KEY", Telling.STRONG),
        ("sessionToken", Telling.STRONG),
        ("token", Telling.WEAK),
        ("TEEM_KEY", Telling.WEAK),
        ("password_file", Telling.NO),
        ("passwordLabel", Telling.NO),
        ("token_url", Telling.NO),
        ("secretName", Telling.NO),
        ("primary_key", Telling.NO),
        ("publicKey", Telling.NO),
        ("csrf_token", Telling.NO),
        ("next_token", Telling.NO),
        ("keyboard_key", Telling.NO),
        ("tokenizer", Telling.NO),
        ("monkey", Telling.NO),
        ("author", Telling.NO),
        ("compass", Telling.NO),
        ("EXAMPLE_API_KEY", Telling.NO),
        ("sampleToken", Telling.NO),
        ("apiKeyFake", Telling.NO),
        ("sampler_secret", Telling.STRONG),
        ("commit_key", Telling.NO),
        ("SUPABASE_PUBLISHABLE_KEY", Telling.NO),
    ],
)
def test_names(name: str, expected: Telling) -> None:
    assert telling(name) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("k2Jd8sLq0aPz7RtY4vWx", Strength.RANDOM, id="token"),
        pytest.param("6f1ed002ab5595859014ebf0951522d9", Strength.RANDOM, id="hex"),
        pytest.param("Kx7#vbQ2", Strength.PASSWORD, id="made-up"),
        pytest.param("Blue!Horse7", Strength.PASSWORD, id="made-up-of-words"),
        pytest.param("P@ssw0rd123!", Strength.NO, id="names-itself"),
        pytest.param("password", Strength.NO, id="word"),
        pytest.param("correcthorse", Strength.NO, id="words"),
        pytest.param("/run/secrets/db_password", Strength.NO, id="path"),
        pytest.param("https://vault.corp.net/v1", Strength.NO, id="url"),
        pytest.param("app-key-v2.pem", Strength.NO, id="file"),
        pytest.param("hr@corp.net", Strength.NO, id="address"),
        pytest.param("$6$rounds=5000$abc", Strength.NO, id="hash"),
        pytest.param("2024-11-23T12:00:00Z", Strength.NO, id="date"),
        pytest.param("a1", Strength.NO, id="short"),
        pytest.param(f"hub.corp.net/app@sha256:{_DIGEST}", Strength.NO, id="image"),
    ],
)
def test_values(value: str, expected: Strength) -> None:
    assert strength(value) is expected


def test_uuids_are_told() -> None:
    assert is_uuid("123e4567-e89b-42d3-a456-426614174000")
    assert is_uuid("d897-19b8-47aa-a9c4")
    assert not is_uuid("not-a-uuid")


@pytest.mark.parametrize(
    "value", ["get_password()", "self.password", "user->pass", "a && b", "x[0]"]
)
def test_code_is_no_value(value: str) -> None:
    assert is_code(value)


def test_a_literal_is_no_code() -> None:
    assert not is_code("k2Jd8sLq0aPz7RtY4vWx")
