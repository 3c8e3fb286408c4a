"""How a value came to be: a machine's, a person's, a word's, or nobody's password at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.evidence.passwords import Made, made


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("k2Jd8sLq0aPz7RtY4vWx", Made.MACHINE, id="token"),
        pytest.param("6f1ed002ab5595859014ebf0951522d9", Made.MACHINE, id="hex"),
        pytest.param("Kx7#vbQ2", Made.PERSON, id="made-up"),
        pytest.param("tiger7lily", Made.PERSON, id="words-and-digits"),
        pytest.param("fuchs1234", Made.PERSON, id="word-and-a-run"),
        pytest.param("qxvzkwj", Made.PERSON, id="letters-of-no-word"),
        pytest.param("81273645", Made.PERSON, id="digits"),
        pytest.param("Blue!Horse", Made.PERSON, id="words-and-a-mark"),
        pytest.param("tigerlily", Made.WORD, id="word"),
        pytest.param("password", Made.NOT, id="the-word-itself"),
        pytest.param("P@ssw0rd123", Made.NOT, id="in-leet"),
        pytest.param("changeme1", Made.NOT, id="sample"),
        pytest.param("admin1234", Made.NOT, id="default"),
        pytest.param("12345678", Made.NOT, id="run"),
        pytest.param("a1b2c3d4e5f6", Made.NOT, id="interleaved-runs"),
        pytest.param("db-credentials-2", Made.NOT, id="name-of-something"),
        pytest.param("currentPassword", Made.NOT, id="name-in-code"),
        pytest.param("accessLevel", Made.NOT, id="humps"),
        pytest.param("pbkdf2", Made.NOT, id="algorithm"),
        pytest.param("${DB_PASSWORD}", Made.NOT, id="reference"),
        pytest.param("/run/secrets/db7", Made.NOT, id="path"),
        pytest.param(".$config1", Made.NOT, id="joined-in-code"),
        pytest.param("ab1", Made.NOT, id="short"),
        pytest.param("****", Made.NOT, id="marks"),
    ],
)
def test_how_it_was_made(value: str, expected: Made) -> None:
    assert made(value) is expected


@given(st.text(max_size=300))
def test_any_text_is_answered(value: str) -> None:
    assert made(value) in Made
