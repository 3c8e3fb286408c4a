"""detect-secrets inside: every type, where it is found, and what is said when it cannot run."""

import json
import os
import tracemalloc
from pathlib import Path
from random import Random

import pytest
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.settings import default_settings, get_settings

from promptguard.detectors import known_secrets
from promptguard.detectors.known_secrets import effort, rules
from promptguard.documents.document import Document
from promptguard.engine.portable import PortableMatcher
from promptguard.engine.tiers import Engine
from promptguard.evidence.templates import render
from promptguard.model import Confidence, Finding, Note, NoteKind, Origin, OriginKind, Rule
from promptguard.suppression.baseline import rule_of_type
from tests.samples import known_secrets as samples
from tests.samples import parity


@pytest.fixture(scope="module")
def engine() -> Engine:
    return parity.engine()


def scan(engine: Engine, name: str, content: bytes | str) -> tuple[list[Finding], list[Note]]:
    data = content.encode() if isinstance(content, str) else content
    read = parity.document(name, data)
    assert read is not None
    return parity.said(read, engine)


def hex_value(seed: int = 1) -> str:
    return render("<hex:64>", seed)


TYPES = [rule for rule in known_secrets.RULES if rule.id != rules.CUSTOM]


@pytest.mark.parametrize(
    "rule", [rule for rule in TYPES if rule.examples], ids=lambda rule: rule.id
)
def test_each_type_is_found_in_its_example_and_not_beside_it(rule: Rule, engine: Engine) -> None:
    for seed in range(5):
        found, _ = scan(engine, "x", render(rule.examples[0], seed))
        assert rule.id in {one.rule_id for one in found}
        other, _ = scan(engine, "x", render(rule.counterexamples[0], seed))
        assert rule.id not in {one.rule_id for one in other}


def test_there_is_a_rule_for_each_of_its_types_under_the_name_that_a_baseline_means() -> None:
    names = get_mapping_from_secret_type_to_class()
    assert {rule_of_type(name) for name in names} == {rule.id for rule in TYPES}
    assert {kind.__name__ for kind in names.values()} == set(rules.RULE_OF_PLUGIN)


def test_all_its_rules_stay_below_the_default_threshold() -> None:
    assert max(rule.ceiling for rule in known_secrets.RULES) < Confidence.POSSIBLE


def test_a_finding_points_at_the_value(engine: Engine) -> None:
    text = f'# note\nkey = "{hex_value()}"\n'
    (finding,) = scan(engine, "a.py", text)[0]
    assert text[finding.span.start : finding.span.end] == hex_value()
    assert (finding.place.line, finding.place.column) == (2, 8)
    assert finding.family == "detect-secrets"


def test_a_finding_has_the_line_that_detect_secrets_counts(engine: Engine) -> None:
    text = f"a: {{b: x, c: {hex_value()}, d: {hex_value(2)}}}"
    found, _ = scan(engine, "a.yml", text)
    assert [one.place.line for one in found] == [2, 3]
    assert all(one.span.end <= len(text) for one in found)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_end_as_universal_newlines_do(ending: str, engine: Engine) -> None:
    text = ending.join(["é", "", f'"{hex_value()}"', ""])
    (finding,) = scan(engine, "a.py", text)[0]
    assert finding.place.line == 3


def test_its_own_comments_are_honoured(engine: Engine) -> None:
    line = f'key = "{hex_value()}"'
    assert scan(engine, "a.py", f"{line}  # pragma: allowlist secret")[0] == []
    assert scan(engine, "a.py", f"# pragma: allowlist nextline secret\n{line}")[0] == []
    assert len(scan(engine, "a.py", line)[0]) == 1


def test_a_window_and_a_large_file_are_a_note(engine: Engine) -> None:
    origin = Origin(OriginKind.FILE, "a.log")
    first = Document(origin, b'x = "y"', whole=False)
    later = Document(origin, b'x = "y"', whole=False, base=100)
    assert [note.kind for note in parity.said(first, engine)[1]] == [NoteKind.TOO_LARGE]
    assert parity.said(later, engine) == ([], [])
    large = Document(origin, b"x" * (known_secrets.LIMIT + 1))
    assert [note.kind for note in parity.said(large, engine)[1]] == [NoteKind.TOO_LARGE]


def test_text_that_it_cannot_decode_is_a_note(engine: Engine) -> None:
    read = Document(Origin(OriginKind.FILE, "a.txt"), b"x", encoding="utf-16-le")
    assert [note.kind for note in parity.said(read, engine)[1]] == [NoteKind.UNDECODABLE]


