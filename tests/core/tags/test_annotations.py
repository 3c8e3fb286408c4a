"""CLASSIFICATION.toml: what it says of which files, and that doubt never lowers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.model import Level, Tag
from promptguard.tags.annotations import Annotations, read

LEVELS = [level.word for level in Level]


def annotations(text: str | bytes, path: str = "CLASSIFICATION.toml") -> Annotations:
    content = text if isinstance(text, bytes) else text.encode()
    return read(content, path, {"tlp:amber": Level.CONFIDENTIAL})


def told(found: Annotations) -> list[str]:
    return [f"{note.origin.name}:{note.line} {note.text}" for note in found.notes]


def levels(found: Annotations, *paths: str) -> list[str]:
    """The highest level of each path, or nothing."""
    return [max((tag.level for tag in found.of(path)), default=None) for path in paths]  # type: ignore[type-var]


def one(text: str) -> Tag:
    (item,) = annotations(f'[[annotations]]\npath = "*.py"\n{text}\n').items
    return item.tag


def test_globs_are_gitignores_and_count_from_the_folder() -> None:
    found = annotations(
        '[[annotations]]\npath = ["*.tfvars", "/only/here/", "a/**/b.txt"]\nlevel = "restricted"\n',
        "deep/CLASSIFICATION.toml",
    )
    assert [bool(found.of(f"deep/{path}")) for path in (
        "x.tfvars", "down/x.tfvars", "only/here/x", "other/only/here/x", "a/b.txt", "a/c/d/b.txt",
        "x.py",
    )] == [True, True, True, False, True, True, False]  # fmt: skip
    assert found.notes == ()


def test_a_glob_may_except_others() -> None:
    found = annotations('[[annotations]]\npath = ["*.py", "!test_*.py"]\nlevel = "restricted"\n')
    assert [bool(found.of(path)) for path in ("a.py", "test_a.py")] == [True, False]


def test_everything_an_annotation_may_say() -> None:
    tag = one(
        'level = "TLP:AMBER"\nlabels = ["pii", "Finance"]\norigin = "EU"\nowner = "@billing"\n'
        'reason = "the contract says so"\nprecedence = "override"'
    )
    assert tag[:2] == (Level.CONFIDENTIAL, ("pii", "finance"))
    assert (tag.origin, tag.owner, tag.reason) == ("EU", "@billing", "the contract says so")
    assert (tag.override, tag.closest, tag.source) == (True, False, "CLASSIFICATION.toml:1")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param("x = \n", 1, "is not TOML", id="not toml"),
        pytest.param('\n\na = "x\n', 3, "is not TOML", id="open string"),
        pytest.param(b"a = 1\n\xff", 2, "is not UTF-8", id="not utf-8"),
        pytest.param("a = " + "[" * 5000, 1, "nested too deeply", id="nested"),
        pytest.param('[[anotations]]\npath = "x"', 1, '"annotations"?', id="misspelt table"),
        pytest.param("version = 2\n", 1, "only version = 1", id="version"),
        pytest.param("annotations = 3\n", 1, "written as [[annotations]]", id="no tables"),
        pytest.param('[[annotations]]\nlevel = "public"', 1, "`path` is missing", id="no path"),
        pytest.param('[[annotations]]\n\npath = ["[b-a]"]', 3, "glob 1", id="no glob"),
        pytest.param("[[annotations]]\npath = 3", 2, "`path` expects", id="path of a number"),
        pytest.param('[[annotations]]\npath = ["!x"]', 2, "holds no glob", id="only exceptions"),
    ],
)
def test_what_is_not_understood_makes_everything_below_restricted(
    text: str | bytes, line: int, said: str
) -> None:
    found = annotations(text, "sub/CLASSIFICATION.toml")
    assert levels(found, "sub/a", "sub/b/c.py") == [Level.RESTRICTED] * 2
    assert any(
        each.startswith(f"sub/CLASSIFICATION.toml:{line} ") and said in each for each in told(found)
    ), told(found)


def test_nothing_beside_what_is_not_understood_lowers() -> None:
    found = annotations(
        '[[annotations]]\npath = "*"\nlevel = "public"\nprecedence = "override"\nreason = "open"\n'
        '[[annotations]]\nlevel = "public"\n'
    )
    assert not any(tag.override for tag in found.of("a.py"))
    assert levels(found, "a.py") == [Level.RESTRICTED]


@pytest.mark.parametrize(
    ("text", "level", "line", "said"),
    [
        pytest.param('level = "confidental"', "restricted", 3, '"confidential"?', id="level"),
        pytest.param('lvel = "public"', "restricted", 3, 'Did you mean "level"?', id="key"),
        pytest.param("level = 3", "restricted", 3, "expects a string", id="level of a number"),
        pytest.param('level = "public"\nlables = "x"', "internal", 4, '"labels"?', id="unsure"),
        pytest.param('level = "public"\nlabels = [1]', "internal", 4, "array", id="labels"),
        pytest.param('level = "public"\norigin = "a b"', "internal", 4, "one word", id="origin"),
        pytest.param(
            'level = "confidential"\nprecedence = "overide"', "confidential", 4, '"override"?',
            id="precedence",
        ),
        pytest.param(
            'level = "public"\nprecedence = "override"', "internal", 4, "reason", id="no reason"
        ),
    ],
)  # fmt: skip
def test_doubt_is_said_and_never_lowers(text: str, level: str, line: int, said: str) -> None:
    found = annotations(f'[[annotations]]\npath = "*.py"\n{text}\n')
    assert [tag.level.word for tag in found.of("a.py")] == [level]
    assert not any(tag.override for tag in found.of("a.py"))
    assert any(f":{line} " in each and said in each for each in told(found)), told(found)


@pytest.mark.parametrize("glob", ["*", "**", "/**", "**/*", "/*"])
def test_a_glob_that_matches_everything_makes_nothing_public_without_a_reason(glob: str) -> None:
    table = f'[[annotations]]\npath = "{glob}"\nlevel = "public"\n'
    assert levels(annotations(table), "a.py") == [Level.INTERNAL]
    assert "matches every file" in told(annotations(table))[0]
    reasoned = annotations(f'{table}reason = "open source"\n')
    assert levels(reasoned, "a.py") == [Level.PUBLIC]
    assert reasoned.notes == ()


def test_lines_are_told_where_strings_look_like_tables() -> None:
    text = (
        '[[annotations]]\npath = "a"\nlevel = "internal"\nreason = """\n[[annotations]]\n'
        'level = 1\n"""\n'
        '# [[annotations]]\n[[annotations]]\npath = "b"\nlevel = "internal"\nlevl = 2\n'
    )
    found = annotations(text)
    assert [item.tag.line for item in found.items] == [1, 9]
    assert told(found)[0].startswith("CLASSIFICATION.toml:12 ")


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_fail_closed(content: bytes) -> None:
    found = annotations(content)
    if found.notes:
        assert levels(found, "a") == [Level.RESTRICTED] or found.items


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_in_a_key_or_value_raises(key: str, value: str) -> None:
    pairs = {"path": value, "level": "public", key: value}
    lines = [f"{json.dumps(name)} = {json.dumps(said)}" for name, said in pairs.items()]
    found = annotations("\n".join(["[[annotations]]", *lines]))
    for tag in found.of("a.py"):
        assert tag.level in Level
