"""Remembered expressions: the same patterns as `re` makes, whatever happened to the file."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from promptguard import detectors, patterns
from promptguard.engine.relax import RULE_FLAGS

EXPRESSIONS = [
    (r"(?P<a>x)|(?P<b>y)\b", 0),
    (r"(?i:straße|ſ|contraseña|密码)[^\n]{2,5}?$", re.MULTILINE),
    (r"(?<!\w)[【】★a-f]++(?>q+)(?(1)a|b)".replace("(?(1)a|b)", ""), re.ASCII),
    (r"(['\"]).*?\1", re.DOTALL),
    ("[\U0001f600-\U0001f64f]", 0),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    forget(monkeypatch)
    return tmp_path / "promptguard"


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a new process would begin."""
    monkeypatch.setattr(patterns, "_known", None)
    monkeypatch.setattr(patterns, "_fresh", {})
    monkeypatch.setattr(patterns, "_made_once", {})


def kept(folder: Path) -> Path:
    (found,) = folder.glob("*.patterns")
    return found


def test_every_pattern_of_every_rule_is_what_re_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        *EXPRESSIONS,
        *(
            (rule.pattern, RULE_FLAGS)
            for name in detectors.names()
            for rule in detectors.rules(name)
        ),
    ]
    made = [re.compile(*each) for each in asked]
    assert [patterns.compile(*each) for each in asked] == made
    patterns.keep()
    forget(monkeypatch)
    monkeypatch.setattr(re, "compile", None)  # what is remembered is not compiled again
    remembered = [patterns.compile(*each) for each in asked]
    # Patterns are equal where expression, flags and compiled code are.
    assert remembered == made
    assert [one.groupindex for one in remembered] == [one.groupindex for one in made]
    assert [one.groups for one in remembered] == [one.groups for one in made]


def test_a_mistake_is_the_one_of_re() -> None:
    with pytest.raises(re.error, match="unterminated"):
        patterns.compile("(a")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[:-1], id="truncated"),
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[:90] + b"?" + content[91:], id="flipped"),
    ],
)
def test_a_damaged_file_is_not_believed(folder: Path, damage, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    patterns.compile("ab+c")
    patterns.keep()
    kept(folder).write_bytes(damage(kept(folder).read_bytes()))
    forget(monkeypatch)
    assert patterns.compile("ab+c").fullmatch("abbc")


def test_a_file_that_others_may_write_is_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patterns.compile("ab+c")
    patterns.keep()
    kept(folder).chmod(0o666)
    forget(monkeypatch)
    patterns.compile("ab+c")
    assert patterns._known == {}


def test_code_that_python_refuses_is_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compile("ab+c")
    monkeypatch.setattr(patterns, "_known", {("ab+c", 0): (32, b"\1\2\3\4" * 3, 0, {}, (None,))})
    assert patterns.compile("ab+c") == re.compile("ab+c")


def test_an_unwritable_folder_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "below"))
    (tmp_path / "file").write_text("")
    patterns.compile("ab+c")
    patterns.keep()


def test_a_run_leaves_them_for_the_next(folder: Path, tmp_path: Path) -> None:
    from tests.samples.secrets import private_key

    (tmp_path / "key.pem").write_text(private_key())
    command = [sys.executable, "-m", "promptguard", "scan", str(tmp_path / "key.pem")]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    before = kept(folder).stat().st_mtime_ns
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    assert kept(folder).stat().st_mtime_ns == before  # nothing was compiled, nothing written
