"""What the keys mean, and the one sentence that every mistake gets."""

import pytest

from promptguard.config import load
from promptguard.errors import ConfigError
from promptguard.model import Action, Condition, Confidence, Level, Settings


def loaded(text: str | bytes, name: str = "promptguard.toml") -> Settings:
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    return load([""], {name: content}.get, user=lambda: None)


def test_every_key_has_its_meaning() -> None:
    assert loaded(
        """
        min_confidence = "very_likely"
        fail_on = ["secret@likely", "level:restricted"]
        exclude = ["vendor/", "*.min.js", "!keep.js"]
        vocabulary = ["Nordlicht", "北极光", "Nordlicht"]
        salt = "of our own"
        on_error = "block"
        policy = "policy.toml"
        """
    ) == Settings(
        min_confidence=Confidence.VERY_LIKELY,
        fail_on=(Condition("secret", Confidence.LIKELY), Condition(level=Level.RESTRICTED)),
        exclude=("vendor/", "*.min.js", "!keep.js"),
        vocabulary=("Nordlicht", "北极光"),
        salt="of our own",
        on_error=Action.BLOCK,
        policy="policy.toml",
        source="promptguard.toml",
    )


def test_nothing_may_stop() -> None:
    assert loaded("fail_on = []").fail_on == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            'min_confidense = "likely"',
            'min_confidense: no such key. Did you mean "min_confidence"?',
            id="unknown key",
        ),
        pytest.param(
            "x = 1",
            "x: no such key. Known: min_confidence, fail_on, exclude, vocabulary, companies,"
            " scopes, registries, marks, rules, tags, salt, on_error, policy, trusted_plugins.",
            id="unknown key, nothing near",
        ),
        pytest.param(
            "[tool.promptguard]",
            "tool: no such key. [tool.promptguard] belongs in pyproject.toml; here the keys stand"
            " at the top.",
            id="the table of the other file",
        ),
        pytest.param(
            'min_confidence = "likly"',
            'min_confidence: "likly" is not a confidence (very_unlikely, unlikely, possible,'
            ' likely, very_likely). Did you mean "likely"?',
            id="unknown confidence",
        ),
        pytest.param(
            "min_confidence = 3",
            "min_confidence: expects a string, not an integer",
            id="wrong type",
        ),
        pytest.param(
            "salt = true", "salt: expects a string, not a boolean", id="a boolean is no integer"
        ),
        pytest.param("salt = 1979-05-27", "salt: expects a string, not a date", id="a date"),
        pytest.param('salt = "  "', "salt: expects a string that is not empty", id="empty"),
        pytest.param(
            'on_error = "blok"',
            'on_error: "blok" is not an answer (warn, block). Did you mean "block"?',
            id="unknown action",
        ),
        pytest.param('exclude = "a"', "exclude: expects an array, not a string", id="no array"),
        pytest.param(
            'exclude = ["a", 2]', "exclude[2]: expects a string, not an integer", id="an item"
        ),
        pytest.param(
            'exclude = ["a", "!"]',
            "exclude[2]: is not a pattern that .gitignore could hold",
            id="a pattern git would refuse",
        ),
        pytest.param(
            'exclude = ["[z-a]"]',
            "exclude[1]: is not a pattern that .gitignore could hold",
            id="a reversed range",
        ),
        pytest.param(
            'vocabulary = ["x"]', "vocabulary[1]: expects 2 to 200 characters, not 1", id="short"
        ),
        pytest.param(
            'vocabulary = ["ok", "two\\nlines"]',
            "vocabulary[2]: expects words on one line, without blanks around them",
            id="two lines",
        ),
        pytest.param(
            'fail_on = ["secret@likly"]',
            'fail_on[1]: "likly" is not a confidence. Did you mean "likely"?',
            id="a condition",
        ),
        pytest.param(
            'fail_on = ["none"]',
            "fail_on[1]: says that nothing stops a run. Write fail_on = [] for that.",
            id="none",
        ),
        pytest.param("rules = [1]", "rules[1]: expects a table, not an integer", id="no table"),
        pytest.param(
            'policy = "\\u001b[31m' + "x" * 2000 + '"',
            "policy: expects 1 to 1000 characters, not 2005",
            id="too long",
        ),
        pytest.param(
            'on_error = "\\u001b[31m' + "y" * 60 + '"',
            f'on_error: "?[31m{"y" * 35}..." is not an answer (warn, block)',
            id="what is shown of a value is short and obeys nothing",
        ),
    ],
)
def test_a_mistake_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(text)
    assert str(caught.value) == f"promptguard.toml: {sentence}"


def test_in_the_shared_file_the_key_is_named_with_its_table() -> None:
    with pytest.raises(ConfigError) as caught:
        loaded("[tool.promptguard]\nsalt = 1", "pyproject.toml")
    assert str(caught.value) == (
        "pyproject.toml: tool.promptguard.salt: expects a string, not an integer"
    )


def test_the_shared_table_must_be_one() -> None:
    with pytest.raises(ConfigError, match="promptguard: expects a table"):
        loaded("tool.promptguard = 1", "pyproject.toml")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(
            b"a = 1\nb =\n", "is not TOML: Invalid value (at line 2, column 4)", id="broken"
        ),
        pytest.param(
            b"\xef\xbb\xbfsalt = 'a'",
            "begins with a byte order mark. Save it as UTF-8 without byte order mark.",
            id="BOM",
        ),
        pytest.param(
            'salt = "a"'.encode("utf-16"),
            "is UTF-16. Save it as UTF-8 without byte order mark.",
            id="UTF-16",
        ),
        pytest.param(b'a = "\n\n\xe4"', "line 3 is not UTF-8. Save it as UTF-8.", id="Latin-1"),
        pytest.param(b"a = " + b"[" * 5000, "is nested too deeply", id="a tower of brackets"),
        pytest.param(b"#" * (1 << 20) + b"#", "is larger than 1 MiB", id="huge"),
    ],
)
def test_a_file_that_is_no_toml_is_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(content)
    assert str(caught.value) == f"promptguard.toml: {sentence}"


def test_an_integer_of_thousands_of_digits_is_no_crash() -> None:
    with pytest.raises(ConfigError, match="is not TOML"):
        loaded("a = " + "9" * 5000)
