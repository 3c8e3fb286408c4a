"""The page holds what it was given and nothing else gets in: no name becomes markup or script."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib import resources
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.model import Level, Note, NoteKind, Origin, OriginKind, Tagged
from promptguard.reports.tags import html
from promptguard.reports.tags._data import as_json
from promptguard.tags.coverage import Coverage, fold
from tests.samples.tagged import HOSTILE, file, trees


class Page(HTMLParser):
    """What a browser would make of it: elements in order, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.words: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in self.raw:
            self._inside = tag
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw[self._inside][-1] += data
        else:
            self.words.append(data)

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw["script"][0])
        return found


def page(files: list[Tagged], *notes: Note, title: str = "shop") -> str:
    coverage = Coverage(title, "the files on disk", fold(files), notes)
    return html.render(coverage, today="2026-11-24")


def shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(tag, tuple(sorted(attrs))) for tag, attrs in Page(text).elements]


def hostile(name: str) -> list[Tagged]:
    clean = name.replace("/", "")
    one = file(f"{clean}/{clean}", Level.RESTRICTED, owner=name, reason=name, labels=(name,))
    return [one, file(clean + ".txt", Level.PUBLIC, owner=name, reason=name)]


def test_hostile_names_change_no_element_of_the_page() -> None:
    plain = shape(page(hostile("plain")))
    for name in HOSTILE:
        assert shape(page(hostile(name), title=name)) == plain, name


@settings(deadline=None, max_examples=40)
@given(st.text(min_size=1, max_size=40))
def test_no_text_at_all_changes_an_element_of_the_page(name: str) -> None:
    note = Note(NoteKind.UNREADABLE, Origin(OriginKind.FILE, name), name, 1)
    harmless = Note(NoteKind.UNREADABLE, Origin(OriginKind.FILE, "x"), "x", 1)
    folder = name.replace("/", "").replace("\0", "") or "x"
    files = [file(f"{folder}/:", Level.PUBLIC, reason=name), file(f"{folder}:", Level.PUBLIC)]
    others = [file("x/:", Level.PUBLIC, reason="x"), file("x:", Level.PUBLIC)]
    assert shape(page(files, note, title=name)) == shape(page(others, harmless))


@settings(deadline=None, max_examples=40)
@given(trees())
def test_the_data_is_the_tree(files: list[Tagged]) -> None:
    data = Page(page(files)).data
    assert sum(len(rows) for _, _, rows, _ in data["folders"]) == len(files)
    lines = sum(row[1] for _, _, rows, _ in data["folders"] for row in rows)
    assert lines == sum(one.lines for one in files)
    assert all(parent < number for number, (parent, *_) in enumerate(data["folders"]))


@settings(deadline=None, max_examples=40)
@given(trees(), st.integers(0, 12))
def test_what_has_no_name_is_counted(files: list[Tagged], most: int) -> None:
    folders = json.loads(as_json(Coverage("shop", "disk", fold(files)), most))["folders"]
    named = sum(len(rows) for _, _, rows, _ in folders)
    rest = [part for *_, parts in folders for part in parts]
    assert named == min(most, len(files))
    assert named + sum(part[1] for part in rest) == len(files)
    lines = sum(row[1] for _, _, rows, _ in folders for row in rows)
    assert lines + sum(part[2] for part in rest) == sum(one.lines for one in files)


def test_only_the_page_itself_may_run_and_nothing_is_fetched() -> None:
    read = Page(page(hostile("plain")))
    policy = next(
        attrs["content"]
        for tag, attrs in read.elements
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for kind, text in (("style", read.raw["style"][0]), ("script", read.raw["script"][1])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    asking = [
        value
        for _, attrs in read.elements
        for name, value in attrs.items()
        if name in ("src", "href", "action", "style") or name.startswith("on")
    ]
    assert all(value is None or value.startswith(("data:", "#")) for value in asking)


def test_the_page_says_what_is_in_it_without_any_script() -> None:
    text = page([file("a.py", Level.RESTRICTED, 7, owner="@x", reason="keys"), file("d/b")])
    words = " ".join(Page(text).words)
    for said in (
        "shop",
        "24 November 2026",
        "50 %",
        "restricted",
        "@x",
        "keys",
        "d/",
        "untagged 1",
    ):
        assert said in words


def test_fifteen_thousand_files_are_a_page_of_less_than_two_megabytes() -> None:
    files = [
        file(
            f"department{n % 40}/project{n % 300}/some_module_of_it_{n}.py",
            list(Level)[n % 4],
            n % 700,
            owner=f"@team{n % 50}",
            reason=f"agreement {n % 90} with a customer",
        )
        for n in range(15_000)
    ]
    assert len(page(files).encode()) < 2_000_000


def themes(name: str) -> list[list[str]]:
    """Five colours of the light page, then of the dark one."""
    style = resources.files("promptguard.reports.tags").joinpath("page/page.css").read_text("utf-8")
    found = re.findall("; ".join(rf"--{name}{slot}: (#\w+)" for slot in range(5)), style)
    assert len(found) == 2
    return [list(colours) for colours in found]


def test_words_can_be_read_on_every_level() -> None:
    """A contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3)."""
    for under, words in zip(themes("s"), themes("on"), strict=True):
        for below, above in zip(under, words, strict=True):
            dark, bright = sorted((_brightness(below), _brightness(above)))
            assert (bright + 0.05) / (dark + 0.05) >= 4.5, (below, above)


def test_colours_differ_for_every_eye() -> None:
    """Simulated by Machado, Oliveira and Fernandes (2009), severity 1; distance as CIE76 has it."""
    for theme in themes("s"):
        for sight, matrix in _SIGHTS.items():
            seen = [_lab(_seen(colour, matrix)) for colour in theme]
            for first in range(5):
                for second in range(first):
                    far = sum((a - b) ** 2 for a, b in zip(seen[first], seen[second], strict=True))
                    assert far**0.5 > 13, (sight, theme[first], theme[second], far**0.5)


_SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_Row = tuple[float, float, float]


def _seen(colour: str, matrix: tuple[_Row, _Row, _Row]) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return [
        min(max(sum(factor * part for factor, part in zip(row, light, strict=True)), 0), 1)
        for row in matrix
    ]


def _brightness(colour: str) -> float:
    red, green, blue = _seen(colour, _SIGHTS["usual"])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lab(light: list[float]) -> tuple[float, float, float]:
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
