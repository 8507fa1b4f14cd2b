"""The page on screens of any size, in the dark, on paper, and for those who do not see it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import find_program
from toolkit.load.project import load_review
from toolkit.model.inline import Text
from toolkit.model.review import ResolvedReview
from toolkit.render.html import render_html
from toolkit.render.tables import render_tables
from toolkit.resolve import resolve

pytestmark = pytest.mark.needs("chromium")

BROKEN_WORDS = """() => {
  const broken = []
  for (const cell of document.querySelectorAll('.table th, .table td')) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const word of node.data.matchAll(/[A-Za-z]{2,}/g)) {
        const range = document.createRange()
        range.setStart(node, word.index)
        range.setEnd(node, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)))
        if (lines.size > 1) broken.push(word[0])
      }
    }
  }
  return broken
}"""
"""Words of Latin letters in the cells of tables that stand on two lines."""
AXE = {"resultTypes": ["violations"]}


def test_no_request_leaves_the_page(page: Page, address: str) -> None:
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(address, wait_until="networkidle")
    page.locator(".peek-button").first.click()
    assert [url for url in requests if not url.startswith("data:")] == [address]
    assert messages == [], "the browser complains, of the policy perhaps"


def test_style_sheet_passes_the_policy(opened: Page) -> None:
    assert opened.evaluate("document.styleSheets.length") == 1
    assert opened.evaluate("getComputedStyle(document.querySelector('h1')).textAlign") == "center"


@pytest.mark.parametrize("width", [320, 390, 600, 768, 1024, 1311, 1312, 1920])
def test_no_sideways_scrolling(sized: Callable[[int], Page], width: int) -> None:
    page = sized(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_wide_table_scrolls_in_its_region(sized: Callable[[int], Page]) -> None:
    page = sized(390)
    region = page.locator("#tbl-hydrogels .table-scroll")
    assert region.evaluate("node => node.scrollWidth > node.clientWidth")
    region.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    for _ in range(40):  # it glides; the page's policy forbids waiting by a script of its own
        if region.evaluate("node => node.scrollLeft") > 0:
            return
        page.wait_for_timeout(50)
    pytest.fail("the region did not scroll")


@pytest.mark.parametrize("width", [420, 1400])
def test_a_very_long_word_does_not_stretch_a_table(
    page: Page, review: ResolvedReview, folder: Path, width: int
) -> None:
    """It is broken, the ordinary words beside it are not, and the table stays as wide as it was."""
    table = review.tables["hydrogels"]
    [(_, plain)] = render_tables(review, ["hydrogels"], "html")
    rows = list(table.table.body)
    at, row = next((at, row) for at, row in enumerate(rows) if len(row.cells) == table.table.width)
    long_word = replace(row.cells[1], content=(Text("ACGTTGCA" * 40),))
    rows[at] = replace(row, cells=(row.cells[0], long_word, *row.cells[2:]))
    changed = replace(table, table=replace(table.table, body=tuple(rows)))
    other = replace(review, tables={**review.tables, "hydrogels": changed})
    [(_, long)] = render_tables(other, ["hydrogels"], "html")
    page.set_viewport_size({"width": width, "height": 800})
    widths = []
    for name, data in (("plain.html", plain), ("long.html", long)):
        (folder / name).write_bytes(data)
        page.goto((folder / name).as_uri())
        widths.append(page.locator(".table-scroll").evaluate("node => node.scrollWidth"))
    assert widths[1] <= widths[0] + 130
    assert [word for word in page.evaluate(BROKEN_WORDS) if len(word) < 30] == []


@pytest.mark.parametrize("width", [420, 1400])
def test_ordinary_words_of_a_table_are_whole(sized: Callable[[int], Page], width: int) -> None:
    page = sized(width)
    broken = page.evaluate(BROKEN_WORDS)
    assert broken == []


def test_caption_and_first_column_stay_when_a_table_scrolls(sized: Callable[[int], Page]) -> None:
    page = sized(390)
    region = page.locator("#tbl-hydrogels .table-scroll")
    left = "node => node.getBoundingClientRect().left"
    caption = region.locator(".caption-lines")
    heading = region.locator("tbody th[scope=row]").first
    before = caption.evaluate(left), heading.evaluate(left)
    region.evaluate("node => { node.scrollLeft = 150 }")
    assert region.evaluate("node => node.scrollLeft") == 150
    assert (caption.evaluate(left), heading.evaluate(left)) == pytest.approx(before, abs=1)


def test_head_stays_when_a_long_table_scrolls(opened: Page) -> None:
    region = opened.locator("#tbl-long .table-scroll")
    region.evaluate("node => { node.scrollTop = 900 }")
    assert region.evaluate("node => node.scrollTop") == 900
    edge = region.evaluate("node => node.getBoundingClientRect().top")
    head = region.locator("thead")
    assert head.evaluate("node => node.getBoundingClientRect().top") == pytest.approx(edge, abs=1)
    colour = head.locator("th").first.evaluate("node => getComputedStyle(node).backgroundColor")
    assert colour == "rgb(255, 255, 255)", "rows would show through"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_axe_finds_nothing(
    new_context: Callable[..., BrowserContext], address: str, scheme: str, width: int
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    page.goto(address)
    page.locator("#cite-1 button").click()
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_nothing_on_the_page_of_a_table(page: Page, review: ResolvedReview, folder: Path) -> None:
    [(name, data)] = render_tables(review, ["hydrogels"], "html")
    file = folder / name
    file.write_bytes(data)
    page.goto(file.as_uri())
    # A table alone is no article and has its caption for a title.
    options = {**AXE, "rules": {"page-has-heading-one": {"enabled": False}}}
    results = Axe().run(page, options=options)
    assert results.violations_count == 0, results.generate_report()


def test_targets_are_large_enough_for_fingers(
    new_context: Callable[..., BrowserContext], address: str
) -> None:
    """WCAG 2.2, 2.5.8: the buttons, which unlike the links are not exempt as parts of a sentence."""
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto(address)
    sizes = page.locator(".peek-button").evaluate_all(
        "nodes => nodes.map(node => [node.offsetWidth, node.offsetHeight])"
    )
    assert sizes
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_dark_page_is_dark(new_context: Callable[..., BrowserContext], address: str) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(address)
    red, green, blue = page.evaluate(
        "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert max(red, green, blue) < 64
    head = page.locator("#tbl-hydrogels thead th").first
    assert head.evaluate("node => getComputedStyle(node).backgroundColor") == f"rgb({red}, {green}, {blue})"


def test_skip_link_is_the_first_stop(opened: Page) -> None:
    opened.keyboard.press("Tab")
    link = opened.get_by_role("link", name="跳到正文")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    opened.keyboard.press("Enter")
    expect(opened.locator("#text")).to_be_focused()


def test_contents_stay_beside_the_text(opened: Page) -> None:
    contents = opened.get_by_role("navigation", name="目录")
    opened.locator("#sec-clinical").scroll_into_view_if_needed()
    expect(contents).to_be_in_viewport(ratio=1)
    contents.get_by_role("link", name="1.1 可注射型").click()
    expect(opened.locator("#sec-injectable h3")).to_be_in_viewport(ratio=1)


def test_sizes_of_the_profile_hold(opened: Page) -> None:
    """Body 10.5 pt, title 18 pt, headings of level 1 12 pt: as shares of the body's size."""
    body, title, heading = (
        opened.locator(selector).first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
        for selector in ("#text p", "h1", "#sec-delivery h2")
    )
    assert title / body == pytest.approx(18 / 10.5, rel=0.01)
    assert heading / body == pytest.approx(12 / 10.5, rel=0.01)


