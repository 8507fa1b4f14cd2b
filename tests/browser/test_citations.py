"""Popovers of citations, by mouse, by keyboard, by touch, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.needs("chromium")


def first_citation(page: Page) -> tuple[Locator, Locator]:
    """The button of the first citation, and the popover that it opens."""
    button = page.locator("#cite-1 button")
    return button, page.locator(f"#{button.get_attribute('popovertarget')}")


def test_mouse_opens_and_escape_closes(opened: Page) -> None:
    button, popover = first_citation(opened)
    expect(popover).to_be_hidden()
    button.click()
    expect(popover).to_be_visible()
    expect(popover).to_contain_text("An invented hydrogel for invented wounds")
    expect(popover).to_be_in_viewport(ratio=1)
    opened.keyboard.press("Escape")
    expect(popover).to_be_hidden()


def test_click_elsewhere_closes(opened: Page) -> None:
    button, popover = first_citation(opened)
    button.click()
    opened.mouse.click(5, 500)
    expect(popover).to_be_hidden()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keyboard_opens_enters_and_leaves(opened: Page, key: str) -> None:
    """The focus goes from the links of the citation to its button, into the popover, and back."""
    button, popover = first_citation(opened)
    opened.locator("#cite-1 a").last.focus()
    opened.keyboard.press("Tab")
    expect(button).to_be_focused()
    opened.keyboard.press(key)
    expect(popover).to_be_visible()
    opened.keyboard.press("Tab")
    expect(popover.locator("a").first).to_be_focused()
    opened.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    expect(button).to_be_focused()


def test_button_tells_what_it_opens(opened: Page) -> None:
    button, popover = first_citation(opened)
    expect(button).to_have_accessible_name("查看所引文献 [1, 2]")
    button.click()
    expect(popover).to_have_accessible_name("所引文献 [1, 2]")
    expect(popover).to_have_role("group")


def test_one_popover_is_open_at_a_time(opened: Page) -> None:
    first, _ = first_citation(opened)
    first.click()
    opened.keyboard.press("Tab")
    opened.locator("#cite-3 button").focus()
    opened.keyboard.press("Enter")
    expect(opened.locator(".peek:popover-open")).to_have_count(1)


def test_number_leads_to_its_entry_and_back(opened: Page) -> None:
    """By the keyboard: for the mouse the button lies over the link."""
    opened.locator("#cite-1 a").first.press("Enter")
    expect(opened).to_have_url(re.compile("#ref-sample-a$"))
    entry = opened.locator("#ref-sample-a")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="回到正文引用处 1", exact=True).click()
    expect(opened).to_have_url(re.compile("#cite-1$"))
    expect(opened.locator("#cite-1")).to_be_in_viewport()


def test_a_click_on_the_number_shows_the_reference(opened: Page) -> None:
    box = opened.locator("#cite-1 a").first.bounding_box()
    assert box is not None
    opened.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(first_citation(opened)[1]).to_be_visible()


def test_number_in_the_popover_leads_to_the_list(opened: Page) -> None:
    button, popover = first_citation(opened)
    button.click()
    popover.locator("a.label").nth(1).click()
    expect(opened.locator("#ref-sample-b")).to_be_in_viewport()


def test_popovers_work_where_scripts_do_not(new_context: Callable[..., BrowserContext], address: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address)
    button, popover = first_citation(page)
    button.click()
    expect(popover).to_be_visible()
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()


def test_touch_opens_within_the_screen(new_context: Callable[..., BrowserContext], address: str) -> None:
    page = new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True).new_page()
    page.goto(address)
    for identifier in ("cite-1", "cite-4"):
        button = page.locator(f"#{identifier} button")
        button.tap()
        popover = page.locator(f"#{button.get_attribute('popovertarget')}")
        expect(popover).to_be_visible()
        expect(popover).to_be_in_viewport(ratio=1)
        page.touchscreen.tap(180, 20)
        expect(popover).to_be_hidden()


def test_every_popover_stays_in_the_window(opened: Page) -> None:
    for button in opened.locator(".peek-button").all()[:12]:
        button.click()
        expect(opened.locator(".peek:popover-open")).to_be_in_viewport(ratio=1)
        opened.keyboard.press("Escape")


# What stands directly before and after each citation, and whether all three share a line.
SAME_LINE = """() => {
  const wrong = [];
  for (const cite of document.querySelectorAll('#sec-more p .cite')) {
    const rects = [...cite.getClientRects()];
    const walker = document.createTreeWalker(cite.closest('p'), NodeFilter.SHOW_TEXT);
    let before = null, after = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (cite.contains(node)) continue;
      if (node.compareDocumentPosition(cite) & Node.DOCUMENT_POSITION_FOLLOWING) before = node;
      else if (!after) after = node;
    }
    const box = (node, at) => {
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + 1);
      return range.getBoundingClientRect();
    };
    const meets = (a, b) => a.top < b.bottom && b.top < a.bottom;
    if (rects.length !== 1) wrong.push('broken: ' + cite.textContent);
    if (!meets(box(before, before.length - 1), rects[0])) wrong.push('begins a line: ' + cite.textContent);
    if (after && !meets(box(after, 0), rects[0])) wrong.push('punctuation begins a line: ' + after.data[0]);
  }
  return wrong;
}"""


def test_no_line_begins_with_a_citation_or_its_punctuation(sized: Callable[[int], Page]) -> None:
    page = sized(300)
    for width in range(300, 440, 7):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SAME_LINE) == [], f"at {width} pixels"
