"""A secret is found in whatever dress, at the place where it stands."""

import base64
import html
import json
import time
import urllib.parse
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard import pipeline, rulebook
from promptguard.documents import view_signals
from promptguard.documents.document import Document
from promptguard.documents.views import view
from promptguard.engine.portable import PortableMatcher
from promptguard.evidence.templates import pick
from promptguard.model import Candidate, Finding, Note, Origin, OriginKind, Settings, Span

MARK = "PGMARKER-"  # A word of the team's own, so that no secret is needed.
SETTINGS = Settings(vocabulary=(MARK + "one",))
WORD = MARK + "one"
ENGINE = rulebook.open_rulebook(SETTINGS)
TABLE = str.maketrans("+/", "-_")


def found(text: str, name: str = "notes.txt") -> list[Finding]:
    document = Document(Origin(OriginKind.FILE, name), text.encode("utf-8", "replace"))
    return list(pipeline.scan(document, ENGINE, SETTINGS).findings)


def spots(text: str, name: str = "notes.txt") -> list[str]:
    return [text[one.span.start : one.span.end] for one in found(text, name)]


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


DRESSES: dict[str, Callable[[str], str]] = {
    "base64": b64,
    "base64 for URLs": lambda text: b64(text).translate(TABLE).rstrip("="),
    "base64 in lines": lambda text: base64.encodebytes(text.encode()).decode().rstrip("\n"),
    "base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")).decode(),
    "hex": lambda text: text.encode().hex(),
    "HEX": lambda text: text.encode().hex().upper(),
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "unicode escapes": lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    "byte escapes": lambda text: "".join(f"\\x{ord(char):02x}" for char in text),
    "decimal entities": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "hexadecimal entities": lambda text: "".join(f"&#x{ord(char):x};" for char in text),
}
PLAIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=20, max_size=90)
AFTER = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=90)


@pytest.mark.parametrize("dress", DRESSES)
@given(before=PLAIN, after=AFTER)
@settings(max_examples=30, deadline=None)
def test_a_secret_is_found_where_it_stands(dress: str, before: str, after: str) -> None:
    coded = DRESSES[dress](f"{before} {WORD} {after}")
    text = f'first line\nvalue = "{coded}"\nlast line\n'
    begin = text.index(coded)
    (one,) = [one for one in found(text) if one.rule_id == "vocabulary.word"]
    assert begin <= one.span.start < one.span.end <= begin + len(coded)
    assert one.evidence[-1].points == 0
    assert one.evidence[-1].why.startswith("inside ")
    # Narrowed to the word: what was encoded before it is left out.
    assert one.span.start - begin >= len(DRESSES[dress](before)) * 0.8 - 8


@given(before=PLAIN.map(lambda text: text + "\u5bc6\u7801: "))
@settings(max_examples=40, deadline=None)
def test_what_is_not_ascii_is_found_in_the_whole_run(before: str) -> None:
    coded = b64(before + WORD)
    text = f'value = "{coded}"'
    spans = [one.span for one in found(text) if one.rule_id == "vocabulary.word"]
    assert spans == [Span(text.index(coded), text.index(coded) + len(coded.rstrip("=")))]


