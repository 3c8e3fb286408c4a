"""Settings files of any kind and state: read once, bounded, never waited for, never repeated."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.clients.reading import Unreadable, at, plain, read

SECRET = "do-not-repeat-me"


def written(folder: Path, text: str | bytes, name: str = "settings") -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


@pytest.mark.parametrize(
    ("form", "text", "values"),
    [
        pytest.param("json", '{"a": 1}', {"a": 1}, id="JSON"),
        pytest.param("json", '// x\n{"a": /* "b": */ 1, // y\n}', {"a": 1}, id="comments"),
        pytest.param("json", '{"a": ["x",], "b": {"c": 1,\n},}', {"a": ["x"], "b": {"c": 1}},
                     id="commas"),
        pytest.param("json", '{"a": "http://b/*c*/,]", "d": "\\"//"}',
                     {"a": "http://b/*c*/,]", "d": '"//'}, id="marks in strings"),
        pytest.param("json", "\ufeff{}", {}, id="byte order mark"),
        pytest.param("json", " \n", {}, id="empty JSON"),
        pytest.param("toml", "[a]\r\nb = 1\r\n", {"a": {"b": 1}}, id="TOML"),
        pytest.param("yaml", "a:\n  - b: 1\n", {"a": [{"b": 1}]}, id="YAML"),
        pytest.param("yaml", "", None, id="empty YAML"),
        pytest.param("dotenv", "# A=0\nA=1 # x\nexport B='x # y'\n C = \"z\" \nA-B=2\nD=\n",
                     {"A": "1", "B": "x # y", "C": "z", "D": ""}, id="dotenv"),
    ],
)  # fmt: skip
def test_what_a_file_says(tmp_path: Path, form: str, text: str, values: object) -> None:
    assert read(written(tmp_path, text), form) == values


@pytest.mark.parametrize(
    ("form", "text", "why"),
    [
        pytest.param("json", '{"a": ' + SECRET, "is not JSON", id="JSON"),
        pytest.param("json", '/* {"a": 1}', "is not JSON", id="comment without end"),
        pytest.param("json", "{} /*/", "is not JSON", id="comment that only begins"),
        pytest.param("json", '"' + '\\"' * 100_000, "is not JSON", id="strings without end"),
        pytest.param("json", "/*" * 100_000, "is not JSON", id="comments in comments"),
        pytest.param("toml", "a" + ".a" * 100_000 + "=1", "300 dots", id="dots without end"),
        pytest.param("json", "[" * 100_000, "nested too deeply", id="deep JSON"),
        pytest.param("json", '{"a": ' + "9" * 5000 + "}", "is not JSON", id="long number"),
        pytest.param("toml", f"a = {SECRET}", "is not TOML", id="TOML"),
        pytest.param("toml", "a = " + "[" * 5000, "nested too deeply|is not TOML", id="deep TOML"),
        pytest.param("yaml", f"a: [{SECRET}", "is not YAML", id="YAML"),
        pytest.param("yaml", "a: !!python/object/apply:os.getcwd []", "is not YAML", id="object"),
        pytest.param("yaml", "[" * 1000, "nested too deeply|is not YAML", id="deep YAML"),
        pytest.param("yaml", "a: " + "x" * 70_000, "larger than 64 KiB", id="large YAML"),
        pytest.param("json", b"\xff\xfe{\0}\0", "is not UTF-8", id="UTF-16"),
        pytest.param("json", b" " * ((256 << 10) + 1), "larger than 256 KiB", id="large"),
    ],
)
def test_what_cannot_be_read_is_said_without_a_word_of_it(
    tmp_path: Path, form: str, text: str | bytes, why: str
) -> None:
    with pytest.raises(Unreadable, match=why) as raised:
        read(written(tmp_path, text), form)
    assert SECRET not in str(raised.value)


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert read(str(tmp_path / "none"), "json") is None
    assert read(str(tmp_path / "none" / "none"), "json") is None
    assert read(written(tmp_path, "{}") + "/none", "json") is None


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
def test_only_plain_files_are_read_and_none_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "link").symlink_to(written(tmp_path, '{"a": 1}'))
    for name in ("fifo", "zero", "."):
        with pytest.raises(Unreadable, match="is not a plain file"):
            read(str(tmp_path / name), "json")
    with pytest.raises(Unreadable, match="cannot be read"):
        read(str(tmp_path / "loop"), "json")
    with pytest.raises(Unreadable, match="cannot be read"):
        read("a\0b", "json")
    assert read(str(tmp_path / "link"), "json") == {"a": 1}  # Of dotfiles kept elsewhere.


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@given(_JSON)
def test_taking_out_comments_leaves_plain_json_alone(value: object) -> None:
    for indent in (None, 2):
        text = json.dumps(value, indent=indent, ensure_ascii=False)
        assert json.loads(plain(text)) == value


def test_keys_lead_through_tables_and_lists() -> None:
    values = {"a": {"x": {"b": 1}, "y": {"b": 2}, "z": 3}, "l": [{"name": "n", "b": 4}, {"b": 5}]}
    assert at(values, "a.*.b") == [("a.x.b", 1), ("a.y.b", 2)]
    assert at(values, "l.*.b") == [("l.n.b", 4), ("l.2.b", 5)]
    assert at(values, "a.x") == [("a.x", {"b": 1})]
    assert at(values, "a.z.b") == at(values, "none") == at([], "a") == at(None, "*") == []
