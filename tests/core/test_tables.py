"""TOML that somebody else may have written: read as Python reads it, or refused at once."""

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.tables import parse_toml


@given(st.text(alphabet="ab.=\"'[]{}# \n1", max_size=60))
def test_it_is_read_as_python_reads_it(text: str) -> None:
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            parse_toml(text)
    else:
        assert parse_toml(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{'a.' * 50_000}a = 1",
        f"[{'a.' * 50_000}a]",
        f'"=".{"a." * 50_000}a = 1',
        f"x = {{ {'a.' * 50_000}a = 1 }}",
        f"'''=''' = 1\n'#'.{'a.' * 50_000}a = 1",
    ],
)
def test_a_key_that_would_keep_the_reader_busy_is_refused(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(tomllib.TOMLDecodeError):
        parse_toml(text)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "text", [f'a = "{"." * 999}"', f"a = '''\n{'.' * 999}'''", f"# {'.' * 999}"]
)
def test_dots_in_strings_and_comments_are_no_keys(text: str) -> None:
    assert parse_toml(text) == tomllib.loads(text)