def test_print_view(opened: Page) -> None:
    opened.emulate_media(media="print")
    for selector in (".skip", ".contents", ".peek-button", ".backlinks", ".peek"):
        for found in opened.locator(selector).all():
            expect(found).to_be_hidden()
    style = "(node, name) => getComputedStyle(node)[name]"
    link = opened.locator("#cite-1 a").first
    assert link.evaluate(style, "color") == "rgb(0, 0, 0)"
    assert link.evaluate(style, "textDecorationLine") == "none"
    region = opened.locator("#tbl-long .table-scroll")
    assert region.evaluate(style, "overflowY") == "visible"
    assert opened.locator("#tbl-long thead").evaluate(style, "display") == "table-header-group"
    assert opened.locator("#tbl-long tbody tr").first.evaluate(style, "breakInside") == "avoid"


def test_paper_repeats_the_head_of_a_long_table(opened: Page, folder: Path) -> None:
    """Chromium's own PDF: the long table runs over several pages, each with its head."""
    file = folder / "page.pdf"
    opened.pdf(path=file, prefer_css_page_size=True)
    pdftotext = find_program("pdftotext")
    if pdftotext is None:
        pytest.skip("needs the program pdftotext, which is not installed")
    text = subprocess.run([pdftotext, "-layout", str(file), "-"], capture_output=True, check=True).stdout
    pages = text.decode("utf-8").split("\f")
    with_rows = [page for page in pages if page.count("小鼠全层缺损") > 5]
    assert len(with_rows) >= 2
    assert all("疾病模型" in page for page in with_rows)


def test_quotation_marks_follow_the_language(opened: Page) -> None:
    """`“` is as wide as an ideograph in Chinese, and narrow in English."""
    widths = opened.evaluate("""() => ['zh-CN', 'en'].map(language => {
        const span = document.createElement('span');
        span.lang = language;
        span.textContent = '“';
        document.querySelector('#text p').append(span);
        return span.getBoundingClientRect().width / parseFloat(getComputedStyle(span).fontSize);
    })""")
    assert widths[0] > widths[1]
    assert widths[1] < 0.6


def test_text_of_the_sample_is_not_cut(opened: Page) -> None:
    """No element but the regions that scroll hides what it holds."""
    cut = opened.evaluate("""() => [...document.querySelectorAll('#text :not(.table-scroll, .formula, img)')]
        .filter(node => getComputedStyle(node).overflowX !== 'visible')
        .map(node => node.outerHTML.slice(0, 80))""")
    assert cut == []


def test_real_review(new_context: Callable[..., BrowserContext], repository: Path, folder: Path) -> None:
    """The review that the project shows: as accessible as the sample, and as narrow as a phone."""
    resolved = resolve(load_review(repository / "reviews" / "wound-healing"))
    file = folder / "wound-healing.html"
    file.write_bytes(render_html(resolved))
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()