@given(st.binary(max_size=2000), st.sampled_from(sorted(DRESSES)), st.binary(max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_bytes_make_it_raise(noise: bytes, dress: str, more: bytes) -> None:
    text = (
        noise.decode("latin-1") + DRESSES[dress]("a plain beginning of it") + more.decode("latin-1")
    )
    document = Document(Origin(OriginKind.FILE, "x"), text.encode())
    candidates = [
        Candidate(signal.name, end)
        for signal in view_signals.SIGNALS
        for end in range(0, len(document.data), 97)
    ]
    inner, notes = view(document, candidates)
    assert notes == []
    if inner is not None:
        for start in range(0, len(inner.document.text), 31):
            back = inner.back(Span(start, min(start + 7, len(inner.document.text))))
            assert back is None or 0 <= back[0].start <= back[0].end <= len(text)


@given(PLAIN, st.sampled_from(sorted(DRESSES)))
@settings(max_examples=30, deadline=None)
def test_both_engines_see_it(plain: str, dress: str) -> None:
    text = f"x = '{DRESSES[dress](plain)}'"
    portable = PortableMatcher([("views", signal) for signal in view_signals.SIGNALS])
    one = {hit[1] for hit in portable.scan(text.encode())}
    assert one == {hit[1] for hit in ENGINE.scan(text.encode()) if hit[0] == "views"} != set()


def test_a_token_of_a_vendor_in_base64() -> None:
    from promptguard import detectors
    from promptguard.evidence.templates import render

    for rule in detectors.rules("source_hosting")[:3]:
        text = f"config: {b64('the token is ' + render(rule.examples[0], 5))}"
        assert rule.id in {one.rule_id for one in found(text)}


def secret_manifest(kind: str = "Secret") -> str:
    password = pick(Random(3), "base62", 14)
    return (
        f"apiVersion: v1\nkind: {kind}\nmetadata:\n  name: db\ntype: Opaque\ndata:\n"
        f"  username: {b64('admin')}\n  note: {b64(WORD)}\n  db-password: {b64(password)}\n"
    )


def test_a_kubernetes_secret_is_read_value_by_value() -> None:
    assert b64(WORD).rstrip("=") in [spot.rstrip("=") for spot in spots(secret_manifest())]
    two = "kind: ConfigMap\ndata:\n  a: b\n---\n" + secret_manifest()
    assert len(spots(two)) == len(spots(secret_manifest()))
    as_json = json.dumps({"kind": "Secret", "data": {"note": b64(WORD)}}, indent=2)
    assert [spot.rstrip("=") for spot in spots(as_json)] == [b64(WORD).rstrip("=")]


def test_a_sealed_secret_is_none() -> None:
    assert spots(secret_manifest("SealedSecret").replace(b64(WORD), b64("x" * 9))) == spots(
        secret_manifest("SealedSecret").replace(b64(WORD), "")
    )


def test_a_notebook_is_read_as_people_see_it() -> None:
    cells = [
        {"cell_type": "code", "source": ["import os\n", f'x = "{WORD}"\n'], "outputs": []},
        {"cell_type": "code", "source": [], "outputs": [{"text": ["\tb\n", f"b\t{WORD}\n"]}]},
    ]
    text = json.dumps({"cells": cells, "nbformat": 4}, indent=1)
    assert spots(text, "a.ipynb") == [WORD, WORD]


def test_what_is_found_in_both_is_said_once() -> None:
    text = f'{{"a": "\\"key\\": \\"{WORD}\\""}}'
    assert spots(text) == [WORD]


def test_quoted_json_and_urls_are_read() -> None:
    assert spots(json.dumps({"env": f"NAME=1\nCODE_NAME={WORD}"})) == [WORD]
    assert spots(json.dumps(json.dumps({"name": WORD}))) == [WORD]
    assert spots("https://acme.test/?next=" + urllib.parse.quote(f"a={WORD}/b", safe="")) == [WORD]
    assert spots(f"<a title='x = {html.escape(json.dumps(WORD))}'>") == [WORD]


def test_images_and_source_maps_are_left_alone() -> None:
    coded = b64(f"<svg><text>{WORD}</text></svg>")
    assert found(f"url(data:image/svg+xml;base64,{coded})") == []
    assert found(f"//# sourceMappingURL=data:application/json;base64,{coded}") == []


def test_one_level_and_no_further() -> None:
    once = b64(f"a plain beginning {WORD}")
    assert len(found(f"'{once}'")) == 1
    assert found(f"'{b64(once)}'") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "\n".join(f"'{b64(f'some plain text number {number}')}'" for number in range(5000)),
            id="many runs",
        ),
        pytest.param(b64("plain text in base64 that goes on " * 40_000), id="one long run"),
        pytest.param(("plain text in hex " * 60_000).encode().hex(), id="one of hex"),
    ],
)
def test_what_a_bound_leaves_out_is_said(text: str) -> None:
    document = Document(Origin(OriginKind.FILE, "x"), text.encode())
    notes = pipeline.scan(document, ENGINE, SETTINGS).notes
    assert [note.kind.value for note in notes if isinstance(note, Note)] == ["limit"]


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(b64("plain text in base64 that goes on "), id="one run"),
        pytest.param("'" + b64("plain text in base64") + "' ", id="many runs"),
        pytest.param("Z2hw" * 10 + "-", id="dashes in a run"),
        pytest.param("%3A%2F", id="percent"),
        pytest.param("\\x41\\x42\\/\\/", id="escapes"),
        pytest.param('\\": \\"', id="quoted JSON"),
        pytest.param("&#65;&#66;&#67;", id="entities"),
        pytest.param("6162", id="hex"),
        pytest.param("kind: Secret\ndata:\n a: YWJj\n", id="secrets"),
        pytest.param('{"cell_type": "nbformat", "source": ["a\\n', id="notebook"),
    ],
)
def test_time_is_linear(unit: str) -> None:
    spent = []
    for size in (100_000, 400_000):
        document = Document(Origin(OriginKind.FILE, "x"), (unit * (size // len(unit))).encode())
        hits = [
            Candidate(hit[1], hit[2]) for hit in ENGINE.scan(document.data) if hit[0] == "views"
        ]
        started = time.process_time()
        view(document, hits)
        spent.append(time.process_time() - started)
    assert spent[1] < 10 * spent[0] + 0.3


def test_hashes_cost_nothing() -> None:
    random = Random(1)
    text = "\n".join(f"{pick(random, 'hex', 64)},{number}" for number in range(20_000))
    assert len([hit for hit in ENGINE.scan(text.encode()) if hit[0] == "views"]) < 20


def test_line_ends_that_are_written_out_are_line_ends() -> None:
    assert spots('{"log": "starting\\n' + "name: " + WORD + '"}') == [WORD]


def test_a_comment_accepts_what_is_encoded_on_its_line() -> None:
    coded = b64(f"a plain beginning {WORD}")
    text = f'x = "{coded}"  # promptguard: allow reason="a sample"\n'
    document = Document(Origin(OriginKind.FILE, "a.py"), text.encode())
    report = pipeline.scan(document, ENGINE, SETTINGS)
    assert report.findings == ()
    assert [item.reason for item in report.suppressed] == ["a sample"]


def test_what_a_rule_says_of_a_whole_file_does_not_count_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = f'x = "{b64(f"a plain beginning {WORD}")}"'
    assert len(found(text)) == 1
    rule = rulebook.rule_of("vocabulary.word", SETTINGS)._replace(whole=True)
    monkeypatch.setattr(rulebook, "rule_of", lambda rule_id, settings=None: rule)
    assert found(text) == []


def test_a_window_of_a_large_source_is_decoded_at_its_own_places() -> None:
    import io

    from promptguard import scanning

    coded = b64(f"a plain beginning {WORD}")
    text = "plain line\n" * 500_000 + f'x = "{coded}"\n'
    origin = Origin(OriginKind.FILE, "large.txt")
    report = scanning.scan_stream(io.BytesIO(text.encode()).read, origin, ENGINE, SETTINGS)
    assert report is not None
    (one,) = report.findings
    assert one.place.line == 500_001
    assert text[one.span.start : one.span.end] in coded