def test_where_it_fails_itself_there_is_a_note_without_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    text = f"when: 2001-99-99\nkey: {hex_value()}\n"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yml").write_text(text)
    with default_settings():
        assert parity.theirs("a.yml") == "ValueError"
    found, notes = scan(engine, "a.yml", text)
    assert found == []
    assert [note.kind for note in notes] == [NoteKind.DETECTOR]
    assert "2001" not in notes[0].text


_LOOPS = {
    "anchors that multiply": "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 30)),
    "merges that multiply": "".join(
        f"a{n}: &a{n} {{<<: [{f'*a{n - 1},' * 9}]}}\n" for n in range(1, 30)
    ),
    "an anchor inside itself": "b: &b [*b]\n",
}


@pytest.mark.parametrize("loop", _LOOPS.values(), ids=_LOOPS)
def test_a_yaml_bomb_is_a_note(loop: str, engine: Engine) -> None:
    tracemalloc.start()
    _, notes = scan(engine, "a.yml", f"password: {hex_value()}\na0: &a0 {{k: v}}\n{loop}")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [note.kind for note in notes] == [NoteKind.LIMIT]
    assert peak < 300 << 20


_SLOW = {
    "keywords with open quotes": ("a.py", "password=`" * 9000),
    "keywords in one word": ("a.py", "password" * 9000 + '"x'),
    "spaces before a comment that is none": ("a.py", f'"{hex_value()}" #{" " * 90000}p'),
    "openings of a registry": ("a.py", "//a/:_authToken=" * 9000),
    "openings of a token": ("a.py", "eyJ" * 60000 + "."),
}


@pytest.mark.parametrize(("name", "text"), _SLOW.values(), ids=_SLOW)
def test_a_line_made_to_be_slow_is_a_note(name: str, text: str, engine: Engine) -> None:
    _, notes = scan(engine, name, text)
    assert [(note.kind, note.line) for note in notes] == [(NoteKind.RULE_TIMEOUT, 1)]


def test_ordinary_long_lines_are_not_left_out() -> None:
    line = "var a={key:1,password:null,token:'x'};" * 2000
    assert not effort.is_too_much("KeywordDetector", line[: 40 * 300])
    assert not effort.is_too_much("Base64HighEntropyString", line)


def test_options_on_very_many_lines_are_a_note(engine: Engine) -> None:
    text = "".join(f"k{n} = v\n" for n in range(effort.MOST_CONFIG_LINES + 1))
    _, notes = scan(engine, "a.txt", f"{text}password = {hex_value()}\n")
    assert [note.kind for note in notes] == [NoteKind.TOO_LARGE]


def test_yaml_that_would_take_much_memory_is_a_note_and_looked_at_as_lines(
    engine: Engine,
) -> None:
    text = "".join(f"k{n}: v\n" for n in range(effort.MOST_YAML // 8))
    found, notes = scan(engine, "a.yml", f"{text}password: '{hex_value()}'\n")
    assert [note.kind for note in notes] == [NoteKind.TOO_LARGE]
    assert "known_secrets.secret-keyword" in {one.rule_id for one in found}
    assert scan(engine, "a.yml", text) == ([], [])


def test_its_settings_are_given_back(engine: Engine) -> None:
    before = get_settings().json()
    assert scan(engine, "a.py", f'x = "{hex_value()}"')[0]
    assert get_settings().json() == before


def test_no_value_is_in_a_repr_or_a_note(engine: Engine) -> None:
    found, notes = scan(engine, "a.py", f'x = "{hex_value()}"')
    assert hex_value() not in repr((found, notes))


@pytest.fixture(scope="module")
def portable() -> Engine:
    signals = [("known_secrets", signal) for signal in known_secrets.SIGNALS]
    return Engine([PortableMatcher(signals).scan])


@pytest.mark.parametrize("seed", range(12))
def test_the_sets_are_identical_on_made_up_files(
    seed: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    engine: Engine,
    portable: Engine,
) -> None:
    monkeypatch.chdir(tmp_path)
    random = Random(seed)
    compared = found = 0
    with default_settings():
        for number in range(100):
            name, content = samples.file(random)
            os.makedirs(str(number))
            path = os.path.join(str(number), name)
            Path(path).write_bytes(content)
            expected = parity.theirs(path)
            if isinstance(expected, str):
                continue
            assert parity.ours(path, engine)[0] == expected, (seed, number, name)
            assert parity.ours(path, portable)[0] == expected, (seed, number, name)
            compared += 1
            found += len(expected)
    assert compared > 80
    assert found > 30


def test_rules_explain_themselves() -> None:
    assert json.dumps([rule.title for rule in known_secrets.RULES])
    assert all(rule.advice and rule.references for rule in known_secrets.RULES)
