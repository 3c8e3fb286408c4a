"""The page of `promptguard tag report`, in a real browser: seen, clicked, and driven by keys."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from promptguard.model import Level, Tagged
from promptguard.reports.tags import html
from promptguard.tags.coverage import Coverage, fold
from tests.samples.browser import Page, browser, needed
from tests.samples.tagged import HOSTILE, file

pytestmark = needed

_FOCUSED = "document.activeElement.getAttribute('aria-label')"
_CARD = "document.getElementById('card')"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as opened:
        yield opened


@pytest.fixture
def shop(page: Page, tmp_path: Path) -> Page:
    """A small repository, by day, at the size of a laptop."""
    why = "how we price"
    files = [
        file("billing/rates/eu.py", Level.RESTRICTED, 700, owner="@billing", reason=why),
        file("billing/rates/us.py", Level.CONFIDENTIAL, 500),
        file("billing/invoice.py", Level.INTERNAL, 900),
        file("web/src/main/app.js", None, 1200),
        file("web/src/main/login.js", Level.CONFIDENTIAL, 400),
        file("docs/guide.md", Level.PUBLIC, 800),
        *(file(f"tests/test_{n}.py", None, 1) for n in range(300)),
    ]
    return show(page, tmp_path, files)


def show(page: Page, folder: Path, files: list[Tagged], **window: int | bool) -> Page:
    text = html.render(Coverage("shop", "the files on disk", fold(files)), today="2026-11-24")
    (folder / "report.html").write_text(text, encoding="utf-8")
    page.complaints.clear()
    page.open(folder / "report.html", **window)  # type: ignore[arg-type]
    page.wait("document.querySelector('#map button')")
    return page


def arrived(page: Page, path: str) -> None:
    """Wait until a folder is shown: the address is there earlier than the map."""
    page.wait(f"document.getElementById('inside').textContent === {json.dumps('In ' + path)}")


def centre(page: Page, label: str) -> tuple[float, float]:
    """The middle of the button whose spoken name begins so."""
    found = page.run(
        f"""(() => {{
          const named = (one) => one.getAttribute("aria-label").startsWith({json.dumps(label)});
          const box = [...document.querySelectorAll("#map button")].find(named)
            .getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }})()"""
    )
    return found[0], found[1]


def test_nothing_is_fetched_and_nothing_complains(shop: Page) -> None:
    shop.click(*centre(shop, "billing,"))
    arrived(shop, "billing")
    assert [url for url in shop.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in shop.requests if url.startswith("file:")]) == 1
    assert shop.complaints == []


def test_what_the_policy_forbids_is_not_done(shop: Page) -> None:
    shop.run("new Image().src = 'http://localhost:9/x.png'")
    for _ in range(100):
        shop.run("new Promise((done) => setTimeout(done, 20))")
        if shop.complaints:
            break
    assert any("Content Security Policy" in said for said in shop.complaints)


def test_a_click_opens_a_folder_and_back_closes_it(shop: Page) -> None:
    shop.click(*centre(shop, "billing/rates,"))
    arrived(shop, "billing/rates")
    assert shop.run("location.hash") == "#/billing/rates"
    assert shop.run("document.querySelectorAll('#map button').length") == 2
    assert shop.run(
        "document.getElementById('crumbs').querySelector('ol').innerText.split('\\n')"
    ) == [
        *("shop", "billing", "rates"),
    ]
    shop.run("history.back()")
    arrived(shop, "shop")
    shop.run("history.forward()")
    arrived(shop, "billing/rates")
    shop.run("document.querySelector('#crumbs button').click()")
    arrived(shop, "shop")


def test_a_folder_that_holds_but_one_is_passed(shop: Page) -> None:
    shop.click(*centre(shop, "web/src/main,"))
    arrived(shop, "web/src/main")
    shop.press("Escape")
    arrived(shop, "shop")


def test_keys_alone_reach_everything(shop: Page) -> None:
    for _ in range(12):
        shop.press("Tab")
        if shop.run("document.getElementById('map').contains(document.activeElement)"):
            break
    assert shop.run("document.querySelectorAll('#map [tabindex=\"0\"]').length") == 1
    reached = {shop.run(_FOCUSED)}
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "End", "Home"):
        shop.press(key)
        reached.add(shop.run(_FOCUSED))
    assert len(reached) > 3
    outline = "getComputedStyle(document.activeElement)"
    assert shop.run(f"{outline}.outlineStyle") == "solid"
    assert float(shop.run(f"{outline}.outlineWidth").removesuffix("px")) >= 2
    assert not shop.run(f"{_CARD}.hidden")
    shop.press("Home")
    name = str(shop.run(_FOCUSED)).partition(",")[0]
    shop.press("Enter")
    arrived(shop, name)
    shop.wait(f"document.getElementById('told').textContent.startsWith('{name}: ')")
    assert shop.run("document.getElementById('map').contains(document.activeElement)")
    shop.press("Escape")
    shop.wait(f"(document.activeElement.getAttribute('aria-label') || '').startsWith('{name},')")


def test_arrows_lead_from_any_place_to_any_other(page: Page, tmp_path: Path) -> None:
    draw = random.Random(3)
    parts = ["a", "b", "c/d", "e", "e/f", "g"]
    files = [
        file(f"{draw.choice(parts)}/{n}", draw.choice([None, *Level]), draw.randrange(1, 3000))
        for n in range(150)
    ]
    show(page, tmp_path, files)
    missed = page.run(
        """(() => {
          const top = grow(JSON.parse(document.getElementById("data").textContent));
          const items = draw(document.getElementById("map"), top);
          const all = [...items.keys()];
          const ways = [[1, 0], [-1, 0], [0, 1], [0, -1]];
          const near = (one) => ways.map((way) => neighbour(items, one, way)).filter(Boolean);
          const next = new Map(all.map((one) => [one, near(one)]));
          return all.map((start) => {
            const seen = new Set([start]);
            for (const one of seen) next.get(one).forEach((other) => seen.add(other));
            return all.length - seen.size;
          });
        })()"""
    )
    assert len(missed) > 60
    assert set(missed) == {0}


def test_every_button_is_named(shop: Page) -> None:
    nameless = "(one) => !one.getAttribute('aria-label') && !one.innerText.trim() && !one.hidden"
    assert shop.run(f"[...document.querySelectorAll('button')].filter({nameless}).length") == 0
    label = shop.run(
        "[...document.querySelectorAll('#map button')].map((one) => one.getAttribute('aria-label'))"
        ".find((one) => one.startsWith('billing/rates/eu.py'))"
    )
    assert label == (
        "billing/rates/eu.py, restricted, by its header comment (line 1): how we price, "
        "owner @billing, 700 lines"
    )


def test_the_card_tells_path_level_why_owner_and_lines(shop: Page) -> None:
    shop.hover(*centre(shop, "billing/rates/eu.py,"))
    shop.wait(f"!{_CARD}.hidden")
    assert shop.run(f"{_CARD}.innerText").split() == [
        *("billing/rates/eu.py", "R", "restricted", "By", "its", "header", "comment", "(line"),
        *("1):", "how", "we", "price", "@billing", "·", "700", "lines"),
    ]


def test_the_legend_filters_map_and_table(shop: Page) -> None:
    names = shop.run("[...document.querySelectorAll('.level .name')].map((one) => one.innerText)")
    assert names == ["restricted", "confidential", "internal", "public", "untagged"]
    shop.run("document.querySelector('.level[data-slot=\"4\"]').click()")
    shown = "[...document.querySelectorAll('#map [data-slot]:not(.off)')]"
    assert set(shop.run(f"{shown}.map((one) => one.dataset.slot)")) == {"4"}
    assert shop.run("document.querySelector('.level').getAttribute('aria-pressed')") == "true"
    assert shop.run("[...document.querySelectorAll('#rows th')].map((one) => one.innerText)") == [
        "billing/",
    ]
    shop.run("document.querySelector('.level[data-slot=\"4\"]').click()")
    assert shop.run("document.querySelectorAll('#map .off').length") == 0


def test_small_files_are_drawn_together_and_named_in_the_table(shop: Page) -> None:
    assert shop.run("document.querySelectorAll('#map button').length") < 60
    shop.run("location.hash = '#/tests'")
    arrived(shop, "tests")
    assert shop.run("document.querySelectorAll('#rows tr').length") == 200
    shop.run("document.getElementById('more').click()")
    assert shop.run("document.querySelectorAll('#rows tr').length") == 300


def test_hostile_names_do_nothing(page: Page, tmp_path: Path) -> None:
    files = [
        file(
            f"{name.replace('/', '')}/{name.replace('/', '')}.x", level, 50, owner=name, reason=name
        )
        for name, level in zip(HOSTILE, [*Level] * 9, strict=False)
    ]
    show(page, tmp_path, files)
    seen = page.run("document.querySelectorAll('img, #map script, #map *[onfocus]').length")
    assert seen == 0
    for number in range(page.run("document.querySelectorAll('#map button').length")):
        page.run(f"document.querySelectorAll('#map button')[{number}].focus()")
    folder = page.run("document.querySelector('#map .head').innerText")
    page.run("document.querySelector('#map .head').click()")
    arrived(page, folder)
    assert page.complaints == []


@pytest.mark.parametrize("dark", [False, True])
def test_a_narrow_window_shows_all_of_it(page: Page, tmp_path: Path, dark: bool) -> None:
    files = [file(f"folder{n % 7}/file_with_a_long_name_{n}.py", None, n) for n in range(60)]
    show(page, tmp_path, files, width=400, height=800, dark=dark)
    assert page.run("document.documentElement.scrollWidth") <= 400
    paper = page.run("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(18, 20, 24)" if dark else "rgb(250, 248, 244)")


def test_a_window_of_another_size_keeps_the_focus(shop: Page) -> None:
    shop.press("Tab", times=7)
    shop.press("End")
    focused = shop.run(_FOCUSED)
    assert focused
    size = {"width": 700, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    shop.ask("Emulation.setDeviceMetricsOverride", **size)
    boxes = (
        "[...document.querySelectorAll('#map button')].map((one) => one.getBoundingClientRect())"
    )
    shop.wait(f"Math.max(...{boxes}.map((box) => box.right)) <= 700")
    shop.wait(f"({_FOCUSED} || '').startsWith({json.dumps(focused.partition(',')[0])})")


def test_folders_that_look_alike_both_open(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, [file("\udcff/one.py", None, 90), file("\\xff/two.py", None, 80)])
    for number, name in enumerate(("one.py", "two.py")):
        page.run(f"document.querySelectorAll('#map .head')[{number}].click()")
        page.wait(f"document.querySelector('#rows th').innerText === '{name}'")
        page.run("history.back()")
        page.wait("document.querySelectorAll('#map .head').length === 2")


def test_a_part_of_a_repository_keeps_its_whole_paths(page: Page, tmp_path: Path) -> None:
    files = [file("src/api/door.py", Level.PUBLIC, 90), file("src/main.py", None, 80)]
    text = html.render(Coverage("shop", "the index", fold(files, "src")))
    (tmp_path / "report.html").write_text(text, encoding="utf-8")
    page.open(tmp_path / "report.html")
    page.wait("document.querySelector('#map button')")
    assert page.run("document.querySelector('h1').innerText") == "shop/src"
    page.run("document.querySelector('#map .head').click()")
    arrived(page, "src/api")
    label = page.run("document.querySelector('#map button').getAttribute('aria-label')")
    assert label.startswith("src/api/door.py, public")


def test_an_empty_repository_has_a_page(page: Page, tmp_path: Path) -> None:
    text = html.render(Coverage("shop", "the index", fold([])))
    (tmp_path / "report.html").write_text(text, encoding="utf-8")
    page.complaints.clear()
    page.open(tmp_path / "report.html")
    page.wait("document.documentElement.classList.contains('drawn')")
    assert page.complaints == []


def test_a_deep_folder_is_drawn(page: Page, tmp_path: Path) -> None:
    deep = "d/" * 1500
    show(
        page,
        tmp_path,
        [file(f"{deep}x.py", None, 5), file(f"{deep}y.py", None, 5), file("z", None)],
    )
    assert page.complaints == []


def test_areas_are_as_the_sizes_and_overlap_nowhere(shop: Page) -> None:
    draw = random.Random(4)
    cases = []
    for _ in range(300):
        sizes = [
            draw.choice((1, 2, draw.randrange(1, 10 ** draw.randrange(1, 7))))
            for _ in range(draw.randrange(1, 60))
        ]
        box = [draw.randrange(50), draw.randrange(50), draw.uniform(1, 2000), draw.uniform(1, 2000)]
        cases.append([sorted(sizes, reverse=True), *box])
    drawn = shop.run(f"{json.dumps(cases)}.map((one) => squarify(...one))")
    for (sizes, x, y, width, height), boxes in zip(cases, drawn, strict=True):
        assert len(boxes) == len(sizes)
        for size, box in zip(sizes, boxes, strict=True):
            wanted = width * height * size / sum(sizes)
            assert box[2] * box[3] == pytest.approx(wanted, rel=1e-6)
            assert box[0] >= x - 1e-6
            assert box[1] >= y - 1e-6
            assert box[0] + box[2] <= x + width + 1e-6
            assert box[1] + box[3] <= y + height + 1e-6
        for number, one in enumerate(boxes):
            for other in boxes[:number]:
                across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
                down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
                assert min(across, down) <= 1e-6
