"""The page of `promptguard policy matrix`, in a real browser: seen, and driven by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from promptguard.policy.drafts import draft
from promptguard.policy.matrix import for_every_role
from promptguard.reports.policy import html
from tests.samples.browser import Page, browser, needed
from tests.samples.tagged import HOSTILE

pytestmark = needed

POLICY = """version = 1
[default]
action = "allow"
why = "nothing speaks against it"

[[clause]]
id = "contractors"
action = "block"
level_min = "internal"
roles = ["contractor"]
local = false
why = "contractors send public text only"
contact = "security@acme.example"

[[clause]]
id = "people"
action = "redact"
level_min = "internal"
roles = ["employee"]
when = ["jurisdictions not in [US]"]
local = false
why = "people's data stays here"
"""
_CELLS = "[...document.querySelectorAll('[data-who]:not([hidden]) .cell')]"
_LABEL = "document.activeElement.getAttribute('aria-label')"
_CARD = "document.getElementById('card')"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as opened:
        yield opened


def show(page: Page, folder: Path, text: str = POLICY, **window: int | bool) -> Page:
    (folder / "policy.toml").write_text(text, encoding="utf-8")
    policy = draft(str(folder / "policy.toml"), today="2026-11-24")
    rendered = html.render(policy, for_every_role(policy), today="2026-11-24")
    (folder / "page.html").write_text(rendered, encoding="utf-8")
    page.complaints.clear()
    page.open(folder / "page.html", **window)  # type: ignore[arg-type]
    page.wait("document.documentElement.classList.contains('ready')")
    return page


@pytest.fixture
def shown(page: Page, tmp_path: Path) -> Page:
    return show(page, tmp_path)


def test_nothing_is_fetched_and_nothing_complains(shown: Page) -> None:
    shown.run(f"{_CELLS}[5].click()")
    assert len([url for url in shown.requests if url.startswith("file:")]) == 1
    assert [url for url in shown.requests if not url.startswith(("file:", "data:"))] == []
    assert shown.complaints == []


def test_keys_alone_reach_every_cell_and_its_row(shown: Page) -> None:
    for _ in range(60):
        shown.press("Tab")
        if shown.run("document.activeElement.classList.contains('cell')"):
            break
    assert shown.run(_LABEL).startswith("public to Claude Code: allow")
    assert shown.run(f"{_CELLS}.filter((one) => one.tabIndex === 0).length") == 1
    shown.press("ArrowRight")
    assert shown.run(_LABEL) == (
        "internal to Claude Code: block, because contractors send public text only"
    )
    assert (
        float(shown.run("getComputedStyle(document.activeElement).outlineWidth").removesuffix("px"))
        >= 2
    )
    shown.press("End")
    assert shown.run(_LABEL).startswith("restricted to Claude Code")
    seen = set()
    for _ in range(60):
        seen.add(shown.run(_LABEL))
        shown.press("ArrowDown")
    assert len(seen) == shown.run("document.querySelectorAll('[data-who=\"0\"] .cell').length") / 4
    shown.press("Home")
    shown.press("Enter")
    shown.wait("location.hash.startsWith('#row')")
    assert shown.run("document.querySelector(':target') !== null")


def test_the_card_says_why(shown: Page) -> None:
    shown.run(f"{_CELLS}[1].focus()")
    shown.wait(f"!{_CARD}.hidden")
    told = shown.run(f"{_CARD}.innerText")
    assert "block: internal text to Claude Code" in told
    assert "Because contractors send public text only." in told
    assert "The sender's role is not stated, so every role is assumed." in told
    shown.press("Escape")
    assert shown.run(f"{_CARD}.hidden")


def test_each_role_has_its_table(shown: Page) -> None:
    options = "[...document.getElementById('who').options].map((one) => one.textContent)"
    assert shown.run(options) == ["Anyone whose role is not known", "contractor", "employee"]
    pick = "const who = document.getElementById('who'); who.value = '2';"
    shown.run(f"{{ {pick} who.dispatchEvent(new Event('change')); }}")
    assert shown.run("document.querySelectorAll('[data-who]:not([hidden])').length") == 1
    assert shown.run(f"{_CELLS}[1].textContent") == "✓allow"
    said = shown.run("document.querySelector('.figures dd').textContent")
    assert said == str(shown.run(f"{_CELLS}.length / 4"))


def test_colour_is_never_alone(shown: Page) -> None:
    """Each action has a word, a mark and a pattern of its own."""
    looks = shown.run(
        "[...document.querySelectorAll('#legend .swatch')].map((one) => "
        "[one.textContent, getComputedStyle(one).backgroundImage])"
    )
    assert len({mark for mark, _ in looks}) == 4
    assert len({pattern for _, pattern in looks}) == 4
    words = shown.run(f"{_CELLS}.map((one) => one.textContent.slice(1))")
    assert set(words) <= {"allow", "warn", "redact", "block"}


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_cell(page: Page, tmp_path: Path, dark: bool) -> None:
    show(page, tmp_path, dark=dark)
    pairs = page.run(
        """[...document.querySelectorAll("#legend .swatch, #legend .does, .hint")].map((one) => {
          const own = getComputedStyle(one);
          const paper = getComputedStyle(document.body).backgroundColor;
          const back = one.matches(".swatch") ? own.backgroundColor : paper;
          return [own.color, back];
        })"""
    )
    assert len(pairs) > 6
    assert min(contrast(*pair) for pair in pairs) >= 4.5


def contrast(one: str, other: str) -> float:
    """As WCAG 2 counts it."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_a_narrow_window_shows_all_of_it(page: Page, tmp_path: Path, dark: bool) -> None:
    show(page, tmp_path, width=400, height=800, dark=dark)
    assert page.run("document.documentElement.scrollWidth") <= 400
    paper = page.run("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(18, 20, 24)" if dark else "rgb(250, 248, 244)")


def test_without_scripts_every_table_is_there(page: Page, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    policy = draft(str(tmp_path / "policy.toml"), today="2026-11-24")
    text = html.render(policy, for_every_role(policy))
    bare = text[: text.index("<script>")] + text[text.index("</script>") :]
    (tmp_path / "page.html").write_text(bare, encoding="utf-8")
    page.open(tmp_path / "page.html")
    assert page.run("document.querySelectorAll('[data-who]:not([hidden])').length") == 3
    broken = (
        "[...document.querySelectorAll('.cell')]"
        ".filter((one) => !document.querySelector(one.getAttribute('href'))).length"
    )
    assert page.run(broken) == 0


def test_hostile_words_do_nothing(page: Page, tmp_path: Path) -> None:
    rows = "".join(
        f"[[clause]]\nid = {quoted(f'{at}{bad}')}\naction = 'block'\nlevel_min = 'internal'\n"
        f"roles = [{quoted(bad)}]\nwhy = {quoted(bad)}\nadvice = {quoted(bad)}\n"
        for at, bad in enumerate(HOSTILE)
        if bad.strip() and bad.isprintable()
    )
    show(page, tmp_path, POLICY + rows)
    assert (
        page.run("document.querySelectorAll('img, main script, [onfocus], [onload]').length") == 0
    )
    page.run(f"{_CELLS}.slice(0, 8).forEach((one) => one.focus())")
    assert page.complaints == []


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
